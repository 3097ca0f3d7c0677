import { z } from "zod";
import { EpochMs } from "../entities/time.ts";

/** More of before and after is cut, and said to be. */
export const mostDetailChars = 4_000;

/** Who did it, as he was known at that moment. */
export const AuditWho = z.strictObject({
  /** account: a person's · token: one that was handed out · run: of this run, for the room's own windows and commands · nobody: it was not known who. */
  kind: z.enum(["account", "token", "run", "nobody"]),
  /** Of the account or token. */
  id: z.string().max(80).nullable(),
  role: z.string().max(20),
  name: z.string().max(100),
});
export type AuditWho = z.infer<typeof AuditWho>;

/** What somebody did, saw or was refused. Written once and never changed. */
export const AuditEntry = z.strictObject({
  /** From 1, without gaps. */
  number: z.int().min(1),
  atMs: EpochMs,
  who: AuditWho,
  /** The address that it came from. */
  from: z.string().max(100),
  /** Method and route as the program names it, such as "DELETE /api/tokens/:id"; of a refusal in number, "refusals". */
  deed: z.string().min(1).max(200),
  /** What it was done to: the values of the route's parameters. */
  target: z.string().max(300),
  /** done · failed: the program could not, or the request was wrong · refused: who asked may not, or is not known. */
  outcome: z.enum(["done", "failed", "refused"]),
  /** The HTTP status of the answer. */
  status: z.int().min(100).max(599),
  /** What it was before and is after, as the feature tells it; never a secret. */
  before: z.string().max(mostDetailChars).nullable(),
  after: z.string().max(mostDetailChars).nullable(),
  /** before or after was longer. */
  isCut: z.boolean(),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

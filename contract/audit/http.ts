import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { EpochMs } from "../entities/time.ts";
import { AuditEntry } from "./entry.ts";

/** At most so many in one answer; `before` asks for the next. */
export const mostAuditEntries = 500;

const Moment = z.coerce.number().int().min(0).max(8_640_000_000_000_000);

/** `GET routes.audit`: the newest first. Texts are looked for anywhere in what they filter. */
export const AuditQuery = z.strictObject({
  fromMs: Moment.optional(),
  toMs: Moment.optional(),
  who: z.string().max(100).optional(),
  deed: z.string().max(200).optional(),
  target: z.string().max(300).optional(),
  outcome: AuditEntry.shape.outcome.optional(),
  /** Only entries with a smaller number. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(mostAuditEntries).default(100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** How much there is of the whole. */
export const AuditExtent = z.strictObject({
  entries: z.int(),
  /** null without any. */
  oldestAtMs: EpochMs.nullable(),
  keptForMs: z.int(),
  /** More are not kept: the oldest would have to go before their time. */
  mostEntries: z.int(),
});
export type AuditExtent = z.infer<typeof AuditExtent>;

export const AuditList = z.strictObject({
  entries: z.array(AuditEntry).max(mostAuditEntries),
  /** There are older ones that fit the question. */
  hasMore: z.boolean(),
  extent: AuditExtent,
  /** It cannot be written, or is nearly full; null where nothing is to be told. */
  failure: CodedMessage.nullable(),
});
export type AuditList = z.infer<typeof AuditList>;

/**
 * What is wrong with the chain, and at which entry first. changed: its text is another than was written · missing: it is not there, or was put
 * there · cut: the newest are not there · anchor: what says where the chain begins was changed.
 */
export const AuditFault = z.strictObject({
  fault: z.enum(["changed", "missing", "cut", "anchor"]),
  number: z.int(),
});
export type AuditFault = z.infer<typeof AuditFault>;

/** `GET routes.auditVerification`. */
export const AuditVerification = z.strictObject({
  isWhole: z.boolean(),
  checked: z.int(),
  firstNumber: z.int().nullable(),
  lastNumber: z.int().nullable(),
  fault: AuditFault.nullable(),
});
export type AuditVerification = z.infer<typeof AuditVerification>;

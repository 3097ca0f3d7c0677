import { z } from "zod";
import { Id } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";
import { TokenRole } from "./role.ts";

export { OwnRights } from "./own-rights.ts";

/** The cookie that a browser's session rides on after it opened the link with a token. */
export const sessionCookie = "wall_session";

/** Sources that a token of role ingest may hand readings in for; other roles have none. */
const TokenSources = z.array(Id).min(1).max(50);
export const NewToken = z.strictObject({
  role: TokenRole,
  label: z.string().max(100).default(""),
  sources: TokenSources.optional(),
});
/** The token is shown this once; only its hash is kept. */
export const CreatedToken = z.strictObject({
  id: z.int(),
  role: TokenRole,
  label: z.string(),
  token: z.string(),
  sources: TokenSources.optional(),
});
/** What the command tells of it: `links` open the page that it is for, the one that reaches farthest first; none for machines. */
export const CreatedTokenLinks = z.strictObject({ ...CreatedToken.shape, links: z.array(z.string()).max(16) });

export const TokenView = z.strictObject({
  id: z.int(),
  role: TokenRole,
  label: z.string(),
  createdAtMs: EpochMs,
  /** Absent: not bound to any. */
  sources: z.array(Id).optional(),
});
/** Tokens that are still good, oldest first. */
export const TokenList = z.strictObject({ tokens: z.array(TokenView) });

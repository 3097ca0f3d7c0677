import { z } from "zod";
import { EpochMs } from "../entities/time.ts";

/** `GET /api/documents`: what is kept of documents, and what the figures made of it leave out. */
export const DocumentsStatus = z.strictObject({
  /** A document sent to three organisations counts as three. */
  kept: z.int().min(0),
  limit: z.int().min(1),
  /** Signatures (XML-DSig) are not verified: a message counts as from whom it says. */
  signatures: z.literal("not-verified"),
  /** Since the start: states that went back and were not taken. */
  wentBack: z.int().min(0),
  /** Since the start: codes of organisations in messages of which neither side is one of the site's; at most 50. */
  unknownOrgans: z.array(z.string()).max(50),
  /** When the figures were last counted; null: not yet. */
  countedAtMs: EpochMs.nullable(),
});
export type DocumentsStatus = z.infer<typeof DocumentsStatus>;

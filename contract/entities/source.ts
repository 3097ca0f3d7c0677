import { z } from "zod";
import { CodedMessage } from "../errors.ts";
import { Id, Words } from "./text.ts";
import { EpochMs } from "./time.ts";

/**
 * starting: not heard from yet · ok · late: the line is there, nothing came for too long · failing: no line or no
 * answer · refused: the platform says no (password, right) · mis-mapped: it answers, nothing fits the mapping ·
 * store-failed: it answers, but what came could not be stored.
 */
export const SourceState = z.enum(["starting", "ok", "late", "failing", "refused", "mis-mapped", "store-failed"]);
export type SourceState = z.infer<typeof SourceState>;

export const SourceView = z.strictObject({
  id: Id,
  name: Words,
  type: z.enum(["mqtt", "rest", "folder", "published"]),
  isSimulated: z.boolean(),
  state: SourceState,
  /** Since when it is in this state. */
  sinceMs: EpochMs,
  /** When the last reading was stored. */
  lastReadingAtMs: EpochMs.nullable(),
  /** Why, when the state is not ok. */
  reason: CodedMessage.nullable(),
  counts: z.strictObject({
    accepted: z.int(),
    /** The same reading again: counted, stored once. */
    repeated: z.int(),
    refused: z.int(),
    failures: z.int(),
  }),
});
export type SourceView = z.infer<typeof SourceView>;

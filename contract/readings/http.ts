import { z } from "zod";
import { Reading } from "../entities/reading.ts";
import { Id } from "../entities/text.ts";
import { AskedMs, EpochMs } from "../entities/time.ts";

export const HistoryQuery = z.strictObject({
  indicator: Id,
  place: Id.optional(),
  fromMs: AskedMs,
  toMs: AskedMs,
  /** At most this many points come back, evenly thinned to the last value of each interval. */
  points: z.coerce.number().int().min(2).max(2_000).default(500),
  /** The past as it was known at this moment: what was received later does not show. */
  asOfMs: AskedMs.optional(),
});
export const History = z.strictObject({
  indicator: Id,
  place: Id,
  /** [asOfMs, value]; oldest first; null where the source said it had no value. */
  points: z.array(z.tuple([EpochMs, z.number().nullable()])),
});
export type History = z.infer<typeof History>;

export const ReadingsQuery = z.strictObject({
  indicator: Id.optional(),
  place: Id.optional(),
  /** The newest readings as they were known at this moment; now when absent. */
  asOfMs: AskedMs.optional(),
});
/** The newest reading of each series that had one. */
export const Readings = z.strictObject({ asOfMs: EpochMs, readings: z.array(Reading) });
export type Readings = z.infer<typeof Readings>;

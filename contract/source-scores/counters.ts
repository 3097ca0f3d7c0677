import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { SourceState } from "../entities/source.ts";
import { EpochMs } from "../entities/time.ts";

const count = z.int().min(0).default(0);
const Counted = z.strictObject({ count: z.int().min(1), last: CodedMessage });

/** What was counted of a source on one day of the site, as it is stored. Of several days the sum is judged as one. */
export const DayCounters = z.strictObject({
  /** New readings, events, reports or documents that were taken. */
  taken: count,
  /** By code. */
  refused: z.record(z.string(), Counted).default({}),
  revised: count,
  /** Sets that came: a message, an answer, a file. */
  deliveries: count,
  /** Of them: with something malformed in it, or with nothing in it that was not known, of a source that sends by itself. */
  malformed: count,
  repeated: count,
  outOfOrder: count,
  /** What could not even be read or mapped; no delivery came of it. */
  unusable: count,
  lastUnusable: CodedMessage.nullable().default(null),
  /** Milliseconds by state; planned downtimes are apart from them. */
  inState: z.partialRecord(SourceState, z.int().min(0)).default({}),
  plannedMs: count,
  /** From when to when it was watched and not planned to be down: only of that time figures are expected. */
  spans: z.array(z.tuple([EpochMs, EpochMs])).default([]),
  expected: count,
  got: count,
  /** By indicator what did not come, the most first. */
  missing: z.record(z.string(), z.int().min(1)).default({}),
});
export type DayCounters = z.infer<typeof DayCounters>;

import { z } from "zod";
import { Id } from "./text.ts";
import { EpochMs } from "./time.ts";

/** A time in which a source gave nothing, told once it is back. */
export const Outage = z.strictObject({
  source: Id,
  /** When it went away and when it was back. */
  fromMs: EpochMs,
  toMs: EpochMs,
  /** Readings of that time that came afterwards. */
  caughtUp: z.int().min(0),
});
export type Outage = z.infer<typeof Outage>;

/** So long after its return an outage is told on the wall, and readings of its time are counted. */
export const outageToldForMs = 10 * 60_000;

import { dayMs, dayOf, hourMs, hourOf } from "./periods.ts";
import type { CondensingRule } from "./repositories.ts";

// When what is condensed and dropped, and in which portions. Whatever keeps readings asks these; all moments epoch ms.

/** So many rows are read or deleted in one step, some 5 ms; an hour of one series is the least that is read at once. */
export const rowsAStep = 2_000;
/** An hour is condensed this long after it ended: most of what is late has come by then. */
const settleMs = hourMs;
/** Ingest takes nothing older than the rule says; this much longer it is kept, for what waits in its queue. */
const marginMs = dayMs;

/** Hours up to here are made. */
export const horizonOf = (nowMs: number): number => hourOf(nowMs - settleMs);

/** Readings from before the first and hours from before the second are to go, whole days each. */
export const droppedBefore = ({ retention, dayOffsetMs }: CondensingRule, nowMs: number) => ({
  rawMs: dayOf(nowMs - retention.raw - marginMs, dayOffsetMs),
  hourlyMs: dayOf(nowMs - retention.hourly - marginMs, dayOffsetMs),
});

/**
 * Where a stretch of about `rowsAStep` rows ends: on a whole hour, not after `boundMs`.
 * @param nextMs the row that comes `rowsAStep` after the first; undefined: there are not so many
 */
export const stretchEnd = (firstMs: number, nextMs: number | undefined, boundMs: number): number =>
  nextMs === undefined ? boundMs : Math.min(boundMs, Math.max(hourOf(nextMs), hourOf(firstMs) + hourMs));

/** Readings up to here may go: those whose hours are made, and never the newest one. */
export const rawBound = (beforeMs: number, untilMs: number, newestMs: number): number =>
  Math.min(beforeMs, untilMs, hourOf(newestMs));

/** Hours up to here may go: of days whose readings have gone. */
export const hourlyBound = (beforeMs: number, rawFromMs: number, dayOffsetMs: number): number =>
  Math.min(beforeMs, dayOf(rawFromMs, dayOffsetMs));

/** Where a portion of hours to drop ends: with a whole day. */
export const hourlyEnd = (firstMs: number, boundMs: number, dayOffsetMs: number): number =>
  Math.min(boundMs, dayOf(firstMs, dayOffsetMs) + Math.floor(rowsAStep / 24) * dayMs);

/** Whole days that hours of a stretch lie in: they are made anew with them. */
export const daysOf = (fromMs: number, toMs: number, dayOffsetMs: number): { fromMs: number; toMs: number } => ({
  fromMs: dayOf(fromMs, dayOffsetMs),
  toMs: dayOf(toMs - 1, dayOffsetMs) + dayMs,
});

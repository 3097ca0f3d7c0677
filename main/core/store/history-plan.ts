import { dayMs, dayOf, hourMs, hourOf } from "./periods.ts";
import type { HistoryRange } from "./repositories.ts";

/** How far a series is condensed; moments in epoch ms. `isStale`: something came late into what was made. */
export type Progress = { untilMs: number; rawFromMs: number; hourlyFromMs: number; isStale: boolean };
export type Point = [number, number | null];

/**
 * Where a question is answered from, oldest first: days up to `dailyToMs`, hours up to `hourlyToMs`, then readings; and the
 * intervals, counted from `originMs`, of each of which the last value is given.
 */
export type Plan = { dailyToMs: number; hourlyToMs: number; originMs: number; intervalMs: number };

/** So long that no more than `points` of them touch the stretch, when they begin with it. */
export const exactIntervalMs = ({ fromMs, toMs, points }: Pick<HistoryRange, "fromMs" | "toMs" | "points">): number =>
  Math.max(1, Math.ceil((toMs - fromMs + 1) / points));

/**
 * A long stretch with few points is read from hours or days where they are made, a short one from the readings; what was
 * dropped is read from what it was condensed to. Intervals of an hour or more then begin with whole hours or days, so that
 * the last value of each is exact.
 * @param progress undefined where nothing of the series is condensed
 * @param dayOffsetMs of the site's standard time from UTC, by which days were made
 */
export function planOf(range: HistoryRange, progress: Progress | undefined, dayOffsetMs: number): Plan {
  const { fromMs, toMs, points } = range;
  const exactMs = exactIntervalMs(range);
  const fromReadings = { dailyToMs: 0, hourlyToMs: 0, originMs: fromMs, intervalMs: exactMs };
  if (progress === undefined) return fromReadings;
  const { rawFromMs, hourlyFromMs } = progress;
  // Until what came late is worked in, the readings themselves are asked.
  const untilMs = progress.isStale ? rawFromMs : progress.untilMs;
  const wholeHoursMs = Math.max(rawFromMs, Math.min(untilMs, hourOf(toMs + 1)));
  const wholeDaysMs = Math.max(hourlyFromMs, Math.min(dayOf(untilMs, dayOffsetMs), dayOf(toMs + 1, dayOffsetMs)));
  // One interval more may be touched when they do not begin with the stretch itself.
  const alignedMs = (toMs - fromMs + 1) / (points - 1);
  const rounded = (unitMs: number) => Math.ceil(alignedMs / unitMs) * unitMs;
  if (exactMs >= dayMs)
    return { dailyToMs: wholeDaysMs, hourlyToMs: wholeHoursMs, originMs: -dayOffsetMs, intervalMs: rounded(dayMs) };
  if (exactMs >= hourMs)
    return { dailyToMs: hourlyFromMs, hourlyToMs: wholeHoursMs, originMs: 0, intervalMs: rounded(hourMs) };
  return { ...fromReadings, dailyToMs: hourlyFromMs, hourlyToMs: rawFromMs };
}

/** So many of the newest readings of a stretch are looked at to tell how dense it is. */
export const rowsProbed = 48;
/** From so many readings an interval on, a look-up for each interval is quicker than a walk over all; below, it is the other way round. */
const rowsALookup = 8;

/**
 * Whether one look-up an interval answers sooner than a walk over every reading. Both give the same.
 * @param probe of the newest readings of the stretch, `rowsProbed` at most: how many, from when to when, and whether one is a
 *   text: those are passed over one by one, so that a walk is better
 */
export function isByLookups(
  probe: { rows: number; firstMs: number | null; lastMs: number | null; hasText: boolean },
  intervalMs: number,
): boolean {
  if (probe.rows < rowsProbed || probe.firstMs === null || probe.lastMs === null || probe.hasText) return false;
  const apartMs = (probe.lastMs - probe.firstMs) / (probe.rows - 1);
  return intervalMs >= rowsALookup * apartMs;
}

/** Parts of one answer, oldest first. Where two meet within one interval, the later one has its last value. */
export function joined(parts: readonly Point[][], { originMs, intervalMs }: Plan): Point[] {
  const intervalOf = (atMs: number) => Math.floor((atMs - originMs) / intervalMs);
  const all: Point[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    const next = part[0];
    if (last !== undefined && next !== undefined && intervalOf(last[0]) === intervalOf(next[0])) all.pop();
    for (const point of part) all.push(point);
  }
  return all;
}

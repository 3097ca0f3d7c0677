import type { Threshold } from "./indicator.ts";

/** The threshold a value has crossed, the most severe one first; undefined while the value is normal. */
export function crossedThreshold(thresholds: readonly Threshold[], value: number): Threshold | undefined {
  let first: Threshold | undefined;
  for (const one of thresholds) {
    const isCrossed = (one.above !== undefined && value > one.above) || (one.below !== undefined && value < one.below);
    if (isCrossed && one.level === "alarm") return one;
    if (isCrossed) first ??= one;
  }
  return first;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How far back is looked for the beginning: first to the minute, then to the hour; of figures by the day to the day. */
const looks = {
  quick: [
    { spanMs: 12 * hourMs, points: 720 },
    // More points than hours: intervals of an hour and more are of whole hours each, two of them together, and the beginning an hour late.
    { spanMs: 30 * dayMs, points: 744 },
  ],
  day: [{ spanMs: 400 * dayMs, points: 400 }],
} as const;

/** What is asked of the past, the finest first; nothing of a figure by the month or longer, whose period says since when. */
export const looksBackOf = (
  period: "minute" | "hour" | "day" | "month" | "quarter" | "year",
): readonly { spanMs: number; points: number }[] =>
  period === "minute" || period === "hour" ? looks.quick : period === "day" ? looks.day : [];

/** When a limit was passed. `isBefore`: earlier, and the past that is known begins then. */
export type Since = { atMs: number; isBefore: boolean };

/**
 * Since when a limit has been passed without a break, by the as-of times of a series' past. Of an attention's limit the alarm's is
 * part; a value that the source did not have breaks nothing. Undefined where the past does not say that it is passed.
 * @param points the oldest first
 */
export function crossedSince(
  points: readonly (readonly [number, number | null])[],
  { level }: Pick<Threshold, "level">,
  thresholds: readonly Threshold[],
): Since | undefined {
  const limits = thresholds.filter((one) => level === "attention" || one.level === "alarm");
  const isCrossed = (value: number) =>
    limits.some(({ above, below }) => (above !== undefined && value > above) || (below !== undefined && value < below));
  let since: number | undefined;
  for (let at = points.length - 1; at >= 0; at -= 1) {
    const [ms, value] = points[at] ?? [0, null];
    if (value === null) continue;
    if (!isCrossed(value)) return since === undefined ? undefined : { atMs: since, isBefore: false };
    since = ms;
  }
  return since === undefined ? undefined : { atMs: since, isBefore: true };
}

import type { ForecastError, MeasuredError } from "#contract/forecast/forecast.ts";
import type { KeptForecast } from "./repository.ts";

const hourMs = 3_600_000;

/** A moment that was forecast, and what came. */
type Pair = { hours: number; off: number; asBefore: number; isWithin: boolean };

/**
 * How far off forecasts were, and how far saying that all stays as it was, on the very same moments.
 * @param kept of one series, as they were issued
 * @param came what stood at a moment; null where nobody knows
 * @param fromMs, toMs moments forecast that are looked at, both included
 * @returns null where none of them has come to pass
 */
export function measure(
  kept: readonly Pick<KeptForecast, "baseMs" | "basis" | "points">[],
  came: (atMs: number) => number | null,
  fromMs: number,
  toMs: number,
): ForecastError | null {
  const pairs: Pair[] = [];
  let unknown = 0;
  for (const { baseMs, basis, points } of kept)
    for (const { forMs, value, low, high } of points) {
      if (forMs < fromMs || forMs > toMs || basis === null) continue;
      const actual = came(forMs);
      if (actual === null) {
        unknown += 1;
        continue;
      }
      pairs.push({
        hours: Math.round((forMs - baseMs) / hourMs),
        off: Math.abs(value - actual),
        asBefore: Math.abs(basis.value - actual),
        isWithin: low <= actual && actual <= high,
      });
    }
  if (pairs.length + unknown === 0) return null;
  const byHours = [...Map.groupBy(pairs, ({ hours }) => hours)].sort(([a], [b]) => a - b);
  return {
    ...{ fromMs, toMs, unknown, all: meanOf(pairs) },
    byHours: byHours.map(([hours, some]) => ({ hours, ...meanOf(some) })),
  };
}

function meanOf(pairs: readonly Pair[]): MeasuredError {
  const count = pairs.length;
  const mean = (of: (pair: Pair) => number) =>
    count === 0 ? 0 : pairs.reduce((sum, pair) => sum + of(pair), 0) / count;
  return {
    count,
    meanError: mean(({ off }) => off),
    asBeforeError: mean(({ asBefore }) => asBefore),
    within: mean(({ isWithin }) => Number(isWithin)),
  };
}

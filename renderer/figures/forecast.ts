import type { Forecast, ForecastError, ForecastPoint } from "#contract/forecast/forecast.ts";
import type { FigureState } from "./figure.ts";

const hourMs = 3_600_000;

/**
 * What of a forecast still lies ahead. Nothing of one whose figure is stale, lost or was never told: what it was made of is not so any
 * more, or nobody knows.
 * @param state of the figure that is forecast, now
 * @param nowMs on the core's clock
 */
export function aheadOf(forecast: Forecast | undefined, state: FigureState, nowMs: number): readonly ForecastPoint[] {
  if (forecast === undefined || forecast.refusal !== null || (state !== "fresh" && state !== "late")) return [];
  return forecast.points.filter(({ forMs }) => forMs > nowMs);
}

/** The moment about so many hours ahead that most of some forecasts are for; undefined where none has one. */
export function momentAhead(
  all: readonly (readonly ForecastPoint[])[],
  hours: number,
  nowMs: number,
): number | undefined {
  const counts = new Map<number, number>();
  for (const points of all) {
    const [first] = points;
    if (first === undefined) continue;
    const nearest = points.reduce(
      (best, one) =>
        Math.abs(one.forMs - nowMs - hours * hourMs) < Math.abs(best.forMs - nowMs - hours * hourMs) ? one : best,
      first,
    );
    counts.set(nearest.forMs, (counts.get(nearest.forMs) ?? 0) + 1);
  }
  return [...counts].sort(([a, some], [b, more]) => more - some || b - a)[0]?.[0];
}

/** From so many moments on a mean says something. */
export const enoughMoments = 12;

/** better, worse: than saying that all stays as it was · unmeasured: too few moments have passed to say so. */
export function verdictOf(error: ForecastError | null): "better" | "worse" | "unmeasured" {
  if (error === null || error.all.count < enoughMoments) return "unmeasured";
  return error.all.meanError < error.all.asBeforeError ? "better" : "worse";
}

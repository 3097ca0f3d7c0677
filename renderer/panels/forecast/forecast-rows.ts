import type { Forecast, ForecastPoint, MeasuredError } from "#contract/forecast/forecast.ts";
import { enoughMoments } from "../../figures/forecast.ts";

const hourMs = 3_600_000;

/** A moment to come, with how far off forecasts so many hours ahead were; null where too few of them have passed. */
export type AheadRow = ForecastPoint & { half: number; measured: MeasuredError | null };

/** @param points what of it still lies ahead */
export function rowsOf(
  { baseMs, error }: Pick<Forecast, "baseMs" | "error">,
  points: readonly ForecastPoint[],
): AheadRow[] {
  return points.map((point) => {
    const hours = Math.round((point.forMs - baseMs) / hourMs);
    const measured = error?.byHours.find((one) => one.hours === hours) ?? null;
    return {
      ...point,
      // At the lower end of what is possible the band is cut off; its upper half is whole.
      half: Math.max(point.high - point.value, point.value - point.low),
      measured: measured !== null && measured.count >= enoughMoments / 2 ? measured : null,
    };
  });
}

/** So many of a list, evenly taken, the first and the last among them. */
export function thinned<One>(all: readonly One[], most: number): One[] {
  if (all.length <= most) return [...all];
  if (most <= 1) return all.slice(0, most);
  return Array.from({ length: most }, (_, at) => all[Math.round((at * (all.length - 1)) / (most - 1))] as One);
}

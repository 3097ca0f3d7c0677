import type { Indicator } from "../entities/indicator.ts";
import { isByPoints } from "./by-points.ts";
import type { OwnLimit } from "./limit.ts";

/* Apart from what a limit is: the web app's first screen reads limits, and looks for what is past them later. */

/** What a change is measured from, by how often a figure comes: the same time yesterday, the period before, a year ago. */
export const baseOf = (period: Indicator["period"]): "day" | "period" | "year" =>
  period === "year" ? "year" : period === "month" || period === "quarter" ? "period" : "day";

/**
 * Whether a value is beyond somebody's own limit.
 * @param before what `baseOf` says; undefined: nobody knows, and no change is told
 */
export function passesOwn(
  limit: OwnLimit,
  indicator: Pick<Indicator, "unit" | "showsSign">,
  value: number,
  before: number | undefined,
): boolean {
  if (limit.kind === "above") return value > limit.value;
  if (limit.kind === "below") return value < limit.value;
  if (before === undefined) return false;
  const difference = Math.abs(value - before);
  if (isByPoints(indicator)) return difference >= limit.by;
  // After nothing, anything is more than any per cent.
  if (before === 0) return difference > 0;
  return (difference / Math.abs(before)) * 100 >= limit.by;
}

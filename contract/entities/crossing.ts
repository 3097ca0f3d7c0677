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

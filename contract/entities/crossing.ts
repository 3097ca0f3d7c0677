import type { Threshold } from "./indicator.ts";

/** The threshold a value has crossed, the most severe one first; undefined while the value is normal. */
export function crossedThreshold(thresholds: readonly Threshold[], value: number): Threshold | undefined {
  const crossed = thresholds.filter(
    (t) => (t.above !== undefined && value > t.above) || (t.below !== undefined && value < t.below),
  );
  return crossed.find((t) => t.level === "alarm") ?? crossed[0];
}

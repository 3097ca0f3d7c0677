import type { PlannedDowntime } from "./maintenance.ts";

/**
 * When the downtime that lasts at a moment is to be over; undefined where none lasts. It ends by itself, whoever still tells it.
 * Apart from the schemas, which a wall window does not read before it paints.
 */
export function plannedUntil(
  of: { maintenance?: readonly PlannedDowntime[] | undefined } | undefined,
  nowMs: number,
): number | undefined {
  let untilMs: number | undefined;
  for (const one of of?.maintenance ?? [])
    if (one.fromMs <= nowMs && nowMs < one.untilMs) untilMs = Math.max(one.untilMs, untilMs ?? 0);
  return untilMs;
}

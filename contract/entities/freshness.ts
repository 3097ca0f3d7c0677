import type { FreshnessRule } from "./freshness-rule.ts";

export type Freshness = "fresh" | "late" | "stale" | "lost";

/**
 * @param rule ages in ms
 * @param asOfMs epoch ms of the value
 * @param nowMs epoch ms on the core's clock (a screen's own clock may be wrong)
 */
export function freshnessOf(rule: FreshnessRule, asOfMs: number, nowMs: number): Freshness {
  const ageMs = nowMs - asOfMs;
  if (ageMs >= rule.lostAfter) return "lost";
  if (ageMs >= rule.staleAfter) return "stale";
  if (ageMs >= rule.lateAfter) return "late";
  return "fresh";
}

import type { IndicatorView } from "#contract/entities/profile.ts";

const dayMs = 86_400_000;

/** Stretches of the past that a figure's page shows. `points`: as many as a phone's width tells apart. */
export const spans = {
  day: { ms: dayMs, points: 288 },
  week: { ms: 7 * dayMs, points: 336 },
  month: { ms: 30 * dayMs, points: 360 },
  year: { ms: 366 * dayMs, points: 366 },
  years: { ms: 3_653 * dayMs, points: 400 },
} as const;
export type SpanName = keyof typeof spans;

/** Those that say something of a figure, by how often it comes; the first is shown first. */
export function spansOf(period: IndicatorView["period"]): SpanName[] {
  if (period === "minute" || period === "hour") return ["day", "week", "month", "year"];
  if (period === "day") return ["month", "week", "year"];
  return ["years", "year"];
}

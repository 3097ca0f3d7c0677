import type { CodedMessage } from "#contract/coded-message.ts";
import type { SourceState } from "#contract/entities/source.ts";
import { DayCounters } from "#contract/source-scores/counters.ts";

/** As many codes are told apart; the rest counts under the last of them. */
export const mostCodes = 20;
/** Stretches of a day in which the source was watched; beyond them the shortest go, and what they held is not asked for. */
export const mostSpans = 40;
/** Indicators that are told apart by what is missing of them. */
export const mostMissing = 20;

export const nothingCounted = (): DayCounters => DayCounters.parse({});

export function addRefused(to: DayCounters, last: CodedMessage, times = 1): void {
  const codes = Object.keys(to.refused);
  const code = last.code in to.refused || codes.length < mostCodes ? last.code : (codes.at(-1) ?? last.code);
  to.refused[code] = { count: (to.refused[code]?.count ?? 0) + times, last };
}

/** The spans of a day with one more, joined where they touch. */
export function withSpan(spans: readonly [number, number][], fromMs: number, toMs: number): [number, number][] {
  const last = spans.at(-1);
  if (last !== undefined && fromMs <= last[1]) return [...spans.slice(0, -1), [last[0], Math.max(last[1], toMs)]];
  const all: [number, number][] = [...spans, [fromMs, toMs]];
  if (all.length <= mostSpans) return all;
  const lengths = all.map(([from, to]) => to - from);
  const shortest = lengths.indexOf(Math.min(...lengths));
  return all.filter((_, at) => at !== shortest);
}

/** Days together. Spans are of one day alone and are left out. */
export function sumOf(days: readonly DayCounters[]): DayCounters {
  const sum = nothingCounted();
  for (const day of days) {
    for (const name of [
      ...(["taken", "revised", "deliveries", "malformed", "repeated", "outOfOrder", "unusable"] as const),
      ...(["plannedMs", "expected", "got"] as const),
    ])
      sum[name] += day[name];
    sum.lastUnusable = day.lastUnusable ?? sum.lastUnusable;
    for (const [state, ms] of Object.entries(day.inState) as [SourceState, number][])
      sum.inState[state] = (sum.inState[state] ?? 0) + ms;
    for (const { count: times, last } of Object.values(day.refused)) addRefused(sum, last, times);
    for (const [indicator, times] of Object.entries(day.missing))
      sum.missing[indicator] = (sum.missing[indicator] ?? 0) + times;
  }
  return sum;
}

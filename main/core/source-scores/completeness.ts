import { setImmediate as letOthersRun } from "node:timers/promises";
import { type Freshness, freshnessOf } from "#contract/entities/freshness.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { DayCounters } from "#contract/source-scores/counters.ts";
import type { PastRepository } from "../store/reading-repositories.ts";
import { mostMissing } from "./counters.ts";

/** Series that are counted before everything else has its turn. */
const seriesAtOnce = 20;
const periodMs: Partial<Record<Indicator["period"], number>> = { minute: 60_000, hour: 3_600_000 };
/** What comes more seldom than this is judged by whether it is there when it should be. */
const longestStepMs = 12 * 3_600_000;

export type Completeness = Pick<DayCounters, "expected" | "got" | "missing">;
type Series = Pick<Reading, "indicator" | "place" | "asOfMs">;

/** How often a figure is to come, ms; null: it is judged by its age. */
export function stepOf({ freshness, period }: Pick<Indicator, "freshness" | "period">): number | null {
  const step = freshness.every ?? periodMs[period] ?? null;
  return step === null || step > longestStepMs ? null : step;
}

/** Steps that lie wholly within a span, of which the last is over for so long that it is late. */
export function stepsIn([fromMs, toMs]: readonly [number, number], stepMs: number, graceMs: number, nowMs: number) {
  const from = Math.ceil(fromMs / stepMs) * stepMs;
  const count = Math.max(0, Math.floor((Math.min(toMs, nowMs - graceMs) - from) / stepMs));
  return { fromMs: from, toMs: from + count * stepMs, count };
}

const inTime: readonly Freshness[] = ["fresh"];

/**
 * How much was to come of the series of a source on a day while it was watched, and how much of it is there by now. Of figures by the
 * day and longer: whether each is there that should be, once.
 * @param series newest readings of the source's series
 * @param spans of the day in which it was watched
 */
export async function countComplete(options: {
  series: readonly Series[];
  indicators: ReadonlyMap<string, Indicator>;
  spans: readonly (readonly [number, number])[];
  past: Pick<PastRepository, "filledIn" | "newestIn">;
  /** The end of the day, or now where that is earlier. */
  untilMs: number;
  nowMs: number;
}): Promise<Completeness> {
  const { series, indicators, spans, past, untilMs, nowMs } = options;
  const missing = new Map<string, number>();
  let expected = 0;
  let got = 0;
  const add = (indicator: string, wanted: number, there: number): void => {
    expected += wanted;
    got += Math.min(there, wanted);
    if (there < wanted) missing.set(indicator, (missing.get(indicator) ?? 0) + wanted - there);
  };
  for (const [at, { indicator, place, asOfMs }] of series.entries()) {
    if (at % seriesAtOnce === seriesAtOnce - 1) await letOthersRun();
    const rule = indicators.get(indicator);
    if (rule === undefined || rule.isRetired || spans.length === 0) continue;
    const step = stepOf(rule);
    if (step === null) {
      // As it stood when the day ended.
      const then = asOfMs <= untilMs ? asOfMs : (await past.newestIn(indicator, place, 0, untilMs))?.asOfMs;
      if (then !== undefined) add(indicator, 1, inTime.includes(freshnessOf(rule.freshness, then, untilMs)) ? 1 : 0);
      continue;
    }
    for (const span of spans) {
      const steps = stepsIn(span, step, rule.freshness.lateAfter, nowMs);
      if (steps.count > 0)
        add(indicator, steps.count, await past.filledIn(indicator, place, steps.fromMs, steps.toMs, step));
    }
  }
  const worst = [...missing].sort((a, b) => b[1] - a[1]).slice(0, mostMissing);
  return { expected, got, missing: Object.fromEntries(worst) };
}

import { setImmediate as letOthersRun } from "node:timers/promises";
import { periodOf } from "#contract/calendar/periods.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { PastRepository } from "../store/reading-repositories.ts";

/** Series that are counted before everything else has its turn. */
const seriesAtOnce = 20;
/** Months and longer are looked at one by one; an outage of more of them is told as so many. */
const mostPeriods = 120;

const lengthMs: Partial<Record<Indicator["period"], number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export type PeriodCount = { indicator: string; expected: number; late: number };

/**
 * How many periods that lie wholly within a stretch are expected, and how many of them hold a reading by now. Nothing is
 * expected of a series that was lost already when the stretch began.
 * @param options.series newest readings of the series that are to be counted
 */
export async function countPeriods(options: {
  fromMs: number;
  toMs: number;
  series: readonly Pick<Reading, "indicator" | "place" | "asOfMs">[];
  indicators: ReadonlyMap<string, Indicator>;
  past: Pick<PastRepository, "filledIn" | "newestIn">;
  /** Of the site's standard time from UTC. */
  offsetMs: number;
}): Promise<PeriodCount[]> {
  const { fromMs, toMs, past, offsetMs } = options;
  const counts = new Map<string, PeriodCount>();
  for (const [at, { indicator, place, asOfMs }] of options.series.entries()) {
    if (at % seriesAtOnce === seriesAtOnce - 1) await letOthersRun();
    const rule = options.indicators.get(indicator);
    if (rule === undefined || asOfMs < fromMs - rule.freshness.lostAfter) continue;
    const whole = wholePeriods(rule.period, fromMs, toMs, offsetMs);
    if (whole.count === 0) continue;
    let count = counts.get(indicator);
    if (count === undefined) {
      count = { indicator, expected: 0, late: 0 };
      counts.set(indicator, count);
    }
    count.expected += whole.count;
    const length = lengthMs[rule.period];
    if (length !== undefined) count.late += await past.filledIn(indicator, place, whole.fromMs, whole.toMs, length);
    else
      for (const { fromMs, toMs } of whole.each)
        if ((await past.newestIn(indicator, place, fromMs, toMs)) !== undefined) count.late += 1;
  }
  return [...counts.values()];
}

type Whole = { fromMs: number; toMs: number; count: number; each: { fromMs: number; toMs: number }[] };

/** `toMs` is where the last one ends, not included; `each` is of those that are no fixed time long. */
function wholePeriods(period: Indicator["period"], fromMs: number, toMs: number, offsetMs: number): Whole {
  const containing = periodOf(period, fromMs, offsetMs);
  const firstMs = containing.fromMs === fromMs ? fromMs : containing.toMs + 1;
  const length = lengthMs[period];
  if (length !== undefined) {
    const count = Math.max(0, Math.floor((toMs - firstMs) / length));
    return { fromMs: firstMs, toMs: firstMs + count * length, count, each: [] };
  }
  const each: Whole["each"] = [];
  for (let next = periodOf(period, firstMs, offsetMs); next.toMs < toMs && each.length < mostPeriods; ) {
    each.push(next);
    next = periodOf(period, next.toMs + 1, offsetMs);
  }
  return { fromMs: firstMs, toMs: (each.at(-1)?.toMs ?? firstMs - 1) + 1, count: each.length, each };
}

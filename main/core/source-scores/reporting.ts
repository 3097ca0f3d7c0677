import { dayNumberOf, dayOfNumber } from "#contract/calendar/days.ts";
import type { Unit } from "#contract/maintenance/contact.ts";
import type { SourceScores } from "#contract/source-scores/http.ts";
import {
  type ScoreDefinition,
  type ScoreMark,
  type SourceScore,
  scoreMarks,
  type UnitScore,
} from "#contract/source-scores/score.ts";
import { sumOf } from "./counters.ts";
import { type Marks, type MarkView, marksOf, totalOf, worstOf } from "./marks.ts";
import type { ScoreDay } from "./repository.ts";

/** Days that are judged together, and how many are shown one by one. */
export const judgedDays = 7;
export const shownDays = 30;

export type ReportOptions = {
  /** The days up to today, at least twice as many as are judged together. */
  days: readonly ScoreDay[];
  today: string;
  asOfMs: number;
  /** Sources that are shown; what others have sent is not told. */
  isShown(source: string): boolean;
  units: readonly Unit[];
  weights: Readonly<Record<ScoreMark, number>>;
  definition: ScoreDefinition;
};

const before = (day: string, days: number): string => dayOfNumber(dayNumberOf(day) - days);

/** The scores of all sources and units, the lowest first. */
export function reportOf(options: ReportOptions): SourceScores {
  const { days, today, weights, definition } = options;
  const from = before(today, judgedDays - 1);
  const shown = days.filter(({ source }) => options.isShown(source));
  const bySource = [...Map.groupBy(shown, ({ source }) => source).values()];
  const sources = bySource.map((own) => sourceScore(own, from, options)).sort(lowestFirst);
  const units = [...Map.groupBy(shown, ({ unit }) => unit)].flatMap(([unit, own]) =>
    unitScore(unit, own, from, options),
  );
  return {
    ...{ from, to: today, asOfMs: options.asOfMs, sources, units: units.sort(lowestFirst) },
    ...{ weights: { ...weights }, definition },
  };
}

const lowestFirst = (one: { total: number | null }, other: { total: number | null }): number =>
  (one.total ?? 101) - (other.total ?? 101);

const within = (days: readonly ScoreDay[], from: string, to: string) =>
  days.filter(({ day }) => day >= from && day <= to);

type Options = Pick<ReportOptions, "today" | "weights" | "definition">;

const marksIn = (days: readonly ScoreDay[], { definition }: Options): Marks => {
  const type = days.at(-1)?.type ?? "rest";
  return marksOf(sumOf(days.map(({ counters }) => counters)), { ...definition, type });
};

function sourceScore(own: readonly ScoreDay[], from: string, options: Options): SourceScore {
  const last = own.at(-1) as ScoreDay;
  const judged = within(own, from, options.today);
  const marks = marksIn(judged, options);
  const former = marksIn(within(own, before(from, judgedDays), before(from, 1)), options);
  const { source: id, name, type, unit, isSimulated } = last;
  return {
    ...{ id, name, type, unit, isSimulated },
    plannedMs: sumOf(judged.map(({ counters }) => counters)).plannedMs,
    ...scored(marks, former, options),
    days: own
      .filter(({ day }) => day > before(options.today, shownDays))
      .map((one) => ({ day: one.day, total: totalOf(marksIn([one], options), options.weights) })),
  };
}

function scored(marks: Marks, former: Marks, { weights }: Options) {
  const total = totalOf(marks, weights);
  const was = totalOf(former, weights);
  return {
    ...{ marks, total },
    judged: scoreMarks.filter((mark) => marks[mark].value !== null).length,
    change: total === null || was === null ? null : total - was,
    worst: worstOf(marks),
  };
}

/** Of each mark the mean of those sources that have it, with the cause of the lowest of them. */
function meanOf(all: readonly Marks[]): Marks {
  const mean = (mark: ScoreMark): MarkView => {
    const there = all.map((marks) => marks[mark]).filter(({ value }) => value !== null);
    if (there.length === 0) return { value: null, cause: all[0]?.[mark].cause ?? null };
    const lowest = there.reduce((worst, one) => ((one.value ?? 0) < (worst.value ?? 0) ? one : worst));
    const value = there.reduce((sum, one) => sum + (one.value ?? 0), 0) / there.length;
    return { value: Math.min(100, value), cause: lowest.cause };
  };
  return { right: mean("right"), complete: mean("complete"), clean: mean("clean"), alive: mean("alive") };
}

/** @returns none for a unit that answered for nothing in the days that are judged */
function unitScore(
  unit: string | null,
  own: readonly ScoreDay[],
  from: string,
  options: Options & Pick<ReportOptions, "units">,
): UnitScore[] {
  const marksOfSources = (days: readonly ScoreDay[]): Marks[] =>
    [...Map.groupBy(days, ({ source }) => source).values()].map((one) => marksIn(one, options));
  const judged = within(own, from, options.today);
  const now = [...Map.groupBy(judged, ({ source }) => source)].map(([id, days]) => ({
    ...{ id, marks: marksIn(days, options), isSimulated: days.at(-1)?.isSimulated ?? false },
  }));
  if (now.length === 0) return [];
  const former = meanOf(marksOfSources(within(own, before(from, judgedDays), before(from, 1))));
  const totals = now.map(({ id, marks }) => ({ id, total: totalOf(marks, options.weights) })).sort(lowestFirst);
  const perDay = [...Map.groupBy(own, ({ day }) => day)].filter(([day]) => day > before(options.today, shownDays));
  return [
    {
      ...{ unit, name: options.units.find(({ id }) => id === unit)?.name ?? null },
      ...{ sources: now.length, simulated: now.filter(({ isSimulated }) => isSimulated).length },
      lowest: totals.find(({ total }) => total !== null)?.id ?? null,
      ...scored(meanOf(now.map(({ marks }) => marks)), former, options),
      days: perDay.map(([day, days]) => ({ day, total: totalOf(meanOf(marksOfSources(days)), options.weights) })),
    },
  ];
}

import { convertedSource, derivedSource } from "#contract/entities/derived-source.ts";
import type { Threshold } from "#contract/entities/indicator.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { type FigureState, figureState } from "../figure.ts";
import { crossedBy } from "../tone.ts";
import type { HeadlineFigure } from "./facts.ts";

/** Where a figure is: the id of its place; null for the site as a whole. */
type Where = string | null;

/** One thing that matters now, with its cause. Plain data: indicators, places and sources by their ids. */
export type Clause = { isSimulated: boolean } & (
  | {
      /** A limit that is passed, at one place or several. `value` and `asOfMs` are the first place's. */
      kind: "crossed";
      indicator: string;
      places: readonly Where[];
      threshold: Threshold;
      value: number;
      asOfMs: number;
      /** Its figure is late: when it is of is said. */
      isLate: boolean;
    }
  | {
      /** Figures that are not current, all that the scene shows of a source or some of an indicator. None of them is told as a value. */
      kind: "lost";
      state: "late" | "stale" | "lost";
      of: { source: string } | { indicator: string; places: readonly Where[] };
      /** The newest of them is of then: since then there is nothing. */
      sinceMs: number;
      isByDay: boolean;
    }
  /** Of a source that is planned to be down. */
  | { kind: "planned"; source: string; untilMs: number }
  /** `gap` to the plan, in the indicator's unit. */
  | { kind: "plan"; indicator: string; place: Where; gap: number }
  /** By how many per cent, more or less than nothing, and against what. */
  | {
      kind: "change";
      indicator: string;
      place: Where;
      percent: number;
      against: { spanMs: number } | { vi: string; en: string };
    }
);

/** What is said where nothing matters. */
export type Calm = {
  /** Whether any figure has a limit that it could pass. */
  hasLimits: boolean;
  /** The newest figure is of then; null: there is none. */
  newestMs: number | null;
  isByDay: boolean;
  /** Figures with limits of which nothing is known, or nothing that their source stands by. */
  missing: number;
  isSimulated: boolean;
};

/** What a scene has to say, the most important first; `calm` where that is nothing. */
export type Headline = { clauses: readonly Clause[]; calm: Calm };

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A published growth is news for so long after it came, and if it is of not longer ago than that. */
const news = { sinceReceivedMs: 3 * dayMs, asOfMs: 100 * dayMs };
/** Of a count that is small a change is much in per cent and little in truth: so many of its last digit at least. */
const leastSteps = 10;

const stateRank = { lost: 2, stale: 3, late: 4 } as const;
const rankOf = (clause: Clause): number => {
  switch (clause.kind) {
    case "crossed":
      return clause.threshold.level === "alarm" ? 0 : 1;
    case "lost":
      return stateRank[clause.state];
    case "plan":
      return 5;
    case "change":
      return 6;
    case "planned":
      return 7;
  }
};

type Options = {
  nowMs: number;
  /** From how many per cent a change is said. */
  bigChangePercent: number;
  /** Until when a reading's source is planned to be down. */
  plannedUntil(reading: Reading): number | undefined;
};

type Known = HeadlineFigure & { reading: Reading; state: Exclude<FigureState, "empty"> };

/**
 * What matters in a scene, by rank: alarm, attention, lost data, a missed plan, a large change; among equals in the order of the
 * scene. Of a figure that is stale or lost nothing is said but that; of one its source doubts nothing at all.
 */
export function headlineOf(figures: readonly HeadlineFigure[], options: Options): Headline {
  const known = figures.flatMap((figure): Known[] => {
    const { reading, indicator } = figure;
    const state = figureState(reading, indicator, options.nowMs);
    return reading === undefined || state === "empty" ? [] : [{ ...figure, reading, state }];
  });
  const current = known.filter(
    ({ state, reading }) => (state === "fresh" || state === "late") && reading.quality === "good",
  );
  const clauses = [
    ...crossings(current),
    ...losses(known, options),
    ...current.flatMap(planMissed),
    ...current.flatMap((figure) => changed(figure, options)),
  ];
  // The order of equals is the scene's: sort is stable.
  clauses.sort((one, other) => rankOf(one) - rankOf(other));
  return { clauses, calm: calmOf(figures, current) };
}

function grouped(figures: readonly Known[], keyOf: (figure: Known) => string): Map<string, Known[]> {
  const groups = new Map<string, Known[]>();
  for (const figure of figures) {
    const group = groups.get(keyOf(figure)) ?? [];
    groups.set(keyOf(figure), group);
    group.push(figure);
  }
  return groups;
}

const whereOf = ({ isHome, place }: HeadlineFigure): Where => (isHome ? null : place.id);
const isSimulated = ({ reading }: Known): boolean => reading.status === "simulated";

/** Places of one indicator that have passed the same limit are one thing. */
function crossings(current: readonly Known[]): Clause[] {
  const limitOf = ({ indicator, reading }: Known) => crossedBy(reading, indicator.thresholds);
  const crossed = current.filter((figure) => limitOf(figure) !== undefined);
  const keyOf = (figure: Known) => {
    const { level, above, below } = limitOf(figure) ?? {};
    return [figure.indicator.code, level, above, below].join("/");
  };
  return [...grouped(crossed, keyOf).values()].flatMap((all): Clause[] => {
    const [first] = all;
    const threshold = first && limitOf(first);
    if (first === undefined || threshold === undefined) return [];
    return [
      {
        kind: "crossed",
        indicator: first.indicator.code,
        places: all.map(whereOf),
        threshold,
        value: Number(first.reading.value),
        asOfMs: first.reading.asOfMs,
        isLate: all.some(({ state }) => state === "late"),
        isSimulated: all.some(isSimulated),
      },
    ];
  });
}

const worst = (figures: readonly Known[]): "late" | "stale" | "lost" | undefined =>
  (["lost", "stale", "late"] as const).find((state) => figures.some((one) => one.state === state));

const isComputed = (source: string): boolean => source === derivedSource || source === convertedSource;

/** What is computed here is told only where nothing is told that it may be computed from. */
function losses(known: readonly Known[], options: Options): Clause[] {
  const received = known.filter(({ reading }) => !isComputed(reading.source));
  const told = lossesOf(received, options);
  const computed = known.filter(({ reading }) => isComputed(reading.source));
  return told.length > 0 ? told : lossesOf(computed, options);
}

/** By source where nothing of it is current, by indicator else. */
function lossesOf(known: readonly Known[], { nowMs, plannedUntil }: Options): Clause[] {
  const bySource = grouped(known, ({ reading }) => reading.source);
  const clauses: Clause[] = [];
  for (const [source, figures] of bySource) {
    const old = figures.filter(({ state }) => state !== "fresh");
    const state = worst(old);
    if (state === undefined) continue;
    const untilMs = old.map(({ reading }) => plannedUntil(reading) ?? 0);
    if (untilMs.every((ms) => ms > nowMs)) {
      clauses.push({ kind: "planned", source, untilMs: Math.max(...untilMs), isSimulated: old.some(isSimulated) });
      continue;
    }
    const told = (some: readonly Known[], of: Extract<Clause, { kind: "lost" }>["of"]): Clause => ({
      kind: "lost",
      state: worst(some) ?? state,
      of,
      sinceMs: Math.max(...some.map(({ reading }) => reading.asOfMs)),
      isByDay: some.every(({ indicator }) => indicator.period !== "minute" && indicator.period !== "hour"),
      isSimulated: some.some(isSimulated),
    });
    if (old.length === figures.length && !isComputed(source)) clauses.push(told(old, { source }));
    else
      for (const [indicator, some] of grouped(old, (one) => one.indicator.code))
        clauses.push(told(some, { indicator, places: some.map(whereOf) }));
  }
  return clauses;
}

/** Only where the tile says that the plan is to be reached by now; a plan of a year is none in May. */
function planMissed(figure: Known): Clause[] {
  const { indicator, reading, against } = figure;
  if (against?.kind !== "plan" || indicator.plan === undefined || typeof reading.value !== "number") return [];
  const gap = indicator.good === "down" ? reading.value - indicator.plan : indicator.plan - reading.value;
  if (!(Number(gap.toFixed(indicator.decimals)) > 0)) return [];
  const where = whereOf(figure);
  return [{ kind: "plan", indicator: indicator.code, place: where, gap, isSimulated: isSimulated(figure) }];
}

function changed(figure: Known, { nowMs, bigChangePercent }: Options): Clause[] {
  const { indicator, reading, against, before, rate } = figure;
  const clause = (of: Known["indicator"], percent: number, than: Extract<Clause, { kind: "change" }>["against"]) => ({
    kind: "change" as const,
    indicator: of.code,
    place: whereOf(figure),
    percent,
    against: than,
    isSimulated: isSimulated(figure) || rate?.reading?.status === "simulated",
  });
  if (against?.kind === "earlier" && typeof reading.value === "number" && before !== undefined && before !== 0) {
    const difference = reading.value - before;
    const percent = (difference / Math.abs(before)) * 100;
    const isLarge =
      Math.abs(difference) * 10 ** indicator.decimals >= leastSteps && Math.abs(percent) >= bigChangePercent;
    return isLarge ? [clause(indicator, percent, { spanMs: against.spanMs })] : [];
  }
  if (against?.kind !== "indicator" || rate?.reading === undefined || !rate.indicator.showsSign) return [];
  const { value, receivedAtMs, asOfMs, quality } = rate.reading;
  const isNews =
    nowMs - receivedAtMs <= news.sinceReceivedMs &&
    nowMs - asOfMs <= news.asOfMs &&
    figureState(rate.reading, rate.indicator, nowMs) === "fresh";
  const isTold = typeof value === "number" && quality === "good" && Math.abs(value) >= bigChangePercent;
  return isNews && isTold ? [clause(indicator, value, against.label)] : [];
}

function calmOf(figures: readonly HeadlineFigure[], current: readonly Known[]): Calm {
  const limited = figures.filter(({ indicator }) => indicator.thresholds.length > 0);
  const known = current.filter(
    ({ indicator, reading }) => indicator.thresholds.length > 0 && typeof reading.value === "number",
  );
  const quick = current.filter(({ indicator }) => indicator.period === "minute" || indicator.period === "hour");
  const told = quick.length > 0 ? quick : current;
  return {
    hasLimits: limited.length > 0,
    newestMs: told.length === 0 ? null : Math.max(...told.map(({ reading }) => reading.asOfMs)),
    isByDay: quick.length === 0,
    missing: limited.length - known.length,
    isSimulated: [...told, ...known].some(isSimulated),
  };
}

import type { Threshold } from "#contract/entities/indicator.ts";
import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import type { OwnLimit } from "#contract/follows/limit.ts";
import type { Earlier, Today, TodayFigure, TodaySource } from "#contract/today/http.ts";
import { type FigureState, figureState } from "../../../figures/figure.ts";
import { crossedBy } from "../../../figures/tone.ts";

/** A figure of the first screen, as it is now. */
export type NowFigure = {
  key: string;
  indicator: IndicatorView;
  place: Pick<Place, "id" | "name">;
  /** It is about the site as a whole: its place need not be named. */
  isHome: boolean;
  isFollowed: boolean;
  reading: Reading | undefined;
  state: FigureState;
  /** The limit that it has passed, where its source stands by it and it is young enough to be told. */
  crossed: Threshold | undefined;
  since: TodayFigure["since"];
  earlier: readonly Earlier[];
  /** From what on whoever looks wants to be told of it; null: by the site's thresholds. */
  limit: OwnLimit | null;
};

/** A change worth a line: by how much, against when. */
export type Change = { figure: NowFigure; against: Earlier; difference: number; percent: number | null };

/** What needs a look: a limit that is passed, figures that do not come, a source that is not well. */
export type Matter =
  /** Of a limit that one indicator has passed at several places: all of them, the furthest beyond it first. */
  | { kind: "crossed"; figures: readonly [NowFigure, ...NowFigure[]]; threshold: Threshold }
  | { kind: "old"; source: TodaySource | undefined; figures: readonly NowFigure[] }
  | { kind: "source"; source: TodaySource };

/** From how many per cent a change is worth a line. */
const bigChangePercent = 10;
/** Of a count that is small a change is much in per cent and little in truth: so many of its last digit at least. As the wall's own sentence. */
const leastSteps = 10;
/** Longer lists of changes nobody reads on the way; the figures themselves stand below. */
const mostChanges = 6;

/**
 * What was told, with the newest reading of each figure.
 * @param readingOf by the key of a series
 * @param limits of this browser, where it keeps what is followed; an account's come with the answer
 */
export function figuresNow(
  today: Today,
  readingOf: (key: string) => Reading | undefined,
  nowMs: number,
  limits: Readonly<Record<string, OwnLimit>> = {},
): NowFigure[] {
  const indicators = new Map(today.indicators.map((one) => [one.code, one] as const));
  const places = new Map(today.places.map((one) => [one.id, one] as const));
  return today.figures.flatMap((told): NowFigure[] => {
    const indicator = indicators.get(told.indicator);
    if (indicator === undefined) return [];
    const key = seriesKey(told.indicator, told.place);
    const reading = readingOf(key) ?? told.reading ?? undefined;
    const state = figureState(reading, indicator, nowMs);
    const isTold = (state === "fresh" || state === "late") && reading?.quality === "good";
    return [
      {
        ...{ key, indicator, reading, state, since: told.since, earlier: told.earlier },
        place: places.get(told.place) ?? { id: told.place, name: { vi: told.place, en: told.place } },
        isHome: told.place === today.site.place,
        isFollowed: told.why === "followed",
        crossed: isTold ? crossedBy(reading, indicator.thresholds) : undefined,
        limit: (today.chosenBy === "browser" ? limits[key] : told.limit) ?? null,
      },
    ];
  });
}

/** Places of one indicator that have passed the same limit are one thing. */
function crossedOf(figures: readonly NowFigure[]): Matter[] {
  const groups = new Map<string, { threshold: Threshold; figures: [NowFigure, ...NowFigure[]] }>();
  for (const figure of figures) {
    const { crossed: threshold, indicator } = figure;
    if (threshold === undefined) continue;
    const key = [indicator.code, threshold.level, threshold.above, threshold.below].join("/");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { threshold, figures: [figure] });
    else group.figures.push(figure);
  }
  const amountOf = ({ reading }: NowFigure) => Number(reading?.value);
  return [...groups.values()].map(({ threshold, figures: some }) => {
    const sign = threshold.below === undefined ? -1 : 1;
    some.sort((one, other) => sign * (amountOf(one) - amountOf(other)));
    return { kind: "crossed", figures: some, threshold };
  });
}

const ageRank = { lost: 0, stale: 1, late: 2, fresh: 3, empty: 4 } as const;
const isOld = ({ state }: NowFigure): boolean => state === "late" || state === "stale" || state === "lost";

/**
 * What needs a look, the worst first: alarms, then attention, then figures that do not come, one line a source, then sources that are not well
 * and whose figures nobody here follows. A figure that is late and has passed a limit is told by its limit.
 */
export function mattersOf(figures: readonly NowFigure[], today: Pick<Today, "sources">, nowMs: number): Matter[] {
  const crossed = crossedOf(figures);
  const isAlarm = (one: Matter) => one.kind === "crossed" && one.threshold.level === "alarm";
  const bySource = new Map<string, NowFigure[]>();
  for (const figure of figures) {
    if (!isOld(figure) || figure.crossed !== undefined || figure.reading === undefined) continue;
    const { source } = figure.reading;
    bySource.set(source, [...(bySource.get(source) ?? []), figure]);
  }
  const sourceOf = new Map(today.sources.map((one) => [one.id, one] as const));
  const old = [...bySource]
    .map(([id, some]) => ({
      kind: "old" as const,
      source: sourceOf.get(id),
      figures: [...some].sort((one, other) => ageRank[one.state] - ageRank[other.state]),
    }))
    .filter(({ source }) => source?.plannedUntilMs == null || source.plannedUntilMs <= nowMs);
  const named = new Set(figures.flatMap(({ reading }) => reading?.source ?? []));
  const sources = today.sources
    .filter(({ id, state }) => state !== "ok" && state !== "starting" && !bySource.has(id) && !named.has(id))
    .map((source) => ({ kind: "source" as const, source }));
  return [...crossed.filter(isAlarm), ...crossed.filter((one) => !isAlarm(one)), ...old, ...sources];
}

/** The changes that are large, of what is followed, each figure's largest once, the largest first. */
export function changesOf(figures: readonly NowFigure[]): Change[] {
  return figures
    .flatMap((figure) => {
      const { indicator, reading, earlier, state, isFollowed, limit } = figure;
      // What alarms stands among what needs a look already; from what change on he is told of it, somebody may have said himself.
      if (!isFollowed || limit?.kind === "change") return [];
      if (typeof reading?.value !== "number" || state === "stale" || state === "lost") return [];
      const { value } = reading;
      const changes = earlier.flatMap((against): Change[] => {
        const difference = value - against.value;
        const percent = against.value === 0 ? null : (difference / Math.abs(against.value)) * 100;
        const isLarge =
          Math.abs(difference) * 10 ** indicator.decimals >= leastSteps &&
          (percent === null || Math.abs(percent) >= bigChangePercent);
        return isLarge ? [{ figure, against, difference, percent }] : [];
      });
      // What changed since yesterday is news; what changed since last year was known yesterday.
      const near = changes.find(({ against }) => against.than !== "year");
      const [first] = changes;
      const told = near ?? (indicator.period === "minute" || indicator.period === "hour" ? undefined : first);
      return told === undefined ? [] : [told];
    })
    .sort((one, other) => Math.abs(other.percent ?? 1_000) - Math.abs(one.percent ?? 1_000))
    .slice(0, mostChanges);
}

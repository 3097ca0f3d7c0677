import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { seriesKey } from "#contract/entities/series-key.ts";
import { formatSince } from "../../figures/format.ts";
import { type Clause, type Headline, headlineOf } from "../../figures/headline/clauses.ts";
import { figuresOf, type HeadlineFigure, type SceneFigure } from "../../figures/headline/facts.ts";
import {
  beginsWithName,
  calmWords,
  clauseWords,
  type HeadlineWords,
  type Said,
  sentenceOf,
} from "../../figures/headline/sentence.ts";
import { crossedSince, looksBack, type Since } from "../../figures/headline/since.ts";
import { sourceWords } from "../../figures/source-words.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { type HistoryRequest, useHistories, valueAt } from "../../state/history.ts";
import { readingPlannedUntil } from "../../state/maintenance.ts";
import { isFigureBeyond } from "../../state/reach.ts";
import { knownReading } from "../../state/readings.ts";
import type { SceneAround } from "../../state/shown-scene.ts";
import { type Site, useSite } from "../../state/site.ts";
import { nameSource, sources } from "../../state/sources.ts";
import { useUnheardSince } from "../../state/unheard.ts";

/** Questions of the past for what tiles hold against themselves; further ones are left to their tiles. */
const mostEarlier = 12;
/** As a key figure asks, so that both are one question. */
const earlierPoints = 120;
const mostClauses = 2;

/** How the sentence is to be marked: normal is calm. */
export type HeadlineTone = "normal" | "attention" | "alarm" | "late";

export type SpokenHeadline = {
  tone: HeadlineTone;
  /** "Lúc 14:02:" where the core is not heard; "" while it is. */
  asOf: string;
  /** The sentence in the longest wording that fits. */
  say(fits: (parts: readonly Said[]) => boolean): Said[];
};

const nothing: Headline = {
  clauses: [],
  calm: { hasLimits: false, newestMs: null, isByDay: false, missing: 0, isSimulated: false },
};

/** Not of others than whoever looks may see. */
const isWithin = ({ indicator, place }: Pick<SceneFigure, "indicator" | "place">): boolean =>
  !isFigureBeyond(indicator.code, place.id);

/** What a scene has to say now, or as it was when the core was heard last; null where there is no figure to speak of. */
export function useHeadline(scene: SceneAround, bigChangePercent: number): SpokenHeadline | null {
  const { t, i18n } = useTranslation("figure");
  const language = i18n.language;
  const site = useSite();
  const unheardMs = useUnheardSince();
  const before = useBefore(scene, site);
  const text = useNow((nowMs) => {
    if (site === null || Number.isNaN(unheardMs)) return "";
    const figures = figuresOf(scene, site, knownReading)
      .filter(isWithin)
      .map((figure) => withKnown(figure, site, before));
    return JSON.stringify(
      headlineOf(figures, {
        nowMs: unheardMs ?? nowMs,
        bigChangePercent,
        plannedUntil: (reading) => readingPlannedUntil(reading, unheardMs ?? nowMs),
      }),
    );
  });
  const headline = useMemo(() => (text === "" ? nothing : (JSON.parse(text) as Headline)), [text]);
  const since = useSince(headline.clauses.slice(0, mostClauses), site);
  // Moments of today become ones of yesterday.
  useNow((nowMs) => Math.floor(nowMs / 60_000));
  if (site === null) return null;
  const { clauses, calm } = headline;
  const words: HeadlineWords = {
    ...{ t, language, site, timeZone: site.timeZone },
    nowMs: nowStore.getState(),
    sourceName: (id) => {
      const source = nameSource(sources.store.getState().get(id));
      return sourceWords({ source: id, status: "official" }, source, t, language);
    },
  };
  const asOf = unheardMs === null ? "" : t("headline.then", { time: formatSince(unheardMs, words.nowMs, words) });
  if (clauses.length === 0) {
    // Of a scene of which somebody sees a part alone nobody can tell him that it is calm.
    if (!figuresOf(scene, site, knownReading).every(isWithin)) return null;
    const said = calmWords(calm, words).map((calmText) => [{ text: calmText, isSimulated: calm.isSimulated }]);
    const shortest = said.at(-1);
    return shortest === undefined ? null : { tone: "normal", asOf, say: (fits) => said.find(fits) ?? shortest };
  }
  const all = clauses.map((clause, at) => ({
    wordings: clauseWords(clause, since[at], words),
    isSimulated: clause.isSimulated,
    hasName: beginsWithName(clause),
  }));
  return {
    tone: toneOf(clauses[0]),
    asOf,
    say: (fits) => sentenceOf(all, (count) => t("headline.more", { count }), fits),
  };
}

function toneOf(first: Clause | undefined): HeadlineTone {
  switch (first?.kind) {
    case "crossed":
      return first.threshold.level;
    case "lost":
      return "late";
    case "plan":
      return "attention";
    default:
      return "normal";
  }
}

/** The past of what tiles hold against itself, by series. */
function useBefore(scene: SceneAround, site: Site | null): ReadonlyMap<string, (atMs: number) => number | undefined> {
  const wanted = useMemo(() => {
    if (site === null) return [];
    return figuresOf(scene, site, () => undefined).flatMap(({ indicator, place, against }): HistoryRequest[] =>
      against?.kind === "earlier"
        ? [
            {
              indicator: indicator.code,
              place: place.id,
              spanMs: Math.round(against.spanMs * 1.25),
              points: earlierPoints,
            },
          ]
        : [],
    );
  }, [scene, site]);
  const asked = wanted.slice(0, mostEarlier);
  const pasts = useHistories(asked);
  return new Map(
    asked.map(({ indicator, place }, at) => [
      seriesKey(indicator, place),
      (atMs: number) => valueAt(pasts[at]?.points ?? [], atMs),
    ]),
  );
}

function withKnown(figure: SceneFigure, site: Site, before: ReturnType<typeof useBefore>): HeadlineFigure {
  const { indicator, place, against } = figure;
  const key = seriesKey(indicator.code, place.id);
  const reading = knownReading(key);
  if (against?.kind === "earlier" && reading !== undefined)
    return { ...figure, reading, before: before.get(key)?.(reading.asOfMs - against.spanMs) };
  const other = against?.kind === "indicator" ? site.indicatorOf.get(against.indicator) : undefined;
  if (against?.kind !== "indicator" || other === undefined) return { ...figure, reading };
  const of = knownReading(seriesKey(other.code, against.place ?? site.place));
  return { ...figure, reading, rate: { indicator: other, reading: of } };
}

/** Since when the limits of some clauses have been passed, in their order; asked of the core's store, so it is right after a restart too. */
function useSince(clauses: readonly Clause[], site: Site | null): readonly (Since | undefined)[] {
  const of = clauses.map((clause) => {
    const indicator = clause.kind === "crossed" ? site?.indicatorOf.get(clause.indicator) : undefined;
    if (clause.kind !== "crossed" || site === null || indicator === undefined) return undefined;
    const looks = looksBack(indicator.code, clause.places[0] ?? site.place, indicator.period);
    return { looks, indicator, threshold: clause.threshold };
  });
  const [fine, coarse] = [of.map((one) => one?.looks[0]), of.map((one) => one?.looks[1])];
  const finePasts = usePasts(fine);
  const fromFine = of.map((one, at) => sinceIn(one, finePasts[at]));
  // Only where the beginning is not among the minutes.
  const coarsePasts = usePasts(coarse.map((one, at) => (fromFine[at]?.isBefore === true ? one : undefined)));
  return of.map((one, at) => sinceIn(one, coarsePasts[at]) ?? fromFine[at]);
}

function sinceIn(
  one:
    | { indicator: Site["indicators"][number]; threshold: Extract<Clause, { kind: "crossed" }>["threshold"] }
    | undefined,
  points: ReturnType<typeof usePasts>[number],
): Since | undefined {
  return one === undefined || points === undefined
    ? undefined
    : crossedSince(points, one.threshold, one.indicator.thresholds);
}

/** The points of several pasts; undefined where none is asked for, or it is not there yet. */
function usePasts(requests: readonly (HistoryRequest | undefined)[]) {
  const pasts = useHistories(requests.filter((one) => one !== undefined));
  let at = 0;
  return requests.map((request) => {
    if (request === undefined) return undefined;
    const past = pasts[at];
    at += 1;
    return past === undefined || past.points.length === 0 ? undefined : past.points;
  });
}

import type { TFunction } from "i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { partsOfKey } from "#contract/entities/series-key.ts";
import type { Words } from "#contract/entities/text.ts";
import type { ShownTile, Tile } from "#contract/entities/wall.ts";
import { asOfWords, type FigureWords, freshnessWords } from "../figures/age.ts";
import { figureState, noneWords } from "../figures/figure.ts";
import { formatMoment, formatValue } from "../figures/format.ts";
import { sourceWords, statusWords } from "../figures/source-words.ts";
import { crossedBy } from "../figures/tone.ts";
import { inLanguage } from "../i18n/index.ts";
import { nowStore } from "../state/clock.ts";
import { connectionStore } from "../state/connection.ts";
import { isFigureBeyond } from "../state/reach.ts";
import { seriesStore } from "../state/readings.ts";
import type { Site } from "../state/site.ts";
import { nameSource, sources } from "../state/sources.ts";
import { seriesOfTile } from "./tile-series.ts";

/** One figure in words, as it is at a moment. Nothing of it is left out where it is old: what it was last is said as that. */
export type TakenFigure = {
  series: string;
  name: string;
  place: string;
  /** "—" where there is none, or it is lost. */
  value: string;
  unit: string;
  /** What it is held against: plan, crossed limit; "" for nothing. */
  against: string;
  asOf: string;
  source: string;
  /** What it is, how fresh, and what its source says of it: "MÔ PHỎNG · chậm 3 phút". */
  status: string;
  isSimulated: boolean;
  isOld: boolean;
};

export type TakenPart = { tile: ShownTile; name: string; figures: readonly TakenFigure[] };

/** A scene or a tile of one as it is at a moment. */
export type Taken = {
  title: string;
  centre: string;
  /** When it was taken, in words with the date. */
  time: string;
  nowMs: number;
  parts: readonly TakenPart[];
  simulated: number;
  count: number;
  /** Kinds of what is on it and is not taken along, in words. */
  without: readonly string[];
  /** Said where the page has lost the core; "" otherwise. */
  lost: string;
};

export type TakeawayWords = { t: TFunction<"takeaway">; figure: FigureWords; language: string };

/** What a tile is called: its title, else its indicator's name. */
export function partName({ settings }: Tile, site: Site, language: string): string {
  const title = settings.title as Partial<Words> | undefined;
  if (typeof title?.vi === "string" && title.vi !== "")
    return inLanguage({ vi: title.vi, en: title.en ?? title.vi }, language);
  const named = typeof settings.indicator === "string" ? site.indicatorOf.get(settings.indicator)?.name : undefined;
  return named === undefined ? "" : inLanguage(named, language);
}

/** The tiles of a scene that have figures. */
export const tilesWithFigures = (site: Site): ShownTile[] =>
  site.scene.tiles.filter((tile) => seriesOfTile(tile, site).length > 0);

/** @param only the id of a tile; absent: the whole scene */
export function takenOf(site: Site, { t, figure, language }: TakeawayWords, only?: string): Taken {
  const nowMs = nowStore.getState();
  const zone = { language, timeZone: site.timeZone };
  const tiles = site.scene.tiles.filter(({ id }) => only === undefined || id === only);
  const parts = tiles.flatMap((tile): TakenPart[] => {
    const series = seriesOfTile(tile, site);
    if (series.length === 0) return [];
    const figures = series.flatMap((key) => figureOf(key, site, nowMs, { t, figure, language }) ?? []);
    return [{ tile, name: partName(tile, site, language), figures }];
  });
  const all = parts.flatMap(({ figures }) => figures);
  const kinds = new Set(tiles.flatMap(({ panel }) => leftOut[panel] ?? []));
  const connection = connectionStore.getState();
  const scene = inLanguage(site.scene.name, language);
  return {
    title: only === undefined ? scene : (parts[0]?.name ?? scene),
    centre: inLanguage(site.name, language),
    time: momentWords(nowMs, zone),
    nowMs,
    parts,
    simulated: all.filter(({ isSimulated }) => isSimulated).length,
    count: all.length,
    without: [...kinds].map((kind) => t(`kind.${kind}`)),
    lost: connection.phase === "lost" ? t("lost", { time: momentWords(connection.sinceMs, zone) }) : "",
  };
}

/** Kinds that show something that is no figure. A heading and a clock are missed by nobody. */
const leftOut = {
  camera: "camera",
  "camera-grid": "camera",
  "camera-tour": "camera",
  "camera-near": "camera",
  map: "map",
  "status-board": "status-board",
  text: "text",
  countdown: "countdown",
  picture: "picture",
  document: "document",
  news: "news",
  "web-page": "web-page",
} as const satisfies Record<string, string> as Readonly<
  Record<
    string,
    "camera" | "map" | "status-board" | "text" | "countdown" | "picture" | "document" | "news" | "web-page" | undefined
  >
>;

const momentWords = (ms: number, zone: { language: string; timeZone: string }): string =>
  `${formatMoment(ms, "seconds", zone)} ${formatMoment(ms, "date", zone)}`;

function figureOf(
  key: string,
  site: Site,
  nowMs: number,
  { t, figure, language }: TakeawayWords,
): TakenFigure | undefined {
  const [code, place] = partsOfKey(key);
  const indicator = site.indicatorOf.get(code);
  if (indicator === undefined) return undefined;
  const at = site.placeOf.get(place);
  const unit = inLanguage(indicator.unit, language);
  const named = {
    series: key,
    name: inLanguage(indicator.name, language),
    place: at === undefined ? place : inLanguage(at.name, language),
    unit,
  };
  const reading = seriesStore(key).getState();
  if (reading === undefined)
    return {
      ...named,
      ...{
        value: figure("noValue"),
        against: "",
        asOf: "—",
        source: "—",
        status: noneWords(isFigureBeyond(code, place), figure),
      },
      ...{ isSimulated: false, isOld: true },
    };
  const zone = { language, timeZone: site.timeZone };
  const state = figureState(reading, indicator, nowMs);
  const isOld = state !== "fresh";
  const freshness = freshnessOfReading(reading, indicator, nowMs, figure, zone) ?? t("fresh");
  const written = formatValue(reading.value, indicator, language);
  const isLost = state === "lost";
  const isByDay = indicator.period !== "minute" && indicator.period !== "hour";
  return {
    ...named,
    value: isLost ? figure("noValue") : written,
    against: isLost ? t("before", { value: written, unit }) : againstOf(reading, indicator, t, figure, language),
    asOf: isByDay ? asOfWords(reading, indicator.period, nowMs, figure, zone) : momentWords(reading.asOfMs, zone),
    source:
      sourceWords(reading, nameSource(sources.store.getState().get(reading.source)), figure, language) ||
      t("sourceUnknown"),
    status: [
      statusWords(reading, figure),
      freshness,
      ...(reading.quality === "good" ? [] : [figure(`quality.${reading.quality}`)]),
    ].join(" · "),
    isSimulated: reading.status === "simulated",
    isOld,
  };
}

const freshnessOfReading = (
  reading: Reading,
  indicator: IndicatorView,
  nowMs: number,
  figure: FigureWords,
  zone: { language: string; timeZone: string },
): string | undefined => {
  const state = figureState(reading, indicator, nowMs);
  return state === "empty" ? undefined : freshnessWords(state, reading.asOfMs, nowMs, figure, zone);
};

function againstOf(
  reading: Reading,
  indicator: IndicatorView,
  t: TFunction<"takeaway">,
  figure: FigureWords,
  language: string,
): string {
  const unit = inLanguage(indicator.unit, language);
  const crossed = crossedBy(reading, indicator.thresholds);
  return [
    ...(crossed === undefined
      ? []
      : [
          figure(crossed.below === undefined ? "comparator.crossed" : "comparator.crossedBelow", {
            name: inLanguage(crossed.name, language),
          }),
        ]),
    ...(indicator.plan === undefined
      ? []
      : [t("plan", { value: formatValue(indicator.plan, indicator, language), unit })]),
  ].join(" · ");
}

import { useTranslation } from "react-i18next";
import { type Freshness, freshnessOf } from "#contract/entities/freshness.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { useNow } from "../state/clock.ts";
import { readingPlannedUntil } from "../state/maintenance.ts";
import { useIsFigureBeyond } from "../state/reach.ts";
import { useReading } from "../state/readings.ts";
import { useHomePlace, useIndicator, useTimeZone } from "../state/site.ts";
import { asOfShortWords, asOfWords, type FigureWords, freshnessWords, spanWords } from "./age.ts";
import { formatSince } from "./format.ts";

/** How a figure is to be shown: fresh, late, stale and lost as its age says, empty while nothing was ever told. */
export type FigureState = Freshness | "empty";

/** @param nowMs on the core's clock */
export function figureState(
  reading: Reading | undefined,
  indicator: IndicatorView | undefined,
  nowMs: number,
): FigureState {
  if (reading === undefined || indicator === undefined) return "empty";
  return freshnessOf(indicator.freshness, reading.asOfMs, nowMs);
}

export type Figure = {
  indicator: IndicatorView | undefined;
  reading: Reading | undefined;
  state: FigureState;
  /** "14:21, 2 phút trước" or "đến 31/12/2025"; says so where there is no figure. */
  asOf: string;
  /** "14:21" or "31/12/2025", where there is little room. */
  asOfShort: string;
  /** "chậm 3 phút"; undefined while fresh. */
  freshness: string | undefined;
  /** The same where there is little room. */
  freshnessShort: string | undefined;
};

/** Until when its source is planned to be down, of a figure that is lost. */
const plannedOf = (state: FigureState, reading: Reading, nowMs: number): number | undefined =>
  state === "lost" ? readingPlannedUntil(reading, nowMs) : undefined;

/**
 * How old a figure is, in the wordings from the longest to the shortest; for `FigureFoot`.
 * @param isBeyond where there is none: it is another's, and will not be told
 */
export function agesAt(
  reading: Reading | undefined,
  indicator: IndicatorView | undefined,
  nowMs: number,
  t: FigureWords,
  zone: { language: string; timeZone: string },
  isBeyond = false,
): string[] {
  if (reading === undefined || indicator === undefined) return [noneWords(isBeyond, t)];
  const state = freshnessOf(indicator.freshness, reading.asOfMs, nowMs);
  const plannedMs = plannedOf(state, reading, nowMs);
  if (plannedMs !== undefined) {
    const words = freshnessWords(state, reading.asOfMs, nowMs, t, zone, "short", plannedMs) ?? "";
    return [words, words, t("freshness.plannedBrief", { until: formatSince(plannedMs, nowMs, zone) })];
  }
  return state === "fresh"
    ? [asOfWords(reading, indicator.period, nowMs, t, zone), asOfShortWords(reading, indicator.period, nowMs, zone)]
    : [
        ...(["long", "short"] as const).flatMap(
          (length) => freshnessWords(state, reading.asOfMs, nowMs, t, zone, length) ?? [],
        ),
        ...(state === "lost" ? [t("freshness.brief", { span: spanWords(nowMs - reading.asOfMs, t) })] : []),
      ];
}

/** That there is no figure, or none for whoever looks. */
export const noneWords = (isBeyond: boolean, t: FigureWords): string => t(isBeyond ? "asOf.beyond" : "asOf.none");

/** The same of a figure that a component watches. */
export const agesOf = (figure: Figure | undefined): string[] =>
  figure === undefined
    ? []
    : figure.freshness === undefined
      ? [figure.asOf, figure.asOfShort]
      : [figure.freshness, figure.freshnessShort ?? figure.freshness];

/** One series as a tile shows it. Renders again when its reading or the wording of its age changes. */
export function useFigure(code: string, place: string | undefined): Figure {
  const { t, i18n } = useTranslation("figure");
  const home = useHomePlace();
  const timeZone = useTimeZone();
  const indicator = useIndicator(code);
  const reading = useReading(code, place ?? home);
  const isBeyond = useIsFigureBeyond(code, place ?? home);
  const zone = { language: i18n.language, timeZone };
  const state = useNow((nowMs) => figureState(reading, indicator, nowMs));
  const asOf = useNow((nowMs) =>
    reading === undefined || indicator === undefined
      ? noneWords(isBeyond, t)
      : asOfWords(reading, indicator.period, nowMs, t, zone),
  );
  const asOfShort = useNow((nowMs) =>
    reading === undefined || indicator === undefined ? asOf : asOfShortWords(reading, indicator.period, nowMs, zone),
  );
  const words = (length: "long" | "short") => (nowMs: number) =>
    reading === undefined || state === "empty"
      ? ""
      : (freshnessWords(state, reading.asOfMs, nowMs, t, zone, length, plannedOf(state, reading, nowMs)) ?? "");
  const freshness = useNow(words("long")) || undefined;
  const freshnessShort = useNow(words("short")) || undefined;
  return { indicator, reading, state, asOf, asOfShort, freshness, freshnessShort };
}

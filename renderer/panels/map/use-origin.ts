import { useTranslation } from "react-i18next";
import { convertedSource } from "#contract/entities/derived-source.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { asOfWords } from "../../figures/age.ts";
import { noneWords } from "../../figures/figure.ts";
import { sourceWords, statusWords } from "../../figures/source-words.ts";
import { useNow } from "../../state/clock.ts";
import { isFigureBeyond, useReach } from "../../state/reach.ts";
import { useTimeZone } from "../../state/site.ts";
import { useNamedSource } from "../../state/sources.ts";
import { levelOf, type PlaceFigure } from "./place-figures.ts";

export type Origin = {
  /** Of the newest reading; undefined where none was ever received. */
  tag: { kind: Reading["status"]; word: string } | undefined;
  asOf: string;
  /** "" where it is not known. */
  source: string;
  /** How many places show an old figure, and one that was converted from former places. */
  old: number;
  converted: number;
};

/** Whose the figures of a layer are, when the newest is of, and how many of them are not what they seem. */
export function useOrigin(figures: readonly PlaceFigure[], indicator: IndicatorView | undefined): Origin {
  const { t, i18n } = useTranslation("figure");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const newest = newestOf(figures);
  const source = useNamedSource(newest?.source);
  const reach = useReach();
  const isBeyond =
    indicator !== undefined &&
    figures.length > 0 &&
    figures.every(({ place }) => isFigureBeyond(indicator.code, place.id, reach));
  const asOf = useNow((nowMs) =>
    newest === undefined || indicator === undefined
      ? noneWords(isBeyond, t)
      : asOfWords(newest, indicator.period, nowMs, t, zone),
  );
  return {
    tag: newest && { kind: newest.status, word: statusWords(newest, t) },
    asOf,
    source: sourceWords(newest, source, t, i18n.language),
    old: figures.filter((figure) => levelOf(figure) === "old").length,
    converted: figures.filter(({ reading }) => reading?.source === convertedSource).length,
  };
}

/** The reading with the newest as-of time. */
function newestOf(figures: readonly PlaceFigure[]): Reading | undefined {
  let newest: Reading | undefined;
  for (const { reading } of figures)
    if (reading !== undefined && (newest === undefined || reading.asOfMs > newest.asOfMs)) newest = reading;
  return newest;
}

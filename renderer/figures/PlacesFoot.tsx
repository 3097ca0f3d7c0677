import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { useNow } from "../state/clock.ts";
import { useTimeZone } from "../state/site.ts";
import { useNamedSource } from "../state/sources.ts";
import { FigureFoot } from "./FigureFoot.tsx";
import { agesAt, figureState } from "./figure.ts";
import { newestOf, type PlaceFigure } from "./place-figures.ts";
import { sourceWords, statusWords } from "./source-words.ts";

type Props = { figures: readonly PlaceFigure[]; indicator: IndicatorView; widthPx: number };

/** Least official first: a list with one simulated figure in it is a simulated list. */
const order = ["simulated", "estimated", "preliminary", "official"] as const;

/** Of a list of places: the least official of what its figures are, the age of the newest, and whose they are where all are of one. */
export function PlacesFoot({ figures, indicator, widthPx }: Props) {
  const { t, i18n } = useTranslation("figure");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const readings = figures.flatMap(({ reading }) => reading ?? []);
  const newest = newestOf(figures);
  const kind = order.find((status) => readings.some((one) => one.status === status));
  const least = readings.find((one) => one.status === kind);
  const ages = useNow((nowMs) => agesAt(newest, indicator, nowMs, t, zone).join("\n")).split("\n");
  const isOld = useNow((nowMs) => !["fresh", "empty"].includes(figureState(newest, indicator, nowMs)));
  const isOfOne = new Set(readings.map((one) => `${one.source}/${one.origin?.source ?? ""}`)).size === 1;
  const source = useNamedSource(newest?.source);
  return (
    <FigureFoot
      status={least === undefined ? undefined : { kind: least.status, word: statusWords(least, t) }}
      ages={ages}
      isOld={isOld}
      source={isOfOne ? sourceWords(newest, source, t, i18n.language) : ""}
      widthPx={widthPx}
    />
  );
}

import { useTranslation } from "react-i18next";
import { formatSince } from "../../figures/format.ts";
import { useNow } from "../../state/clock.ts";
import { readingPlannedUntil } from "../../state/maintenance.ts";
import { useTimeZone } from "../../state/site.ts";
import type { PlaceFigure } from "./place-figures.ts";

/** How old a place's figure is where it is not fresh, in a word; of a lost one whose source is planned to be down, until when. */
export function PlaceAge({ figure: { freshness, reading, isBeyond } }: { figure: PlaceFigure }) {
  const { t, i18n } = useTranslation("map");
  const { t: figureWords } = useTranslation("figure");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const words = useNow((nowMs) => {
    if (isBeyond) return t("age.beyond");
    if (freshness === "fresh") return "";
    const untilMs = freshness === "lost" && reading ? readingPlannedUntil(reading, nowMs) : undefined;
    if (untilMs === undefined) return t(`age.${freshness}`);
    return figureWords("freshness.planned", { until: formatSince(untilMs, nowMs, zone) });
  });
  return words === "" ? null : <span className="map-gate-age">{words}</span>;
}

import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { formatNumber } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { ranked } from "./communes.ts";
import { PlaceAge } from "./PlaceAge.tsx";
import { levelOf, type PlaceFigure, shownValue } from "./place-figures.ts";

/** Communes by their figures, where neither their areas nor their points are known. */
export function Ranking({
  indicator,
  figures,
  rows,
}: {
  indicator: IndicatorView;
  figures: readonly PlaceFigure[];
  rows: number;
}) {
  const { t, i18n } = useTranslation("map");
  return (
    <div className="map-ranking">
      <p>{t("ranking", { name: inLanguage(indicator.name, i18n.language) })}</p>
      <ol>
        {ranked(figures, rows).map((figure) => {
          const value = shownValue(figure);
          const level = levelOf(figure);
          return (
            <li key={figure.place.id} data-level={level}>
              <span>{inLanguage(figure.place.name, i18n.language)}</span>
              {level === "old" && <PlaceAge figure={figure} />}
              <strong>
                {level === "attention" && "▲ "}
                {level === "alarm" && "◆ "}
                {value === null ? "—" : formatNumber(value, i18n.language, indicator.decimals, indicator.showsSign)}
              </strong>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

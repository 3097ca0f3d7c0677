import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { formatValue } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/index.ts";
import { Tag } from "../../../ui/Tag.tsx";
import { PlaceAge } from "../PlaceAge.tsx";
import { levelOf, type PlaceFigure, shownValue } from "../place-figures.ts";
import { useOrigin } from "../use-origin.ts";

/** What the cell under a finger or the mouse holds: whole name, value, limit, age and source; what to do where none is. */
export function CellReadout({ figure, indicator }: { figure: PlaceFigure | undefined; indicator: IndicatorView }) {
  const { t } = useTranslation("map");
  return (
    <div className="map-readout" role="status">
      {figure === undefined ? <p>{t("schematic.hint")}</p> : <Told figure={figure} indicator={indicator} />}
    </div>
  );
}

function Told({ figure, indicator }: { figure: PlaceFigure; indicator: IndicatorView }) {
  const { language } = useTranslation("map").i18n;
  const { tag, asOf, source } = useOrigin([figure], indicator);
  const value = shownValue(figure);
  const level = levelOf(figure);
  return (
    <>
      <p className="map-readout-figure">
        <span>{inLanguage(figure.place.name, language)}</span>
        {value !== null && (
          <strong data-level={level}>
            {level === "attention" && "▲ "}
            {level === "alarm" && "◆ "}
            {formatValue(value, indicator, language)} {inLanguage(indicator.unit, language)}
          </strong>
        )}
        {figure.crossed && level !== "old" && (
          <span data-level={level}>{inLanguage(figure.crossed.name, language)}</span>
        )}
        <PlaceAge figure={figure} />
      </p>
      {tag && (
        <p>
          <Tag {...tag} />
          <span>{asOf}</span>
          <span>{source}</span>
        </p>
      )}
    </>
  );
}

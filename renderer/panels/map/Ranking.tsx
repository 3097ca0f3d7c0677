import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { formatNumber } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useTypeScale } from "../../ui/type-context.ts";
import { ranked } from "./communes.ts";
import { PlaceAge } from "./PlaceAge.tsx";
import { levelOf, type PlaceFigure, shownValue } from "./place-figures.ts";

type Props = { indicator: IndicatorView; figures: readonly PlaceFigure[] };

/** Communes by their figures, where neither their areas nor their points are known. */
export function Ranking({ indicator, figures, rows }: Props & { rows: number }) {
  const { t, i18n } = useTranslation("map");
  return (
    <div className="map-ranking">
      <p>{t("ranking", { name: inLanguage(indicator.name, i18n.language) })}</p>
      <Rows indicator={indicator} figures={ranked(figures, rows)} />
    </div>
  );
}

/** A row's height, in its type. */
const rowEm = 1.3;

/**
 * The first of a ranking beside the cells, as many as there is room for: where more is better, from the least; in the legend stands of
 * what.
 */
export function Extremes({ indicator, figures, heightPx }: Props & { heightPx: number }) {
  const { t } = useTranslation("map");
  const { label, source } = useTypeScale();
  const told = figures.filter((figure) => shownValue(figure) !== null);
  const isFromLeast = indicator.good === "up";
  // Its heading, and the line that says how many are left out.
  const rows = Math.floor((heightPx - source * rowEm * 2) / (label * rowEm));
  if (rows < 1 || told.length === 0) return null;
  const left = told.length - rows;
  return (
    <div className="map-ranking">
      <p>{t(isFromLeast ? "schematic.fromLeast" : "schematic.fromMost")}</p>
      <Rows indicator={indicator} figures={ranked(told, rows, isFromLeast)} isBrief />
      {left > 0 && <p>{t("schematic.more", { count: left })}</p>}
    </div>
  );
}

/** @param isBrief an old figure has its ring beside it; how many are old stands in the legend */
function Rows({ indicator, figures, isBrief = false }: Props & { isBrief?: boolean }) {
  const { language } = useTranslation("map").i18n;
  return (
    <ol>
      {figures.map((figure) => {
        const value = shownValue(figure);
        const level = levelOf(figure);
        return (
          <li key={figure.place.id} data-level={level}>
            <span>{inLanguage(figure.place.name, language)}</span>
            {level === "old" && (isBrief ? <Mark shape="late" /> : <PlaceAge figure={figure} />)}
            <strong>
              {level === "attention" && "▲ "}
              {level === "alarm" && "◆ "}
              {value === null ? "—" : formatNumber(value, language, indicator.decimals, indicator.showsSign)}
            </strong>
          </li>
        );
      })}
    </ol>
  );
}

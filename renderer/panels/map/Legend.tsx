import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { formatNumber } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { Tag } from "../../ui/Tag.tsx";
import { rampStepOf } from "./classes.ts";
import type { CommuneView } from "./communes.ts";
import type { PlaceFigure } from "./place-figures.ts";
import type { CellLayout } from "./schematic/layout.ts";
import { useOrigin } from "./use-origin.ts";

/** What the colours of the communes mean, how many of them are old or without a figure, and from when to when. */
export function CommuneLegend({
  indicator,
  view,
  layout,
  figures,
  isHeads,
  isPast,
  then,
  note,
}: {
  indicator: IndicatorView;
  view: CommuneView;
  /** Of the cells, where those stand for the communes; else null. */
  layout: CellLayout | null;
  figures: readonly PlaceFigure[];
  /** Whether the map's head says whose they are. */
  isHeads: boolean;
  /** Known then: how old the figures were at that moment is told too. */
  isPast: boolean;
  /** Said where the figures are of a past moment; "" for now. */
  then: string;
  note: string;
}) {
  const { t, i18n } = useTranslation("map");
  const number = (value: number) => formatNumber(value, i18n.language, indicator.decimals, indicator.showsSign);
  const classes = view.breaks.length + 1;
  const { tag, asOf, source } = useOrigin(figures, indicator);
  const isColoured = layout !== null || view.form === "areas";
  // A lost cell looks as one that never had a figure, but for its edge: it is told apart.
  const lost = layout === null ? 0 : view.lost;
  const old = view.old - lost;
  const loose =
    layout?.cells.filter(({ row }) => layout.looseFrom !== undefined && row >= layout.looseFrom).length ?? 0;
  return (
    <div className="map-scale">
      {then !== "" && <p className="tone-late">{then}</p>}
      <p>
        {inLanguage(indicator.name, i18n.language)} ({inLanguage(indicator.unit, i18n.language)})
        {note !== "" && <span className="map-scale-note">{note}</span>}
      </p>
      {(!isHeads || isPast) && tag !== undefined && (
        <p className="map-scale-origin">
          {!isHeads && <Tag {...tag} />}
          <span>{isPast ? t("scale.asOf", { asOf }) : asOf}</span>
          <span>{source}</span>
        </p>
      )}
      {isColoured && (view.breaks.length > 0 || (layout !== null && view.missing + view.beyond > 0)) && (
        <ol>
          {Array.from({ length: view.breaks.length > 0 ? classes : 0 }, (_, step) => (
            <li key={view.breaks[step] ?? "last"}>
              <i className="map-swatch" data-step={rampStepOf(step, classes) + 1} />
              {step === 0
                ? t("scale.below", { to: number(view.breaks[0] ?? 0) })
                : t("scale.from", { from: number(view.breaks[step - 1] ?? 0) })}
            </li>
          ))}
          {view.missing > 0 && (
            <li>
              <i className="map-swatch" data-step="none" />
              {layout === null ? t("scale.none") : t("scale.missing", { count: view.missing })}
            </li>
          )}
        </ol>
      )}
      {layout === null && view.form === "points" && <p>{t("scale.points")}</p>}
      <p>
        {old > 0 && <span className="tone-late">{t("scale.old", { count: old })}</span>}
        {lost > 0 && <span className="tone-late">{t("scale.lost", { count: lost })}</span>}
        {view.converted > 0 && <span className="map-converted">{t("scale.converted", { count: view.converted })}</span>}
        {layout === null && view.missing > 0 && <span>{t("scale.missing", { count: view.missing })}</span>}
        {view.beyond > 0 && <span>{t("scale.beyond", { count: view.beyond })}</span>}
        {loose > 0 && <span>{t("schematic.loose", { count: loose })}</span>}
        {layout === null && view.unplaced.length > 0 && (
          <span>{t("scale.unplaced", { count: view.unplaced.length })}</span>
        )}
      </p>
    </div>
  );
}

import { useTranslation } from "react-i18next";
import { agesAt } from "../../figures/figure.ts";
import { formatNumber } from "../../figures/format.ts";
import { PlacesFoot } from "../../figures/PlacesFoot.tsx";
import { newestOf, ranked, usePlaceFigures, withoutWords } from "../../figures/place-figures.ts";
import { markOf, toneOf } from "../../figures/tone.ts";
import { worstFigure } from "../../figures/worst-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useIndicator, useTimeZone } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { rankPlaces } from "./places.ts";
import type { RankingSettings } from "./settings.ts";
import "./ranking.css";

export function Ranking({ settings, size, report }: PanelProps<RankingSettings>) {
  const { t, i18n } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const indicator = useIndicator(settings.indicator);
  const figures = usePlaceFigures(settings.indicator, settings);
  // Ages are told in minutes at the finest.
  useNow((nowMs) => Math.floor(nowMs / 60_000));
  useTileState(report, indicator === undefined ? "error" : worstFigure(figures.map(({ state }) => state)));
  if (indicator === undefined)
    return <p className="ranks-note">{t("unknownIndicator", { code: settings.indicator })}</p>;

  const sorted = ranked(figures, settings.first ?? (indicator.good === "down" ? "lowest" : "highest"));
  const linePx = scale.source * 1.45;
  const room = size.height - scale.label * 1.35 - scale.source * 1.6;
  const rows = Math.max(1, Math.floor(room / linePx));
  const ranks = rankPlaces(sorted, rows, settings.hasLast);
  const rowPx = Math.floor(Math.min(room / Math.max(1, ranks.length), linePx * 1.5));
  const newestMs = newestOf(figures)?.asOfMs;
  const without = figures.length - sorted.length;
  const aside = without > 0 && sorted.length > 0 ? t("places.without", { count: without }) : "";
  const title = inLanguage(settings.title, language);
  const unit = inLanguage(indicator.unit, language);
  const taken = textWidthPx(title, scale.label) + textWidthPx(`${unit} ${aside}`, scale.source) + 2 * scale.source;
  return (
    <article className="ranks">
      <header>
        <h2 className="one-line">
          {title}
          <small>{unit}</small>
        </h2>
        {aside !== "" && taken < size.width && <p>{aside}</p>}
      </header>
      {sorted.length === 0 ? (
        <p className="ranks-note">{withoutWords(figures, t, nowStore.getState(), zone)}</p>
      ) : (
        <ol>
          {ranks.map((rank) => {
            if (rank.kind === "gap")
              return (
                <li key="gap" className="rank-gap" style={{ height: rowPx }}>
                  {t("places.between", { count: rank.count })}
                </li>
              );
            const { place, state, value, crossed, reading } = rank.figure;
            const tone = toneOf(crossed);
            const isOld = reading?.asOfMs !== newestMs && (state === "late" || state === "stale");
            return (
              <li key={place.id} className={`rank rank-${state} tone-${tone}`} style={{ height: rowPx }}>
                <span className="rank-number">{rank.number}</span>
                <span className="rank-name one-line">{inLanguage(place.name, language)}</span>
                {isOld && (
                  <span className="rank-age tone-late">
                    <Mark shape="late" />
                    {agesAt(reading, indicator, nowStore.getState(), t, zone)[1]}
                  </span>
                )}
                <strong>
                  <Mark shape={markOf(tone)} />
                  {formatNumber(value ?? 0, language, indicator.decimals, indicator.showsSign)}
                </strong>
              </li>
            );
          })}
        </ol>
      )}
      <PlacesFoot figures={figures} indicator={indicator} widthPx={size.width} />
    </article>
  );
}

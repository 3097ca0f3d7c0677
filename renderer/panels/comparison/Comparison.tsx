import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../figures/format.ts";
import { PlacesFoot } from "../../figures/PlacesFoot.tsx";
import { newestOf, ranked, unheardWords, usePlaceFigures, withoutWords } from "../../figures/place-figures.ts";
import { worstFigure } from "../../figures/worst-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useIndicator, useTimeZone } from "../../state/site.ts";
import { fillRoom } from "../../ui/fill-room.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { BarRow } from "./BarRow.tsx";
import { axisFor, nearLimits, placeNames } from "./bars.ts";
import type { ComparisonSettings } from "./settings.ts";
import "./comparison.css";

/** Properties that the stylesheet reads; React's own type knows no custom ones. */
type Variables = CSSProperties & Record<`--${string}`, string>;

/** A name may take this part of the tile's width, and no more than it needs. */
const mostNameShare = 0.5;

export function Comparison({ settings, size, report }: PanelProps<ComparisonSettings>) {
  const { t, i18n } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const indicator = useIndicator(settings.indicator);
  const figures = usePlaceFigures(settings.indicator, settings);
  useTileState(report, indicator === undefined ? "error" : worstFigure(figures.map(({ state }) => state)));
  // Until when something is planned to be away is told by the minute.
  useNow((nowMs) => Math.floor(nowMs / 60_000));
  const sorted = ranked(figures, settings.first);
  const values = sorted.map(({ value }) => value ?? 0);
  const limits = nearLimits(
    (indicator?.thresholds ?? []).map((one) => ({ ...one, value: one.above ?? one.below ?? 0 })),
    values,
  ).sort((one, other) => one.value - other.value);
  const headPx = limits.length === 0 ? 0 : scale.source * 1.35;
  const aroundPx = scale.label * 1.35 + headPx + scale.source * 1.6;
  const linePx = { usual: scale.source * 1.42, least: scale.source * 1.18 };
  useWantedHeight(aroundPx + Math.max(2, sorted.length) * linePx.usual);
  if (indicator === undefined)
    return <p className="bars-note">{t("unknownIndicator", { code: settings.indicator })}</p>;

  const axis = axisFor(values, limits);
  // Bars stand in one column: side by side their lengths could not be compared.
  const { rowPx, shown: rows } = fillRoom(sorted.length, size.height - aroundPx, linePx, 1);
  const shown = sorted.slice(0, rows);
  const newestMs = newestOf(figures)?.asOfMs;
  const write = (value: number) => formatNumber(value, language, indicator.decimals, indicator.showsSign);
  const widest = (texts: readonly string[], px: number) => Math.max(0, ...texts.map((text) => textWidthPx(text, px)));
  const names = shown.map(({ place }) => inLanguage(place.name, language));
  const namePx = Math.ceil(Math.min(size.width * mostNameShare, widest(names, scale.source)));
  const valuePx = Math.ceil(
    widest(
      shown.map(({ value }) => write(value ?? 0)),
      scale.source,
    ) + scale.source,
  );
  const look: Variables = { "--name": `${namePx}px`, "--value": `${valuePx}px` };
  const limitNames = placeNames(
    limits.map(({ name, value }) => ({
      at: axis.at(value),
      widthPx: textWidthPx(inLanguage(name, language), scale.source),
    })),
    size.width - namePx - valuePx - scale.source,
    { fromPx: -namePx - 0.6 * scale.source, toPx: size.width - namePx - 0.6 * scale.source },
  );
  const more = sorted.length > rows ? t("places.more", { count: sorted.length - rows }) : "";
  const unheard = sorted.length > 0 ? unheardWords(figures, t) : "";
  const both = [more, unheard].filter((text) => text !== "").join(" · ");
  const title = inLanguage(settings.title, language);
  const unit = inLanguage(indicator.unit, language);
  const hasBoth =
    textWidthPx(title, scale.label) + textWidthPx(`${unit} ${both}`, scale.source) + 2 * scale.source < size.width;
  // What is left out is always said.
  const aside = hasBoth ? both : more;
  return (
    <article className="bars" style={look}>
      <header>
        <h2 className="one-line">
          {title}
          {(hasBoth || more === "") && <small>{unit}</small>}
        </h2>
        {aside !== "" && <p>{aside}</p>}
      </header>
      {limits.length > 0 && (
        <div className="bars-limits" style={{ height: headPx }}>
          {limits.map((limit, at) => {
            const place = limitNames[at];
            return (
              place != null && (
                <span key={limit.value} className={`tone-${limit.level}`} style={{ left: place.leftPx }}>
                  {inLanguage(limit.name, language)}
                </span>
              )
            );
          })}
        </div>
      )}
      {sorted.length === 0 ? (
        <p className="bars-note">{withoutWords(figures, t, nowStore.getState(), zone)}</p>
      ) : (
        <ul className="bars-list">
          {limits.map((limit) => (
            <li
              key={limit.value}
              aria-hidden="true"
              className={`bars-limit tone-${limit.level}`}
              style={{ "--at": String(axis.at(limit.value)) } as Variables}
            />
          ))}
          {shown.map((figure, at) => (
            <BarRow
              key={figure.place.id}
              name={names[at] ?? figure.place.id}
              figure={figure}
              indicator={indicator}
              isOlder={figure.reading?.asOfMs !== newestMs}
              axis={axis}
              value={write(figure.value ?? 0)}
              rowPx={rowPx}
            />
          ))}
        </ul>
      )}
      <PlacesFoot figures={figures} indicator={indicator} widthPx={size.width} />
    </article>
  );
}

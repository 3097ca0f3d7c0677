import { useTranslation } from "react-i18next";
import { agesAt } from "../../figures/figure.ts";
import { formatNumber } from "../../figures/format.ts";
import { PlacesFoot } from "../../figures/PlacesFoot.tsx";
import { newestOf, ranked, unheardWords, usePlaceFigures, withoutWords } from "../../figures/place-figures.ts";
import { markOf, toneOf } from "../../figures/tone.ts";
import { worstFigure } from "../../figures/worst-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useIndicator, useTimeZone } from "../../state/site.ts";
import { fillRoom } from "../../ui/fill-room.ts";
import { Mark } from "../../ui/Mark.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { rankPlaces, rankWidthPx } from "./places.ts";
import type { RankingSettings } from "./settings.ts";
import "./ranking.css";

const mostColumns = 4;

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
  const sorted = ranked(figures, settings.first ?? (indicator?.good === "down" ? "lowest" : "highest"));
  const aroundPx = scale.label * 1.35 + scale.source * 1.6;
  const linePx = { usual: scale.source * 1.45, least: scale.source * 1.18 };
  useWantedHeight(aroundPx + Math.max(2, sorted.length) * linePx.usual);
  if (indicator === undefined)
    return <p className="ranks-note">{t("unknownIndicator", { code: settings.indicator })}</p>;

  const newestMs = newestOf(figures)?.asOfMs;
  const write = (value: number | null) => formatNumber(value ?? 0, language, indicator.decimals, indicator.showsSign);
  const ageOf = ({ reading, state }: (typeof sorted)[number]) =>
    reading?.asOfMs !== newestMs && (state === "late" || state === "stale")
      ? agesAt(reading, indicator, nowStore.getState(), t, zone)[1]
      : undefined;
  const texts = sorted.map((figure) => ({
    ...{ name: inLanguage(figure.place.name, language), value: write(figure.value), age: ageOf(figure) },
    hasMark: figure.crossed !== undefined,
  }));
  // Columns are as wide as names and values want; ages stand where they have room too, else their mark alone.
  const columnPx = rankWidthPx(
    texts.map((one) => ({ ...one, age: one.age && "" })),
    scale.source,
  );
  const gapPx = scale.source * 1.2;
  const filled = fillRoom(
    sorted.length,
    size.height - aroundPx,
    linePx,
    Math.min(mostColumns, (size.width + gapPx) / (columnPx + gapPx)),
  );
  const ownPx = (size.width - (filled.columns - 1) * gapPx) / filled.columns;
  const hasAges = filled.columns === 1 || rankWidthPx(texts, scale.source) <= ownPx;
  const ranks = rankPlaces(sorted, filled.rows * filled.columns, settings.hasLast);
  const isGapSaid = ranks.some(({ kind }) => kind === "gap");
  const left = isGapSaid ? 0 : sorted.length - ranks.length;
  const more = left > 0 ? t("places.more", { count: left }) : "";
  const unheard = sorted.length > 0 ? unheardWords(figures, t) : "";
  const title = inLanguage(settings.title, language);
  const unit = inLanguage(indicator.unit, language);
  const both = [more, unheard].filter((text) => text !== "").join(" · ");
  const hasBoth =
    textWidthPx(title, scale.label) + textWidthPx(`${unit} ${both}`, scale.source) + 2 * scale.source < size.width;
  // What is left out is always said.
  const aside = hasBoth ? both : more;
  return (
    <article className="ranks">
      <header>
        <h2 className="one-line">
          {title}
          {(hasBoth || more === "") && <small>{unit}</small>}
        </h2>
        {aside !== "" && <p>{aside}</p>}
      </header>
      {sorted.length === 0 ? (
        <p className="ranks-note">{withoutWords(figures, t, nowStore.getState(), zone)}</p>
      ) : (
        <ol
          style={{
            gridTemplateRows: `repeat(${Math.min(filled.rows, ranks.length)}, ${filled.rowPx}px)`,
            gridAutoColumns: filled.columns === 1 ? "minmax(0, 1fr)" : `${ownPx}px`,
            columnGap: gapPx,
          }}
        >
          {ranks.map((rank) => {
            if (rank.kind === "gap")
              return (
                <li key="gap" className="rank-gap">
                  {t("places.between", { count: rank.count })}
                </li>
              );
            const { place, state, value, crossed } = rank.figure;
            const tone = toneOf(crossed);
            const age = ageOf(rank.figure);
            return (
              <li key={place.id} className={`rank rank-${state}`}>
                <span className="rank-number">{rank.number}</span>
                <span className="rank-name one-line">{inLanguage(place.name, language)}</span>
                {age !== undefined && (
                  <span className="rank-age tone-late">
                    <Mark shape="late" />
                    {hasAges && age}
                  </span>
                )}
                <strong className={`tone-${tone}`}>
                  <Mark shape={markOf(tone)} />
                  {write(value)}
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

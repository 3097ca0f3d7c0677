import { type CSSProperties, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { agesAt, figureState } from "../../figures/figure.ts";
import { aheadOf, momentAhead } from "../../figures/forecast.ts";
import { formatMoment, formatNumber } from "../../figures/format.ts";
import { sourceWords } from "../../figures/source-words.ts";
import { crossedBy } from "../../figures/tone.ts";
import { worstFigure } from "../../figures/worst-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useForecasts } from "../../state/forecasts.ts";
import { seriesStore } from "../../state/readings.ts";
import { useIndicator, useSite, useTimeZone } from "../../state/site.ts";
import { useNamedSource } from "../../state/sources.ts";
import { fillRoom } from "../../ui/fill-room.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { GateRow, numberOf } from "./GateRow.tsx";
import { columnsFor, extentOf, gatesToShow, mostTables, nameRoomPx, tableGapEm } from "./gate-table.ts";
import type { GatesSettings } from "./settings.ts";
import "./gates.css";

/** How high a row usually is, and the least in which it is read, in label sizes. */
const lineEm = { usual: 1.3, least: 1.05 };

type Props = PanelProps<GatesSettings>;
/** A property that the stylesheet reads; React's own type knows no custom ones. */
type Variables = CSSProperties & Record<`--${string}`, string>;

export function Gates({ settings, size, report }: Props) {
  const { t } = useTranslation("figure");
  const waiting = useIndicator(settings.waiting);
  const stores = useMemo(
    () => new Map(settings.places.map((place) => [place, seriesStore(seriesKey(settings.waiting, place))])),
    [settings.places, settings.waiting],
  );
  const readingOf = (place: string) => stores.get(place)?.getState();
  const state = useNow((nowMs) =>
    worstFigure(settings.places.map((place) => figureState(readingOf(place), waiting, nowMs))),
  );
  useTileState(report, waiting === undefined ? "error" : state);
  if (waiting === undefined) return <p className="gates-note">{t("unknownIndicator", { code: settings.waiting })}</p>;
  return <GateTable {...{ settings, size, waiting, readingOf }} />;
}

type TableProps = Pick<Props, "settings" | "size"> & {
  waiting: IndicatorView;
  readingOf: (place: string) => Reading | undefined;
};

/**
 * The table as a whole looks at its gates once a second, and is drawn again only when something about it has changed: which
 * gates stand, how wide their numbers are, the words of its footer. A reading wakes its own row only.
 */
function GateTable({ settings, size, waiting, readingOf }: TableProps) {
  const { t, i18n } = useTranslation(["gates", "figure"]);
  const language = i18n.language;
  const scale = useTypeScale();
  const site = useSite();
  const timeZone = useTimeZone();
  const titlePx = scale.label * 1.35;
  const linePx = {
    usual: scale.label * lineEm.usual,
    least: Math.max(scale.label * lineEm.least, scale.source * 1.18),
  };
  const headPx = scale.source * 1.4;
  const footPx = scale.source * 1.6;
  const { places } = settings;
  const aroundPx = titlePx + headPx + footPx;
  useWantedHeight(aroundPx + places.length * linePx.usual);
  const forecasts = useForecasts();
  const { forecastHours } = settings;
  // Of all gates together: a column has one moment.
  const forecastForMs = useNow((nowMs) => {
    if (forecastHours === undefined) return 0;
    const all = places.map((place) => {
      const forecast = forecasts.get(seriesKey(waiting.code, place));
      return aheadOf(forecast, figureState(readingOf(place), waiting, nowMs), nowMs);
    });
    return momentAhead(all, forecastHours, nowMs) ?? 0;
  });
  // As wide as its widest number with its mark, and never narrower than its heading.
  const waitingPx = useNow(() => {
    const widthPx = (value: number) => textWidthPx(formatNumber(value, language, waiting.decimals), scale.label);
    const plain: number[] = [];
    const marked: number[] = [];
    for (const place of places) {
      const reading = readingOf(place);
      const isCrossed = crossedBy(reading, waiting.thresholds) !== undefined;
      (isCrossed ? marked : plain).push(numberOf(reading) ?? 0);
    }
    return Math.max(
      textWidthPx(t("waiting"), scale.source) + 0.3 * scale.source,
      ...extentOf(plain).map(widthPx),
      ...extentOf(marked).map((value) => widthPx(value) + scale.label),
    );
  });
  const tables = mostTables(size.width, scale.source, waitingPx);
  const filled = fillRoom(places.length, size.height - aroundPx, linePx, tables);
  const { rowPx } = filled;
  const shown = useNow((nowMs) => {
    if (places.length <= filled.shown) return places.join();
    return gatesToShow(
      places.map((place) => {
        const reading = readingOf(place);
        return {
          place,
          state: figureState(reading, waiting, nowMs),
          waiting: numberOf(reading),
          isCrossed: crossedBy(reading, waiting.thresholds) !== undefined,
        };
      }),
      filled.shown,
    )
      .map(({ place }) => place)
      .join();
  }).split(",");
  const gapPx = tableGapEm * scale.source;
  const tablePx = (size.width - (filled.columns - 1) * gapPx) / filled.columns;
  const columns = columnsFor(tablePx, scale.source, waitingPx, forecastForMs > 0);
  const nameRoom = nameRoomPx(columns, tablePx, scale.source, waitingPx);
  const headings: Partial<Record<(typeof columns)[number], string>> =
    forecastForMs === 0
      ? {}
      : { forecast: t("forecast", { time: formatMoment(forecastForMs, "time", { language, timeZone }) }) };
  const gates = shown.map((place) => ({
    place,
    name: inLanguage(site?.placeOf.get(place)?.name ?? { vi: place, en: place }, language),
  }));
  const more = t("more", { count: places.length - shown.length });
  const title = inLanguage(settings.title, language);
  const isMoreCut = textWidthPx(title, scale.label) + textWidthPx(more, scale.source) + 2 * scale.source > size.width;
  const look: Variables = { "--waiting": `${waitingPx}px` };
  return (
    <article className="gates">
      <header>
        <h2 className="one-line">{title}</h2>
        {shown.length < places.length && <p>{isMoreCut ? `+${places.length - shown.length}` : more}</p>}
      </header>
      <div className="gates-tables" style={{ columnGap: gapPx }}>
        {Array.from({ length: filled.columns }, (_, at) => gates.slice(at * filled.rows, (at + 1) * filled.rows)).map(
          (some) => (
            <table key={some[0]?.place ?? "none"} style={look}>
              <thead>
                <tr style={{ height: headPx }}>
                  <th scope="col">{t("gate")}</th>
                  {columns.map((column) => (
                    <th key={column} scope="col" className={`gates-${column}`}>
                      {headings[column] ?? t(column)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {some.map(({ place, name }) => (
                  <GateRow
                    key={place}
                    name={name}
                    isCut={textWidthPx(name, scale.source) > nameRoom}
                    place={place}
                    indicator={waiting}
                    clearedCode={settings.cleared}
                    longestCode={settings.longestWait}
                    forecastForMs={forecastForMs}
                    columns={columns.join()}
                    rowPx={rowPx}
                  />
                ))}
              </tbody>
            </table>
          ),
        )}
      </div>
      <Foot {...{ places, readingOf, waiting, widthPx: size.width }} />
    </article>
  );
}

type FootProps = {
  places: readonly string[];
  readingOf: TableProps["readingOf"];
  waiting: IndicatorView;
  widthPx: number;
};

/** Of the newest reading of the table: what it is, how old, and whose it is where there is room for that. */
function Foot({ places, readingOf, waiting, widthPx }: FootProps) {
  const { t, i18n } = useTranslation("figure");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const newest = () =>
    places.reduce<Reading | undefined>((best, place) => {
      const reading = readingOf(place);
      return reading !== undefined && (best === undefined || reading.asOfMs > best.asOfMs) ? reading : best;
    }, undefined);
  const isOld = useNow((nowMs) => !["fresh", "empty"].includes(figureState(newest(), waiting, nowMs)));
  const ages = useNow((nowMs) => agesAt(newest(), waiting, nowMs, t, zone).join("\n")).split("\n");
  const kind = useNow(() => newest()?.status ?? "");
  const source = useNamedSource(useNow(() => newest()?.source ?? ""));
  useNow(() => newest()?.origin?.source ?? "");
  return (
    <FigureFoot
      status={kind === "" ? undefined : { kind, word: t(`status.${kind}`) }}
      ages={ages}
      isOld={isOld}
      source={sourceWords(newest(), source, t, i18n.language)}
      widthPx={widthPx}
    />
  );
}

import { type CSSProperties, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { agesAt, figureState } from "../../figures/figure.ts";
import { formatNumber } from "../../figures/format.ts";
import { sourceWords } from "../../figures/source-words.ts";
import { crossedBy } from "../../figures/tone.ts";
import { worstFigure } from "../../figures/worst-state.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { seriesStore } from "../../state/readings.ts";
import { useIndicator, useSite, useTimeZone } from "../../state/site.ts";
import { useNamedSource } from "../../state/sources.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { GateRow, numberOf } from "./GateRow.tsx";
import { columnsFor, extentOf, gatesToShow, nameRoomPx, rowsFor } from "./gate-table.ts";
import type { GatesSettings } from "./settings.ts";
import "./gates.css";

const lineLeading = 1.3;

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
  const titlePx = scale.label * 1.35;
  const linePx = scale.label * lineLeading;
  const headPx = scale.source * 1.4;
  const footPx = scale.source * 1.6;
  const { places } = settings;
  const { rows, rowPx } = rowsFor(size.height - titlePx - headPx - footPx, linePx, places.length);
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
  const shown = useNow((nowMs) => {
    if (places.length <= rows) return places.join();
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
      rows,
    )
      .map(({ place }) => place)
      .join();
  }).split(",");
  const columns = columnsFor(size.width, scale.source, waitingPx);
  const nameRoom = nameRoomPx(columns, size.width, scale.source, waitingPx);
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
      <table style={look}>
        <thead>
          <tr style={{ height: headPx }}>
            <th scope="col">{t("gate")}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={`gates-${column}`}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {gates.map(({ place, name }) => (
            <GateRow
              key={place}
              name={name}
              isCut={textWidthPx(name, scale.source) > nameRoom}
              place={place}
              indicator={waiting}
              clearedCode={settings.cleared}
              longestCode={settings.longestWait}
              columns={columns.join()}
              rowPx={rowPx}
            />
          ))}
        </tbody>
      </table>
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

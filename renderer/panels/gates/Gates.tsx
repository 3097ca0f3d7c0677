import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import { asOfWords, freshnessWords } from "../../figures/age.ts";
import { type FigureState, figureState } from "../../figures/figure.ts";
import { formatNumber } from "../../figures/format.ts";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useHistory, valueAt } from "../../state/history.ts";
import { seriesStore, useReading } from "../../state/readings.ts";
import { useIndicator, useSite, useTimeZone } from "../../state/site.ts";
import { useSource } from "../../state/sources.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { columnsFor, type GateColumn, gatesToShow, rowsFor, tableState } from "./gate-table.ts";
import type { GatesSettings } from "./settings.ts";
import "./gates.css";

const hourMs = 3_600_000;
/** A look back of one hour needs points no further apart than a minute. */
const trendPoints = 75;
const lineLeading = 1.3;

const numberOf = (reading: Reading | undefined): number | undefined =>
  typeof reading?.value === "number" ? reading.value : undefined;

export function Gates({ settings, size, report }: PanelProps<GatesSettings>) {
  const { t, i18n } = useTranslation(["gates", "figure"]);
  const { t: figureWords } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const site = useSite();
  const zone = { language, timeZone: useTimeZone() };
  const waiting = useIndicator(settings.waiting);
  const readingOf = (place: string) => seriesStore(seriesKey(settings.waiting, place)).getState();
  // The table as a whole is looked at once a second; a value wakes its own row only.
  const looked = useNow((nowMs) =>
    settings.places
      .map((place) => {
        const reading = readingOf(place);
        return `${figureState(reading, waiting, nowMs)} ${numberOf(reading)} ${reading?.asOfMs}`;
      })
      .join(),
  );
  const states = looked.split(",").map((one) => one.split(" ")[0] ?? "empty") as FigureState[];
  const waitingReadings = settings.places.map(readingOf);
  const state = tableState(states);
  useTileState(report, waiting === undefined ? "error" : state);
  const newest = waitingReadings.reduce<Reading | undefined>(
    (best, reading) => (reading !== undefined && (best === undefined || reading.asOfMs > best.asOfMs) ? reading : best),
    undefined,
  );
  const asOf = useNow((nowMs) =>
    newest === undefined || waiting === undefined
      ? figureWords("asOf.none")
      : asOfWords(newest, waiting.period, nowMs, figureWords, zone),
  );
  const source = useSource(newest?.source);
  if (waiting === undefined)
    return <p className="gates-note">{t("figure:unknownIndicator", { code: settings.waiting })}</p>;

  const titlePx = scale.label * 1.35;
  const linePx = scale.label * lineLeading;
  const headPx = scale.source * 1.4;
  const footPx = scale.source * 1.6;
  // As wide as its widest number with its mark, and never narrower than its heading.
  const waitingPx = Math.max(
    textWidthPx(t("waiting"), scale.source),
    ...waitingReadings.map((reading) => {
      const text = formatNumber(numberOf(reading) ?? 0, language, waiting.decimals);
      return textWidthPx(text, scale.label) + (crossedBy(reading, waiting.thresholds) === undefined ? 0 : scale.label);
    }),
  );
  const columns = columnsFor(size.width, scale.source, waitingPx);
  const { rows, rowPx } = rowsFor(size.height - titlePx - headPx - footPx, linePx, settings.places.length);
  const sourceName = source === undefined ? "" : inLanguage(source.name, language);
  const status = newest === undefined ? "" : t(`figure:status.${newest.status}`);
  const hasSource = textWidthPx(`${status} ${asOf} ${sourceName}`, scale.source) + 2 * scale.source < size.width;
  const gates = gatesToShow(
    settings.places.map((place, at) => ({
      place,
      name: inLanguage(site?.placeOf.get(place)?.name ?? { vi: place, en: place }, language),
      state: states[at] ?? "empty",
      waiting: numberOf(waitingReadings[at]),
      isCrossed: crossedBy(waitingReadings[at], waiting.thresholds) !== undefined,
    })),
    rows,
  );
  return (
    <article className="gates">
      <header>
        <h2 className="one-line">{inLanguage(settings.title, language)}</h2>
        {gates.length < settings.places.length && <p>{t("more", { count: settings.places.length - gates.length })}</p>}
      </header>
      <table>
        <thead>
          <tr style={{ height: headPx }}>
            <th scope="col">{t("gate")}</th>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className={`gates-${column}`}
                style={column === "waiting" ? { width: waitingPx } : undefined}
              >
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {gates.map((gate) => (
            <GateRow
              key={gate.place}
              name={gate.name}
              place={gate.place}
              indicator={waiting}
              clearedCode={settings.cleared}
              longestCode={settings.longestWait}
              columns={columns.join()}
              rowPx={rowPx}
            />
          ))}
        </tbody>
      </table>
      <footer className="one-line">
        {newest !== undefined && <Tag kind={newest.status} word={status} />}
        <span>{asOf}</span>
        {hasSource && <span>{sourceName}</span>}
      </footer>
    </article>
  );
}

type RowProps = {
  name: string;
  place: string;
  indicator: IndicatorView;
  clearedCode: string;
  longestCode: string;
  /** Joined by commas, so that an unchanged row is not drawn again. */
  columns: string;
  rowPx: number;
};

const GateRow = memo(function GateRow(row: RowProps) {
  const { name, place, indicator, rowPx } = row;
  const reading = useReading(indicator.code, place);
  const cleared = numberOf(useReading(row.clearedCode, place));
  const longest = numberOf(useReading(row.longestCode, place));
  const state = useNow((nowMs) => figureState(reading, indicator, nowMs));
  const columns = row.columns.split(",") as GateColumn[];
  const { t, i18n } = useTranslation("gates");
  const { t: figureWords } = useTranslation("figure");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const freshness = useNow((nowMs) =>
    reading === undefined || state === "empty"
      ? ""
      : (freshnessWords(state, reading.asOfMs, nowMs, figureWords, zone, "short") ?? ""),
  );
  const isGone = state === "lost" || state === "empty";
  const tone = isGone ? "normal" : toneOf(crossedBy(reading, indicator.thresholds));
  const number = (value: number | undefined) =>
    isGone || value === undefined ? "—" : formatNumber(value, i18n.language, indicator.decimals);
  const cells: Record<GateColumn, React.ReactNode> = {
    waiting: (
      <>
        <Mark shape={tone === "normal" && freshness !== "" && !columns.includes("trend") ? "late" : markOf(tone)} />
        <strong>{number(numberOf(reading))}</strong>
      </>
    ),
    trend:
      freshness !== "" ? (
        <span className="tone-late">
          <Mark shape="late" />
          {freshness}
        </span>
      ) : state === "empty" ? (
        figureWords("asOf.none")
      ) : (
        <HourTrend indicator={indicator} place={place} reading={reading} />
      ),
    cleared: number(cleared),
    longest: isGone || longest === undefined ? "—" : waitWords(longest, t),
  };
  return (
    <tr className={`gate gate-${state} tone-${tone}`} style={{ height: rowPx }}>
      <th scope="row" className="one-line">
        {name}
      </th>
      {columns.map((column) => (
        <td key={column} className={`gates-${column}`}>
          {cells[column]}
        </td>
      ))}
    </tr>
  );
});

/** "35 phút", "4 giờ 10". @param minutes as the platform tells it */
function waitWords(minutes: number, t: ReturnType<typeof useTranslation<"gates">>["t"]): string {
  const whole = Math.round(minutes);
  if (whole < 60) return t("minutes", { count: whole });
  return t("hours", { hours: Math.floor(whole / 60), minutes: String(whole % 60).padStart(2, "0") });
}

function HourTrend(props: { indicator: IndicatorView; place: string; reading: Reading | undefined }) {
  const { t, i18n } = useTranslation("gates");
  const { indicator, place, reading } = props;
  const past = useHistory({ indicator: indicator.code, place, spanMs: 1.25 * hourMs, points: trendPoints });
  const value = numberOf(reading);
  const before = reading === undefined ? undefined : valueAt(past.points, reading.asOfMs - hourMs);
  if (value === undefined || before === undefined) return <span className="gates-quiet">{t("unknown")}</span>;
  const change = value - before;
  if (change === 0)
    return (
      <span className="gates-quiet">
        <Mark shape="flat" />
        {t("steady")}
      </span>
    );
  return (
    <span>
      <Mark shape={change > 0 ? "up" : "down"} />
      {formatNumber(Math.abs(change), i18n.language, indicator.decimals)}
    </span>
  );
}

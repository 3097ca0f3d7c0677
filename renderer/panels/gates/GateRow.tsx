import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { freshnessWords } from "../../figures/age.ts";
import { figureState, noneWords } from "../../figures/figure.ts";
import { aheadOf, verdictOf } from "../../figures/forecast.ts";
import { formatNumber } from "../../figures/format.ts";
import { LiveNumber } from "../../figures/LiveNumber.tsx";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { useForecast } from "../../state/forecasts.ts";
import { useHistory, valueAt } from "../../state/history.ts";
import { readingPlannedUntil } from "../../state/maintenance.ts";
import { useIsFigureBeyond } from "../../state/reach.ts";
import { useReadingNow, useReadingPart } from "../../state/readings.ts";
import { useIndicator, useTimeZone } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import type { GateColumn } from "./gate-table.ts";

const hourMs = 3_600_000;
/** A look back of one hour needs points no further apart than a minute. */
const trendPoints = 75;

export const numberOf = (reading: Reading | undefined): number | undefined =>
  typeof reading?.value === "number" ? reading.value : undefined;

type Props = {
  name: string;
  /** The name may not fit; a box that cuts off costs at every redraw, so only such a one does. */
  isCut: boolean;
  place: string;
  indicator: IndicatorView;
  clearedCode: string;
  longestCode: string;
  /** The moment of the forecast column, epoch ms; 0 without one. */
  forecastForMs: number;
  /** Joined by commas, so that an unchanged row is not drawn again. */
  columns: string;
  rowPx: number;
};

/** A gate's row: drawn again when its age or its tone changes, while the number that waits writes itself. */
export const GateRow = memo(function GateRow(row: Props) {
  const { name, isCut, place, indicator, rowPx } = row;
  const { t, i18n } = useTranslation("gates");
  const { t: figureWords } = useTranslation("figure");
  const language = i18n.language;
  const columns = row.columns.split(",") as GateColumn[];
  const state = useReadingNow(indicator.code, place, (reading, nowMs) => figureState(reading, indicator, nowMs));
  const crossed = useReadingPart(indicator.code, place, (reading) => toneOf(crossedBy(reading, indicator.thresholds)));
  const isBeyond = useIsFigureBeyond(indicator.code, place);
  const isGone = state === "lost" || state === "empty";
  const isOld = state !== "fresh" && state !== "empty";
  const tone = isGone ? "normal" : crossed;
  const cells: Record<GateColumn, React.ReactNode> = {
    waiting: (
      <>
        {isOld && !columns.includes("trend") && (
          <span className="tone-late">
            <Mark shape="late" />
          </span>
        )}
        <Mark shape={markOf(tone)} />
        {isGone ? <strong>—</strong> : <LiveNumber indicator={indicator} place={place} language={language} />}
      </>
    ),
    trend: isOld ? (
      <Age indicator={indicator} place={place} />
    ) : isGone ? (
      noneWords(isBeyond, figureWords)
    ) : (
      <HourTrend indicator={indicator} place={place} />
    ),
    forecast: isGone ? "—" : <Ahead indicator={indicator} place={place} forMs={row.forecastForMs} />,
    cleared: isGone ? (
      "—"
    ) : (
      <Other code={row.clearedCode} place={place} write={(n) => formatNumber(n, language, indicator.decimals)} />
    ),
    longest: isGone ? "—" : <Other code={row.longestCode} place={place} write={(n) => waitWords(n, t)} />,
  };
  return (
    <tr className={`gate gate-${state}`} style={{ height: rowPx }}>
      <th scope="row" className={isCut ? "one-line" : undefined}>
        {name}
      </th>
      {columns.map((column) => (
        <td key={column} className={column === "waiting" ? `gates-${column} tone-${tone}` : `gates-${column}`}>
          {cells[column]}
        </td>
      ))}
    </tr>
  );
});

/** How old the number of a row is, where it is not fresh. */
function Age({ indicator, place }: { indicator: IndicatorView; place: string }) {
  const { t, i18n } = useTranslation("figure");
  const zone = { language: i18n.language, timeZone: useTimeZone() };
  const words = useReadingNow(indicator.code, place, (reading, nowMs) => {
    const state = figureState(reading, indicator, nowMs);
    if (reading === undefined || state === "empty") return "";
    const plannedMs = state === "lost" ? readingPlannedUntil(reading, nowMs) : undefined;
    return freshnessWords(state, reading.asOfMs, nowMs, t, zone, "short", plannedMs) ?? "";
  });
  return (
    <span className="tone-late">
      <Mark shape="late" />
      {words}
    </span>
  );
}

/** Another number of the same gate. */
function Other({ code, place, write }: { code: string; place: string; write: (value: number) => string }) {
  const value = useReadingPart(code, place, numberOf);
  const indicator = useIndicator(code);
  const tone = useReadingPart(code, place, (reading) => toneOf(crossedBy(reading, indicator?.thresholds ?? [])));
  if (value === undefined) return "—";
  return (
    <span className={`tone-${tone}`}>
      <Mark shape={markOf(tone)} />
      {write(value)}
    </span>
  );
}

/** "420 ±35" at the column's moment; a dash where nothing is forecast for it. */
function Ahead({ indicator, place, forMs }: { indicator: IndicatorView; place: string; forMs: number }) {
  const { t, i18n } = useTranslation("gates");
  const forecast = useForecast(indicator.code, place);
  const words = useReadingNow(indicator.code, place, (reading, nowMs) => {
    const points = aheadOf(forecast, figureState(reading, indicator, nowMs), nowMs);
    const point = points.find((one) => one.forMs === forMs);
    if (point === undefined) return "";
    // That nothing changes would have been the better forecast of late: then this one is not to be read as one.
    if (verdictOf(forecast?.error ?? null) === "worse") return t("unreliable");
    const write = (value: number) => formatNumber(value, i18n.language, indicator.decimals);
    return `${write(point.value)} ±${write(point.high - point.value)}`;
  });
  return words === "" ? <span className="gates-quiet">—</span> : words;
}

/** "35 phút", "4 giờ 10". @param minutes as the platform tells it */
function waitWords(minutes: number, t: ReturnType<typeof useTranslation<"gates">>["t"]): string {
  const whole = Math.round(minutes);
  if (whole < 60) return t("minutes", { count: whole });
  return t("hours", { hours: Math.floor(whole / 60), minutes: String(whole % 60).padStart(2, "0") });
}

function HourTrend({ indicator, place }: { indicator: IndicatorView; place: string }) {
  const { t, i18n } = useTranslation("gates");
  const past = useHistory({ indicator: indicator.code, place, spanMs: 1.25 * hourMs, points: trendPoints });
  const change = useReadingPart(indicator.code, place, (reading) => {
    const value = numberOf(reading);
    const before = reading === undefined ? undefined : valueAt(past.points, reading.asOfMs - hourMs);
    return value === undefined || before === undefined ? undefined : value - before;
  });
  if (change === undefined) return <span className="gates-quiet">{t("unknown")}</span>;
  if (change === 0)
    return (
      <span className="gates-quiet">
        <Mark shape="level" />
        {t("steady")}
      </span>
    );
  return (
    <span>
      <Mark shape={change > 0 ? "rise" : "fall"} />
      {formatNumber(Math.abs(change), i18n.language, indicator.decimals)}
    </span>
  );
}

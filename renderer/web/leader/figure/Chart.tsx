import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { ForecastPoint } from "#contract/forecast/forecast.ts";
import { formatMoment, formatNumber } from "../../../figures/format.ts";
import { inLanguage } from "../../../i18n/bundles.ts";
import { tickWords, timeTicks } from "../../../panels/trend/time-axis.ts";
import { useWidth } from "../../app/use-width.ts";
import { useAppZone } from "../../app/zone.ts";
import { nearestTo, type PlotPoint, plotOf } from "./plot.ts";
import type { SpanName } from "./spans.ts";

type Props = {
  points: readonly PlotPoint[];
  ahead: readonly ForecastPoint[];
  indicator: IndicatorView;
  name: string;
  span: SpanName;
  fromMs: number;
  untilMs: number;
};

/** Of the drawing; in the stylesheet too. Below it stand the times. */
const height = 200;
const footPx = 22;
/** So wide a time is with the air around it. */
const timePx = 92;
/** At the right, for the values of the axis: the line ends before them. */
const axisPx = 48;

/** A figure's past as a line, with its limits dashed and named, and what is forecast dotted in its band. Read by a finger or by arrow keys. */
export function Chart({ points, ahead, indicator, name, span, fromMs, untilMs }: Props) {
  const { t } = useTranslation("leaderPages");
  const zone = useAppZone();
  const [root, width] = useWidth();
  const [readMs, setReadMs] = useState<number>();
  const plot = useMemo(
    () =>
      width === 0
        ? undefined
        : plotOf(points, indicator.thresholds, ahead, { fromMs, untilMs }, { width: width - axisPx, height }),
    [points, indicator, ahead, fromMs, untilMs, width],
  );
  const write = (value: number) => formatNumber(value, zone.language, indicator.decimals);
  const when = (ms: number) => {
    if (span === "day") return formatMoment(ms, "time", zone);
    if (span !== "week") return formatMoment(ms, "date", zone);
    return `${formatMoment(ms, "time", zone)} ${formatMoment(ms, "dayMonth", zone)}`;
  };
  const read = readMs === undefined ? undefined : nearestTo(points, readMs);
  const unit = inLanguage(indicator.unit, zone.language);
  const last = points.findLast(([, value]) => value !== null)?.[1] ?? 0;
  const label =
    plot === undefined
      ? t("figure.noChart")
      : t("figure.chart", {
          ...{ name, span: t(`figure.spans.${span}`), unit },
          ...{ low: write(plot.low), high: write(plot.high), last: write(last) },
        });
  return (
    <div ref={root} className="chart">
      {plot === undefined ? (
        <p className="chart-none">{width > 0 && label}</p>
      ) : (
        <>
          <svg width={width} height={height + footPx} role="img" aria-label={label}>
            {plot.ticks.map(({ value, y }) => (
              <g key={value} className="chart-tick">
                <line x1={0} x2={width - axisPx} y1={y} y2={y} />
                {y > 6 && (
                  <text x={width} y={Math.max(11, y + 4)} textAnchor="end">
                    {formatNumber(value, zone.language, Number.isInteger(value) ? 0 : Math.max(1, indicator.decimals))}
                  </text>
                )}
              </g>
            ))}
            {timesOf(fromMs, plot.toMs, width - axisPx, zone.timeZone).map((ms) => (
              <text key={ms} className="chart-time" x={plot.xOf(ms)} y={height + footPx - 5} textAnchor="middle">
                {tickWords(ms, plot.toMs - fromMs, zone)}
              </text>
            ))}
            <path className="chart-band" d={plot.band} />
            {plot.limits.map(({ threshold, value, y }) => (
              <g key={`${threshold.level} ${value}`} className={`chart-limit tone-${threshold.level}`}>
                <line x1={0} x2={width - axisPx} y1={y} y2={y} />
                <text x={2} y={y < 18 ? y + 14 : y - 5}>
                  {limitWords(
                    inLanguage(threshold.name, zone.language),
                    formatNumber(value, zone.language, Number.isInteger(value) ? 0 : indicator.decimals),
                  )}
                </text>
              </g>
            ))}
            <path className="chart-line" d={plot.line} />
            {plot.alone.map(({ x, y }) => (
              <circle key={x} className="chart-alone" cx={x} cy={y} r={3} />
            ))}
            <path className="chart-ahead" d={plot.ahead} />
            {ahead.length > 0 && (
              <text className="chart-time" x={width - axisPx} y={height - 6} textAnchor="end">
                {t("figure.forecast")}
              </text>
            )}
            {read !== undefined && (
              <g className="chart-read">
                <line x1={plot.xOf(read[0])} x2={plot.xOf(read[0])} y1={0} y2={height} />
                <circle cx={plot.xOf(read[0])} cy={plot.yOf(read[1])} r={5} />
              </g>
            )}
          </svg>
          <input
            type="range"
            className="chart-reader"
            aria-label={t("figure.read")}
            aria-valuetext={read === undefined ? label : `${when(read[0])}: ${write(read[1])} ${unit}`}
            min={fromMs}
            max={plot.toMs}
            step={Math.max(1, Math.round((plot.toMs - fromMs) / 200))}
            value={readMs ?? untilMs}
            onChange={({ target }) => setReadMs(Number(target.value))}
            onBlur={() => setReadMs(undefined)}
          />
          <p className="chart-told" aria-hidden="true">
            {read === undefined ? (
              <span className="app-quiet">{t("figure.readHint")}</span>
            ) : (
              <>
                {when(read[0])}: <strong>{write(read[1])}</strong> {unit}
              </>
            )}
          </p>
        </>
      )}
    </div>
  );
}

/** Many a limit has its value in its name. */
const limitWords = (name: string, value: string): string => (name.includes(value) ? name : `${name} ${value}`);

/** The moments that are named below a chart: round ones, as many as have room, none that its edges would cut. */
function timesOf(fromMs: number, toMs: number, width: number, timeZone: string): number[] {
  const most = Math.max(2, Math.min(6, Math.floor(width / timePx)));
  const edgeMs = ((timePx / 4) * (toMs - fromMs)) / width;
  return timeTicks(fromMs, toMs, most, timeZone).filter((ms) => ms - fromMs >= edgeMs && toMs - ms >= edgeMs);
}

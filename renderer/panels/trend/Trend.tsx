import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Forecast } from "#contract/forecast/forecast.ts";
import { spanWords } from "../../figures/age.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { agesOf, type Figure, useFigure } from "../../figures/figure.ts";
import { aheadOf, verdictOf } from "../../figures/forecast.ts";
import { formatNumber, formatValue } from "../../figures/format.ts";
import { sourceWords, statusWords } from "../../figures/source-words.ts";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useForecast } from "../../state/forecasts.ts";
import { type SeriesHistory, useHistory } from "../../state/history.ts";
import { useHomePlace, useTimeZone } from "../../state/site.ts";
import { useNamedSource } from "../../state/sources.ts";
import { faceRead } from "../../ui/face.ts";
import { Mark } from "../../ui/Mark.tsx";
import { useTypeScale } from "../../ui/type-context.ts";
import { later } from "../later.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { chartFace, chartOption } from "./chart-option.ts";
import type { TrendSettings } from "./settings.ts";
import "./trend.css";

type Series = TrendSettings["series"][number];
type Watched = { figure: Figure; past: SeriesHistory; name: string; forecast: Forecast | undefined };

const Chart = later(
  // It keeps the widths that it measured first: its face has to be there.
  () => Promise.all([import("./Chart.tsx"), faceRead(`1em "${chartFace}"`, "0aệ")]).then(([module]) => module.Chart),
  () => null,
);

/** More than the eye can tell apart on a usual tile, and what the history holds at most twice. */
const linePoints = 360;

/** One series by hooks; the scene fixes how many there are, and a tile with other settings is another component. */
function useWatched(series: Series | undefined, fallback: Series, span: number): Watched {
  const { i18n } = useTranslation("figure");
  const home = useHomePlace();
  const { indicator, place, name } = series ?? fallback;
  const figure = useFigure(indicator, place);
  const past = useHistory({ indicator, place: place ?? home, spanMs: span, points: linePoints });
  const forecast = useForecast(indicator, place ?? home);
  const own = figure.indicator === undefined ? indicator : inLanguage(figure.indicator.name, i18n.language);
  return { figure, past, forecast, name: name === undefined ? own : inLanguage(name, i18n.language) };
}

export function Trend({ settings, size, report }: PanelProps<TrendSettings>) {
  const { t, i18n } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const timeZone = useTimeZone();
  const [first = { indicator: "none" }, second, third, fourth] = settings.series;
  // Four at most, so the hooks stand here by number; those without a series watch the first again, at no cost.
  const all = [
    useWatched(first, first, settings.span),
    useWatched(second, first, settings.span),
    useWatched(third, first, settings.span),
    useWatched(fourth, first, settings.span),
  ].slice(0, settings.series.length);
  const main = all[0]?.figure;
  const source = useNamedSource(main?.reading?.source);
  const minute = useNow((nowMs) => Math.floor(nowMs / 60_000));
  const indicator = main?.indicator;
  const reading = main?.reading;
  useTileState(report, indicator === undefined ? "error" : (main?.state ?? "empty"));

  const head = scale.label * 1.35;
  const foot = scale.source * 1.5;
  const chartHeight = Math.max(0, Math.floor(size.height - head - foot - scale.source * 0.3));
  const points = all.map((one) => one.past.points);
  const olds = all.map((one) => one.figure.state === "stale" || one.figure.state === "lost").join();
  const names = all.map((one) => one.name).join("\n");
  const [p0, p1, p2, p3] = points;
  const states = all.map((one) => one.figure.state).join();
  const [f0, f1, f2, f3] = all.map((one) => (settings.hasForecast ? one.forecast : undefined));
  const option = useMemo(() => {
    const nowMs = (minute + 1) * 60_000;
    const held = [p0, p1, p2, p3];
    const isOld = olds.split(",");
    const stateOf = states.split(",") as Figure["state"][];
    const forecasts = [f0, f1, f2, f3];
    const lines = names.split("\n").map((name, at) => ({
      ...{ name, points: held[at] ?? [], isOld: isOld[at] === "true" },
      ahead: aheadOf(forecasts[at], stateOf[at] ?? "empty", nowMs),
    }));
    return chartOption({
      lines,
      toMs: Math.max(nowMs, ...lines.map(({ ahead }) => ahead.at(-1)?.forMs ?? 0)),
      limits: (indicator?.thresholds ?? []).map((limit) => ({
        name: inLanguage(limit.name, language),
        value: limit.above ?? limit.below ?? 0,
        level: limit.level,
      })),
      fromMs: nowMs - settings.span,
      nowMs,
      width: size.width,
      height: chartHeight,
      sourcePx: scale.source,
      zone: { language, timeZone },
      formatNumber: (value) => formatNumber(value, language, Number.isInteger(value) ? 0 : 1),
    });
  }, [
    p0,
    p1,
    p2,
    p3,
    f0,
    f1,
    f2,
    f3,
    states,
    olds,
    names,
    indicator,
    minute,
    settings.span,
    size.width,
    chartHeight,
    scale.source,
    language,
    timeZone,
  ]);

  if (indicator === undefined) return <p className="trend-error">{t("unknownIndicator", { code: first.indicator })}</p>;
  const isLost = main?.state === "lost" || main?.state === "empty";
  const tone = isLost ? "normal" : toneOf(crossedBy(reading, indicator.thresholds));
  const hasPoints = all.some((one) => one.past.points.length > 1);
  const note = all.some((one) => one.past.state === "failed")
    ? t("trend.failed")
    : !hasPoints && all.every((one) => one.past.state === "ready")
      ? t("trend.empty", { span: spanWords(settings.span, t) })
      : "";
  const nowMs = minute * 60_000;
  const isWorse =
    settings.hasForecast &&
    all.some(
      ({ figure, forecast }) =>
        aheadOf(forecast, figure.state, nowMs).length > 0 && verdictOf(forecast?.error ?? null) === "worse",
    );
  const sourceName = sourceWords(reading, source, t, language);
  return (
    <article className={`trend trend-${main?.state ?? "empty"}`}>
      <header>
        <h2 className="one-line">{inLanguage(settings.title, language)}</h2>
        <p className={`trend-value tone-${tone}`}>
          <Mark shape={markOf(tone)} />
          <strong>
            {isLost || reading === undefined ? t("noValue") : formatValue(reading.value, indicator, language)}
          </strong>
          <small>{inLanguage(indicator.unit, language)}</small>
        </p>
      </header>
      <div className="trend-chart" style={{ height: chartHeight }}>
        {hasPoints && <Chart option={option} width={size.width} height={chartHeight} />}
        {note !== "" && <p className="trend-note">{note}</p>}
        {isWorse && (
          <p className="trend-worse tone-attention">
            <Mark shape="up" />
            {t("trend.worse")}
          </p>
        )}
      </div>
      <FigureFoot
        status={reading === undefined ? undefined : { kind: reading.status, word: statusWords(reading, t) }}
        ages={agesOf(main)}
        isOld={main?.freshness !== undefined}
        source={sourceName}
        widthPx={size.width}
      />
    </article>
  );
}

import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Comparison } from "../../figures/comparator.ts";
import { type Figure, useFigure } from "../../figures/figure.ts";
import { formatValue } from "../../figures/format.ts";
import { sourceWords, statusWords } from "../../figures/source-words.ts";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useHistory } from "../../state/history.ts";
import { useHomePlace, usePlace } from "../../state/site.ts";
import { useNamedSource } from "../../state/sources.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Spark } from "../../ui/Spark.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { WithComparison } from "./Comparison.tsx";
import { planFigure } from "./figure-plan.ts";
import { usePulse } from "./pulse.ts";
import type { KeyFigureSettings } from "./settings.ts";
import "./key-figure.css";

type Props = PanelProps<KeyFigureSettings>;

/** Points of the quiet line: about one for every 4 px of a usual tile. */
const sparkPoints = 120;

export function KeyFigure({ settings, size, report }: Props) {
  const { t, i18n } = useTranslation("figure");
  const figure = useFigure(settings.indicator, settings.place);
  const { indicator, reading } = figure;
  useTileState(report, indicator === undefined ? "error" : figure.state);
  if (indicator === undefined)
    return <p className="figure-note">{t("unknownIndicator", { code: settings.indicator })}</p>;
  if (reading === undefined) return <FigureView {...{ settings, size, figure, indicator }} comparison={undefined} />;
  if (figure.state === "lost") {
    const unit = inLanguage(indicator.unit, i18n.language);
    const value = formatValue(reading.value, indicator, i18n.language);
    const before: Comparison = { mark: "none", tone: "normal", text: t("freshness.before", { value, unit }) };
    return <FigureView {...{ settings, size, figure, indicator }} comparison={before} />;
  }
  return (
    <WithComparison
      comparator={settings.comparator}
      reading={reading}
      indicator={indicator}
      draw={(comparison) => <FigureView {...{ settings, size, figure, indicator, comparison }} />}
    />
  );
}

type ViewProps = Pick<Props, "settings" | "size"> & {
  figure: Figure;
  indicator: IndicatorView;
  comparison: Comparison | undefined;
};

function FigureView({ settings, size, figure, indicator, comparison }: ViewProps) {
  const { t, i18n } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const home = useHomePlace();
  const { reading, state } = figure;
  const place = usePlace(settings.place ?? home);
  const source = useNamedSource(reading?.source);
  const isGone = state === "lost" || state === "empty";
  const value = isGone || reading === undefined ? t("noValue") : formatValue(reading.value, indicator, language);
  const unit = isGone ? "" : inLanguage(indicator.unit, language);
  const name = inLanguage(settings.title ?? indicator.name, language);
  const isElsewhere = settings.place !== undefined && settings.place !== home && place !== undefined;
  const label = isElsewhere ? `${name} · ${inLanguage(place.name, language)}` : name;
  const threshold = isGone ? undefined : crossedBy(reading, indicator.thresholds);
  const tone = toneOf(threshold);
  const status = reading === undefined ? "" : statusWords(reading, t);
  const sourceName = sourceWords(reading, source, t, language);
  const crossed = threshold && t("comparator.crossed", { name: inLanguage(threshold.name, language) });
  // A value that its own source doubts is compared with nothing; what is abnormal stands before what it is compared with.
  const quality = reading === undefined || reading.quality === "good" ? undefined : t(`quality.${reading.quality}`);
  const against = quality ?? [crossed, comparison?.text].filter((text) => text !== undefined).join(" · ");
  const long = figure.freshness ?? figure.asOf;
  const markPx = figure.freshness === undefined ? 0 : scale.source;
  const isLongCut = textWidthPx(long, scale.source) * 0.98 + markPx > size.width;
  const age = isLongCut ? (figure.freshnessShort ?? figure.asOfShort) : long;
  const hasTrend = settings.trend !== undefined && reading !== undefined;
  const plan = planFigure(
    size,
    scale,
    { label, value, unit, status, age, ageMarkPx: markPx, source: sourceName, comparator: against },
    hasTrend,
  );
  const look =
    quality !== undefined
      ? { tone: "late", mark: "late" as const }
      : tone === "normal"
        ? { tone: comparison?.tone ?? "normal", mark: comparison?.mark ?? "none" }
        : { tone, mark: markOf(tone) };
  const valueElement = useRef<HTMLSpanElement>(null);
  usePulse(valueElement, value);
  const spark = plan.spark !== undefined && reading !== undefined && settings.trend !== undefined && (
    <TrendLine
      indicator={reading.indicator}
      place={reading.place}
      spanMs={settings.trend}
      width={plan.spark.width}
      height={plan.spark.height}
    />
  );
  return (
    <article className={`figure figure-${state} quality-${reading?.quality ?? "good"} tone-of-${tone}`}>
      <h2 className={`figure-label lines-${plan.labelLines}`} style={{ fontSize: plan.labelPx }}>
        {label}
      </h2>
      <div className="figure-main">
        <p className="figure-value" style={{ fontSize: plan.valuePx }}>
          <span ref={valueElement}>{value}</span>
          {unit !== "" && <small>{unit}</small>}
        </p>
        {plan.spark?.at === "beside" && spark}
      </div>
      {plan.comparatorLines > 0 && (
        <p className={`figure-against lines-${plan.comparatorLines} tone-${look.tone}`}>
          <Mark shape={look.mark} />
          {plan.comparatorLines === 1 && quality === undefined && crossed !== undefined ? crossed : against}
        </p>
      )}
      {plan.spark?.at === "below" && spark}
      <footer className={`figure-foot foot-${plan.footLines}`}>
        {reading !== undefined && <Tag kind={reading.status} word={status} />}
        <span className={figure.freshness === undefined ? "" : "tone-late"}>
          <Mark shape={figure.freshness === undefined ? "none" : "late"} />
          {age}
        </span>
        {plan.hasSource && <span className="one-line">{sourceName}</span>}
      </footer>
    </article>
  );
}

function TrendLine(props: { indicator: string; place: string; spanMs: number; width: number; height: number }) {
  const { indicator, place, spanMs, width, height } = props;
  const past = useHistory({ indicator, place, spanMs, points: sparkPoints });
  return (
    <div className="figure-spark" style={{ width, height }}>
      <Spark points={past.points} width={width} height={height} />
    </div>
  );
}

import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { wholePeriodWords } from "../../figures/age.ts";
import type { Comparison } from "../../figures/comparator.ts";
import { agesOf, type Figure, useFigure } from "../../figures/figure.ts";
import { formatValue } from "../../figures/format.ts";
import { type Provenance, provenanceOf } from "../../figures/provenance.ts";
import { useIsSimulationSaid } from "../../figures/simulation.ts";
import { revisedWords, sourceWords, statusWords } from "../../figures/source-words.ts";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useHistory } from "../../state/history.ts";
import { useHomePlace, usePlace, useTimeZone } from "../../state/site.ts";
import { useNamedSource } from "../../state/sources.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Spark } from "../../ui/Spark.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { typeStyle, useTypeScale } from "../../ui/type-context.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { WithComparison } from "./Comparison.tsx";
import { grownFor, planFigure } from "./figure-plan.ts";
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
  const monitorScale = useTypeScale();
  const scale = useMemo(() => grownFor(size, monitorScale), [size, monitorScale]);
  const said = useIsSimulationSaid();
  const home = useHomePlace();
  const timeZone = useTimeZone();
  const { reading, state } = figure;
  const place = usePlace(settings.place ?? home);
  const source = useNamedSource(reading?.source);
  const isGone = state === "lost" || state === "empty";
  const value = isGone || reading === undefined ? t("noValue") : formatValue(reading.value, indicator, language);
  const unit = isGone ? "" : inLanguage(indicator.unit, language);
  const name = inLanguage(settings.title ?? indicator.name, language);
  const isElsewhere = settings.place !== undefined && settings.place !== home && place !== undefined;
  const label = isElsewhere ? `${name} · ${inLanguage(place.name, language)}` : name;
  // A value that its own source doubts is compared with nothing; what is abnormal stands before what it is compared with.
  const quality = reading === undefined || reading.quality === "good" ? undefined : t(`quality.${reading.quality}`);
  const threshold = isGone || quality !== undefined ? undefined : crossedBy(reading, indicator.thresholds);
  const tone = toneOf(threshold);
  const passed =
    threshold &&
    t(threshold.below === undefined ? "comparator.crossed" : "comparator.crossedBelow", {
      name: inLanguage(threshold.name, language),
    });
  const isOld = figure.freshness !== undefined;
  const whole = reading && wholePeriodWords(reading, indicator.period, t, { language, timeZone });
  const sourceName = sourceWords(reading, source, t, language);
  const revised = revisedWords(reading, indicator.period, t, { language, timeZone });
  // That it was revised comes before whose it is, where there is no room for both.
  const ways = revised === "" ? [sourceName] : [sourceName === "" ? revised : `${sourceName} · ${revised}`, revised];
  const told = ways.map((words) =>
    provenanceOf(
      {
        // What a value would be is no question where there is none.
        status: isGone ? undefined : reading && { kind: reading.status, word: statusWords(reading, t) },
        ages: isOld ? agesOf(figure) : [whole ?? figure.asOf, figure.asOfShort],
        hasMark: isOld,
        source: words,
      },
      size.width,
      scale.source,
      said,
    ),
  );
  const provenance = (told.find(({ text }) => text.includes(revised)) ?? told.at(-1)) as Provenance;
  // A mark of a passed limit is for one that is current, or nearly.
  const mark = state === "stale" ? "none" : markOf(tone);
  const against = quality ?? [passed, comparison?.text].filter((text) => text !== undefined).join(" · ");
  const plan = planFigure(
    size,
    scale,
    { label, value, unit, comparator: against, hasMark: mark !== "none", footLines: provenance.lines },
    settings.trend !== undefined && reading !== undefined,
  );
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
  const isBelow = unit !== "" && !plan.isUnitBeside;
  // Where one line has no room for both, the passed limit is what is said.
  const isOnlyPassed =
    passed !== undefined &&
    plan.comparatorLines === 1 &&
    textWidthPx(isBelow ? `${unit} · ${against}` : against, scale.source) > size.width;
  return (
    <article
      className={`figure figure-${state} quality-${reading?.quality ?? "good"} tone-of-${tone}`}
      style={typeStyle(scale, monitorScale)}
    >
      <h2 className={`figure-label lines-${plan.labelLines}`} style={{ fontSize: plan.labelPx }}>
        {label}
      </h2>
      <div className="figure-main" style={{ marginTop: plan.abovePx }}>
        <p className="figure-value" style={{ fontSize: plan.valuePx }}>
          <span ref={valueElement}>
            <Mark shape={mark} />
            {value}
          </span>
          {unit !== "" && plan.isUnitBeside && <small>{unit}</small>}
        </p>
        {plan.spark?.at === "beside" && spark}
      </div>
      {plan.comparatorLines > 0 && (
        <p className={`figure-against lines-${plan.comparatorLines}`}>
          {isBelow && <span className="figure-unit">{against === "" ? unit : `${unit} · `}</span>}
          {quality !== undefined ? (
            <span className="tone-late">
              <Mark shape="late" />
              {quality}
            </span>
          ) : (
            <>
              {passed !== undefined && <span className={`tone-${tone}`}>{passed}</span>}
              {comparison !== undefined && !isOnlyPassed && (
                <span className={`tone-${comparison.tone}`}>
                  {passed !== undefined && " · "}
                  <Mark shape={comparison.mark} />
                  {comparison.text}
                </span>
              )}
            </>
          )}
        </p>
      )}
      {plan.spark?.at === "below" && spark}
      <footer className={`figure-foot foot-${provenance.lines}`}>
        {provenance.tag !== undefined && <Tag kind={provenance.tag.kind} word={provenance.tag.word} />}
        <span className={isOld ? "tone-late" : ""}>
          <Mark shape={isOld ? "late" : "none"} />
          {provenance.text}
        </span>
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

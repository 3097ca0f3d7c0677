import type { IndicatorView } from "#contract/entities/profile.ts";
import type { MarkShape } from "../ui/Mark.tsx";
import { type FigureWords, spanWords } from "./age.ts";
import { formatNumber, formatValue } from "./format.ts";
import type { Tone } from "./tone.ts";

export type Comparison = { mark: MarkShape; tone: Tone; text: string };

/** Of a distance to a plan one decimal is enough, unless it is less than one. */
export const gapDecimals = (gap: number, decimals: number): number => (gap >= 1 ? Math.min(1, decimals) : decimals);

const arrow = (difference: number): MarkShape => (difference > 0 ? "rise" : difference < 0 ? "fall" : "level");

/** Against another indicator: a growth rate as an arrow and its size, anything else as "label value unit". */
export function compareIndicator(
  other: { value: number | string | null | undefined; indicator: IndicatorView },
  label: string,
  t: FigureWords,
  language: string,
): Comparison {
  const { value, indicator } = other;
  if (value === undefined || value === null)
    return { mark: "none", tone: "normal", text: t("comparator.missing", { label }) };
  const unit = language === "en" ? indicator.unit.en : indicator.unit.vi;
  if (indicator.showsSign && typeof value === "number") {
    const size = formatNumber(Math.abs(value), language, indicator.decimals);
    return { mark: arrow(value), tone: "normal", text: `${size} ${unit} ${label}` };
  }
  return { mark: "none", tone: "normal", text: `${label} ${formatValue(value, indicator, language)} ${unit}` };
}

/**
 * Against the indicator's plan, in words that stand alone: how far short of it in the direction that is good, in amber; else that it
 * is reached, and by how much where that is a share of it ("118 % kế hoạch").
 */
export function comparePlan(value: number, indicator: IndicatorView, t: FigureWords, language: string): Comparison {
  if (indicator.plan === undefined) return { mark: "none", tone: "normal", text: t("comparator.noPlan") };
  const short = indicator.good === "down" ? value - indicator.plan : indicator.plan - value;
  const unit = language === "en" ? indicator.unit.en : indicator.unit.vi;
  const isShare = unit.startsWith("%");
  // What rounds to nothing is nothing.
  if (!(Number(short.toFixed(indicator.decimals)) > 0)) {
    const plan = `${formatNumber(indicator.plan, language, indicator.decimals)} ${unit}`;
    const isBeyond = indicator.good !== "down" && !isShare && indicator.plan > 0;
    const share = isBeyond ? formatNumber((value / indicator.plan) * 100, language, 0) : "";
    const text = isBeyond ? t("comparator.planShare", { share }) : t("comparator.planMet", { plan });
    return { mark: "none", tone: "normal", text };
  }
  const gap = formatNumber(short, language, gapDecimals(short, indicator.decimals));
  const how = indicator.good === "down" ? "planOver" : isShare ? "planBehindPoints" : "planBehind";
  return { mark: "none", tone: "attention", text: t(`comparator.${how}`, { gap, unit }) };
}

/** Against itself some time ago; undefined `before` says that the past does not reach so far. Never coloured. */
export function compareEarlier(
  value: number,
  before: number | undefined,
  spanMs: number,
  indicator: IndicatorView,
  t: FigureWords,
  language: string,
): Comparison {
  const span = spanWords(spanMs, t);
  if (before === undefined) return { mark: "none", tone: "normal", text: t("comparator.earlierUnknown", { span }) };
  const size = formatNumber(Math.abs(value - before), language, indicator.decimals);
  // What rounds to nothing is nothing: "up 0" would be noise.
  if (Number(Math.abs(value - before).toFixed(indicator.decimals)) === 0)
    return { mark: "level", tone: "normal", text: t("comparator.earlierSame", { span }) };
  const isUp = value > before;
  const text = isUp ? t("comparator.earlierUp", { gap: size, span }) : t("comparator.earlierDown", { gap: size, span });
  return { mark: arrow(value - before), tone: "normal", text };
}

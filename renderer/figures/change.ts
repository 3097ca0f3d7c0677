import type { IndicatorView } from "#contract/entities/profile.ts";
import { isByPoints } from "#contract/follows/by-points.ts";
import type { MarkShape } from "../ui/Mark.tsx";
import type { FigureWords } from "./age.ts";
import { formatNumber } from "./format.ts";

export type Change = { mark: MarkShape; text: string };

/** By how much a value differs from an earlier one: an arrow and a size, never coloured. Null where nothing can be said. */
export function changeWords(
  value: number,
  before: number | null,
  indicator: Pick<IndicatorView, "unit" | "showsSign" | "decimals">,
  t: FigureWords,
  language: string,
): Change | null {
  if (before === null) return null;
  const difference = value - before;
  const byPoints = isByPoints(indicator);
  // Of nothing there are no per cent: the difference itself is told.
  const isPlain = !byPoints && before === 0;
  const size = byPoints || isPlain ? Math.abs(difference) : Math.abs(difference / before) * 100;
  const decimals = byPoints || isPlain ? indicator.decimals : 1;
  if (Number(size.toFixed(decimals)) === 0) return { mark: "level", text: t("change.none") };
  const gap = formatNumber(size, language, decimals);
  const text = byPoints ? t("change.points", { gap }) : isPlain ? gap : t("change.percent", { gap });
  return { mark: difference > 0 ? "rise" : "fall", text };
}

/** How much of its plan a value is, "96 %"; null where there is no plan to hold it against. */
export function planShare(
  value: number,
  { plan }: Pick<IndicatorView, "plan">,
  t: FigureWords,
  language: string,
): string | null {
  if (plan === undefined || plan <= 0) return null;
  return t("change.ofPlan", { share: formatNumber((value / plan) * 100, language, 0) });
}

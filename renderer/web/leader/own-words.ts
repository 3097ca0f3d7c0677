import type { TFunction } from "i18next";
import type { IndicatorView } from "#contract/entities/profile.ts";
import { isByPoints } from "#contract/follows/by-points.ts";
import type { OwnLimit } from "#contract/follows/limit.ts";
import { baseOf } from "#contract/follows/passing.ts";
import { formatNumber } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/bundles.ts";
import { thanWords } from "./figure-words.ts";

export type OwnWords = { own: TFunction<"leaderPages">; leader: TFunction<"leader"> };

/** What a change is counted in: per cent, or points of figures that are shares themselves. */
export const changeUnit = (indicator: IndicatorView, { own }: OwnWords): string =>
  isByPoints(indicator) ? own("own.points") : "%";

/** "trên 300 xe", "thay đổi từ 20 % so với hôm qua". */
export function ownWords(limit: OwnLimit, indicator: IndicatorView, t: OwnWords, language: string): string {
  if (limit.kind === "change") {
    const by = formatNumber(limit.by, language, Number.isInteger(limit.by) ? 0 : 1);
    const than = thanWords(baseOf(indicator.period), t.leader);
    return t.own("own.change", { by, unit: changeUnit(indicator, t), than });
  }
  const value = formatNumber(limit.value, language, indicator.decimals);
  return t.own(`own.${limit.kind}`, { value, unit: inLanguage(indicator.unit, language) });
}

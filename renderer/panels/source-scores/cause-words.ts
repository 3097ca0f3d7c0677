import type { TFunction } from "i18next";
import { sentence } from "#contract/errors.ts";
import type { ScoreCause, ScoreMark } from "#contract/source-scores/score.ts";
import type { FigureWords } from "../../figures/age.ts";
import { spanWords } from "../../figures/age.ts";
import { formatNumber } from "../../figures/format.ts";

export type ScoreWords = { t: TFunction<"scores">; figure: FigureWords; language: "vi" | "en" };

/** Why a mark is low, in a few words: what took the most from it. */
export function causeWords(
  mark: ScoreMark,
  cause: ScoreCause,
  nameOf: (indicator: string) => string,
  { t, figure, language }: ScoreWords,
): string {
  const number = (count: number) => formatNumber(count, language, 0);
  switch (cause.kind) {
    case "refused":
      return t("why.refused", { number: number(cause.count), reason: sentence(cause.last, language) });
    case "unusable":
      return t("why.unusable", { number: number(cause.count), reason: sentence(cause.last, language) });
    case "missing": {
      const { missing, expected, indicator } = cause;
      return t("why.missing", { missing: number(missing), expected: number(expected), name: nameOf(indicator) });
    }
    case "down":
      return t("why.down", { state: t(`state.${cause.state}`), span: spanWords(cause.ms, figure) });
    case "revised":
    case "repeated":
    case "out-of-order":
      return t(`why.${cause.kind}`, { number: number(cause.count) });
    default:
      return t("why.unjudged", { mark: t(`mark.${mark}`), reason: t(`unjudged.${cause.kind}`) });
  }
}

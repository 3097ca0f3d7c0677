import { useTranslation } from "react-i18next";
import { formatNumber } from "../../figures/format.ts";
import { markOf } from "../../figures/tone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { Mark } from "../../ui/Mark.tsx";
import { levelOf, marksInOrder, type ScorePlan, type ScoreRow, shownScore, wayOf } from "./rows.ts";
import type { SourceScoresSettings } from "./settings.ts";

type Props = {
  row: ScoreRow;
  /** Why it is as low as it is. */
  why: string;
  plan: ScorePlan;
  settings: SourceScoresSettings;
  rowPx: number;
  language: string;
  /** Some of the list are simulated and some are not: each says so itself. */
  isMarked: boolean;
  /** The marks stand under the name, which has no room beside it. */
  hasMarksBelow: boolean;
};

/** One source or unit. Only the cell that is too low is coloured. */
export function ScoreLine({ row, why, plan, settings, rowPx, language, isMarked, hasMarksBelow }: Props) {
  const { t } = useTranslation("scores");
  const score = (value: number | null) => {
    if (value === null) return <span className="scores-unjudged">{t("unjudgedShort")}</span>;
    const level = levelOf(value, settings);
    return (
      <span className={`tone-${level}`}>
        <Mark shape={markOf(level)} />
        {formatNumber(shownScore(value), language, 0)}
      </span>
    );
  };
  const judged = marksInOrder.filter((mark) => row.marks[mark].value !== null);
  const rest = marksInOrder.filter((mark) => !judged.includes(mark)).map((mark) => t(`mark.${mark}`));
  const way = wayOf(row.change);
  const name = row.name === null ? t("nobody") : inLanguage(row.name, language);
  return (
    <li className="scores-row" style={{ height: rowPx }}>
      <div className="scores-line">
        <span className="scores-name" style={{ width: `${plan.nameEm}em` }}>
          <span className="one-line">{name}</span>
          {isMarked && row.simulated > 0 && <small className="scores-simulated">{t("simulated")}</small>}
        </span>
        {plan.hasMarks && marksInOrder.map((mark) => <span key={mark}>{score(row.marks[mark].value)}</span>)}
        <strong className="scores-total">{score(row.total)}</strong>
        {plan.hasWay && (
          <span className="scores-way">
            {way !== "none" && <Mark shape={way} />}
            {way === "rise" || way === "fall" ? formatNumber(Math.abs(row.change ?? 0), language, 0) : ""}
          </span>
        )}
        {plan.hasWhy && <span className="scores-why one-line">{why}</span>}
      </div>
      {hasMarksBelow && (
        <p className="scores-under one-line">
          {judged.map((mark) => (
            <span key={mark}>
              {t(`mark.${mark}`)} {score(row.marks[mark].value)}
            </span>
          ))}
          {judged.length < marksInOrder.length && (
            <span className="scores-unjudged one-line">{t("unjudgedRest", { marks: rest.join(", ") })}</span>
          )}
        </p>
      )}
      {plan.whyBelow && why !== "" && <p className="scores-why one-line">{why}</p>}
    </li>
  );
}

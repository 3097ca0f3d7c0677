import { useTranslation } from "react-i18next";
import { type DocumentState, openStates } from "#contract/documents/document.ts";
import { documentFigures } from "#contract/documents/figures.ts";
import { useFigure } from "../../figures/figure.ts";
import { formatNumber, formatValue } from "../../figures/format.ts";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { Mark } from "../../ui/Mark.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import type { Plan } from "./units.ts";

const closed: readonly DocumentState[] = ["06", "02", "13"];

/** What is in hand by how far it is, with a bar each on one scale; and what was closed, in numbers alone, as it is of another span. */
export function States({ plan, rate, widthPx }: { plan: Plan; rate: string | undefined; widthPx: number }) {
  const scale = useTypeScale();
  const { t, i18n } = useTranslation("documents");
  const inHand = useNumber(documentFigures.inHand);
  const overdue = useFigure(documentFigures.overdue, undefined);
  const share = useFigure(rate ?? documentFigures.overdue, undefined);
  const withoutDueDate = useNumber(documentFigures.withoutDueDate);
  const numbers: Record<DocumentState, number | null> = {
    "01": useNumber(documentFigures.byState["01"]),
    "02": useNumber(documentFigures.byState["02"]),
    "03": useNumber(documentFigures.byState["03"]),
    "04": useNumber(documentFigures.byState["04"]),
    "05": useNumber(documentFigures.byState["05"]),
    "06": useNumber(documentFigures.byState["06"]),
    "13": useNumber(documentFigures.byState["13"]),
  };
  const words = (value: number | null) => (value === null ? "—" : formatNumber(value, i18n.language, 0));
  const most = Math.max(1, ...openStates.map((state) => numbers[state] ?? 0));
  const isGone = overdue.state === "lost" || overdue.state === "empty";
  const judged = rate === undefined ? overdue : share;
  const tone = isGone ? "normal" : toneOf(crossedBy(judged.reading, judged.indicator?.thresholds ?? []));
  const late = isGone ? null : (overdue.reading?.value ?? null);
  const style = { height: plan.statePx };
  const sum = `${words(inHand)} ${t("sum.inHand")} · ${typeof late === "number" ? words(late) : "—"} ${t("sum.overdue")}`;
  const rateWords =
    rate === undefined || share.indicator === undefined || share.reading === undefined || isGone
      ? ""
      : `${formatValue(share.reading.value, share.indicator, i18n.language)} ${inLanguage(share.indicator.unit, i18n.language)}`;
  // The mark, and figures in a heavier face.
  const isRateShown = textWidthPx(sum, scale.label) + 2 * scale.label + textWidthPx(rateWords, scale.source) < widthPx;
  return (
    <section className="documents-states">
      <p className="documents-sum">
        <strong>{words(inHand)}</strong> {t("sum.inHand")} ·{" "}
        <span className={`tone-${tone}`}>
          <Mark shape={markOf(tone)} />
          <strong>{typeof late === "number" ? words(late) : "—"}</strong> {t("sum.overdue")}
        </span>
        {rateWords !== "" && isRateShown && <small> {rateWords}</small>}
      </p>
      <ul>
        {openStates.map((state) => (
          <li key={state} style={style}>
            <span className="documents-state-name one-line">{t(`state.${state}`)}</span>
            <span className="documents-bar">
              <i style={{ width: `${(100 * (numbers[state] ?? 0)) / most}%` }} />
            </span>
            <strong>{words(numbers[state])}</strong>
          </li>
        ))}
        {plan.isWide ? (
          <>
            <li className="documents-apart" style={style}>
              <span className="documents-state-name one-line">{t("withoutDueDate")}</span>
              <strong>{words(withoutDueDate)}</strong>
            </li>
            {closed.map((state) => (
              <li key={state} className="documents-closed" style={style}>
                <span className="documents-state-name one-line">{t(`state.${state}`)}</span>
                <span className="one-line">{t("within")}</span>
                <strong>{words(numbers[state])}</strong>
              </li>
            ))}
          </>
        ) : (
          <li className="documents-closed" style={style}>
            <span className="one-line">
              {t("closed", {
                done: words(numbers["06"]),
                refused: words(numbers["02"]),
                recalled: words(numbers["13"]),
              })}
            </span>
          </li>
        )}
      </ul>
    </section>
  );
}

/** A figure of the whole site; null where there is none, or it is lost. */
function useNumber(code: string): number | null {
  const { reading, state } = useFigure(code, undefined);
  return typeof reading?.value === "number" && state !== "lost" ? reading.value : null;
}

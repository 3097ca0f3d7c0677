import { useTranslation } from "react-i18next";
import { documentFigures } from "#contract/documents/figures.ts";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { agesOf, useFigure } from "../../figures/figure.ts";
import { formatNumber } from "../../figures/format.ts";
import { usePlaceFigures } from "../../figures/place-figures.ts";
import { sourceWords, statusWords } from "../../figures/source-words.ts";
import { markOf, type Tone } from "../../figures/tone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNamedSource } from "../../state/sources.ts";
import { Mark } from "../../ui/Mark.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { States } from "./States.tsx";
import type { DocumentsStateSettings } from "./settings.ts";
import { planOf, worstUnits } from "./units.ts";
import "./documents-state.css";

/** How far documents are, beside the units that have the most overdue. */
export function DocumentsState({ settings, size, report }: PanelProps<DocumentsStateSettings>) {
  const { t, i18n } = useTranslation("documents");
  const { t: figureWords } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const overdue = useFigure(documentFigures.overdue, undefined);
  const { indicator, reading, state } = overdue;
  const offices = usePlaceFigures(documentFigures.overdue, { kind: "office" });
  const communes = usePlaceFigures(documentFigures.overdue, { kind: "commune" });
  const officesInHand = usePlaceFigures(documentFigures.inHand, { kind: "office" });
  const communesInHand = usePlaceFigures(documentFigures.inHand, { kind: "commune" });
  const source = useNamedSource(reading?.source);
  useTileState(report, indicator === undefined ? "error" : state);
  const { rows, onTime, unknown } = worstUnits([...offices, ...communes], [...officesInHand, ...communesInHand]);
  const plan = planOf(size, scale, rows.length);
  useWantedHeight(plan.wantedPx);
  if (indicator === undefined)
    return <p className="documents-note">{figureWords("unknownIndicator", { code: documentFigures.overdue })}</p>;

  const { unitAbove } = settings;
  const toneAt = (value: number | null): Tone =>
    unitAbove !== undefined && (value ?? 0) > unitAbove ? "attention" : "normal";
  const hidden = rows.length - Math.min(plan.units, rows.length);
  // The last line says how many are left out.
  const shown = rows.slice(0, hidden > 0 ? Math.max(0, plan.units - 1) : plan.units);
  const title = inLanguage(settings.title, language);
  const aside = [t("unsigned"), t("unsignedShort")].find(
    (words) => textWidthPx(title, scale.label) + textWidthPx(words, scale.source) + 2 * scale.source < size.width,
  );
  return (
    <article className={plan.isWide ? "documents documents-wide" : "documents"}>
      <header>
        <h2 className="one-line">{title}</h2>
        <p className="one-line">{aside ?? t("unsignedShort")}</p>
      </header>
      <div className="documents-body">
        <States plan={plan} rate={settings.rate} widthPx={plan.isWide ? size.width * 0.44 : size.width} />
        {plan.units > 0 && (
          <section className="documents-units">
            <div className="documents-head" style={{ height: scale.source * 1.4 }}>
              <span className="documents-unit one-line">{t("unit")}</span>
              <span>{t("overdue")}</span>
              <span>{t("inHand")}</span>
            </div>
            {rows.length === 0 ? (
              <p className="documents-note">{state === "empty" ? figureWords("asOf.none") : t("noneOverdue")}</p>
            ) : (
              <ol>
                {shown.map(({ overdue: { place, value, state: age }, inHand }) => (
                  <li key={place.id} className={`documents-row documents-${age}`} style={{ height: plan.unitPx }}>
                    <span className="documents-unit one-line">{inLanguage(place.name, language)}</span>
                    <strong className={`tone-${toneAt(value)}`}>
                      <Mark shape={markOf(toneAt(value))} />
                      {formatNumber(value ?? 0, language, 0)}
                    </strong>
                    <span>{inHand === null ? figureWords("noValue") : formatNumber(inHand, language, 0)}</span>
                  </li>
                ))}
                {hidden > 0 && (
                  <li className="documents-more" style={{ height: plan.unitPx }}>
                    {t("more", { count: rows.length - shown.length })}
                  </li>
                )}
                {hidden === 0 && rows.length < plan.units && (
                  <li className="documents-more" style={{ height: plan.unitPx }}>
                    {unknown > 0 ? t("onTimeUnknown", { onTime, unknown }) : t("onTime", { count: onTime })}
                  </li>
                )}
              </ol>
            )}
          </section>
        )}
      </div>
      <FigureFoot
        status={reading === undefined ? undefined : { kind: reading.status, word: statusWords(reading, figureWords) }}
        ages={agesOf(overdue)}
        isOld={overdue.freshness !== undefined}
        source={sourceWords(reading, source, figureWords, language)}
        widthPx={size.width}
      />
    </article>
  );
}

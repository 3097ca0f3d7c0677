import { useTranslation } from "react-i18next";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { formatMoment } from "../../figures/format.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useSite, useTimeZone } from "../../state/site.ts";
import { useSourceScores } from "../../state/source-scores.ts";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import { causeWords } from "./cause-words.ts";
import { fitUnder, levelOf, marksInOrder, planOf, rowsOf, type ScoreRow, type Under } from "./rows.ts";
import { ScoreLine } from "./ScoreLine.tsx";
import type { SourceScoresSettings } from "./settings.ts";
import "./source-scores.css";

/** The core is asked every minute: missed so often, what is shown is old. */
const oldAfterMs = 5 * 60_000;

export function SourceScoresPanel({ settings, size, report }: PanelProps<SourceScoresSettings>) {
  const { t, i18n } = useTranslation("scores");
  const { t: figure } = useTranslation("figure");
  const language = i18n.language === "en" ? "en" : "vi";
  const scale = useTypeScale();
  const zone = { language, timeZone: useTimeZone() };
  const site = useSite();
  const scores = useSourceScores();
  const isOld = useNow((nowMs) => scores !== null && nowMs - scores.asOfMs > oldAfterMs);
  useTileState(report, scores === null ? "connecting" : isOld ? "stale" : "fresh");

  const rows = scores === null ? [] : rowsOf(scores, settings.by);
  const plan = planOf(size.width / scale.source);
  const headPx = scale.source * 1.4;
  const aroundPx = scale.label * 1.4 + headPx + scale.source * 1.6;
  const isAllSimulated = rows.length > 0 && rows.every(({ sources, simulated }) => sources === simulated);
  const isAnySimulated = rows.some(({ simulated }) => simulated > 0);
  /** Of a unit with several sources it is said beside the reason how many of them are simulated: its name needs the room. */
  const simulatedOf = ({ sources, simulated }: ScoreRow) =>
    isAllSimulated || sources === 1 || simulated === 0 ? "" : t("simulatedOf", { simulated, sources });
  const isTold = (row: ScoreRow) =>
    plan.whyBelow && (simulatedOf(row) !== "" || (row.worst !== null && row.marks[row.worst].cause !== null));
  const isLow = ({ worst, marks }: ScoreRow) => worst !== null && levelOf(marks[worst].value, settings) !== "normal";
  const isSaid = (row: ScoreRow, under: Under) => under !== "none" && isTold(row) && (under === "all" || isLow(row));
  const { shown, heights, morePx, wantedPx, under } = fitUnder(
    (how) => rows.map((row) => (plan.hasMarks || how === "none" ? 0 : 1) + (isSaid(row, how) ? 1 : 0)),
    size.height - aroundPx,
    scale.source,
  );
  useWantedHeight(aroundPx + wantedPx + scale.source);
  const hidden = rows.length - shown;
  const nameOf = (indicator: string) => {
    const known = site?.indicatorOf.get(indicator)?.name;
    return known === undefined ? indicator : inLanguage(known, language);
  };
  const title = inLanguage(settings.title, language);
  const asides = [t("weeks"), t("weeksShort")];
  const aside = asides.find(
    (words) => textWidthPx(title, scale.label) + textWidthPx(words, scale.source) + 2 * scale.source < size.width,
  );
  return (
    <article className="scores">
      <header>
        <h2 className="one-line">{title}</h2>
        {aside !== undefined && <p>{aside}</p>}
      </header>
      <div className="scores-head" style={{ height: headPx }}>
        <span className="scores-name one-line" style={{ width: `${plan.nameEm}em` }}>
          {t(settings.by)}
        </span>
        {plan.hasMarks && marksInOrder.map((mark) => <span key={mark}>{t(`mark.${mark}`)}</span>)}
        <span className="scores-total">{t("total")}</span>
        {plan.hasWay && <span className="scores-way">{t("way")}</span>}
        {plan.hasWhy && <span className="scores-why">{t("lowest")}</span>}
      </div>
      {rows.length === 0 ? (
        <p className="scores-note">{scores === null ? t("loading") : t("none")}</p>
      ) : (
        <ol>
          {rows.slice(0, shown).map((row, at) => {
            const cause = row.worst === null ? null : row.marks[row.worst].cause;
            const unjudged = marksInOrder.find((mark) => row.marks[mark].value === null);
            const told =
              cause !== null && row.worst !== null
                ? causeWords(row.worst, cause, nameOf, { t, figure, language })
                : unjudged !== undefined && row.marks[unjudged].cause !== null
                  ? causeWords(unjudged, row.marks[unjudged].cause, nameOf, { t, figure, language })
                  : t("why.nothing");
            const from = row.lowest === null || cause === null ? told : `${inLanguage(row.lowest, language)}: ${told}`;
            const why = [simulatedOf(row), from].filter((part) => part !== "").join(" · ");
            return (
              <ScoreLine
                key={row.key}
                {...{ row, plan, settings, language }}
                why={plan.whyBelow && !isSaid(row, under) ? "" : why}
                hasMarksBelow={!plan.hasMarks && under !== "none"}
                rowPx={heights[at] ?? morePx}
                isMarked={isAnySimulated && !isAllSimulated && row.sources === 1}
              />
            );
          })}
          {hidden > 0 && (
            <li className="scores-more one-line" style={{ height: morePx }}>
              {t("more", { count: hidden })}
            </li>
          )}
        </ol>
      )}
      <FigureFoot
        status={isAllSimulated ? { kind: "simulated", word: figure("status.simulated") } : undefined}
        ages={scores === null ? [""] : [t("asOf", { time: formatMoment(scores.asOfMs, "time", zone) })]}
        isOld={isOld}
        source={t("own")}
        widthPx={size.width}
      />
    </article>
  );
}

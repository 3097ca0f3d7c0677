import { useTranslation } from "react-i18next";
import { FigureFoot } from "../../figures/FigureFoot.tsx";
import { agesOf, useFigure } from "../../figures/figure.ts";
import { formatNumber } from "../../figures/format.ts";
import { sourceWords, statusWords } from "../../figures/source-words.ts";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNamedSource } from "../../state/sources.ts";
import { fillRoom } from "../../ui/fill-room.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { textWidthPx } from "../../ui/text-width.ts";
import { useTypeScale } from "../../ui/type-context.ts";
import { useWantedHeight } from "../../ui/wanted-height.ts";
import { type PanelProps, useTileState } from "../panel.ts";
import type { RecordsSettings } from "./settings.ts";
import "./words.ts";
import "./records.css";

/** "2021-12-21" as offices write it. */
const dayWords = (day: string): string => day.split("-").reverse().join("/");

/** What is now beside what was on days that people remember, the greatest as wide as its column. */
export function Records({ settings, size, report }: PanelProps<RecordsSettings>) {
  const { t, i18n } = useTranslation("records");
  const { t: figureWords } = useTranslation("figure");
  const language = i18n.language;
  const scale = useTypeScale();
  const figure = useFigure(settings.indicator, settings.place);
  const { indicator, reading, state } = figure;
  const source = useNamedSource(reading?.source);
  useTileState(report, indicator === undefined ? "error" : state);
  type Marked = RecordsSettings["marks"][number];
  const nameOf = ({ on, text }: Marked) => `${dayWords(on)} · ${inLanguage(text, language)}`;
  const sourceOf = ({ publishedBy }: Marked) => t("source", { source: inLanguage(publishedBy, language) });
  const titlePx = scale.label * 1.35;
  const footPx = scale.source * 1.6;
  const isInline = settings.marks.every(
    (mark) =>
      textWidthPx(`${nameOf(mark)} ${sourceOf(mark)} ${mark.value}`, scale.source) + 5 * scale.source < size.width,
  );
  const linesEm = isInline ? 1.3 : 2.45;
  const whole = { usual: scale.source * (linesEm + 1.5), least: scale.source * (linesEm + 0.8) };
  const aroundPx = titlePx + footPx;
  const count = settings.marks.length + 1;
  useWantedHeight(aroundPx + count * whole.usual);
  if (indicator === undefined)
    return <p className="records-note">{figureWords("unknownIndicator", { code: settings.indicator })}</p>;
  const roomPx = size.height - aroundPx;
  // Bars go before a mark does: figures can be read without them.
  const hasBars = fillRoom(count, roomPx, whole, 1).shown === count;
  const bare = { usual: scale.source * (linesEm + 0.4), least: scale.source * linesEm };
  const { rowPx, shown } = fillRoom(count, roomPx, hasBars ? whole : bare, 1);
  const left = count - shown;
  const marks = settings.marks.slice(0, Math.max(0, shown - 1));
  const isKnown = typeof reading?.value === "number" && state !== "lost" && state !== "empty";
  const present = isKnown && typeof reading.value === "number" ? reading.value : undefined;
  const top = Math.max(1, present ?? 0, ...settings.marks.map(({ value }) => value));
  const write = (value: number) => formatNumber(value, language, indicator.decimals);
  const tone = present === undefined ? "normal" : toneOf(crossedBy(reading, indicator.thresholds));
  const bar = (value: number) =>
    hasBars && <i className="records-bar" style={{ width: `${(100 * Math.max(0, value)) / top}%` }} />;
  return (
    <article className="records">
      <header>
        <h2 className="one-line">
          {inLanguage(settings.title, language)}
          <small>{inLanguage(indicator.unit, language)}</small>
        </h2>
        {left > 0 && <p>{t("more", { count: left })}</p>}
      </header>
      <ol>
        <li className={`records-now records-${state}`} style={{ height: rowPx }}>
          <p>
            <span className="records-name">
              {t("now")}
              {/* Here and not below: what was published is not simulated. */}
              {reading !== undefined && <Tag kind={reading.status} word={statusWords(reading, figureWords)} />}
            </span>
            <strong className={`tone-${tone}`}>
              <Mark shape={markOf(tone)} />
              {present === undefined ? "—" : write(present)}
            </strong>
          </p>
          {bar(present ?? 0)}
        </li>
        {marks.map((mark) => (
          <li key={mark.on} style={{ height: rowPx }}>
            <p>
              <span className="one-line">
                {nameOf(mark)}
                {isInline && <small>{sourceOf(mark)}</small>}
              </span>
              <strong>{write(mark.value)}</strong>
            </p>
            {bar(mark.value)}
            {!isInline && <small className="one-line">{sourceOf(mark)}</small>}
          </li>
        ))}
      </ol>
      <FigureFoot
        status={undefined}
        ages={agesOf(figure)}
        isOld={figure.freshness !== undefined}
        source={sourceWords(reading, source, figureWords, language)}
        widthPx={size.width}
      />
    </article>
  );
}

import { useTranslation } from "react-i18next";
import { useFigure } from "../../figures/figure.ts";
import { formatValue } from "../../figures/format.ts";
import { sourceWords, statusWords } from "../../figures/source-words.ts";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { allReadings } from "../../state/readings.ts";
import { useNamedSource } from "../../state/sources.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Tag } from "../../ui/Tag.tsx";

/** A place that gets its first figure of an indicator shows it within this. */
const lookEveryMs = 10_000;

/** Every figure of a place with its age, source and status. */
export function FigureRows({ place }: { place: string }) {
  const { t } = useTranslation("deskMap");
  useNow((nowMs) => Math.floor(nowMs / lookEveryMs));
  const codes = [...new Set(allReadings().flatMap((one) => (one.place === place ? one.indicator : [])))].sort();
  if (codes.length === 0) return <p className="quiet">{t("noFigures")}</p>;
  return (
    <ul className="desk-map-figures">
      {codes.map((code) => (
        <FigureRow key={code} code={code} place={place} />
      ))}
    </ul>
  );
}

function FigureRow({ code, place }: { code: string; place: string }) {
  const { t, i18n } = useTranslation("figure");
  const { language } = i18n;
  const { indicator, reading, asOf, freshness, state } = useFigure(code, place);
  const source = useNamedSource(reading?.source);
  if (indicator === undefined || reading === undefined) return null;
  const isOld = state !== "fresh";
  const tone = isOld ? "late" : toneOf(crossedBy(reading, indicator.thresholds));
  return (
    <li>
      <span>{inLanguage(indicator.name, language)}</span>
      <strong className={`tone-${tone}`}>
        {isOld ? <Mark shape="late" /> : tone !== "late" && <Mark shape={markOf(tone)} />}
        {state === "lost" ? t("noValue") : formatValue(reading.value, indicator, language)}{" "}
        <small>{inLanguage(indicator.unit, language)}</small>
      </strong>
      <small className="quiet">
        {asOf}
        {freshness !== undefined && <span className="tone-late"> · {freshness}</span>}
        {" · "}
        {sourceWords(reading, source, t, language)}
      </small>
      <Tag kind={reading.status} word={statusWords(reading, t)} />
    </li>
  );
}

import { useTranslation } from "react-i18next";
import { convertedSource } from "#contract/entities/derived-source.ts";
import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { periodWords } from "../../figures/age.ts";
import { changeWords, planShare } from "../../figures/change.ts";
import { agesAt, figureState, useFigure } from "../../figures/figure.ts";
import { formatValue } from "../../figures/format.ts";
import { statusWords } from "../../figures/source-words.ts";
import { crossedBy, markOf, toneOf } from "../../figures/tone.ts";
import { zoneOffsetMs } from "../../figures/zone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { usePeriodValue } from "../../state/period-values.ts";
import { useIsFigureBeyond } from "../../state/reach.ts";
import { useHomePlace, usePlace, useTimeZone } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Tag } from "../../ui/Tag.tsx";
import type { Against, FigureTableSettings } from "./settings.ts";
import { stretchFor } from "./table-plan.ts";

type Props = {
  row: FigureTableSettings["rows"][number];
  against: readonly Against[];
  hasStatus: boolean;
  rowPx: number;
  /** Whether a name that is too long for one line may take two. */
  hasTwoLines: boolean;
};

/** What a row is called: with the place it is about, where that is another one. */
export function rowName(
  row: Props["row"],
  about: { indicator: IndicatorView; place: Pick<Place, "name"> | undefined; home: string; language: string },
): string {
  const own = inLanguage(row.name ?? about.indicator.name, about.language);
  const isElsewhere = row.name === undefined && row.place !== undefined && row.place !== about.home;
  return isElsewhere && about.place !== undefined ? `${own} · ${inLanguage(about.place.name, about.language)}` : own;
}

/** One figure: name, value, age, and what it is held against. What is not current says so in the place of its age. */
export function FigureRow({ row, against, hasStatus, rowPx, hasTwoLines }: Props) {
  const { t, i18n } = useTranslation("figure");
  const language = i18n.language;
  const home = useHomePlace();
  const figure = useFigure(row.indicator, row.place);
  const place = usePlace(row.place ?? home);
  const { indicator, reading, state } = figure;
  const isBeyond = useIsFigureBeyond(row.indicator, row.place ?? home);
  const zone = { language, timeZone: useTimeZone() };
  const age = useNow((nowMs) => {
    if (reading === undefined || indicator === undefined) return t(isBeyond ? "asOf.beyondShort" : "noValue");
    if (figureState(reading, indicator, nowMs) === "fresh")
      return periodWords(reading, indicator.period, nowMs, t, zone);
    return agesAt(reading, indicator, nowMs, t, zone).at(-1) ?? "";
  });
  if (indicator === undefined)
    return (
      <tr className="table-row" style={{ height: rowPx }}>
        <th scope="row" className="one-line">
          {t("unknownIndicator", { code: row.indicator })}
        </th>
      </tr>
    );
  const isGone = state === "lost" || state === "empty";
  const tone = isGone ? "normal" : toneOf(crossedBy(reading, indicator.thresholds));
  const doubt =
    reading === undefined || reading.quality === "good" || isGone ? undefined : t(`quality.${reading.quality}`);
  const isQuiet = figure.freshness === undefined && doubt === undefined;
  return (
    <tr className={`table-row table-${state}`} style={{ height: rowPx }}>
      <th scope="row" className={hasTwoLines ? "table-name" : "one-line"}>
        {rowName(row, { indicator, place, home, language })}
      </th>
      <td className={`table-value tone-${tone}`}>
        <Mark shape={markOf(tone)} />
        <strong>
          {isGone || reading === undefined ? t("noValue") : formatValue(reading.value, indicator, language)}
        </strong>
      </td>
      <td className="table-unit one-line">
        {typeof reading?.value === "string" ? "" : inLanguage(indicator.unit, language)}
      </td>
      {hasStatus && (
        <td className="table-status">
          {reading !== undefined && !isPlainlyOfficial(reading) && (
            <Tag kind={reading.status} word={statusWords(reading, t)} />
          )}
        </td>
      )}
      <td className={isQuiet ? "table-age one-line" : "table-age table-old one-line tone-late"}>
        <Mark shape={isQuiet ? "none" : "late"} />
        {doubt ?? age}
      </td>
      {(isQuiet ? against : against.slice(1)).map((one) => (
        <td key={one} className="table-against one-line">
          {!isGone && doubt === undefined && reading !== undefined && (
            <Cell against={one} reading={reading} indicator={indicator} />
          )}
        </td>
      ))}
    </tr>
  );
}

/** Needs no tag among others that have one. */
const isPlainlyOfficial = ({ status, source }: Reading): boolean => status === "official" && source !== convertedSource;

/** A figure against one thing; a dash where there is nothing to hold it against, nothing while that is not known yet. */
function Cell({ against, reading, indicator }: { against: Against; reading: Reading; indicator: IndicatorView }) {
  const { t, i18n } = useTranslation("figure");
  const timeZone = useTimeZone();
  const offsetMs = zoneOffsetMs(reading.asOfMs, timeZone);
  const stretch = stretchFor(against, indicator.period, reading.asOfMs, offsetMs);
  const past = usePeriodValue(reading.indicator, reading.place, stretch);
  if (typeof reading.value !== "number") return <>{t("noValue")}</>;
  if (against === "plan") return <>{planShare(reading.value, indicator, t, i18n.language) ?? t("noValue")}</>;
  if (stretch !== null && past.state === "loading") return null;
  const change = changeWords(reading.value, past.value, indicator, t, i18n.language);
  if (change === null) return <>{t("noValue")}</>;
  return (
    <>
      <Mark shape={change.mark} />
      {change.text}
    </>
  );
}

import { useTranslation } from "react-i18next";
import { agesAt, figureState, noneWords, useFigure } from "../../figures/figure.ts";
import { formatNumber } from "../../figures/format.ts";
import { statusWords } from "../../figures/source-words.ts";
import { crossedBy, markOf, type Tone, toneOf } from "../../figures/tone.ts";
import { inLanguage } from "../../i18n/index.ts";
import { useNow } from "../../state/clock.ts";
import { useIsFigureBeyond } from "../../state/reach.ts";
import { useReading } from "../../state/readings.ts";
import { useHomePlace, useTimeZone } from "../../state/site.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { type Outlook, outlookNumbers, outlookOf, type RowForm, verdictOf } from "./outlook.ts";
import type { OutlookRowSettings } from "./settings.ts";

type Props = { row: OutlookRowSettings; form: RowForm; axisEnd: number; hasStatus: boolean };

/** What is reached of one plan and what is expected of the year: solid is what is, dotted what is not yet. */
export function OutlookRow({ row, form, axisEnd, hasStatus }: Props) {
  const { t, i18n } = useTranslation("figure");
  const language = i18n.language;
  const home = useHomePlace();
  const place = row.place ?? home;
  const zone = { language, timeZone: useTimeZone() };
  const reached = useFigure(row.reached, row.place);
  const { indicator, reading: expected } = useFigure(row.expected, row.place);
  const low = useReading(row.low, place);
  const high = useReading(row.high, place);
  const isGone = reached.state === "lost" || reached.state === "empty";
  const old = useNow((nowMs) => {
    const worse = [reached.reading, expected].find(
      (one) => one !== undefined && figureState(one, reached.indicator, nowMs) !== "fresh",
    );
    return worse === undefined ? "" : (agesAt(worse, reached.indicator, nowMs, t, zone).at(-1) ?? "");
  });
  const outlook: Outlook = isGone ? { kind: "none" } : outlookOf(expected, low, high);
  const name = inLanguage(row.name ?? reached.indicator?.name ?? { vi: row.reached, en: row.reached }, language);
  const share = isGone || typeof reached.reading?.value !== "number" ? null : reached.reading.value;
  // A mark of a passed limit is for one that is current, or nearly.
  const tone =
    isGone || reached.state === "stale" ? "normal" : toneOf(crossedBy(expected, indicator?.thresholds ?? []));
  const isBeyond = useIsFigureBeyond(row.reached, place);
  const said =
    share === null
      ? isBeyond
        ? noneWords(true, t)
        : t("outlook.noReached")
      : t("outlook.reached", { share: formatNumber(share, language, 1) });
  const verdict = outlook.kind === "foreseen" ? t(`outlook.verdict.${verdictOf(outlook)}`) : "";
  const status = hasStatus && expected !== undefined && <Tag kind={expected.status} word={statusWords(expected, t)} />;
  const verdictWords = verdict !== "" && <span className="outlook-verdict">{verdict}</span>;
  const reachedWords = (
    <span className={old === "" ? "outlook-said" : "outlook-said tone-late"}>
      <Mark shape={old === "" ? "none" : "late"} />
      {old === "" ? said : old}
    </span>
  );
  const words = <ExpectedWords outlook={outlook} tone={tone} />;
  return (
    <li className={`outlook-row outlook-${reached.state}`} style={{ height: form.rowPx }}>
      <p className="outlook-line">
        <span className="outlook-name one-line">{name}</span>
        {status}
        {form.isWide ? (
          <>
            {reachedWords}
            {words}
          </>
        ) : null}
        {verdictWords}
      </p>
      <Bar outlook={outlook} share={share} axisEnd={axisEnd} heightPx={form.barPx} tone={tone} />
      {!form.isWide && (
        <p className="outlook-line">
          {reachedWords}
          {words}
        </p>
      )}
    </li>
  );
}

/** "dự kiến đạt 96 % (90–103 %)", or why nothing can be said. */
function ExpectedWords({ outlook, tone }: { outlook: Outlook; tone: Tone }) {
  const { t, i18n } = useTranslation("figure");
  if (outlook.kind !== "foreseen")
    return <span className="outlook-words outlook-quiet">{t(`outlook.${outlook.kind}`)}</span>;
  const { expected, band } = outlookNumbers(outlook, i18n.language);
  return (
    <span className={`outlook-words tone-${tone}`}>
      <Mark shape={markOf(tone)} />
      {t("outlook.expected", { expected })} <small>{t("outlook.band", { band })}</small>
    </span>
  );
}

function Bar({
  outlook,
  share,
  axisEnd,
  heightPx,
  tone,
}: {
  outlook: Outlook;
  share: number | null;
  axisEnd: number;
  heightPx: number;
  tone: Tone;
}) {
  const at = (value: number) => `${Math.min(100, Math.max(0, (100 * value) / axisEnd))}%`;
  return (
    <div className="outlook-bar" style={{ height: heightPx }} aria-hidden="true">
      {share !== null && <i className="outlook-solid" style={{ width: at(share) }} />}
      {outlook.kind === "foreseen" && (
        <>
          <i
            className="outlook-way"
            style={{ left: at(share ?? 0), width: at(Math.max(0, outlook.expected - (share ?? 0))) }}
          />
          <i
            className={`outlook-band tone-${tone}`}
            style={{ left: at(outlook.low), width: at(Math.max(0.6, outlook.high - outlook.low)) }}
          />
          <i className={`outlook-mean tone-${tone}`} style={{ left: at(outlook.expected) }} />
        </>
      )}
      <i className="outlook-plan" style={{ left: at(100) }} />
    </div>
  );
}

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { spanWords } from "../../figures/age.ts";
import { reportRankOf, standingOf } from "../../map/report-signs.ts";
import type { MapSettings } from "../../panels/map/settings.ts";
import { tellsReports, useReports } from "../../state/citizen-reports.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { tellingSources, useSources } from "../../state/sources.ts";
import { ThingList } from "./ThingCard.tsx";
import { reportOf, type Thing } from "./things.ts";

/** Nobody reads more; the rest is seen in a smaller area. */
const mostListed = 50;
/** What is overdue is so by the minute. */
const lookEveryMs = 60_000;
const rankOf = (thing: Thing, nowMs: number): number => {
  const report = reportOf(thing);
  return report === undefined ? 0 : reportRankOf(standingOf(report, nowMs));
};

type Props = {
  inside: readonly Thing[];
  /** undefined: no source tells of any. */
  wanted: MapSettings["reports"];
  isHidden: boolean;
  onChoose: (thing: Thing) => void;
};

/** What citizens have reported in an area, and why some of it may not be counted. */
export function Reports({ inside, wanted, isHidden, onChoose }: Props) {
  const { t } = useTranslation("deskMap");
  const { t: figure } = useTranslation("figure");
  const { mapEvents, trouble, asOfMs, isCut } = useReports(wanted);
  const isQuiet = tellingSources(useSources()).some((source) => tellsReports(source) && source.state !== "ok");
  const reported = useMemo(() => inside.filter((thing) => reportOf(thing) !== undefined), [inside]);
  const reports = reported.flatMap((thing) => reportOf(thing) ?? []);
  const look = useNow((nowMs) => Math.floor(nowMs / lookEveryMs));
  const ranked = useMemo(() => {
    void look;
    const rankNow = (thing: Thing) => rankOf(thing, nowStore.getState());
    return reported.toSorted((a, b) => rankNow(b) - rankNow(a));
  }, [reported, look]);
  const overdue = reports.filter((one) => standingOf(one, nowStore.getState()) === "overdue").length;
  const open = reports.filter(({ state }) => state === "open").length;
  const unplaced = mapEvents.filter(({ position }) => position === null).length;
  const isAnswered = asOfMs !== null && trouble === null;
  if (wanted === undefined) return <Unknown words={t("in.noReportSource")} />;
  if (isHidden) return <Unknown words={t("in.reportsHidden")} />;
  return (
    <>
      <h3>{t("in.reportsTitle")}</h3>
      {(isAnswered || reported.length > 0) && (
        <p>
          {t("in.reportsOpen", { count: open, span: spanWords(wanted.within, figure) })}
          {overdue > 0 && <span className="tone-attention"> {t("in.reportsOverdue", { count: overdue })}</span>}
          {reports.length > open && ` ${t("in.reportsClosed", { count: reports.length - open })}`}
        </p>
      )}
      {!isAnswered && <p className="tone-attention">{t("in.reportsUnknown")}</p>}
      {isAnswered && isQuiet && <p className="tone-attention">{t("in.reportsQuiet")}</p>}
      {isCut && <p className="quiet">{t("in.reportsCut")}</p>}
      {unplaced > 0 && <p className="tone-attention">{t("in.reportsUnplaced", { count: unplaced })}</p>}
      <ThingList things={ranked.slice(0, mostListed)} onChoose={onChoose} />
      {ranked.length > mostListed && (
        <p className="quiet">{t("in.reportsMore", { count: ranked.length - mostListed })}</p>
      )}
    </>
  );
}

function Unknown({ words }: { words: string }) {
  const { t } = useTranslation("deskMap");
  return (
    <>
      <h3>{t("in.reportsTitle")}</h3>
      <p className="quiet">{words}</p>
    </>
  );
}

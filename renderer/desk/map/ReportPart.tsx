import { useTranslation } from "react-i18next";
import { CitizenReport } from "#contract/entities/citizen-report.ts";
import type { ReportMapEvent } from "#contract/entities/map-event.ts";
import { routes } from "#contract/http.ts";
import { inLanguage } from "../../i18n/index.ts";
import { type ReportStanding, standingOf } from "../../map/report-signs.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import { useNow } from "../../state/clock.ts";
import { tellingSources, useSources } from "../../state/sources.ts";
import { Mark } from "../../ui/Mark.tsx";
import { Tag } from "../../ui/Tag.tsx";
import { AskedNote } from "../AskedNote.tsx";
import { useMoments } from "../moments.ts";

/** How far a report is by now. */
const useStanding = (report: ReportMapEvent): ReportStanding => useNow((nowMs) => standingOf(report, nowMs));

/** What is known of one report, with its id on the platform, where the rest of it is: that is not kept here. */
export function ReportPart({ report }: { report: ReportMapEvent }) {
  const { t, i18n } = useTranslation("deskMap");
  const { t: camera } = useTranslation("camera");
  const moments = useMoments();
  const standing = useStanding(report);
  const source = tellingSources(useSources()).find(({ id }) => id === report.source);
  const { number, updatedAtMs } = report;
  const told = useAsked(`report/${number}/${updatedAtMs}`, (signal) =>
    askCore(routes.citizenReport(number), CitizenReport, { signal }),
  );
  const { position, dueAtMs, atMs } = report;
  const rows: [string, string][] = [
    [t("report.made"), moments.since(atMs)],
    [t("report.updated"), moments.since(updatedAtMs)],
    [t("report.due"), dueAtMs === null ? t("report.untold") : moments.since(dueAtMs)],
    ...(told.value === undefined
      ? []
      : ([
          [t("report.agency"), told.value.agency ?? t("report.untold")],
          [t("report.id"), told.value.id],
        ] satisfies [string, string][])),
    [t("report.source"), source === undefined ? report.source : inLanguage(source.name, i18n.language)],
    ...(position === null ? ([[t("report.place"), t("report.unplaced")]] satisfies [string, string][]) : []),
  ];
  return (
    <>
      <p className={standing === "overdue" ? "desk-map-state tone-attention" : "desk-map-state"}>
        {standing === "overdue" && <Mark shape="up" />}
        {t(`report.standing.${standing}`)} {report.isSimulated && <Tag kind="simulated" word={camera("simulated")} />}
      </p>
      <dl className="desk-map-sources">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <AskedNote failure={told.failure} isLoading={told.value === undefined} />
      <p className="quiet">{t("report.elsewhere")}</p>
    </>
  );
}

/** In a list: how far it is, and since when. */
export function ReportNote({ report }: { report: ReportMapEvent }) {
  const { t } = useTranslation("deskMap");
  const standing = useStanding(report);
  const moments = useMoments();
  return (
    <>
      {moments.since(report.atMs)} ·{" "}
      <span className={standing === "overdue" ? "tone-attention" : undefined}>{t(`report.standing.${standing}`)}</span>
    </>
  );
}

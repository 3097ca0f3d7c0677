import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatSince } from "../../figures/format.ts";
import { useReports } from "../../state/citizen-reports.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useTimeZone } from "../../state/site.ts";
import { countsOfReports, reportsAt } from "./reports.ts";
import type { MapSettings } from "./settings.ts";

/** What is overdue is so by the minute. */
const lookEveryMs = 60_000;

/** Citizens' reports of the settings' span: where they are drawn, and what their legend says. */
export function useReportLayer(settings: MapSettings["reports"]) {
  const { i18n } = useTranslation();
  const { language } = i18n;
  const timeZone = useTimeZone();
  const look = useNow((nowMs) => Math.floor(nowMs / lookEveryMs));
  const told = useReports(settings);
  const { mapEvents } = told;
  const { text, counts } = useMemo(() => {
    void look;
    const nowMs = nowStore.getState();
    const zone = { language, timeZone };
    const points = reportsAt(mapEvents, nowMs, ({ service, atMs }) => `${service}\n${formatSince(atMs, nowMs, zone)}`);
    return { text: JSON.stringify(points), counts: countsOfReports(mapEvents, nowMs) };
  }, [mapEvents, look, language, timeZone]);
  // The same told again is the same: the map is not drawn anew every minute.
  const points = useMemo(() => JSON.parse(text) as ReturnType<typeof reportsAt>, [text]);
  return { ...told, points, counts };
}

export type ReportLayer = ReturnType<typeof useReportLayer>;

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MapSettings } from "../../panels/map/settings.ts";
import { useCameras } from "../../state/cameras.ts";
import { useReports } from "../../state/citizen-reports.ts";
import { useIncidents } from "../../state/incidents.ts";
import { useMoments } from "../moments.ts";
import { incidentThings, reportThings, type Thing } from "./things.ts";

/** What the map shows of incidents, as things that can be clicked and asked about. */
export function useIncidentThings(settings: MapSettings["incidents"]): readonly Thing[] {
  const { t } = useTranslation("camera");
  const moments = useMoments();
  const cameras = useCameras();
  const { incidents } = useIncidents(settings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: how moments are told changes with the language, as `t` does
  return useMemo(
    () =>
      incidentThings(incidents, cameras, ({ kind, atMs }) => {
        const said = (lng: string) => `${t(`event.${kind}`, { lng })} ${moments.seconds(atMs)}`;
        return { vi: said("vi"), en: said("en") };
      }),
    [incidents, cameras, t],
  );
}

/** The same of citizens' reports. */
export function useReportThings(settings: MapSettings["reports"]): readonly Thing[] {
  const { incidents } = useReports(settings);
  return useMemo(() => reportThings(incidents), [incidents]);
}

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { MapSettings } from "../../panels/map/settings.ts";
import { useCameras } from "../../state/cameras.ts";
import { useReports } from "../../state/citizen-reports.ts";
import { useMapEvents } from "../../state/map-events.ts";
import { useMoments } from "../moments.ts";
import { mapEventThings, reportThings, type Thing } from "./things.ts";

/** What the map shows of events, as things that can be clicked and asked about. */
export function useMapEventThings(settings: MapSettings["cameraEvents"]): readonly Thing[] {
  const { t } = useTranslation("camera");
  const moments = useMoments();
  const cameras = useCameras();
  const { mapEvents } = useMapEvents(settings);
  // biome-ignore lint/correctness/useExhaustiveDependencies: how moments are told changes with the language, as `t` does
  return useMemo(
    () =>
      mapEventThings(mapEvents, cameras, ({ kind, atMs }) => {
        const said = (lng: string) => `${t(`event.${kind}`, { lng })} ${moments.seconds(atMs)}`;
        return { vi: said("vi"), en: said("en") };
      }),
    [mapEvents, cameras, t],
  );
}

/** The same of citizens' reports. */
export function useReportThings(settings: MapSettings["reports"]): readonly Thing[] {
  const { mapEvents } = useReports(settings);
  return useMemo(() => reportThings(mapEvents), [mapEvents]);
}

import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatSince } from "../../figures/format.ts";
import { useCameras } from "../../state/cameras.ts";
import { nowStore, useNow } from "../../state/clock.ts";
import { useMapEvents } from "../../state/map-events.ts";
import { useTimeZone } from "../../state/site.ts";
import { countsOf, mapEventsAt } from "./map-events.ts";
import type { MapSettings } from "./settings.ts";

/** The events of the settings' kinds and span: where they are drawn, and what their legend says. */
export function useMapEventLayer(settings: MapSettings["cameraEvents"]) {
  const { t, i18n } = useTranslation("camera");
  const { language } = i18n;
  const timeZone = useTimeZone();
  // The day of what happened yesterday is told from midnight on.
  const today = useNow((nowMs) => formatMoment(nowMs, "date", { language, timeZone }));
  const cameras = useCameras();
  const told = useMapEvents(settings);
  const { mapEvents } = told;
  // Cameras change their state often and their place never: what has not moved is not drawn anew.
  const places = JSON.stringify(
    [...new Set(mapEvents.map(({ camera }) => camera))].map((id) => [id, cameras.get(id)?.position ?? null]),
  );
  const { points, counts } = useMemo(() => {
    void today;
    const [todayMs, zone] = [nowStore.getState(), { language, timeZone }];
    const positions = new Map<string, { lon: number; lat: number } | null>(JSON.parse(places));
    const placed = ({ camera }: { camera: string }) => positions.get(camera) ?? undefined;
    return {
      points: mapEventsAt(
        mapEvents,
        placed,
        ({ kind, atMs }) => `${t(`event.${kind}`)}\n${formatSince(atMs, todayMs, zone)}`,
      ),
      counts: countsOf(mapEvents, placed),
    };
  }, [mapEvents, places, today, t, language, timeZone]);
  return { ...told, points, counts };
}

export type MapEventLayer = ReturnType<typeof useMapEventLayer>;

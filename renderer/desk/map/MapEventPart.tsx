import { useTranslation } from "react-i18next";
import type { CameraMapEvent } from "#contract/entities/map-event.ts";
import { CameraEventList, routes } from "#contract/http.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import { AskedNote } from "../AskedNote.tsx";
import { EventDetail } from "../events/EventDetail.tsx";

/** What the platform has told of an event, with its picture: what the map itself is not told. */
export function MapEventPart({ mapEvent }: { mapEvent: CameraMapEvent }) {
  const { t } = useTranslation("deskMap");
  const { camera, kind, atMs, number } = mapEvent;
  const query = new URLSearchParams({
    ...{ camera, kind, limit: "200" },
    ...{ fromMs: String(atMs), toMs: String(atMs + 1) },
  });
  const told = useAsked(`mapEvent/${number}`, (signal) =>
    askCore(`${routes.cameraEvents}?${query}`, CameraEventList, { signal }),
  );
  const event = told.value?.events.find((one) => one.number === number);
  if (event !== undefined) return <EventDetail event={event} />;
  return (
    <>
      <AskedNote failure={told.failure} isLoading={told.value === undefined} />
      {told.value !== undefined && <p className="quiet">{t("mapEvent.gone")}</p>}
    </>
  );
}

import { useTranslation } from "react-i18next";
import type { CameraIncident } from "#contract/entities/incident.ts";
import { CameraEventList, routes } from "#contract/http.ts";
import { askCore, useAsked } from "../../state/asking.ts";
import { AskedNote } from "../AskedNote.tsx";
import { EventDetail } from "../events/EventDetail.tsx";

/** What the platform has told of an incident, with its picture: what the map itself is not told. */
export function IncidentPart({ incident }: { incident: CameraIncident }) {
  const { t } = useTranslation("deskMap");
  const { camera, kind, atMs, number } = incident;
  const query = new URLSearchParams({
    ...{ camera, kind, limit: "200" },
    ...{ fromMs: String(atMs), toMs: String(atMs + 1) },
  });
  const told = useAsked(`incident/${number}`, (signal) =>
    askCore(`${routes.cameraEvents}?${query}`, CameraEventList, { signal }),
  );
  const event = told.value?.events.find((one) => one.number === number);
  if (event !== undefined) return <EventDetail event={event} />;
  return (
    <>
      <AskedNote failure={told.failure} isLoading={told.value === undefined} />
      {told.value !== undefined && <p className="quiet">{t("incident.gone")}</p>}
    </>
  );
}

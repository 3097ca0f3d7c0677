import type { CameraEventKind } from "#contract/entities/camera-event.ts";
import { type CameraIncident, IncidentList } from "#contract/entities/incident.ts";
import { routes } from "#contract/routes.ts";
import { cameraEventStore } from "./camera-events.ts";
import { makeToldList, type ToldList, useToldList } from "./told-list.ts";

export type IncidentsWanted = { within: number; kinds: readonly CameraEventKind[] };
export type IncidentsTold = ToldList<CameraIncident>;

const incidents = makeToldList(IncidentList, (onNews) =>
  cameraEventStore.subscribe((event, former) => {
    if (event !== null && event.number !== former?.number) onNews();
  }),
);

/** The answer of a path, and what keeps it asked for. */
export const incidentsAsked = incidents.asked;

/** What happened of late and where; asked for anew when the core tells of another event. @param wanted undefined: nothing */
export const useIncidents = (wanted: IncidentsWanted | undefined): IncidentsTold =>
  useToldList(incidents, wanted && incidentsPath(wanted));

/** Where they are asked for; the same for the same kinds in whatever order. */
export function incidentsPath({ within, kinds }: IncidentsWanted): string {
  const search = new URLSearchParams({ withinMs: String(within) });
  for (const kind of [...kinds].sort()) search.append("kind", kind);
  return `${routes.incidents}?${search}`;
}

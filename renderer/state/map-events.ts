import type { CameraEventKind } from "#contract/entities/camera-event.ts";
import { type CameraMapEvent, MapEventList } from "#contract/entities/map-event.ts";
import { routes } from "#contract/routes.ts";
import { cameraEventStore } from "./camera-events.ts";
import { makeToldList, type ToldList, useToldList } from "./told-list.ts";

export type MapEventsWanted = { within: number; kinds: readonly CameraEventKind[] };
export type MapEventsTold = ToldList<CameraMapEvent>;

const mapEvents = makeToldList(MapEventList, (onNews) =>
  cameraEventStore.subscribe((event, former) => {
    if (event !== null && event.number !== former?.number) onNews();
  }),
);

/** The answer of a path, and what keeps it asked for. */
export const mapEventsAsked = mapEvents.asked;

/** What happened of late and where; asked for anew when the core tells of another event. @param wanted undefined: nothing */
export const useMapEvents = (wanted: MapEventsWanted | undefined): MapEventsTold =>
  useToldList(mapEvents, wanted && mapEventsPath(wanted));

/** Where they are asked for; the same for the same kinds in whatever order. */
export function mapEventsPath({ within, kinds }: MapEventsWanted): string {
  const search = new URLSearchParams({ withinMs: String(within) });
  for (const kind of [...kinds].sort()) search.append("kind", kind);
  return `${routes.mapEvents}?${search}`;
}

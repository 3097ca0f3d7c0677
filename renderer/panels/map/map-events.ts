import type { FeatureCollection } from "geojson";
import type { CameraEventKind } from "#contract/entities/camera-event.ts";
import type { CameraMapEvent } from "#contract/entities/map-event.ts";
import { featureCollection } from "../../map/engine.ts";
import { rankedKinds, rankOf } from "../../map/map-event-signs.ts";
import { point } from "./features.ts";

/** Where an event is; undefined where that is not known. */
export type Placed = (mapEvent: CameraMapEvent) => { lon: number; lat: number } | undefined;

/** Each event where it happened, with its number and rank; the engine makes one mark of those that stand too near. */
export const mapEventsAt = (
  mapEvents: readonly CameraMapEvent[],
  placed: Placed,
  label: (mapEvent: CameraMapEvent) => string,
): FeatureCollection =>
  featureCollection(
    mapEvents.flatMap((mapEvent) => {
      const position = placed(mapEvent);
      if (position === undefined) return [];
      const { number, kind } = mapEvent;
      return [point(position.lon, position.lat, { number, rank: rankOf(kind), label: label(mapEvent) })];
    }),
  );

export type MapEventCounts = {
  /** Of the kinds that there are, the worst first. */
  kinds: readonly { kind: CameraEventKind; count: number }[];
  /** Not on the map: nobody has said where their camera stands. */
  unplaced: number;
  simulated: number;
  /** Ids, in no order. */
  sources: readonly string[];
};

/** What the layer's legend tells of all of them. */
export const countsOf = (mapEvents: readonly CameraMapEvent[], placed: Placed): MapEventCounts => ({
  kinds: rankedKinds
    .map(({ kind }) => ({ kind, count: mapEvents.filter((one) => one.kind === kind).length }))
    .filter(({ count }) => count > 0),
  unplaced: mapEvents.filter((mapEvent) => placed(mapEvent) === undefined).length,
  simulated: mapEvents.filter(({ isSimulated }) => isSimulated).length,
  sources: [...new Set(mapEvents.map(({ source }) => source))],
});

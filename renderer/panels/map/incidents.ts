import type { FeatureCollection } from "geojson";
import type { CameraEventKind } from "#contract/entities/camera-event.ts";
import type { CameraIncident } from "#contract/entities/incident.ts";
import { featureCollection } from "../../map/engine.ts";
import { rankedKinds, rankOf } from "../../map/incident-signs.ts";
import { point } from "./features.ts";

/** Where an incident is; undefined where that is not known. */
export type Placed = (incident: CameraIncident) => { lon: number; lat: number } | undefined;

/** Each incident where it happened, with its number and rank; the engine makes one mark of those that stand too near. */
export const incidentsAt = (
  incidents: readonly CameraIncident[],
  placed: Placed,
  label: (incident: CameraIncident) => string,
): FeatureCollection =>
  featureCollection(
    incidents.flatMap((incident) => {
      const position = placed(incident);
      if (position === undefined) return [];
      const { number, kind } = incident;
      return [point(position.lon, position.lat, { number, rank: rankOf(kind), label: label(incident) })];
    }),
  );

export type IncidentCounts = {
  /** Of the kinds that there are, the worst first. */
  kinds: readonly { kind: CameraEventKind; count: number }[];
  /** Not on the map: nobody has said where their camera stands. */
  unplaced: number;
  simulated: number;
  /** Ids, in no order. */
  sources: readonly string[];
};

/** What the layer's legend tells of all of them. */
export const countsOf = (incidents: readonly CameraIncident[], placed: Placed): IncidentCounts => ({
  kinds: rankedKinds
    .map(({ kind }) => ({ kind, count: incidents.filter((one) => one.kind === kind).length }))
    .filter(({ count }) => count > 0),
  unplaced: incidents.filter((incident) => placed(incident) === undefined).length,
  simulated: incidents.filter(({ isSimulated }) => isSimulated).length,
  sources: [...new Set(incidents.map(({ source }) => source))],
});

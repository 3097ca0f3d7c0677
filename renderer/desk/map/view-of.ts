import { bbox } from "@turf/bbox";
import type { Bounds } from "../../map/engine.ts";
import type { Thing } from "./things.ts";

/** Degrees to each side: a camera's crossing, a gate's yards, a town with its surroundings. */
const around: Partial<Record<Thing["kind"], number>> = {
  camera: 0.01,
  mapEvent: 0.01,
  report: 0.01,
  gate: 0.02,
  vehicle: 0.01,
  station: 0.02,
  site: 0.02,
};

/** A rough point is off by some kilometres, and the commune it is of as wide again. */
const roughSide = 0.1;

/** What the map shows to see a thing whole; undefined where nothing tells where it is. */
export function viewOf({ kind, position, area, isRough }: Thing): Bounds | undefined {
  if (area !== undefined) {
    const [west, south, east, north] = bbox(area);
    return [west, south, east, north];
  }
  if (position === null) return undefined;
  const [lon, lat] = position;
  const side = isRough === true ? roughSide : (around[kind] ?? 0.04);
  return [lon - side, lat - side, lon + side, lat + side];
}

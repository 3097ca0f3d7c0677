import type { Bounds, Clicked, MapEngine } from "../../map/engine.ts";
import { layersOf } from "../../map/figure-layers.ts";
import type { Thing } from "./things.ts";

/** Beyond a mark's own edge. */
const withinPx = 4;
/** Nearer than this nothing more comes apart. */
const nearestZoom = 15.5;
/** Of the bounds' own size, and never nearer than a crossing, degrees. */
const margin = { share: 0.6, least: 0.002 };

export type Picked =
  /** What one mark stands for, the latest first; none: no mark was there. */
  | { things: readonly Thing[] }
  /** They come apart where one comes nearer. */
  | { nearer: Bounds };

/** Which events and reports a click has met. @param things all of them, the latest first */
export async function pickMapEvents(engine: MapEngine, things: readonly Thing[], at: Clicked): Promise<Picked> {
  const keys = new Set<string>();
  for (const [kind, source] of [["mapEvent", "mapEvents"] as const, ["report", "reports"] as const])
    for (const { number } of await engine.marksAt(source, layersOf[source], at, withinPx))
      keys.add(`${kind}/${number}`);
  return picked(
    things.filter(({ key }) => keys.has(key)),
    engine.view().zoom,
  );
}

/** What is to become of a click on these. */
export function picked(things: readonly Thing[], zoom: number): Picked {
  const positions = things.flatMap(({ position }) => (position === null ? [] : [position]));
  const [lons, lats] = [positions.map(([lon]) => lon), positions.map(([, lat]) => lat)];
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  if (things.length < 2 || (west === east && south === north) || zoom >= nearestZoom) return { things };
  const x = Math.max(margin.least, (east - west) * margin.share);
  const y = Math.max(margin.least, (north - south) * margin.share);
  return { nearer: [west - x, south - y, east + x, north + y] };
}

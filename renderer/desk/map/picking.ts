import { booleanPointInPolygon } from "@turf/boolean-point-in-polygon";
import type { Clicked } from "../../map/engine.ts";
import type { Switchable } from "../../panels/map/settings.ts";
import type { Lonlat, Thing } from "./things.ts";

/** A finger's and a hand's mistake, CSS pixels. */
const withinPx = 20;

const layerOf: Record<Thing["kind"], Switchable> = {
  camera: "cameras",
  gate: "gates",
  station: "stations",
  site: "heat",
  town: "towns",
  name: "towns",
  commune: "communes",
  mapEvent: "cameraEvents",
  report: "reports",
  vehicle: "vehicles",
};
/** What people mean first where several stand in one spot. */
const order: readonly Thing["kind"][] = [
  "mapEvent",
  "report",
  "vehicle",
  "gate",
  "camera",
  "station",
  "site",
  "town",
  "name",
  "commune",
];

/**
 * What was clicked, the likeliest first: marks near the point, and the commune that it lies in. Switched-off layers are not
 * there, but for areas of communes, which are drawn whether they are coloured or not.
 */
export function thingsAt(
  things: readonly Thing[],
  { x, y, position }: Clicked,
  project: (position: Lonlat) => { x: number; y: number },
  hidden: ReadonlySet<Switchable>,
): Thing[] {
  const marks = things.flatMap((thing) => {
    if (thing.position === null || thing.isRough === true || hidden.has(layerOf[thing.kind])) return [];
    const at = project(thing.position);
    const distance = Math.hypot(at.x - x, at.y - y);
    return distance <= withinPx ? [{ thing, distance }] : [];
  });
  marks.sort((a, b) => order.indexOf(a.thing.kind) - order.indexOf(b.thing.kind) || a.distance - b.distance);
  const areas = things.filter(({ area }) => area !== undefined && booleanPointInPolygon(position, area));
  return [...marks.map(({ thing }) => thing), ...areas];
}

import { area } from "@turf/area";
import { bbox } from "@turf/bbox";
import { booleanPointInPolygon } from "@turf/boolean-point-in-polygon";
import { intersect } from "@turf/intersect";
import { kinks } from "@turf/kinks";
import { length } from "@turf/length";
import type { Feature, LineString, Polygon } from "geojson";
import type { Area, Lonlat, Thing } from "./things.ts";

/** Below this part of a commune, or of a square kilometre, two outlines merely touch. */
const leastShare = 0.0005;

const line = (points: readonly Lonlat[]): Feature<LineString> => ({
  type: "Feature",
  properties: {},
  geometry: { type: "LineString", coordinates: [...points] },
});

/** @param points at least three; the last is joined to the first */
export function polygonOf(points: readonly Lonlat[]): Feature<Polygon> {
  const [first] = points;
  const ring = first === undefined ? [] : [...points, first];
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
}

/** Along the points, over the ground as a sphere: within half a per cent. */
export const lengthKm = (points: readonly Lonlat[]): number =>
  points.length < 2 ? 0 : length(line(points), { units: "kilometers" });

/** Once around, back to the first point. */
export const perimeterKm = (points: readonly Lonlat[]): number =>
  points.length < 3 ? lengthKm(points) : lengthKm([...points, points[0] as Lonlat]);

export const areaKm2 = (shape: Feature): number => area(shape) / 1e6;

/** Whether an outline crosses itself, which has no area that anybody means. */
export const crossesItself = (points: readonly Lonlat[]): boolean =>
  points.length > 3 && kinks(polygonOf(points)).features.length > 0;

/** A commune that an area touches. */
export type Touched = {
  commune: Thing;
  /** Of the commune, from 0 to 1. */
  share: number;
  km2: number;
};

/** The communes that share ground with an area, the largest part first. */
export function communesIn(drawn: Feature<Polygon>, things: readonly Thing[]): Touched[] {
  const [west, south, east, north] = bbox(drawn);
  const touched = things.flatMap((commune): Touched[] => {
    if (commune.kind !== "commune" || commune.area === undefined) return [];
    const [left, bottom, right, top] = bbox(commune.area);
    if (left > east || right < west || bottom > north || top < south) return [];
    const common = commonOf(drawn, commune.area);
    const km2 = common === null ? 0 : areaKm2(common);
    const share = Math.min(1, km2 / areaKm2(commune.area));
    return share < leastShare && km2 < leastShare ? [] : [{ commune, share, km2 }];
  });
  return touched.sort((a, b) => b.km2 - a.km2);
}

const commonOf = (a: Area, b: Area): Area | null => intersect({ type: "FeatureCollection", features: [a, b] });

/** What stands in an area, at its point. */
export const pointsIn = (drawn: Feature<Polygon>, things: readonly Thing[]): Thing[] =>
  things.filter(
    ({ position, kind }) => position !== null && kind !== "commune" && booleanPointInPolygon(position, drawn),
  );

/** An estimate is told to three digits: the rest would be made up. */
export const roundedPeople = (count: number): number => Number(count.toPrecision(3));

export type People = {
  /** Each commune's people by the share of its ground that is in the area; null where none of them is known. */
  count: number | null;
  /** Touched communes whose number is not known: they are not in the count. */
  unknown: readonly Thing[];
};

/**
 * How many people live in an area, as if they were spread evenly over their commune: an estimate.
 * @param peopleOf of a place; undefined where that is not known
 */
export function peopleIn(touched: readonly Touched[], peopleOf: (place: string) => number | undefined): People {
  const unknown: Thing[] = [];
  let count: number | null = null;
  for (const { commune, share } of touched) {
    const people = commune.place === undefined ? undefined : peopleOf(commune.place);
    if (people === undefined) unknown.push(commune);
    else count = (count ?? 0) + people * share;
  }
  return { count, unknown };
}

import booleanPointInPolygon from "@turf/boolean-point-in-polygon";
import type { Place } from "#contract/entities/place.ts";
import type { CapAlert } from "#contract/warnings/cap.ts";
import { capLimits } from "#contract/warnings/cap.ts";
import type { Warning } from "#contract/warnings/warning.ts";

type Area = CapAlert["info"][number]["area"][number];
type Communes = Warning["communes"];

/** Something in a message that is no shape. */
export class BadArea extends Error {}

const number = /^-?\d{1,3}(?:\.\d{1,15})?$/;

/** @throws BadArea */
function pair(text: string): [lon: number, lat: number] {
  const [lat = "", lon = "", more] = text.split(",");
  if (more !== undefined || !number.test(lat) || !number.test(lon)) throw new BadArea(text.slice(0, 40));
  const [y, x] = [Number(lat), Number(lon)];
  if (Math.abs(y) > 90 || Math.abs(x) > 180) throw new BadArea(text.slice(0, 40));
  return [x, y];
}

/** CAP 1.2: four pairs at least, the first and the last the same. @throws BadArea */
function ringOf(text: string): [number, number][] {
  const ring = text.split(/\s+/).map(pair);
  const [first, last] = [ring[0], ring.at(-1)];
  const isClosed = first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
  if (ring.length < 4 || ring.length > capLimits.points || !isClosed) throw new BadArea(text.slice(0, 40));
  return ring;
}

/** @throws BadArea */
function circleOf(text: string): { centre: [number, number]; radiusKm: number } {
  const [centre = "", radius = "", more] = text.split(/\s+/);
  if (more !== undefined || !/^\d{1,5}(?:\.\d{1,10})?$/.test(radius)) throw new BadArea(text.slice(0, 40));
  return { centre: pair(centre), radiusKm: Number(radius) };
}

const earthKm = 6_371;
/** Great-circle distance, km. */
function distanceKm([lon1, lat1]: [number, number], [lon2, lat2]: [number, number]): number {
  const [a1, a2, d] = [lat1, lat2, lon2 - lon1].map((degrees) => (degrees * Math.PI) / 180) as [number, number, number];
  const haversine = Math.sin((a2 - a1) / 2) ** 2 + Math.cos(a1) * Math.cos(a2) * Math.sin(d / 2) ** 2;
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(haversine)));
}

/**
 * The communes of a site that some areas are for: by a code that is theirs or their id, else by a shape in which their point lies.
 * A circle of no radius is a point, and means nobody's commune.
 * @throws BadArea where a shape cannot be read: nobody would know whom it is for
 */
export function communesIn(areas: readonly Area[], places: readonly Place[]): Communes {
  const codes = new Set(areas.flatMap(({ geocode }) => geocode.map(({ value }) => value)));
  const rings = areas.flatMap(({ polygon }) => polygon.map(ringOf));
  const circles = areas.flatMap(({ circle }) => circle.map(circleOf));
  return places.flatMap((place): Communes => {
    if (place.kind !== "commune" || place.to !== undefined) return [];
    if (codes.has(place.id) || (place.officialCode !== undefined && codes.has(place.officialCode)))
      return [{ place: place.id, by: "code" }];
    if (place.position === undefined) return [];
    const point: [number, number] = [place.position.lon, place.position.lat];
    const isIn =
      rings.some((ring) => booleanPointInPolygon(point, { type: "Polygon", coordinates: [ring] })) ||
      circles.some(({ centre, radiusKm }) => radiusKm > 0 && distanceKm(point, centre) <= radiusKm);
    return isIn ? [{ place: place.id, by: "shape" }] : [];
  });
}

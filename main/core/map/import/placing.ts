import type { GeoBounds, MapFinding } from "#contract/entities/map.ts";
import { CodedError } from "#contract/errors.ts";
import { boundsOf, type Shape } from "./geometry.ts";
import { finding, listed } from "./inspection.ts";
import { nameOf } from "./naming.ts";

/** A neighbour's outline or a long road goes well beyond the province; degrees. */
const marginDegrees = 1.5;

/**
 * Whether shapes lie where the site is.
 * @throws CodedError map.projected, map.swapped-axes, map.wrong-place
 */
export function checkPlace(shapes: readonly Shape[], site: GeoBounds, name: string): MapFinding[] {
  const bounds = boundsOf(shapes);
  checkDegrees(bounds, name);
  if (!touch(bounds, site)) {
    const [west, south, east, north] = bounds;
    if (touch([south, west, north, east], site)) throw new CodedError("map.swapped-axes", { name });
    throw new CodedError("map.wrong-place", { name, where: inWords(bounds), site: inWords(site) });
  }
  const outside = shapes.filter((shape) => !touch(boundsOf([shape]), site));
  return [
    boundsFinding(bounds),
    ...(outside.length === 0
      ? []
      : [
          finding("attention", "map.found.outside", {
            count: outside.length,
            list: listed(outside.map((shape) => nameOf(shape.properties) ?? "?")),
          }),
        ]),
  ];
}

/** Degrees have small numbers; the metres of VN-2000 or UTM are in the hundreds of thousands. @throws map.projected */
function checkDegrees(bounds: GeoBounds, name: string): void {
  const [west, south, east, north] = bounds;
  if (west >= -180 && east <= 180 && south >= -90 && north <= 90) return;
  // Latitude first is told apart below as long as it could be degrees at all.
  if (Math.max(...bounds.map(Math.abs)) <= 180) return;
  throw new CodedError("map.projected", { name, sample: `${Math.round(west)}, ${Math.round(south)}` });
}

export const boundsFinding = ([west, south, east, north]: GeoBounds): MapFinding =>
  finding("info", "map.found.bounds", {
    west: west.toFixed(2),
    south: south.toFixed(2),
    east: east.toFixed(2),
    north: north.toFixed(2),
  });

export const inWords = ([west, south, east, north]: GeoBounds): string =>
  `${west.toFixed(1)}–${east.toFixed(1)}°, ${south.toFixed(1)}–${north.toFixed(1)}°`;

const touch = (one: GeoBounds, site: GeoBounds): boolean =>
  one[0] <= site[2] + marginDegrees &&
  one[2] >= site[0] - marginDegrees &&
  one[1] <= site[3] + marginDegrees &&
  one[3] >= site[1] - marginDegrees;

/** How much of the site's rectangle another covers, 0 to 1. */
export function shareCovered(one: GeoBounds, site: GeoBounds): number {
  const width = Math.min(one[2], site[2]) - Math.max(one[0], site[0]);
  const height = Math.min(one[3], site[3]) - Math.max(one[1], site[1]);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / ((site[2] - site[0]) * (site[3] - site[1]));
}

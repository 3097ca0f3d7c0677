import type { CameraView } from "#contract/entities/camera.ts";
import type { Place } from "#contract/entities/place.ts";

type Seen = Pick<CameraView, "id" | "place" | "position">;

/**
 * The cameras of a place, then the nearest others, as their ids.
 * @param place where its position is not known, only its own cameras are given
 */
export function nearestOf(cameras: Iterable<Seen>, place: Pick<Place, "id" | "position">, most: number): string[] {
  const placed: { id: string; rank: number }[] = [];
  for (const { id, place: own, position } of cameras) {
    const isOwn = own === place.id;
    const away = position === undefined || place.position === undefined ? null : distanceKm(position, place.position);
    if (isOwn || away !== null) placed.push({ id, rank: (isOwn ? -100_000 : 0) + (away ?? 0) });
  }
  return placed
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
    .slice(0, most)
    .map(({ id }) => id);
}

const kmADegree = 111.2;

/** Over a province the earth is flat enough: exact to a part in a thousand. */
function distanceKm(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const east = (a.lon - b.lon) * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.hypot(east, a.lat - b.lat) * kmADegree;
}

import type { FeatureCollection } from "geojson";
import { positionIn } from "#contract/entities/place.ts";
import { featureCollection } from "../../map/engine.ts";
import { point } from "./features.ts";
import type { PlaceFigure } from "./place-figures.ts";

export type VehicleView = {
  points: FeatureCollection;
  /** On the map with an old position. */
  old: number;
  /** Not on the map: nothing was heard of them for so long that nobody may look for them there, or never. */
  lost: number;
  /** Not on the map: what was told of them is no position. */
  unreadable: number;
};

/**
 * Vehicles where they were last heard of. A position that is old is drawn as such, with its age in words; one that is lost is not
 * drawn at all, and counted.
 * @param words of an age that is not fresh any more
 */
export function vehiclesAt(
  figures: readonly PlaceFigure[],
  name: (figure: PlaceFigure) => string,
  words: (figure: PlaceFigure) => string,
): VehicleView {
  let [old, lost, unreadable] = [0, 0, 0];
  const points = figures.flatMap((figure) => {
    const { freshness, reading } = figure;
    if (freshness === "none" || freshness === "lost" || reading === undefined || reading.value === null) {
      lost += 1;
      return [];
    }
    const position = positionIn(String(reading.value));
    if (position === null) {
      unreadable += 1;
      return [];
    }
    const level = freshness === "fresh" ? "normal" : "old";
    if (level === "old") old += 1;
    const label = level === "old" ? `${name(figure)}\n${words(figure)}` : name(figure);
    return [point(position.lon, position.lat, { label, level, icon: `vehicle-${level}` })];
  });
  return { points: featureCollection(points), old, lost, unreadable };
}

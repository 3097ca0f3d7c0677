import { areaOf } from "#contract/entities/area.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import type { ShownTile, WallPlan } from "#contract/entities/wall.ts";
import type { SimulationSaid } from "../figures/simulation.ts";
import { useNow } from "../state/clock.ts";
import { knownReading } from "../state/readings.ts";
import type { SceneAround } from "../state/shown-scene.ts";
import type { Site } from "../state/site.ts";
import { tilesIn } from "./grid.ts";

/** Where it is said that all figures of a monitor are simulated: by each tile of its own, by the heading there, or under all tiles. */
export type SimulationPlace = "tiles" | "strip" | { heading: string };

/** A tile's own word says it as well as one for the monitor. */
const leastTiles = 2;

/**
 * @param readingStatusOf of the newest reading of a series; undefined: there is none
 * @returns "tiles" as soon as one figure is of another kind, stands in a tile's settings, or none is known
 */
export function simulationPlace(
  tiles: readonly Pick<ShownTile, "id" | "panel">[],
  openedOf: SceneAround["openedOf"],
  site: Pick<Site, "place" | "places">,
  readingStatusOf: (key: string) => string | undefined,
): SimulationPlace {
  let withFigures = 0;
  for (const { id } of tiles) {
    const opened = openedOf.get(id);
    if (opened === undefined || !("settings" in opened)) continue;
    const { series = [], indicators = [], ownFigures } = opened.figures ?? {};
    // What was published is not simulated, whatever stands beside it.
    if (ownFigures) return "tiles";
    const keys = [
      ...series.map(({ indicator, place = site.place }) => seriesKey(indicator, place)),
      ...indicators.flatMap((indicator) => site.places.map((place) => seriesKey(indicator, place.id))),
    ];
    const statuses = keys.flatMap((key) => readingStatusOf(key) ?? []);
    if (statuses.some((status) => status !== "simulated")) return "tiles";
    if (statuses.length > 0) withFigures += 1;
  }
  if (withFigures < leastTiles) return "tiles";
  const heading = tiles.find(({ panel }) => panel === "heading");
  return heading === undefined ? "strip" : { heading: heading.id };
}

/** The same as it is now, of a scene on some monitors. @param scene undefined: none is there */
export function useSimulation(
  scene: SceneAround | undefined,
  site: Pick<Site, "place" | "places"> & { wall: WallPlan },
  displays: readonly number[],
): SimulationPlace {
  const text = useNow(() => {
    const area = areaOf(site.wall, displays);
    if (scene === undefined || area === undefined) return '"tiles"';
    const statusOf = (key: string) => knownReading(key)?.status;
    return JSON.stringify(simulationPlace(tilesIn(scene.tiles, area), scene.openedOf, site, statusOf));
  });
  return JSON.parse(text) as SimulationPlace;
}

/** What a tile is told of it. */
export const saidFor = (place: SimulationPlace, tile: string): SimulationSaid =>
  place === "tiles" ? "no" : place !== "strip" && place.heading === tile ? "here" : "elsewhere";

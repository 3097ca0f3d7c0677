import { areaOf } from "#contract/entities/area.ts";
import type { SiteView } from "#contract/entities/profile.ts";
import type { Tile } from "#contract/entities/wall.ts";
import type { Topics } from "#contract/told.ts";
import { topicsOf } from "../panels/needs.ts";
import { needsOf, openTiles } from "../panels/rules.ts";
import type { OpenedTiles } from "../state/tiles.ts";
import { tilesIn } from "./grid.ts";

/** Which monitors a page shows, by number: all, one, or those of a surface. */
export type Displays = "all" | readonly number[];

/** What the tiles on some monitors need to be told. */
export function topicsOn(site: SiteView, displays: Displays): Topics {
  return topicsOf(shownTiles(site, displays).map(needsOf), site);
}

/** The tiles on some monitors with their settings parsed. */
export function openedOn(site: SiteView, displays: Displays): OpenedTiles {
  return openTiles(shownTiles(site, displays));
}

function shownTiles(site: SiteView, displays: Displays): Tile[] {
  if (displays === "all") return site.scene.tiles;
  const area = areaOf(site.wall, displays);
  return area === undefined ? [] : tilesIn(site.scene.tiles, area);
}

import { areaOf } from "#contract/entities/area.ts";
import type { SiteView } from "#contract/entities/profile.ts";
import type { Tile } from "#contract/entities/wall.ts";
import type { Topics } from "#contract/told.ts";
import { type Needs, topicsOf } from "../panels/needs.ts";
import { needsOf, openTiles } from "../panels/rules.ts";
import type { OpenedTiles } from "../state/tiles.ts";
import { tilesIn } from "./grid.ts";

/** Which monitors a page shows, by number: all, one, or those of a surface. */
export type Displays = "all" | readonly number[];

/** What the tiles on some monitors need to be told; with what speaks of its scene, the figures of all of that. */
export function topicsOn(site: SiteView, displays: Displays): Topics {
  const needs = shownTiles(site, displays).map(needsOf);
  return topicsOf(speaksOfScene(needs) ? [...needs, ...site.scene.tiles.map(figuresOf)] : needs, site);
}

/** The tiles on some monitors with their settings parsed; with what speaks of its scene, all of that. */
export function openedOn(site: SiteView, displays: Displays): OpenedTiles {
  const shown = shownTiles(site, displays);
  return openTiles(speaksOfScene(shown.map(needsOf)) ? site.scene.tiles : shown);
}

const speaksOfScene = (needs: readonly Needs[]): boolean => needs.some(({ scene }) => scene === true);

function figuresOf(tile: Tile): Needs {
  const { series = [], indicators = [] } = needsOf(tile);
  return { series, indicators };
}

function shownTiles(site: SiteView, displays: Displays): Tile[] {
  if (displays === "all") return site.scene.tiles;
  const area = areaOf(site.wall, displays);
  return area === undefined ? [] : tilesIn(site.scene.tiles, area);
}

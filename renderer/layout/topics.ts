import type { SiteView } from "#contract/entities/profile.ts";
import type { Topics } from "#contract/live.ts";
import { topicsOf } from "../panels/needs.ts";
import { panelOf } from "../panels/registry.ts";
import { cellOf, tilesOn } from "./grid.ts";

/** What the tiles on some monitors need to be told. A tile of an unknown kind shows a sentence and needs nothing. */
export function topicsOn(site: SiteView, displays: "all" | readonly number[]): Topics {
  const tiles =
    displays === "all"
      ? site.scene.tiles
      : displays.flatMap((display) => {
          const cell = cellOf(site.wall, display);
          return cell === undefined ? [] : tilesOn(site.scene.tiles, cell);
        });
  return topicsOf(
    tiles.map((tile) => panelOf(tile.panel)?.needs(tile.settings) ?? {}),
    site,
  );
}

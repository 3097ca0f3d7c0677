import type { Tile } from "#contract/entities/wall.ts";
import { needsOf } from "../panels/rules.ts";
import { type Asking, useAskedOnce } from "../usage/asking.ts";
import { tellUsed } from "../usage/tell.ts";

/** Figures of one tile that are told apart. */
const mostFigures = 20;
type AskedTile = Pick<Tile, "id" | "panel" | "settings">;

/** Somebody asked a tile of a scene: the tile, and the figures whose past, places or calculation it shows. */
export function tellAskedTile(scene: string, tile: AskedTile): void {
  tellUsed("asked", "tile", `${scene}/${tile.id}`);
  const { series = [], indicators = [] } = needsOf(tile);
  const codes = new Set([...series.map(({ indicator }) => indicator), ...indicators]);
  for (const code of [...codes].slice(0, mostFigures)) tellUsed("asked", "indicator", code);
}

/** For the element around a tile. What its panel asks for to draw itself nobody wants; that somebody pressed it is told once. */
export const useAskingTile = (scene: string | undefined, tile: AskedTile | undefined): Asking =>
  useAskedOnce(scene === undefined || tile === undefined ? "" : `${scene}/${tile.id}`, () => {
    if (scene !== undefined && tile !== undefined) tellAskedTile(scene, tile);
  });

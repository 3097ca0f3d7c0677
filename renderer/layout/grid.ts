import { unitsPerDisplay } from "#contract/entities/units.ts";
import type { ShownTile, Tile, WallPlan } from "#contract/entities/wall.ts";

/** A rectangle on a monitor, CSS pixels from its top left. May reach over its edges: a tile can span monitors. */
export type Box = { left: number; top: number; width: number; height: number };

/** Where a monitor stands in the wall, in monitors from the top left; undefined when the wall has no such monitor. */
export function cellOf(
  plan: Pick<WallPlan, "columns" | "rows">,
  display: number,
): { column: number; row: number } | undefined {
  if (display < 1 || display > plan.columns * plan.rows) return undefined;
  return { column: (display - 1) % plan.columns, row: Math.floor((display - 1) / plan.columns) };
}

/** The tiles of a scene that a monitor shows a part of, in the scene's order; not those that something else covers there. */
export function tilesOn(tiles: readonly ShownTile[], cell: { column: number; row: number }): ShownTile[] {
  const left = cell.column * unitsPerDisplay;
  const top = cell.row * unitsPerDisplay;
  return tiles.filter(
    (tile) =>
      tile.x < left + unitsPerDisplay &&
      tile.x + tile.width > left &&
      tile.y < top + unitsPerDisplay &&
      tile.y + tile.height > top &&
      !tile.except?.some(({ column, row }) => column === cell.column && row === cell.row),
  );
}

/**
 * A tile's rectangle on a monitor, whole pixels, so that neighbours meet without a seam.
 * @param stage the monitor's picture in CSS pixels
 * @param gapPx between two tiles; the same at the monitor's edge for framed tiles, none there for bare ones
 */
export function boxOf(
  tile: Tile,
  cell: { column: number; row: number },
  stage: { width: number; height: number },
  gapPx: number,
  isBare: boolean,
): Box {
  const x = tile.x - cell.column * unitsPerDisplay;
  const y = tile.y - cell.row * unitsPerDisplay;
  const edge = (at: number, full: number, sign: 1 | -1) => {
    const px = Math.round((at / unitsPerDisplay) * full);
    const isAtEdge = at === 0 || at === unitsPerDisplay;
    return px + sign * Math.round(isAtEdge ? (isBare ? 0 : gapPx) : gapPx / 2);
  };
  const left = edge(x, stage.width, 1);
  const top = edge(y, stage.height, 1);
  const right = edge(x + tile.width, stage.width, -1);
  const bottom = edge(y + tile.height, stage.height, -1);
  return { left, top, width: right - left, height: bottom - top };
}

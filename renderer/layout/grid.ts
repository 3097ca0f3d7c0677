import { unitsPerDisplay } from "#contract/entities/units.ts";
import type { ShownTile, Tile, WallPlan } from "#contract/entities/wall.ts";
import { pxPerMmOf } from "../ui/type-scale.ts";

const nothingHidden = { x: 0, y: 0 };

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
 * How much of what spans two monitors lies behind the frames between them, CSS pixels.
 * @param picture a monitor's in CSS pixels
 */
export function hiddenBetween(
  { bezelMm, diagonalInch }: Pick<WallPlan, "bezelMm" | "diagonalInch">,
  picture: { width: number; height: number },
): { x: number; y: number } {
  if (bezelMm === undefined) return nothingHidden;
  const pxPerMm = pxPerMmOf({ diagonalInch, ...picture });
  return { x: Math.round(bezelMm.x * pxPerMm), y: Math.round(bezelMm.y * pxPerMm) };
}

/**
 * A tile's rectangle on a monitor, whole pixels, so that neighbours meet without a seam, and the same for every monitor that
 * a tile spans: what each shows of it fits to what the others show.
 * @param stage the monitor's picture in CSS pixels
 * @param gapPx between two tiles; the same at a monitor's edge for framed tiles, none there for bare ones
 * @param hiddenPx between two monitors, for what goes on behind their frames; the rectangle is larger by it for each it spans
 */
export function boxOf(
  tile: Tile,
  cell: { column: number; row: number },
  stage: { width: number; height: number },
  gapPx: number,
  isBare: boolean,
  hiddenPx: { x: number; y: number } = nothingHidden,
): Box {
  const along = (from: number, length: number, at: number, full: number, hidden: number) => {
    const to = from + length;
    const gapAt = (edge: number) => Math.round(edge % unitsPerDisplay === 0 ? (isBare ? 0 : gapPx) : gapPx / 2);
    // From the wall's own edge, not this monitor's: rounded alike on all of them.
    const px = (edge: number, monitor: number) => Math.round((edge / unitsPerDisplay) * full) + monitor * hidden;
    const start = px(from, Math.floor(from / unitsPerDisplay)) + gapAt(from);
    const end = px(to, Math.ceil(to / unitsPerDisplay) - 1) - gapAt(to);
    return { start: start - at * (full + hidden), length: end - start };
  };
  const across = along(tile.x, tile.width, cell.column, stage.width, hiddenPx.x);
  const down = along(tile.y, tile.height, cell.row, stage.height, hiddenPx.y);
  return { left: across.start, top: down.start, width: across.length, height: down.length };
}

import type { Area } from "#contract/entities/area.ts";
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

/** The monitors of an area, row by row. */
export const cellsOf = ({ column, row, columns, rows }: Area): { column: number; row: number }[] =>
  Array.from({ length: columns * rows }, (_, at) => ({
    column: column + (at % columns),
    row: row + Math.floor(at / columns),
  }));

/** The same for a window of several monitors: each tile once. */
export function tilesIn(tiles: readonly ShownTile[], area: Area): ShownTile[] {
  const cells = cellsOf(area);
  return tiles.filter((tile) => cells.some((cell) => tilesOn([tile], cell).length > 0));
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
 * A tile's rectangle in a window, whole pixels, so that neighbours meet without a seam, and the same for every window that
 * a tile spans: what each shows of it fits to what the others show.
 * @param area the monitors of the window
 * @param stage what tiles have of a monitor's picture, CSS pixels
 * @param gapPx between two tiles; the same at a monitor's edge for framed tiles, none there for bare ones
 * @param hiddenPx between two monitors, for what goes on behind their frames; the rectangle is larger by it for each it spans
 * @param pitch from one monitor of the window to the next
 */
export function boxOf(
  tile: Tile,
  area: Pick<Area, "column" | "row"> & Partial<Area>,
  stage: { width: number; height: number },
  gapPx: number,
  isBare: boolean,
  hiddenPx: { x: number; y: number } = nothingHidden,
  pitch: { width: number; height: number } = stage,
): Box {
  const along = (
    from: number,
    length: number,
    at: number,
    count: number,
    full: number,
    hidden: number,
    step: number,
  ) => {
    const to = from + length;
    const gapAt = (edge: number) => Math.round(edge % unitsPerDisplay === 0 ? (isBare ? 0 : gapPx) : gapPx / 2);
    // From the wall's own edge, not this window's: rounded alike on all of them.
    const px = (edge: number, monitor: number) =>
      Math.round(((edge - monitor * unitsPerDisplay) / unitsPerDisplay) * full) + monitor * (step + hidden);
    const first = Math.floor(from / unitsPerDisplay);
    const start = px(from, first) + gapAt(from);
    const end = px(to, Math.ceil(to / unitsPerDisplay) - 1) - gapAt(to);
    // Inside a window the pictures lie edge to edge; what is hidden between two of them is cut out of the tile.
    return {
      start: start - at * (step + hidden) - Math.min(count - 1, Math.max(0, first - at)) * hidden,
      length: end - start,
    };
  };
  const across = along(tile.x, tile.width, area.column, area.columns ?? 1, stage.width, hiddenPx.x, pitch.width);
  const down = along(tile.y, tile.height, area.row, area.rows ?? 1, stage.height, hiddenPx.y, pitch.height);
  return { left: across.start, top: down.start, width: across.length, height: down.length };
}

/**
 * What a window shows of a tile on one of its monitors: where, CSS pixels from the tile's top left, and how much farther
 * right and down the tile itself has it, because of the frames between.
 */
export type Piece = Box & { shiftX: number; shiftY: number };

/** The pieces of a tile on the monitors of a window, but on those where something else covers it. */
export function piecesOf(
  tile: ShownTile,
  area: Area,
  box: Box,
  pitch: { width: number; height: number },
  hiddenPx: { x: number; y: number } = nothingHidden,
): Piece[] {
  const firstColumn = Math.max(area.column, Math.floor(tile.x / unitsPerDisplay));
  const firstRow = Math.max(area.row, Math.floor(tile.y / unitsPerDisplay));
  return cellsOf(area)
    .filter((cell) => tilesOn([tile], cell).length > 0)
    .map(({ column, row }) => ({
      left: (column - area.column) * pitch.width - box.left,
      top: (row - area.row) * pitch.height - box.top,
      ...pitch,
      shiftX: (column - firstColumn) * hiddenPx.x,
      shiftY: (row - firstRow) * hiddenPx.y,
    }));
}

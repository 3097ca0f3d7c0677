import {
  type Scene,
  type ShownScene,
  type ShownTile,
  unitsPerDisplay,
  type WallPlan,
} from "#contract/entities/wall.ts";
import type { Push } from "#contract/entities/wall-state.ts";

type Plan = Pick<WallPlan, "columns" | "rows">;
export type Cell = { column: number; row: number };

export const cellOf = (plan: Plan, display: number): Cell | undefined =>
  display >= 1 && display <= plan.columns * plan.rows
    ? { column: (display - 1) % plan.columns, row: Math.floor((display - 1) / plan.columns) }
    : undefined;

export const displaysOf = ({ columns, rows }: Plan): number[] =>
  Array.from({ length: columns * rows }, (_, at) => at + 1);

const isOn = (tile: ShownTile, { column, row }: Cell): boolean =>
  tile.x < (column + 1) * unitsPerDisplay &&
  tile.x + tile.width > column * unitsPerDisplay &&
  tile.y < (row + 1) * unitsPerDisplay &&
  tile.y + tile.height > row * unitsPerDisplay;

/**
 * What the monitors show: the scene, and on the monitors something was pushed to, that instead. A tile that spans several
 * goes on where it is not covered.
 */
export function compose(scene: Scene, pushes: readonly Pick<Push, "display" | "tiles">[], plan: Plan): ShownScene {
  const covered = pushes.flatMap(({ display, tiles }) => {
    const cell = cellOf(plan, display);
    return cell === undefined ? [] : [{ cell, display, tiles }];
  });
  if (covered.length === 0) return scene;
  const below = scene.tiles.flatMap((tile): ShownTile[] => {
    const except = covered.map(({ cell }) => cell).filter((cell) => isOn(tile, cell));
    if (except.length === 0) return [tile];
    const isSeen = displaysOf(plan).some((display) => {
      const cell = cellOf(plan, display);
      return cell !== undefined && isOn(tile, cell) && !except.some((one) => isSame(one, cell));
    });
    return isSeen ? [{ ...tile, except }] : [];
  });
  const above = covered.flatMap(({ cell, display, tiles }) =>
    tiles.map((tile) => ({
      ...tile,
      id: `d${display}.${tile.id}`.slice(0, 80),
      x: tile.x + cell.column * unitsPerDisplay,
      y: tile.y + cell.row * unitsPerDisplay,
    })),
  );
  return { ...scene, tiles: [...below, ...above] };
}

/** What one monitor shows of a scene, in units of that monitor; a tile that spans several is cut to it. */
export function tilesOf(scene: Scene, { column, row }: Cell): Scene["tiles"] {
  const left = column * unitsPerDisplay;
  const top = row * unitsPerDisplay;
  return scene.tiles
    .filter((tile) => isOn(tile, { column, row }))
    .map((tile) => {
      const x = Math.max(0, tile.x - left);
      const y = Math.max(0, tile.y - top);
      const width = Math.min(unitsPerDisplay, tile.x + tile.width - left) - x;
      const height = Math.min(unitsPerDisplay, tile.y + tile.height - top) - y;
      return { ...tile, x, y, width, height };
    });
}

const isSame = (a: Cell, b: Cell): boolean => a.column === b.column && a.row === b.row;

import type { Scene, WallPlan } from "#contract/entities/wall.ts";

/** A row of so many monitors of one kind. */
export const planOf = (columns: number): WallPlan => ({
  columns,
  rows: 1,
  viewingDistanceM: 4,
  diagonalInch: 55,
  resolution: { width: 1920, height: 1080 },
});

export const words = (vi: string) => ({ vi, en: vi });

/** A scene with one tile, a monitor large. @param x where it begins, in units of the wall */
export const scene = (id: string, x = 0): Scene => ({
  id,
  name: words(id.toUpperCase()),
  tiles: [{ id: `o-${id}`, panel: "heading", x, y: 0, width: 24, height: 24, settings: {} }],
});

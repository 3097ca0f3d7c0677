import { describe, expect, it } from "vitest";
import { boxOf, cellOf, tilesOn } from "../../../renderer/layout/grid.ts";

const tile = (id: string, x: number, y: number, width: number, height: number) => ({
  id,
  panel: "heading",
  x,
  y,
  width,
  height,
  settings: {},
});
const plan = { columns: 2, rows: 2 };
const stage = { width: 1920, height: 1080 };

describe("the monitors of a wall", () => {
  it("are numbered row by row from the top left", () => {
    expect(cellOf(plan, 1)).toEqual({ column: 0, row: 0 });
    expect(cellOf(plan, 3)).toEqual({ column: 0, row: 1 });
    expect(cellOf(plan, 5)).toBeUndefined();
    expect(cellOf(plan, 0)).toBeUndefined();
  });

  it("show the tiles that reach onto them, also from a neighbour", () => {
    const tiles = [
      tile("a", 0, 0, 24, 24),
      tile("across", 20, 0, 8, 24),
      tile("b", 24, 0, 24, 24),
      tile("low", 24, 24, 24, 24),
    ];
    expect(tilesOn(tiles, { column: 0, row: 0 }).map((one) => one.id)).toEqual(["a", "across"]);
    expect(tilesOn(tiles, { column: 1, row: 0 }).map((one) => one.id)).toEqual(["across", "b"]);
    expect(tilesOn(tiles, { column: 1, row: 1 }).map((one) => one.id)).toEqual(["low"]);
    const covered = tiles.map((tile) => (tile.id === "across" ? { ...tile, except: [{ column: 1, row: 0 }] } : tile));
    expect(tilesOn(covered, { column: 0, row: 0 }).map((one) => one.id)).toEqual(["a", "across"]);
    expect(tilesOn(covered, { column: 1, row: 0 }).map((one) => one.id)).toEqual(["b"]);
  });
});

describe("a tile's rectangle", () => {
  it("leaves a whole gap at the edge and half at each side between", () => {
    const left = boxOf(tile("l", 0, 0, 12, 24), { column: 0, row: 0 }, stage, 20, false);
    const right = boxOf(tile("r", 12, 0, 12, 24), { column: 0, row: 0 }, stage, 20, false);
    expect(left).toEqual({ left: 20, top: 20, width: 930, height: 1040 });
    expect(right.left - (left.left + left.width)).toBe(20);
    expect(right.left + right.width).toBe(1900);
  });

  it("covers the monitor when it is bare", () => {
    expect(boxOf(tile("m", 24, 24, 24, 24), { column: 1, row: 1 }, stage, 6, true)).toEqual({
      left: 0,
      top: 0,
      ...stage,
    });
  });

  it("goes on beyond the edge where a tile spans monitors", () => {
    const across = tile("across", 12, 0, 24, 24);
    expect(boxOf(across, { column: 0, row: 0 }, stage, 0, true)).toMatchObject({ left: 960, width: 1920 });
    expect(boxOf(across, { column: 1, row: 0 }, stage, 0, true)).toMatchObject({ left: -960, width: 1920 });
  });
});

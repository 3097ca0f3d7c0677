import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxOf, cellOf, hiddenBetween, tilesOn } from "../../../renderer/layout/grid.ts";

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

  it("goes on behind the frames between monitors, by what lies there, on each of those it spans", () => {
    const whole = tile("whole", 0, 0, 48, 48);
    const hidden = { x: 100, y: 40 };
    const size = { width: 2 * 1920 + 100, height: 2 * 1080 + 40 };
    expect(boxOf(whole, { column: 0, row: 0 }, stage, 6, true, hidden)).toEqual({ left: 0, top: 0, ...size });
    expect(boxOf(whole, { column: 1, row: 1 }, stage, 6, true, hidden)).toEqual({ left: -2020, top: -1120, ...size });
    // What ends at a monitor's edge ends before the frame, what begins there begins after it.
    const second = tile("second", 24, 0, 24, 24);
    expect(boxOf(second, { column: 1, row: 0 }, stage, 6, true, hidden)).toEqual({ left: 0, top: 0, ...stage });
  });

  it("is the same for all monitors whatever spans them: what one shows fits to what the next one shows", () => {
    const edge = fc.integer({ min: 0, max: 71 });
    const picture = fc.record({
      width: fc.integer({ min: 320, max: 4_096 }),
      height: fc.integer({ min: 180, max: 2_160 }),
    });
    const hiddenPx = fc.record({ x: fc.integer({ min: 0, max: 300 }), y: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(
        edge,
        edge,
        edge,
        edge,
        picture,
        hiddenPx,
        fc.boolean(),
        (x, y, right, bottom, size, hidden, isBare) => {
          const one = tile(
            "t",
            Math.min(x, right),
            Math.min(y, bottom),
            Math.abs(right - x) + 1,
            Math.abs(bottom - y) + 1,
          );
          const first = boxOf(one, { column: 0, row: 0 }, size, 20, isBare, hidden);
          for (const column of [0, 1, 2])
            for (const row of [0, 1, 2]) {
              const here = boxOf(one, { column, row }, size, 20, isBare, hidden);
              expect(here).toEqual({
                ...first,
                left: first.left - column * (size.width + hidden.x),
                top: first.top - row * (size.height + hidden.y),
              });
              // Where it ends within a monitor it ends at the same dot, whatever lies between: seams stay where they are.
              const plain = boxOf(one, { column, row }, size, 20, isBare);
              if (Math.floor(one.x / 24) === column) expect(here.left).toBe(plain.left);
              if (Math.ceil((one.x + one.width) / 24) - 1 === column)
                expect(here.left + here.width).toBe(plain.left + plain.width);
            }
        },
      ),
    );
  });
});

describe("what lies behind the frames", () => {
  const wall = { diagonalInch: 55, bezelMm: { x: 3.5, y: 10 } };
  it("is as many pixels as the monitor's size says, the same part of it at any resolution", () => {
    expect(hiddenBetween(wall, stage)).toEqual({ x: 6, y: 16 });
    expect(hiddenBetween(wall, { width: 3840, height: 2160 })).toEqual({ x: 11, y: 32 });
    expect(hiddenBetween({ diagonalInch: 55 }, stage)).toEqual({ x: 0, y: 0 });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxOf, cellOf, hiddenBetween, piecesOf, tilesOn } from "../../../renderer/layout/grid.ts";

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

describe("a window of several monitors", () => {
  const hidden = { x: 42, y: 30 };
  const size = { width: 1280, height: 720 };
  const on = (cells: readonly { column: number; row: number }[], one: Parameters<typeof tilesOn>[0][number]) =>
    cells.filter((cell) => tilesOn([one], cell).length > 0);

  it("shows on each of them the very part of a tile that a window of that monitor alone shows", () => {
    const edge = fc.integer({ min: 0, max: 71 });
    const from = fc.integer({ min: 0, max: 1 });
    const many = fc.integer({ min: 1, max: 2 });
    fc.assert(
      fc.property(edge, edge, edge, edge, from, from, many, many, fc.boolean(), (x, y, right, bottom, ...rest) => {
        const [column, row, columns, rows, isBare] = rest;
        const [left, top] = [Math.min(x, right), Math.min(y, bottom)];
        const one = tile("t", left, top, Math.abs(right - x) + 1, Math.abs(bottom - y) + 1);
        const area = { column, row, columns, rows };
        const box = boxOf(one, area, size, 20, isBare, hidden, size);
        const pieces = piecesOf(one, area, box, size, hidden);
        const cells = Array.from({ length: columns * rows }, (_, at) => ({
          column: column + (at % columns),
          row: row + Math.floor(at / columns),
        }));
        expect(pieces).toHaveLength(on(cells, one).length);
        for (const [at, cell] of on(cells, one).entries()) {
          const alone = boxOf(one, cell, size, 20, isBare, hidden);
          const piece = pieces[at];
          expect(box).toMatchObject({ width: alone.width, height: alone.height });
          // From the tile's own corner to that of the monitor.
          expect([(piece?.left ?? 0) + (piece?.shiftX ?? 0), (piece?.top ?? 0) + (piece?.shiftY ?? 0)]).toEqual([
            0 - alone.left,
            0 - alone.top,
          ]);
          // And where the monitor is in the window.
          expect(box.left + (piece?.left ?? 0)).toBe((cell.column - column) * size.width);
          expect(box.top + (piece?.top ?? 0)).toBe((cell.row - row) * size.height);
        }
      }),
    );
  });

  it("leaves a tile out where something else covers it", () => {
    const area = { column: 0, row: 0, columns: 2, rows: 1 };
    const covered = { ...tile("t", 0, 0, 48, 24), except: [{ column: 1, row: 0 }] };
    const box = boxOf(covered, area, size, 0, true, undefined, size);
    expect(piecesOf(covered, area, box, size)).toEqual([{ left: 0, top: 0, ...size, shiftX: 0, shiftY: 0 }]);
  });
});

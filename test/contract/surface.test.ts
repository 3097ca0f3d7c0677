import { describe, expect, it } from "vitest";
import { areaOf } from "#contract/entities/area.ts";
import { surfaceMistake, surfacesInOrder } from "#contract/entities/surface.ts";

const plan = { columns: 3, rows: 2 };

describe("a surface", () => {
  it("is a rectangle of the wall's monitors, in whatever order they are named", () => {
    expect(areaOf(plan, [5, 2, 3, 6])).toEqual({ column: 1, row: 0, columns: 2, rows: 2 });
    expect(areaOf(plan, [4])).toEqual({ column: 0, row: 1, columns: 1, rows: 1 });
    for (const displays of [
      [1, 5],
      [1, 3],
      [1, 2, 4],
      [3, 4],
      [1, 1],
      [6, 7],
      [0, 1],
    ])
      expect(areaOf(plan, displays)).toBeUndefined();
  });

  it("shares no monitor with another, and says which where it does", () => {
    expect(
      surfaceMistake(plan, [
        [1, 2],
        [4, 5, 6],
      ]),
    ).toBeUndefined();
    expect(
      surfaceMistake(plan, [
        [1, 2],
        [2, 5],
      ]),
    ).toEqual({ code: "wall.surface-overlap", params: { display: 2 } });
    expect(surfaceMistake(plan, [[1, 5]])).toEqual({ code: "wall.surface-shape", params: { displays: "1+5" } });
    expect(surfaceMistake(plan, [[6, 7]])).toEqual({ code: "wall.no-such-display", params: { display: 7 } });
  });

  it("is written in one way", () => {
    expect(
      surfacesInOrder([
        [5, 4],
        [2, 1],
      ]),
    ).toEqual([
      [1, 2],
      [4, 5],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { sparkPath } from "../../../renderer/ui/Spark.tsx";
import { fitted, typeScaleFor } from "../../../renderer/ui/type-scale.ts";

const wall = { diagonalInch: 55, width: 1920, height: 1080, viewingDistanceM: 5 };

describe("type that can be read from where people sit", () => {
  it("is 52 and 72 px on a 55-inch monitor of 1080 lines at 5 m", () => {
    expect(typeScaleFor(wall)).toEqual({ source: 52, label: 57, value: 72 });
  });

  it("grows with distance and resolution and shrinks with size", () => {
    expect(typeScaleFor({ ...wall, viewingDistanceM: 10 }).source).toBe(105);
    expect(typeScaleFor({ ...wall, width: 3840, height: 2160 }).value).toBe(144);
    expect(typeScaleFor({ ...wall, diagonalInch: 110 }).value).toBe(36);
  });

  it("keeps Vietnamese marks apart on a near screen", () => {
    expect(typeScaleFor({ ...wall, viewingDistanceM: 0.3 }).source).toBe(12);
  });
});

describe("type in a tile that is too small for its panel", () => {
  const scale = { source: 52, label: 57, value: 72 };
  const least = { widthEm: 10, heightEm: 5 };

  it("stays as the monitor has it where there is room, and where the panel asks for none", () => {
    expect(fitted(scale, { width: 520, height: 260 }, least)).toBe(scale);
    expect(fitted(scale, { width: 50, height: 20 }, undefined)).toBe(scale);
  });

  it("becomes smaller as a whole by what lacks most, never below what a screen can draw", () => {
    expect(fitted(scale, { width: 520, height: 130 }, least)).toEqual({ source: 26, label: 28, value: 36 });
    expect(fitted(scale, { width: 260, height: 260 }, least)).toEqual({ source: 26, label: 28, value: 36 });
    expect(fitted(scale, { width: 20, height: 20 }, least)).toEqual({ source: 12, label: 12, value: 12 });
    // A wide tile may be lower, where the panel says so.
    const either = [least, { widthEm: 30, heightEm: 2.5 }];
    expect(fitted(scale, { width: 1_560, height: 130 }, either)).toBe(scale);
    expect(fitted(scale, { width: 520, height: 130 }, either)).toEqual({ source: 26, label: 28, value: 36 });
  });
});

describe("the quiet line", () => {
  it("runs from the oldest point to the newest, low at the bottom", () => {
    expect(
      sparkPath(
        [
          [0, 1],
          [10, 3],
          [20, 2],
        ],
        100,
        10,
      ),
    ).toBe("M0.0 10.0L50.0 0.0L100.0 5.0");
  });

  it("breaks where there was no value and is not drawn from one point", () => {
    expect(
      sparkPath(
        [
          [0, 1],
          [10, null],
          [20, 1],
          [40, 1],
        ],
        80,
        10,
      ),
    ).toBe("M0.0 5.0M40.0 5.0L80.0 5.0");
    expect(sparkPath([[0, 1]], 100, 10)).toBe("");
  });
});

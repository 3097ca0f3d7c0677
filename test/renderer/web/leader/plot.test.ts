import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginningOf, nearestTo, plotOf, ticksOf } from "../../../../renderer/web/leader/figure/plot.ts";

const words = { vi: "ngưỡng", en: "limit" };
const limit = (above: number) => ({ level: "attention" as const, above, name: words });
const span = { fromMs: 1_000, untilMs: 2_000 };
const box = { width: 300, height: 200 };

describe("a chart", () => {
  it("draws what is inside its span, breaks where there was no value, and is none of nothing", () => {
    const plot = plotOf(
      [
        [500, 9],
        [1_000, 1],
        [1_200, 2],
        [1_300, null],
        [1_400, 3],
      ],
      [],
      [],
      span,
      box,
    );
    expect(plot?.line.match(/M/g)).toHaveLength(2);
    expect(plot?.line.match(/L/g)).toHaveLength(1);
    expect([plot?.low, plot?.high]).toEqual([1, 3]);
    // One figure a year, or one between two gaps: there is something, and a line tells nothing of it.
    expect(plot?.alone).toEqual([{ x: plot?.xOf(1_400), y: plot?.yOf(3) }]);
    expect(plotOf([[1_100, 4]], [], [], span, box)).toMatchObject({ alone: [{ x: 30 }], low: 4, high: 4 });
    expect(
      plotOf(
        [
          [500, 1],
          [600, 2],
        ],
        [],
        [],
        span,
        box,
      ),
    ).toBeUndefined();
  });

  it("begins where its figures begin, unless that leaves too little", () => {
    const points = [
      [500, 1],
      [1_000, null],
      [1_600, 2],
    ] as const;
    expect(beginningOf(points, 1_000, 2_000)).toBe(1_600);
    expect(beginningOf(points, 400, 2_000)).toBe(500);
    expect(beginningOf([[1_999, 2]], 1_000, 2_000)).toBe(1_950);
    expect(beginningOf([], 1_000, 2_000)).toBe(1_000);
  });

  it("draws limits that are near, and not one that would flatten the line", () => {
    const points = [
      [1_000, 300],
      [1_500, 340],
    ] as const;
    const plot = plotOf(points, [limit(350), limit(9_000)], [], span, box);
    expect(plot?.limits.map(({ value }) => value)).toEqual([350]);
  });

  it("keeps the line, the limits and the forecast's band inside the drawing, whatever the values", () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 2, maxLength: 30 }), value, (values, above) => {
        const points = values.map((one, at) => [1_000 + (at * 1_000) / values.length, one] as const);
        const ahead = [{ forMs: 2_500, value: 1, low: -5, high: 7 }];
        const plot = plotOf(points, [limit(above)], ahead, span, box);
        if (plot === undefined) return expect(values.length).toBeLessThan(2);
        const heights = [...`${plot.line}${plot.band}${plot.ahead}`.matchAll(/[ML]\S+ (-?[\d.]+)/g)].map((one) =>
          Number(one[1]),
        );
        for (const y of [...heights, ...plot.limits.map((one) => one.y), ...plot.ticks.map((one) => one.y)]) {
          expect(y).toBeGreaterThanOrEqual(-0.1);
          expect(y).toBeLessThanOrEqual(box.height + 0.1);
        }
        expect(plot.xOf(2_500)).toBeCloseTo(box.width);
      }),
    );
  });

  it("has round ticks, few of them", () => {
    expect(ticksOf(238, 357)).toEqual([250, 300, 350]);
    expect(ticksOf(0, 1)).toEqual([0, 0.5, 1]);
    expect(ticksOf(5, 5)).toEqual([5]);
  });

  it("is read at the value nearest to the finger", () => {
    const points = [
      [1, 10],
      [5, null],
      [9, 30],
    ] as const;
    expect(nearestTo(points, 4)).toEqual([1, 10]);
    expect(nearestTo(points, 6)).toEqual([9, 30]);
    expect(nearestTo([], 6)).toBeUndefined();
  });
});

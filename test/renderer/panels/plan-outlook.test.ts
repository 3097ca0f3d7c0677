import { describe, expect, it } from "vitest";
import {
  axisEnd,
  outlookNumbers,
  outlookOf,
  planRows,
  verdictOf,
} from "../../../renderer/panels/plan-outlook/outlook.ts";

const of = (value: number | null, asOfMs = 10) => ({ value, asOfMs });

describe("an outlook on a plan", () => {
  it("is told only where its three values are of one month; else that it cannot be, or that there is none", () => {
    expect(outlookOf(of(96), of(90), of(103))).toEqual({ kind: "foreseen", expected: 96, low: 90, high: 103 });
    expect(outlookOf(undefined, of(90), of(103))).toEqual({ kind: "none" });
    for (const [expected, low, high] of [
      [of(null), of(null), of(null)],
      [of(96), of(90, 9), of(103)],
      [of(96), of(90), undefined],
      [of(96), of(90), of(null)],
    ] as const)
      expect(outlookOf(expected, low, high)).toEqual({ kind: "unforeseen" });
  });

  it("answers by its band, and says so in whole per cent", () => {
    expect([
      verdictOf({ low: 100, high: 104 }),
      verdictOf({ low: 99.9, high: 100 }),
      verdictOf({ low: 80, high: 99.9 }),
    ]).toEqual(["likely", "open", "unlikely"]);
    expect(outlookNumbers({ expected: 95.6, low: 90.2, high: 102.7 }, "vi")).toEqual({
      expected: "96",
      band: "90–103",
    });
    expect(outlookNumbers({ expected: 96, low: 95.8, high: 96.2 }, "vi")).toEqual({ expected: "96", band: "96" });
  });

  it("has one axis that shows the plan and every band", () => {
    expect(axisEnd([80, 96])).toBe(110);
    expect(axisEnd([80, 133])).toBe(145);
    expect(axisEnd([])).toBe(110);
  });

  it("stands in one line over its bar on a monitor, and in two in the hand, all four plans in both", () => {
    expect(planRows({ width: 1_840, height: 520 }, 42, 46, 4)).toMatchObject({ isWide: true, rows: 4 });
    const { wantedPx } = planRows({ width: 342, height: 100 }, 14, 17, 4);
    expect(planRows({ width: 342, height: wantedPx }, 14, 17, 4)).toMatchObject({ isWide: false, rows: 4 });
    expect(planRows({ width: 1_840, height: 300 }, 42, 46, 4).rows).toBeLessThan(4);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Explanation } from "#contract/calculations/http.ts";
import type { Warning } from "#contract/warnings/warning.ts";
import { inkOn, stepOf, substancesIn } from "../../../renderer/panels/air-quality/substances.ts";
import { bulletinState, nextTime } from "../../../renderer/panels/river/bulletins.ts";
import { nextLevel, romanOf, sinceOf, stationRule } from "../../../renderer/panels/river/levels.ts";
import { plotOf } from "../../../renderer/panels/river/plot.ts";
import { shownAt, textIn } from "../../../renderer/panels/warnings/shown.ts";

const offsetMs = 7 * 3_600_000;
const at = (text: string) => Date.parse(`2026-11-${text}:00+07:00`);

describe("a bulletin", () => {
  const twice = ["09:00", "15:30"];
  const issued = (more: Partial<Parameters<typeof bulletinState>[0]> = {}) => ({
    ...{ issuedMs: at("27T09:05"), named: "2026-11-27T15:30:00+07:00", times: twice, offsetMs },
    ...more,
  });
  it("is overdue once the time that the last one named is over by a minute", () => {
    expect(bulletinState(issued(), at("27T15:30"))).toMatchObject({ nextMs: at("27T15:30"), overdueMs: null });
    expect(bulletinState(issued(), at("27T15:31"))).toMatchObject({ overdueMs: 60_000, isByRule: false });
    expect(bulletinState(issued(), at("28T09:00")).overdueMs).toBe(at("28T09:00") - at("27T15:30"));
  });
  it("that names no next one is followed by the hours of the rule, over midnight too", () => {
    const byRule = bulletinState(issued({ named: null }), at("27T16:00"));
    expect(byRule).toMatchObject({ isByRule: true, nextMs: at("27T15:30"), overdueMs: 30 * 60_000 });
    expect(bulletinState(issued({ named: null, issuedMs: at("27T15:35") }), at("27T16:00")).nextMs).toBe(
      at("28T09:00"),
    );
    // What it says may be no time at all.
    expect(bulletinState(issued({ named: "sáng mai" }), at("27T16:00")).isByRule).toBe(true);
  });
  it("is due sooner where the water has risen since and the rule asks for more", () => {
    const four = ["03:30", "09:00", "15:30", "21:00"];
    const known = issued({ issuedMs: at("27T15:30"), named: "2026-11-28T09:00:00+07:00", times: four });
    expect(bulletinState(known, at("27T21:30"))).toMatchObject({ nextMs: at("27T21:00"), isByRule: true });
  });
  it("is not missed where none is due: below the first level and without a named time, or before the first", () => {
    expect(bulletinState(issued({ named: null, times: [] }), at("29T00:00"))).toMatchObject({
      ...{ nextMs: null, overdueMs: null },
    });
    expect(bulletinState(issued({ issuedMs: null, named: null }), at("29T00:00"))).toMatchObject({ nextMs: null });
  });
  it("has a next time that lies within a day after, whatever the times are", () => {
    const time = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map(([h, m]) => [h, m].map((n) => String(n).padStart(2, "0")).join(":"));
    fc.assert(
      fc.property(fc.uniqueArray(time, { minLength: 1, maxLength: 8 }), fc.nat(86_400_000), (times, ms) => {
        const afterMs = at("27T00:00") + ms;
        const next = nextTime([...times].sort(), afterMs, offsetMs) ?? 0;
        expect(next > afterMs && next <= afterMs + 86_400_000).toBe(true);
      }),
    );
  });
});

describe("a river's levels", () => {
  const parameters = {
    levels: {
      "van-mich": [187, { value: null, isVerified: false }, { value: 190, isVerified: true }],
      trung: [17, 18],
    },
    bulletins: [[], ["09:00"]],
  };
  it("are read with whether they are known and verified; what is no such thing has none", () => {
    expect(stationRule(parameters, "van-mich")).toEqual({
      levels: [
        { number: 1, value: 187, isVerified: true },
        { number: 2, value: null, isVerified: false },
        { number: 3, value: 190, isVerified: true },
      ],
      bulletins: [[], ["09:00"]],
    });
    expect(stationRule(parameters, "khac").levels).toEqual([]);
    expect(stationRule({ levels: 5 }, "trung")).toEqual({ levels: [], bulletins: [] });
    expect([1, 2, 3, 6].map(romanOf)).toEqual(["I", "II", "III", "6"]);
  });
  it("tell the next one, which may be the one that nobody knows", () => {
    const { levels } = stationRule(parameters, "van-mich");
    expect([186, 187, 189.9, 190].map((height) => nextLevel(levels, height)?.number)).toEqual([1, 2, 2, undefined]);
  });
  it("have been passed since the first figure after the last lower one; a gap tells nothing", () => {
    expect(
      sinceOf(
        [
          [1, 0],
          [2, 1],
          [3, null],
          [4, 1],
        ],
        1,
      ),
    ).toEqual({ sinceMs: 2 });
    expect(
      sinceOf(
        [
          [1, 1],
          [2, 1],
        ],
        1,
      ),
    ).toEqual({ fromMs: 1 });
    expect(
      sinceOf(
        [
          [1, 1],
          [2, 0],
        ],
        1,
      ),
    ).toBeUndefined();
    expect(sinceOf([], 1)).toBeUndefined();
    // Higher in between is above it all the same; below the first it is since the fall.
    const course = [0, 1, 2, 1, 0, 0].map((value, ms) => [ms, value] as const);
    expect([sinceOf(course.slice(0, 4), 1), sinceOf(course, 0)]).toEqual([{ sinceMs: 1 }, { sinceMs: 4 }]);
  });
});

describe("a station's course", () => {
  const level = (value: number | null, number = 1) => ({ number, value, isVerified: true });
  it("has the levels that the water passed or is near to, and none that would make the line flat", () => {
    const points = [
      [0, 250],
      [1, 251],
      [2, 252.5],
    ] as const;
    const { line, marks } = plotOf(points, [level(252), level(254, 2), level(260, 3), level(null, 4)], 100, 50);
    expect(line.startsWith("M0.0")).toBe(true);
    expect(marks.map((one) => one.level.number)).toEqual([2, 1]);
    expect((marks[0]?.y ?? 9) < (marks[1]?.y ?? 0)).toBe(true);
  });
  it("stays in its box, is broken where a figure is missing, and is nothing of one figure", () => {
    expect(plotOf([[0, 1]], [], 10, 10).line).toBe("");
    expect(
      plotOf(
        [
          [0, 1],
          [1, null],
          [2, 1],
          [3, 2],
        ],
        [],
        30,
        10,
      ).line.match(/M/g),
    ).toHaveLength(2);
    const value = fc.double({ min: -10, max: 300, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 2, maxLength: 20 }),
        fc.array(value, { maxLength: 3 }),
        (values, some) => {
          const levels = [...some].sort((a, b) => a - b).map((one, index) => level(one, index + 1));
          const { line, marks } = plotOf(
            values.map((one, ms) => [ms, one] as const),
            levels,
            200,
            90,
          );
          const ys = [...line.matchAll(/[ML][\d.-]+ ([\d.-]+)/g)].map(([, y]) => Number(y));
          for (const y of [...ys, ...marks.map((mark) => mark.y)]) expect(y >= -0.11 && y <= 90.11).toBe(true);
        },
      ),
    );
  });
});

describe("an air station", () => {
  const explanation = {
    inputs: [
      { name: "pm2.5", label: { vi: "Bụi", en: "Dust" }, indicator: "a", values: [46.7, null], asOfMs: 1 },
      { name: "o3", label: { vi: "O3", en: "O3" }, indicator: "b", values: [null], asOfMs: null },
    ],
    result: {
      ...{ value: 120, refusal: null, band: { name: { vi: "Kém", en: "Poor" }, colour: "#ff7e00" } },
      parts: [
        { name: "pm2.5", inputs: ["pm2.5"], value: 120, weight: 1, contribution: 120 },
        { name: "o3-8h", inputs: ["o3"], value: 44, weight: 0, contribution: 0 },
      ],
    },
    edition: {
      parameters: { bands: [{ name: { vi: "Tốt" } }, { name: { vi: "Trung bình" } }, { name: { vi: "Kém" } }] },
    },
  } as unknown as Explanation;
  it("tells all substances, those without a figure too, and which is the highest", () => {
    expect(substancesIn(explanation)).toMatchObject([
      { name: "pm2.5", amount: 46.7, index: 120, isHighest: true },
      { name: "o3", amount: null, index: null, isHighest: false },
      { name: "o3-8h", amount: null, index: 44, isHighest: false },
    ]);
    expect(stepOf(explanation)).toEqual({ step: 3, of: 3 });
  });
  it("writes on each colour of the decision in ink that can be read", () => {
    const colours = ["#00e400", "#ffff00", "#ff7e00", "#ff0000", "#8f3f97", "#7e0023"];
    expect(colours.map(inkOn)).toEqual(["dark", "dark", "dark", "light", "light", "light"]);
  });
});

it("shows warnings as long as they hold, in the language that is read or else in their first", () => {
  const one = (number: number, untilMs: number, level: number | null) =>
    ({
      ...{ number, untilMs, status: "actual", severity: "minor", sentAtMs: 0 },
      level: level && { level },
    }) as Warning;
  expect(shownAt([one(1, 50, 1), one(2, 100, 3), one(3, 51, null)], 50).map(({ number }) => number)).toEqual([2, 3]);
  const texts = [
    { language: "en-US", event: "Flood" },
    { language: "vi", event: "Lũ" },
  ] as Warning["texts"];
  expect([textIn({ texts }, "vi")?.event, textIn({ texts }, "en")?.event]).toEqual(["Lũ", "Flood"]);
  expect(textIn({ texts: texts.slice(0, 1) }, "vi")?.event).toBe("Flood");
});

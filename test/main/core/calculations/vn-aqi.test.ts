import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { indexOf, nowCast } from "../../../../main/core/calculations/vn-aqi.ts";
import { resultOf, sumOfParts } from "./by-edition.ts";

const rule = { leastWeight: 0.5, needs: 2, among: 3, isLiteral: false };
const withGap = [92, null, 71.5, 60, 48, 40.5, 33, 30.2, 28.8, 27, 26.5, 25.4];
const without = withGap.map((one) => one ?? 81);

describe("the hour, by the worked examples", () => {
  it("takes the decision's own twelve hours to 41", () => {
    const oldestFirst = [26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19, 16.5, 20.3, 22.4, 19.6, 20.6];
    const hours = oldestFirst.toReversed();
    expect(Math.min(...hours) / Math.max(...hours)).toBeCloseTo(0.613, 3);
    expect(nowCast(hours, rule)).toBeCloseTo(20.27, 2);
    expect(resultOf("vn-aqi.hourly", { "pm2.5": hours })).toMatchObject({ value: 41, band: { name: { vi: "Tốt" } } });
  });
  it("takes single hours of ozone and NO2 to 43 and 59, where the text's own 60 is a slip", () => {
    const { value, parts } = resultOf("vn-aqi.hourly", { pm10: [0, 0, 0], o3: [136.1], no2: [118.7] });
    expect(parts.map((part) => [part.name, part.value])).toEqual([
      ["pm10", 0],
      ["o3", 43],
      ["no2", 59],
    ]);
    expect(value).toBe(59);
  });
  it("divides by the weights of the hours that are there; by the letter a missing hour makes bad air poor", () => {
    expect(nowCast(withGap, rule)).toBeCloseTo(81.757, 3);
    expect(nowCast(withGap, { ...rule, isLiteral: true })).toBeCloseTo(61.298, 3);
    expect(nowCast(without, rule)).toBeCloseTo(81.568, 3);
    expect(nowCast(without, { ...rule, isLiteral: true })).toBeCloseTo(81.548, 3);
    expect(resultOf("vn-aqi.hourly", { "pm2.5": withGap })).toMatchObject({
      value: 151,
      band: { name: { vi: "Xấu" } },
    });
    const literal = { nowCast: { ...rule, isLiteral: true } };
    expect(resultOf("vn-aqi.hourly", { "pm2.5": withGap }, literal)).toMatchObject({
      ...{ value: 119, band: { name: { vi: "Kém" } } },
    });
    expect(resultOf("vn-aqi.hourly", { "pm2.5": without }, literal).value).toBe(151);
  });
  it("has no index while two of the three newest hours are missing, nor without any particles", () => {
    const none = { value: null, refusal: { code: "calculation.none-mandatory" }, band: null };
    expect(resultOf("vn-aqi.hourly", { "pm2.5": [null, null, ...withGap.slice(2)], o3: [500] })).toMatchObject(none);
    expect(resultOf("vn-aqi.hourly", { "pm2.5": [null, null, 60, 50], pm10: [40, 41, 42] }).value).toBeGreaterThan(0);
    expect(resultOf("vn-aqi.hourly", { "pm2.5": Array(12).fill(null), o3: [500] })).toMatchObject(none);
  });
});

describe("the day, by the worked example", () => {
  const hours = (value: number, more: Record<number, number> = {}) =>
    Array.from({ length: 24 }, (_, at) => more[at] ?? value);
  it("takes the highest of 45, 36, 65 and 110", () => {
    // Eight hours of a mean of 89.3, one of them 114.6, in a day that is lower otherwise.
    const eight = (89.3 * 8 - 114.6) / 7;
    const o3 = Array.from({ length: 24 }, (_, at) => (at === 3 ? 114.6 : at < 8 ? eight : 10));
    const { value, parts, band } = resultOf("vn-aqi.daily", { o3, no2: hours(20, { 5: 130.8 }), "pm2.5": hours(55.7) });
    expect(Object.fromEntries(parts.map((part) => [part.name, part.value]))).toEqual({
      ...{ "o3-8h": 45, o3: 36, no2: 65, "pm2.5": 110 },
    });
    expect([value, band?.name.vi, band?.colour]).toEqual([110, "Kém", "#ff7e00"]);
  });
  it("asks for no number of hours, and has no index of eight hours above 400 µg/m³", () => {
    expect(resultOf("vn-aqi.daily", { "pm2.5": [...Array(23).fill(null), 25] }).value).toBe(50);
    const { parts } = resultOf("vn-aqi.daily", { "pm2.5": hours(1), o3: hours(401) });
    expect(parts.map(({ name, value }) => [name, value])).toEqual([
      ["pm2.5", 2],
      ["o3", 200],
    ]);
  });
});

it("has the index of every breakpoint of the decision, and nothing between two of them that leaves them", () => {
  const levels = [0, 50, 100, 150, 200, 300, 400, 500];
  const rows = {
    "pm2.5": [0, 25, 50, 80, 150, 250, 350, 500],
    pm10: [0, 50, 150, 250, 350, 420, 500, 600],
    o3: [0, 160, 200, 300, 400, 800, 1_000, 1_200],
    co: [0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000],
    so2: [0, 125, 350, 550, 800, 1_600, 2_100, 2_630],
    no2: [0, 100, 200, 700, 1_200, 2_350, 3_100, 3_850],
  };
  for (const [input, row] of Object.entries(rows)) {
    const { parts } = resultOf("vn-aqi.hourly", { pm10: [0, 0, 0] });
    expect(parts).toHaveLength(1);
    const found = row.map((one) => {
      const given = input.startsWith("pm") ? { [input]: [one, one, one] } : { pm10: [0, 0, 0], [input]: [one] };
      return resultOf("vn-aqi.hourly", given).parts.find(({ name }) => name === input)?.value;
    });
    expect([input, found]).toEqual([input, levels]);
  }
  const eightHours = [0, 100, 120, 170, 210, 400].map((one) => {
    const { parts } = resultOf("vn-aqi.daily", { pm10: [1], o3: Array(24).fill(one) });
    return parts.find(({ name }) => name === "o3-8h")?.value;
  });
  expect(eightHours).toEqual([0, 50, 100, 150, 200, 300]);
});

it("says of each band its colour by the decision, and what it means to health with who says so", () => {
  const bands = [0, 51, 101, 151, 201, 301].map((index) => {
    const row = [0, 50, 100, 150, 200, 300, 400, 500];
    const pm10 = [0, 50, 150, 250, 350, 420, 500, 600];
    const at = row.findIndex((one) => one >= index);
    const share = at === 0 ? 0 : (index - (row[at - 1] ?? 0)) / ((row[at] ?? 0) - (row[at - 1] ?? 0));
    const concentration = at === 0 ? 0 : (pm10[at - 1] ?? 0) + share * ((pm10[at] ?? 0) - (pm10[at - 1] ?? 0));
    const { value, band } = resultOf("vn-aqi.daily", { pm10: [concentration] });
    return [value, band?.name.vi, rgb(band?.colour), band?.advice?.source?.isVerified, band?.advice?.text.vi !== ""];
  });
  expect(bands).toEqual([
    [0, "Tốt", "0;228;0", false, true],
    [51, "Trung bình", "255;255;0", false, true],
    [101, "Kém", "255;126;0", false, true],
    [151, "Xấu", "255;0;0", false, true],
    [201, "Rất xấu", "143;63;151", false, true],
    [301, "Nguy hại", "126;0;35", false, true],
  ]);
});
const rgb = (hex = "") => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(";");

it("counts noise below zero as missing, and even air of nothing as the index 0", () => {
  expect(nowCast([0, 0, 0], rule)).toBe(0);
  expect(nowCast([10, -3, 20], rule)).toBe(nowCast([10, null, 20], rule));
  expect(resultOf("vn-aqi.hourly", { "pm2.5": [-1, -2, 20] }).value).toBeNull();
});

it("bands after rounding: 50.4 is good, 50.5 is not, and above the last row it stays at 500", () => {
  const at = (concentration: number) => resultOf("vn-aqi.daily", { pm10: [concentration] });
  expect([at(50.8).value, at(50.8).band?.name.vi]).toEqual([50, "Tốt"]);
  expect([at(51).value, at(51).band?.name.vi]).toEqual([51, "Trung bình"]);
  expect([at(600).value, at(9_999).value, at(9_999).band?.colour]).toEqual([500, 500, "#7e0023"]);
});

it("never falls as the air gets worse, stays within 0 … 500, and is the sum of its parts", () => {
  const concentration = fc.double({ min: 0, max: 5_000, noNaN: true });
  const row = [0, 25, 50, 80, 150, 250, 350, 500];
  const levels = [0, 50, 100, 150, 200, 300, 400, 500];
  fc.assert(
    fc.property(concentration, concentration, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      expect(indexOf(low, row, levels)).toBeLessThanOrEqual(indexOf(high, row, levels) ?? -1);
    }),
  );
  const hour = fc.option(concentration, { nil: null });
  const twelve = fc.array(hour, { minLength: 12, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.record({ "pm2.5": twelve, pm10: twelve, o3: twelve, so2: twelve }, { requiredKeys: [] }),
      (inputs) => {
        const result = resultOf("vn-aqi.hourly", inputs);
        if (result.value === null) return;
        expect(Number.isInteger(result.value) && result.value >= 0 && result.value <= 500).toBe(true);
        expect(sumOfParts(result)).toBe(result.value);
        expect(result.band).not.toBeNull();
      },
    ),
  );
  fc.assert(
    fc.property(fc.array(hour, { minLength: 12, maxLength: 12 }), (hours) => {
      const there = hours.filter((one) => one !== null);
      const mean = nowCast(hours, rule);
      if (mean === null) return;
      expect(mean).toBeGreaterThanOrEqual(Math.min(...there) * (1 - 1e-9));
      expect(mean).toBeLessThanOrEqual(Math.max(...there) * (1 + 1e-9));
    }),
  );
});

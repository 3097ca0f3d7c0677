import fc from "fast-check";
import { expect, it } from "vitest";
import { numbersOn } from "../../../../main/core/forecast/edition.ts";
import { measure } from "../../../../main/core/forecast/error.ts";
import { forecast, type Hours, median, reach } from "../../../../main/core/forecast/method.ts";

const numbers = numbersOn("2026-11-27");
const { sameHour } = numbers;
/** Hour by hour back from the base, of days that are told forwards from midnight; the base is at an hour of the last one. */
const backFrom = (days: readonly (readonly (number | null)[])[], hour: number): Hours =>
  [...days.flat()].slice(0, (days.length - 1) * 24 + hour + 1).reverse();
const day = (of: (hour: number) => number | null) => Array.from({ length: 24 }, (_, hour) => of(hour));

it("is the hour's level on past days and what is left by then of how far today is from them", () => {
  // At 10:00 past days had 80, 90, 100, an hour later 110, 120, 130; now there are 100.
  const days = [80, 90, 100].map((at10) => day((hour) => (hour === 10 ? at10 : hour === 11 ? at10 + 30 : 50)));
  const past = backFrom([...days, day((hour) => (hour === 10 ? 100 : 50))], 10);
  const parameters = { ...sameHour.parameters, aroundHours: 0, needsErrors: 3 };
  const made = forecast(past, 2, { ...numbers, sameHour: { ...sameHour, parameters } });
  expect(made.method).toEqual({ name: "same-hour", edition: "2026-01-01" });
  const [one, two] = made.ahead;
  // 120 + 0.85 × (100 − 90); the days' own changes are all +30, and two of three are 10 and 15 off from the others' medians, kept 0.85.
  expect(one).toEqual({ hours: 1, value: 128.5, half: expect.closeTo(0.15 * 15, 9) });
  // A day unlike any: all of its distance stays, and the band reaches as far as what would have gone.
  const unlike = forecast([300, ...past.slice(1)], 1, { ...numbers, sameHour: { ...sameHour, parameters } });
  expect(unlike.ahead).toEqual([{ hours: 1, value: 330, half: expect.closeTo(0.15 * 210, 9) }]);
  // 50 + 0.85² × 10.
  expect(two?.value).toBeCloseTo(57.225, 9);
});

it("is the last hours' change, less with each hour, where there are no past days", () => {
  // 10 more each hour for twelve hours: 0.6 × 10, then 0.36 × 10 more.
  const past = Array.from({ length: 13 }, (_, back) => 200 - 10 * back);
  const made = forecast(past, 6, numbers);
  expect(made.method?.name).toBe("recent");
  expect(made.ahead.map(({ value }) => value)[0]).toBeCloseTo(206, 9);
  expect(made.ahead.map(({ value }) => value)[1]).toBeCloseTo(209.6, 9);
  // An hour ahead it would have been 4 short each time.
  expect(made.ahead[0]?.half).toBeCloseTo(4, 9);
  expect(made.ahead).toHaveLength(6);
  // With less of a past it does not reach as far.
  expect(forecast(past.slice(0, 9), 6, numbers).ahead).toHaveLength(2);
});

it("says why there is none", () => {
  expect(forecast([], 6, numbers).refusal).toEqual({
    code: "forecast.too-little-past",
    params: { found: 0, needed: 7 },
  });
  expect(forecast([5, 5, 5], 6, numbers).refusal).toEqual({
    code: "forecast.too-little-past",
    params: { found: 2, needed: 7 },
  });
  expect(forecast([null, ...Array<number>(12).fill(5)], 6, numbers).refusal?.code).toBe("forecast.gap");
  const holed = [5, 5, null, ...Array<number>(20).fill(5)];
  expect(forecast(holed, 6, numbers)).toEqual({
    method: null,
    ahead: [],
    refusal: { code: "forecast.gap", params: { needed: 7 } },
  });
});

const value = fc.integer({ min: 0, max: 5_000 });
const pastOf = (length: number) => fc.array(fc.option(value, { freq: 6 }), { minLength: 1, maxLength: length });

it("never makes up what it cannot know, and moves with the past it was given", () => {
  fc.assert(
    fc.property(
      pastOf(120),
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: -500, max: 500 }),
      (past, hours, more) => {
        const made = forecast(past, hours, numbers);
        expect(made.ahead.length > 0).toBe(made.refusal === null);
        expect(made.ahead.map((one) => one.hours)).toEqual(made.ahead.map((_, at) => at + 1));
        for (const one of made.ahead) {
          expect(Number.isFinite(one.value)).toBe(true);
          expect(one.half).toBeGreaterThanOrEqual(0);
        }
        expect(forecast(past, hours, numbers)).toEqual(made);
        const moved = forecast(
          past.map((one) => (one === null ? null : one + more)),
          hours,
          numbers,
        );
        expect(moved.ahead.length).toBe(made.ahead.length);
        moved.ahead.forEach((one, at) => {
          expect(one.value).toBeCloseTo((made.ahead[at]?.value ?? Number.NaN) + more, 6);
          expect(one.half).toBeCloseTo(made.ahead[at]?.half ?? Number.NaN, 6);
        });
      },
    ),
    { numRuns: 150 },
  );
});

it("tells days that repeat as they are, without a band", () => {
  fc.assert(
    fc.property(fc.array(value, { minLength: 24, maxLength: 24 }), fc.integer({ min: 0, max: 23 }), (one, hour) => {
      const made = forecast(backFrom([one, one, one, one, one, one], hour), 6, numbers);
      expect(made.method?.name).toBe("same-hour");
      made.ahead.forEach((ahead) => {
        expect(ahead.value).toBeCloseTo(one[(hour + ahead.hours) % 24] ?? Number.NaN, 9);
        expect(ahead.half).toBeCloseTo(0, 9);
      });
    }),
    { numRuns: 60 },
  );
});

it("a band reaches as far as so many of the past errors, and one to come", () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  // (9 + 1) × 0.8 = the 8th of 9; of 3 all of them.
  expect(reach([9, 1, 8, 2, 7, 3, 6, 4, 5], 0.8)).toBe(8);
  expect(reach([3, 1, 2], 0.8)).toBe(3);
});

it("its error stands beside that of saying that all stays as it was, on the same moments", () => {
  const hourMs = 3_600_000;
  const baseMs = 100 * hourMs;
  const at = (hours: number, of: number, half: number) => ({
    forMs: baseMs + hours * hourMs,
    ...{ value: of, low: of - half, high: of + half },
  });
  const kept = [
    { baseMs, basis: { asOfMs: baseMs, value: 100 }, points: [at(1, 110, 5), at(2, 130, 5), at(3, 150, 5)] },
  ];
  const came = new Map([
    [baseMs + hourMs, 112],
    [baseMs + 2 * hourMs, 120],
  ]);
  const measured = measure(kept, (ms) => came.get(ms) ?? null, 0, baseMs + 3 * hourMs);
  expect(measured).toMatchObject({
    unknown: 1,
    all: { count: 2, meanError: 6, asBeforeError: 16, within: 0.5 },
    byHours: [
      { hours: 1, count: 1, meanError: 2, asBeforeError: 12, within: 1 },
      { hours: 2, count: 1, meanError: 10, asBeforeError: 20, within: 0 },
    ],
  });
  expect(measure(kept, () => 1, 0, baseMs)).toBeNull();
});

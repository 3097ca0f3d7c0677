import fc from "fast-check";
import { expect, it } from "vitest";
import { resultOf, sumOfParts } from "./by-edition.ts";

const names = { expected: "plan.outlook", low: "plan.outlook-low", high: "plan.outlook-high" } as const;
type Inputs = Parameters<typeof resultOf>[1];
const outlook = (inputs: Inputs) => ({
  expected: resultOf(names.expected, inputs),
  low: resultOf(names.low, inputs),
  high: resultOf(names.high, inputs),
});
const valuesOf = ({ low, expected, high }: ReturnType<typeof outlook>) => [low.value, expected.value, high.value];
const refusalOf = ({ expected }: ReturnType<typeof outlook>) => [expected.value, expected.refusal?.code];

/** Month by month since January, as the calculation is given it: the newest first, whole years before it. */
const listed = (years: readonly (readonly (number | null)[])[]) => years.flat().reverse();
/** A year of which only the months that are looked at matter. */
const year = (october: number | null, whole: number | null): (number | null)[] =>
  Array.from({ length: 12 }, (_, at) => (at < 9 ? 1 : at === 9 ? october : whole));

it("works by hand: 80 of 100 in October, after years that had reached 80, 75 and 76.9 % of theirs by then", () => {
  // Times: 100/80 = 1.25, 200/150 = 1.3333, 130/100 = 1.3; mean 1.29444 of 80 are 103.56.
  // Deviation: squares .0019753 + .0015123 + .0000309 over 2 = .0017593; its root .041944 × √(1 + 1/3) = .048432.
  // Band: 1.886 × .048432 × 80 = 7.31 to each side.
  const thisYear = [...Array.from({ length: 9 }, () => 1), 80];
  const toDate = listed([year(100, 130), year(150, 200), year(80, 100), thisYear]);
  const result = outlook({ "to-date": toDate, plan: 100 });
  expect(valuesOf(result)).toEqual([96.2, 103.6, 110.9]);
  expect(result.expected.parts.slice(0, 3)).toMatchObject([
    { name: "as-1-years-ago", value: 1.25, inputs: ["to-date", "plan"] },
    { name: "as-2-years-ago", value: 200 / 150 },
    { name: "as-3-years-ago", value: 1.3 },
  ]);
  expect(result.low.parts.at(-2)).toMatchObject({ name: "spread", contribution: expect.closeTo(-7.307, 3) });
  // Counted in per cent of the plan already, with no plan to name; and of a plan of 200 half of it all.
  expect(valuesOf(outlook({ "to-date": toDate }))).toEqual([96.2, 103.6, 110.9]);
  expect(valuesOf(outlook({ "to-date": toDate, plan: 200 }))).toEqual([48.1, 51.8, 55.4]);
});

it("goes by the calendar where there are too few years, with the band that its own months give", () => {
  // 30 in four months: three times as much in twelve. By month 9, 6, 9, 6: squares 4 × 2.25 over 3 = 3;
  // √3 × √(8 + 64/4) = 8.485; 1.638 × 8.485 = 13.9.
  const result = outlook({ "to-date": [30, 24, 15, 9], plan: 100 });
  expect(valuesOf(result)).toEqual([76.1, 90, 103.9]);
  expect(result.expected.parts[0]).toMatchObject({ name: "calendar", value: 3 });
  // Two whole years are not enough of them.
  const two = listed([
    Array.from({ length: 12 }, (_, at) => at),
    Array.from({ length: 12 }, (_, at) => at),
    [9, 15, 24, 30],
  ]);
  expect(outlook({ "to-date": two, plan: 100 }).expected.parts[0]?.name).toBe("calendar");
});

it("says that it cannot say: too early, a month missing, nothing reached, no plan", () => {
  const early = { found: 2, years: 0, needed: 3, neededYears: 3 };
  expect(outlook({ "to-date": [9, 5], plan: 100 }).low).toMatchObject({
    ...{ value: null, refusal: { code: "calculation.outlook-too-early", params: early } },
  });
  expect(refusalOf(outlook({ "to-date": [20, null, 10, 5], plan: 100 }))).toEqual([
    null,
    "calculation.outlook-too-early",
  ]);
  expect(refusalOf(outlook({ "to-date": [0, 0, 0, 0], plan: 100 }))).toEqual([null, "calculation.outlook-too-early"]);
  expect(refusalOf(outlook({ "to-date": [null, 24, 15, 9], plan: 100 }))).toEqual([null, "calculation.input-missing"]);
  expect(refusalOf(outlook({ "to-date": [30, 24, 15, 9], plan: null }))).toEqual([null, "calculation.input-missing"]);
  expect(refusalOf(outlook({ "to-date": [30, 24, 15, 9], plan: 0 }))).toEqual([null, "calculation.nothing-to-divide"]);
  expect(refusalOf(outlook({ "to-date": [-1, 24, 15, 9], plan: 100 }))).toEqual([null, "calculation.negative"]);
  // A year whose October or end is missing, or that fell, tells no pace; with two left it goes by the calendar.
  for (const gap of [year(null, 130), year(100, null), year(0, 130), year(140, 130)]) {
    const toDate = listed([gap, year(150, 200), year(80, 100), Array.from({ length: 10 }, (_, at) => 8 * (at + 1))]);
    expect(outlook({ "to-date": toDate, plan: 100 }).expected.parts[0]?.name).toBe("calendar");
  }
});

it("is certain in December, and of years that went alike", () => {
  const whole = Array.from({ length: 12 }, (_, at) => 8 * (at + 1));
  for (const toDate of [whole, [...whole, ...whole, ...whole, ...whole]])
    expect(valuesOf(outlook({ "to-date": toDate.toReversed(), plan: 100 }))).toEqual([96, 96, 96]);
  const alike = listed([whole, whole, whole, whole.slice(0, 5)]);
  expect(valuesOf(outlook({ "to-date": alike, plan: 100 }))).toEqual([96, 96, 96]);
});

/** Payments month by month, years before and so many months of this one. */
const paid = fc.record({
  before: fc.array(fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 12, maxLength: 12 }), { maxLength: 5 }),
  now: fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 3, maxLength: 12 }),
  plan: fc.integer({ min: 100, max: 100_000 }),
});
const summed = (months: readonly number[]) => {
  let sum = 0;
  return months.map((one) => {
    sum += one;
    return sum;
  });
};

it("keeps low, expected and high in order, never below what is reached, whatever the unit, and adds up from its parts", () => {
  fc.assert(
    fc.property(paid, fc.constantFrom(2, 1_000), ({ before, now, plan }, times) => {
      const toDate = listed([...before, now].map(summed));
      const result = outlook({ "to-date": toDate, plan });
      const [low, expected, high] = valuesOf(result).map(Number);
      const share = (100 * Number(toDate[0])) / plan;
      expect(low).toBeLessThanOrEqual(Number(expected));
      expect(high).toBeGreaterThanOrEqual(Number(expected));
      // By no more than rounding to a tenth takes away.
      expect(low).toBeGreaterThanOrEqual(share - 0.05001);
      for (const one of Object.values(result)) expect(sumOfParts(one)).toBe(one.value);
      const scaled = outlook({ "to-date": toDate.map((value) => Number(value) * times), plan: plan * times });
      for (const [at, value] of valuesOf(scaled).entries())
        expect(Math.abs(Number(value) - Number([low, expected, high][at]))).toBeLessThanOrEqual(0.1001);
    }),
  );
});

it("expects more the more is reached", () => {
  fc.assert(
    fc.property(paid, fc.integer({ min: 1, max: 1_000 }), ({ before, now, plan }, more) => {
      const expectedOf = (last: number) =>
        outlook({ "to-date": [last, ...listed([...before, now].map(summed)).slice(1)], plan }).expected.value;
      const reached = now.reduce((sum, one) => sum + one, 0);
      expect(Number(expectedOf(reached + more))).toBeGreaterThanOrEqual(Number(expectedOf(reached)));
    }),
  );
});

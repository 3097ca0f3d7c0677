import fc from "fast-check";
import { expect, it } from "vitest";
import { resultOf, sumOfParts } from "./by-edition.ts";

it("rates: 45 of 60 dossiers on time, 7 of 56 documents overdue", () => {
  expect(resultOf("dossiers.on-time-rate", { received: 60, "on-time": 45 })).toMatchObject({
    ...{
      value: 75,
      parts: [{ name: "on-time", inputs: ["on-time", "received"], value: 0.75, weight: 100, contribution: 75 }],
    },
  });
  expect(resultOf("e-documents.overdue-rate", { "in-hand": 56, overdue: 7 }).value).toBe(12.5);
  expect(resultOf("source-score", { right: 100, complete: 80, clean: 90, alive: 50 }).value).toBe(80);
});

it("waits 90 minutes behind 60 vehicles at 40 an hour, none behind none, and cannot tell at a standstill", () => {
  expect(resultOf("gates.waiting-time", { waiting: 60, "cleared-per-hour": 40 }).value).toBe(90);
  expect(resultOf("gates.waiting-time", { waiting: 0, "cleared-per-hour": 0 }).value).toBe(0);
  expect(resultOf("gates.waiting-time", { waiting: 5, "cleared-per-hour": 0 })).toMatchObject({
    ...{ value: null, refusal: { code: "calculation.standstill", params: { waiting: 5 } } },
  });
});

it("adds up the hours of a day that vehicles waited, less what crossing takes anyway, and no day with a gap", () => {
  const hours = (value: number | null, more: Record<number, number | null> = {}) =>
    Array.from({ length: 24 }, (_, at) => (at in more ? (more[at] ?? null) : value));
  const waiting = hours(0, { 0: 10, 1: 20, 2: 40 });
  const all = resultOf("gates.truck-hours-lost", { waiting });
  expect([all.value, all.parts[0]]).toEqual([
    70,
    { name: "hour-24", inputs: ["waiting"], value: 10, weight: null, contribution: 10 },
  ]);
  // 30 vehicles an hour within half an hour: 15 of them stand there at any moment without losing anything.
  const free = { freeMinutes: 30 };
  expect(resultOf("gates.truck-hours-lost", { waiting, "cleared-per-hour": hours(30) }, free).value).toBe(30);
  expect(resultOf("gates.truck-hours-lost", { waiting: hours(1, { 7: null }) })).toMatchObject({
    ...{ value: null, refusal: { code: "calculation.too-few-hours", params: { found: 23, of: 24, needed: 24 } } },
  });
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 5_000, noNaN: true }), { minLength: 24, maxLength: 24 }), (each) => {
      const result = resultOf("gates.truck-hours-lost", { waiting: each, "cleared-per-hour": hours(30) }, free);
      expect(sumOfParts(result)).toBe(result.value);
      expect(result.value).toBeLessThanOrEqual(
        (resultOf("gates.truck-hours-lost", { waiting: each }).value ?? 0) + 0.1,
      );
    }),
  );
});

it("tells the time to the next level that is known, and none where it is not", () => {
  const levels = { "ky-cung": [null, 254, null], trung: [17, null, 19] };
  const to = (level: (number | null)[], place = "trung") =>
    resultOf("water.hours-to-next-level", { level }, { levels }, place);
  expect(resultOf("water.rise", { level: [16.6, 16.4, 16.2, 16] }).value).toBe(20);
  expect(resultOf("water.rise", { level: [16, 16.2, 16.4, 16.6] }).value).toBe(-20);
  expect(to([16.6, 16.4, 16.2, 16]).value).toBe(2);
  const refusalOf = (result: ReturnType<typeof to>) => [result.value, result.refusal?.code];
  // Between the two that are known lies one that is not: the next one may be anywhere.
  expect(refusalOf(to([17, 16.9, 16.8, 16.7]))).toEqual([null, "calculation.level-unknown"]);
  expect(refusalOf(to([253, 252, 251, 250], "ky-cung"))).toEqual([null, "calculation.level-unknown"]);
  expect(refusalOf(to([1, 0.9, 0.8, 0.7], "dau-do"))).toEqual([null, "calculation.level-unknown"]);
  expect(refusalOf(to([19, 18.5, 18, 17.5]))).toEqual([null, "calculation.above-all-levels"]);
  expect(refusalOf(to([16, 16, 16, 16]))).toEqual([null, "calculation.not-rising"]);
  expect(refusalOf(to([16, 15.9, 15.8, null]))).toEqual([null, "calculation.input-missing"]);
});

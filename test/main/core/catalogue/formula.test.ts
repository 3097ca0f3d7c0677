import fc from "fast-check";
import { expect, it } from "vitest";
import { Derived } from "#contract/entities/derived.ts";
import { formulaOf, formulaText } from "../../../../main/core/catalogue/formula.ts";

const id = fc.stringMatching(/^[a-z0-9]{1,8}(?:[.-][a-z0-9]{1,8}){0,2}$/);
const times = fc.constantFrom(1, 100, 1_000, 0.001);
const derived: fc.Arbitrary<Derived> = fc.oneof(
  fc.record({ kind: fc.constant("sum" as const), of: id, places: fc.array(id, { minLength: 1, maxLength: 70 }) }),
  fc.record({ kind: fc.constant("difference" as const), of: id, minus: id }),
  fc.record({ kind: fc.constant("ratio" as const), of: id, to: id, times }),
  fc.record({ kind: fc.constant("per-head" as const), of: id, population: id, times }),
  fc.record({
    kind: fc.constant("average" as const),
    of: id,
    over: fc.integer({ min: 1, max: 999 }).map((n) => n * 60_000),
  }),
  fc.record({ kind: fc.constant("cumulative" as const), of: id }),
  fc.record({
    ...{ kind: fc.constant("change" as const), of: id },
    against: fc.constantFrom("previous-period" as const, "last-year" as const, "plan" as const),
    as: fc.constantFrom("percent" as const, "share" as const, "difference" as const),
  }),
  fc.record({
    ...{ kind: fc.constant("calculation" as const), name: id },
    inputs: fc.dictionary(id, id, { minKeys: 1, maxKeys: 32, noNullPrototype: true }),
  }),
);

it("reads every formula it writes, in both languages", () => {
  fc.assert(
    fc.property(derived, fc.constantFrom("vi" as const, "en" as const), (one, language) => {
      expect(Derived.parse(formulaOf(formulaText(one, language)))).toEqual(one);
    }),
  );
});

it("reads what people type, and nothing that is no formula", () => {
  expect(formulaOf("Lũy kế( thu )")).toEqual({ kind: "cumulative", of: "thu" });
  expect(formulaOf("TY SO(a; b; 0,5)")).toEqual({ kind: "ratio", of: "a", to: "b", times: 0.5 });
  expect(formulaOf("so cùng kỳ(thu)")).toEqual({ kind: "change", of: "thu", against: "last-year", as: "percent" });
  for (const text of [
    "",
    "thu",
    "tổng()",
    "tổng(thu)",
    "hiệu(a)",
    "hiệu(a; b; c)",
    "tỷ số(a; b; nhiều)",
    "trung bình(a; lâu)",
    "so cùng kỳ(a; gì đó)",
    "=SUM(A1:A3)",
    "luỹ kế(a; b)",
    "tổng(a; Xã)",
    "phép tính(vn-aqi.daily)",
    "phép tính(vn-aqi.daily; pm10)",
    "phép tính(vn-aqi.daily; pm10 = a; pm10 = b)",
  ])
    expect([text, formulaOf(text)]).toEqual([text, undefined]);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumber } from "#contract/entry/number.ts";

const read = (text: string, decimals = 1) => {
  const found = readNumber(text, decimals);
  return "value" in found ? found.value : found.problem;
};

describe("a number as people in offices write it", () => {
  it("is read in both notations, with signs, spaces and its unit", () => {
    expect(
      [
        "12.480,5",
        "12,480.5",
        "12 480,5",
        "12\u00a0480,5",
        "12.480",
        "1.234.567",
        "+8,1",
        "−3,5",
        "-3.5",
        "0,5",
        "0.500",
      ].map((text) => read(text)),
    ).toEqual([12_480.5, 12_480.5, 12_480.5, 12_480.5, 12_480, 1_234_567, 8.1, -3.5, -3.5, 0.5, 0.5]);
    expect(readNumber("18.063,8 tỷ đồng", 1)).toEqual({ value: 18_063.8, unit: "tỷ đồng" });
    expect(readNumber("8,06%", 2)).toEqual({ value: 8.06, unit: "%" });
  });

  it("is asked for again where it could be two", () => {
    expect(readNumber("12,480", 2)).toEqual({ problem: "ambiguous", could: [12_480, 12.48] });
    expect([read("12,480", 3), read("12.480", 3), read("12,480", 0), read("12,48", 2)]).toEqual([
      "ambiguous",
      "ambiguous",
      12_480,
      12.48,
    ]);
  });

  it("is none where it is something else", () => {
    for (const text of [
      "",
      "abc",
      "1e3",
      "12-13",
      "27/11/2026",
      "1.23.456",
      "12,",
      ",5",
      "1,2,3",
      "(12)",
      "12²x3",
      "#REF!",
      "1.2.3,4",
    ])
      expect(["not-a-number", "too-precise"], text).toContain(
        ((found) => ("value" in found ? (found.unit === "" ? found.value : "not-a-number") : found.problem))(
          readNumber(text, 6),
        ),
      );
    expect(readNumber("12,45", 1)).toEqual({ problem: "too-precise", digits: 2 });
    expect(read("9".repeat(16))).toBe("not-a-number");
  });

  it("is never another number than the one that was written, in whichever notation", () => {
    const numbers = fc.tuple(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(numbers, fc.constantFrom("vi-VN", "en-US"), fc.boolean(), ([units, decimals], locale, isGrouped) => {
        const value = Number((units / 10 ** decimals).toFixed(decimals));
        const text = new Intl.NumberFormat(locale, {
          ...{ minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: isGrouped },
        }).format(value);
        const found = readNumber(text, decimals);
        if ("value" in found) expect(found.value).toBe(value === 0 ? 0 : value);
        else expect([found.problem, "could" in found && found.could.includes(value)]).toEqual(["ambiguous", true]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("gives back what Vietnamese offices write, without a question, up to two decimals", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), fc.integer({ min: 0, max: 2 }), (units, decimals) => {
        const value = Number((units / 10 ** decimals).toFixed(decimals));
        expect(read(new Intl.NumberFormat("vi-VN", { maximumFractionDigits: decimals }).format(value), decimals)).toBe(
          value,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});

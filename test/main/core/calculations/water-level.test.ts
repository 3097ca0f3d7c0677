import fc from "fast-check";
import { expect, it } from "vitest";
import { resultOf, sumOfParts } from "./by-edition.ts";

const known = (value: number | null, isVerified = true) => ({ value, isVerified });
/** As rules.md has them: what was not read in the official text says so, and what nobody knows is null. */
const levels = {
  "ky-cung": [known(252, false), 254, known(256, false)],
  trung: [17, known(18, false), 19],
  "van-mich": [187, null, 190],
  "dau-do": [null, 254],
};
const stageOf = (place: string, level: number | null) => {
  const { value, refusal } = resultOf("water.stage", { level }, { levels }, place);
  return refusal === null ? value : refusal.code;
};

it("stands on a level as soon as the water does, to the centimetre", () => {
  expect([251.99, 252, 253.99, 254, 255.99, 256, 300].map((level) => stageOf("ky-cung", level))).toEqual([
    ...[0, 1, 1, 2, 2, 3, 3],
  ]);
  // The peak of 08/10/2025 at Hữu Lũng.
  expect([16.99, 17, 18, 19, 24.14].map((level) => stageOf("trung", level))).toEqual([0, 1, 2, 3, 3]);
});

it("counts a level that is unknown only once one above it is reached", () => {
  expect([186.9, 187, 189.99, 190].map((level) => stageOf("van-mich", level))).toEqual([0, 1, 1, 3]);
  expect(stageOf("dau-do", 253)).toBe("calculation.level-unknown");
  expect(stageOf("dau-do", 254)).toBe(2);
  expect(stageOf("khong-co", 1)).toBe("calculation.level-unknown");
  expect(stageOf("trung", null)).toBe("calculation.input-missing");
});

it("never falls while the water rises, and is the sum of its parts", () => {
  const level = fc.double({ min: 0, max: 300, noNaN: true });
  fc.assert(
    fc.property(level, level, fc.constantFrom("ky-cung", "trung", "van-mich"), (a, b, place) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((one) =>
        resultOf("water.stage", { level: one }, { levels }, place),
      );
      expect(low?.value ?? 9).toBeLessThanOrEqual(high?.value ?? -1);
      expect(high && sumOfParts(high)).toBe(high?.value);
    }),
  );
});

it("tells the time to an unverified level too, as centimetres an hour bring the water there", () => {
  const rising = [253, 252.9, 252.8, 252.7];
  expect(resultOf("water.rise", { level: rising }).value).toBe(10);
  expect(resultOf("water.hours-to-next-level", { level: rising }, { levels }, "ky-cung").value).toBe(10);
  expect(resultOf("water.hours-to-next-level", { level: [254, 253.5, 253, 252.5] }, { levels }, "ky-cung").value).toBe(
    4,
  );
});

it("adds up a day's rain, and none where an hour of it is missing", () => {
  const rain: (number | null)[] = Array.from({ length: 24 }, (_, at) => (at < 3 ? 12.4 : 0));
  expect(resultOf("water.rain-24h", { rain }).value).toBe(37.2);
  expect(resultOf("water.rain-24h", { rain: rain.with(5, null) })).toMatchObject({
    ...{ value: null, refusal: { code: "calculation.too-few-hours", params: { found: 23, of: 24, needed: 24 } } },
  });
  expect(resultOf("water.rain-24h", { rain: rain.with(5, null) }, { needs: 22 }).value).toBe(37.2);
});

import { expect, it } from "vitest";
import { registryOf } from "../../../../main/core/calculations/registry.ts";
import { explain } from "../../../../main/core/indicators/explanation.ts";
import { at, rigOf, site } from "./rig.ts";

const outlook = (name: string) => ({
  unit: { vi: "%", en: "%" },
  decimals: 1,
  derived: { kind: "calculation", name, inputs: { "to-date": "luy-ke", plan: "du-toan" } },
});
const money = { unit: { vi: "tỷ đồng", en: "billion VND" } };
const profile = site({
  thu: { ...money, isAdditive: true },
  "luy-ke": { ...money, derived: { kind: "cumulative", of: "thu" } },
  "du-toan": { ...money, period: "year" },
  "du-kien": outlook("plan.outlook"),
  "du-kien-thap": outlook("plan.outlook-low"),
  "du-kien-cao": outlook("plan.outlook-high"),
});
/** Figures of a month are of its 28th, so that an estimate told on the 29th is none of a day to come. */
const month = (year: number, number: number) => at(`${year}-${String(number).padStart(2, "0")}-28T00:00:00`);

/** Ten a month, of which the last quarter has as much more as is said. */
async function fill(rig: Awaited<ReturnType<typeof rigOf>>, year: number, until: number, rush: number) {
  for (let number = 1; number <= until; number++) {
    const status = year < 2026 ? "official" : number < until ? "preliminary" : "estimated";
    await rig.put("thu", month(year, number), number < 10 ? 10 : 10 + rush, { status, source: "nguon" });
  }
}

it("foresees the year by the years before it, opens down to them, and follows a revision of one and the plan", async () => {
  await using rig = await rigOf(profile);
  const newest = async () =>
    Promise.all(
      ["du-kien-thap", "du-kien", "du-kien-cao"].map(async (code) => (await rig.newest(code))?.value ?? null),
    );
  await rig.put("du-toan", at("2026-01-01T00:00:00"), 200, { status: "official" });
  await fill(rig, 2026, 9, 0);
  // No year before it: nine even months are three quarters of a year.
  expect(await newest()).toEqual([60, 60, 60]);
  for (const [year, rush] of [
    [2023, 10],
    [2024, 20],
    [2025, 30],
  ] as const)
    await fill(rig, year, 12, rush);
  // A year had come to 150, 180 and 210 after 90: twice as much on the mean, of 200 that is 90 %.
  const [low, expected, high] = await newest();
  expect(expected).toBe(90);
  expect(low).toBeLessThan(75);
  expect(high).toBeGreaterThan(105);

  const indicators = new Map(profile.indicators.map((one) => [one.code, one] as const));
  const around = { past: rig.store.past, indicators, registry: registryOf(profile), offsetMs: 7 * 3_600_000 };
  const indicator = indicators.get("du-kien");
  if (indicator === undefined) throw new Error("du-kien");
  const opened = await explain(indicator, "tinh", undefined, around);
  expect(opened).toMatchObject({
    ...{ value: 90, asOfMs: month(2026, 9), status: "estimated", calculation: "plan.outlook" },
    edition: { source: { isVerified: false }, parameters: { leastYears: 3 } },
    result: {
      value: 90,
      parts: [
        { name: "as-1-years-ago", value: 210 / 90 },
        { name: "as-2-years-ago", value: 2 },
        { name: "as-3-years-ago", value: 150 / 90 },
      ],
    },
  });
  expect(opened.inputs.map(({ name, values }) => [name, values.length])).toEqual([
    ["to-date", 9 + 5 * 12],
    ["plan", 1],
  ]);

  // December of 2023 is revised: 180 instead of 150 after 90; and then the year's plan.
  await rig.put("thu", month(2023, 12), 50, { status: "official" });
  expect((await rig.newest("du-kien"))?.value).toBe(95);
  await rig.put("du-toan", at("2026-01-01T00:00:00"), 190, { status: "official" });
  expect((await rig.newest("du-kien"))?.value).toBe(100);
});

it("has no outlook for a year without its plan, and none of last year's plan", async () => {
  await using rig = await rigOf(profile);
  await rig.put("du-toan", at("2025-01-01T00:00:00"), 200);
  await fill(rig, 2026, 4, 0);
  expect(await rig.newest("du-kien")).toMatchObject({ value: null, asOfMs: month(2026, 4) });
  await rig.put("du-toan", at("2026-04-01T00:00:00"), 120);
  expect(await rig.newest("du-kien")).toMatchObject({ value: 100, asOfMs: month(2026, 4) });
  const march = await rig.store.past.newestIn("du-kien", "tinh", month(2026, 3), month(2026, 3));
  expect(march?.value).toBe(100);
});

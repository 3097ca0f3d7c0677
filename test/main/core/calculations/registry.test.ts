import { describe, expect, it } from "vitest";
import { builtInEditions } from "../../../../main/core/calculations/built-in.ts";
import { roundedHalfUp } from "../../../../main/core/calculations/formula.ts";
import { formulas } from "../../../../main/core/calculations/formulas.ts";
import { openRegistry } from "../../../../main/core/calculations/registry.ts";
import { siteEdition } from "./by-edition.ts";

const codesOf = (...site: Parameters<typeof siteEdition>[0][]) =>
  openRegistry(site.map(siteEdition)).mistakes.map(({ at, path, message }) => [at, path.join("."), message.code]);

it("has no gap, no overlap and no wrong number in the program's own editions, and each formula is used", () => {
  const { registry, mistakes } = openRegistry();
  expect(mistakes).toEqual([]);
  expect(registry.names()).toContain("766.total");
  expect(new Set(builtInEditions().map(({ formula }) => formula))).toEqual(new Set(Object.keys(formulas)));
  for (const { source, effectiveFrom, calculation } of builtInEditions()) {
    // What is said to be verified has a number somebody can look up; what is not says what is not.
    expect([calculation, source.number ?? source.isVerified]).toEqual([calculation, source.number ?? false]);
    expect(source.number === undefined || source.date <= effectiveFrom).toBe(true);
  }
});

describe("dates", () => {
  const rate = { calculation: "dossiers.on-time-rate" };
  const numbers = (points: number) => ({
    parameters: { terms: [{ name: "on-time", points, of: "on-time", to: "received" }] },
  });
  it("let one edition follow another on its day, and both be asked for", () => {
    const { registry, mistakes } = openRegistry([
      siteEdition({ ...rate, effectiveFrom: "2026-07-01", ...numbers(1_000) }),
    ]);
    expect(mistakes).toEqual([]);
    const on = (day: string) =>
      registry.inForce("dossiers.on-time-rate", day)?.compute({ received: [4], "on-time": [1] }, "tinh").value;
    expect([on("2022-06-22"), on("2022-06-23"), on("2026-06-30"), on("2026-07-01")]).toEqual([undefined, 25, 25, 250]);
    expect(
      registry.editionsOf("dossiers.on-time-rate").map(({ effectiveFrom, endsOn }) => [effectiveFrom, endsOn]),
    ).toEqual([
      ["2022-06-23", "2026-07-01"],
      ["2026-07-01", null],
    ]);
  });
  it("let a site's edition of the same day take the program's place", () => {
    const { registry } = openRegistry([siteEdition({ ...rate, effectiveFrom: "2022-06-23", ...numbers(1) })]);
    expect(registry.editionsOf("dossiers.on-time-rate")).toHaveLength(1);
  });
  it("are a mistake where they overlap or leave a gap", () => {
    expect(codesOf({ ...rate, effectiveFrom: "2026-07-01" }, { ...rate, effectiveFrom: "2026-07-01" })).toEqual([
      [0, "effectiveFrom", "mistake.edition-overlap"],
    ]);
    expect(
      codesOf(
        { ...rate, effectiveFrom: "2026-01-01", effectiveUntil: "2026-08-01" },
        { ...rate, effectiveFrom: "2026-07-01" },
      ),
    ).toEqual([[0, "effectiveFrom", "mistake.edition-overlap"]]);
    expect(
      codesOf(
        { ...rate, effectiveFrom: "2026-01-01", effectiveUntil: "2026-06-01" },
        { ...rate, effectiveFrom: "2026-07-01" },
      ),
    ).toEqual([[0, "effectiveFrom", "mistake.edition-gap"]]);
    expect(codesOf({ ...rate, effectiveUntil: "2026-01-01" })).toEqual([
      [0, "effectiveFrom", "mistake.edition-overlap"],
    ]);
  });
});

it("tells what else is wrong with a site's editions", () => {
  const calculation = "gates.waiting-time";
  expect(codesOf({ calculation: "cua-tinh" })).toEqual([[0, "calculation", "mistake.edition-incomplete"]]);
  expect(codesOf({ calculation, formula: "lạ".normalize("NFD").replace(/[^a-z]/g, "") })).toEqual([
    [0, "formula", "mistake.edition-formula"],
  ]);
  expect(codesOf({ calculation, parameters: { decimals: -1 } })).toEqual([
    [0, "parameters", "mistake.edition-parameters"],
  ]);
  expect(codesOf({ calculation, formula: "constructor" })).toEqual([[0, "formula", "mistake.edition-formula"]]);
  const label = { vi: "Xe", en: "Vehicles" };
  expect(
    codesOf({ calculation, inputs: [{ name: "waiting", label, units: ["xe"] }] }).map(([, , code]) => code),
  ).toEqual(["mistake.edition-differs", "mistake.edition-inputs"]);
});

it("rounds half up, whatever binary fractions make of a half", () => {
  expect([0.5, 1.005, 109.49999999999999, 2.675, -0.5, 41.4].map((one) => roundedHalfUp(one))).toEqual([
    1, 1, 110, 3, 0, 41,
  ]);
  expect([1.005, 2.675, 0.125].map((one) => roundedHalfUp(one, 2))).toEqual([1.01, 2.68, 0.13]);
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openRegistry } from "../../../../main/core/calculations/registry.ts";
import { resultOf, sumOfParts } from "./by-edition.ts";

const online = { procedures: 100, "online-capable": 60, "online-services": 60, "services-with-dossiers": 30 };
const payment = {
  "dossiers-with-fee": 200,
  "paid-online": 110,
  "procedures-with-fee": 100,
  "procedures-paid-online": 30,
};
const petitions = { petitions: 0, "petitions-on-time": null, "petitions-satisfied": null };
const contributionOf = (result: ReturnType<typeof resultOf>, name: string) =>
  result.parts.find((part) => part.name === name)?.contribution;

describe("766 by the worked examples", () => {
  it("gives 8.30 for services online", () => {
    const result = resultOf("766.online", { ...online, dossiers: 1_000, "online-dossiers": 400 });
    expect(result.value).toBe(8.3);
    expect(contributionOf(result, "offered")).toBeCloseTo(1.5);
    expect(contributionOf(result, "used")).toBe(2);
    expect(contributionOf(result, "dossiers")).toBeCloseTo(4.8);
  });
  it("gives 6.30 for payment, and holds the group to 10 where its terms come to 10.5", () => {
    expect(resultOf("766.payment", { ...payment, "procedures-with-fee-data": 90 }).value).toBe(6.3);
    const all = resultOf("766.payment", {
      ...{ "dossiers-with-fee": 5, "paid-online": 5, "procedures-with-fee": 5, "procedures-paid-online": 5 },
      "procedures-with-fee-data": 5,
    });
    expect([all.value, contributionOf(all, "limit")]).toEqual([10, -0.5]);
  });
  it("gives 5.53 for 1,000 dossiers, 150 late, 20 disliked, and all 12 where nobody complained", () => {
    const result = resultOf("766.satisfaction", { ...petitions, dossiers: 1_000, late: 150, disliked: 20 });
    expect(result.parts.find(({ name }) => name === "dossiers")?.value).toBeCloseTo(0.83, 9);
    expect(contributionOf(result, "dossiers")).toBeCloseTo(5.53, 2);
    expect(result.value).toBe(17.53);
    // Full from 90 % on; none without a dossier.
    const of = (dossiers: number, late: number) =>
      resultOf("766.satisfaction", { ...petitions, dossiers, late, disliked: 0 }).value;
    expect([of(100, 10), of(100, 0), of(100, 11), of(0, 0)]).toEqual([18, 18, 17.93, 12]);
    expect(resultOf("766.satisfaction", { ...petitions, dossiers: 10, late: 9, disliked: 9 }).value).toBe(12);
  });
  it("counts progress by twenty, and adds six components up to a hundred", () => {
    expect(resultOf("766.progress", { received: 80, "on-time": 60 }).value).toBe(15);
    const best = { transparency: 18, progress: 20, online: 12, payment: 10, satisfaction: 18, digitisation: 22 };
    expect(resultOf("766.total", best).value).toBe(100);
    expect(resultOf("766.total", { ...best, payment: 6.3, online: 8.3 }).value).toBe(92.6);
  });
  it("gives all points where all is done, of each group as many as the decision has", () => {
    const points = { transparency: 18, progress: 20, online: 12, payment: 10, satisfaction: 18, digitisation: 22 };
    for (const [group, most] of Object.entries(points)) expect([group, bestOf(`766.${group}`)]).toEqual([group, most]);
  });
});

/** The result with 10 of everything, and nothing late or disliked. */
const bestOf = (calculation: string) => {
  const names = inputsOf(calculation);
  const given = names.map((name) => [name, name === "late" || name === "disliked" ? 0 : 10] as const);
  return resultOf(calculation, Object.fromEntries(given)).value;
};
const inputsOf = (calculation: string): string[] =>
  (openRegistry().registry.editionsOf(calculation)[0]?.inputs ?? []).map(({ name }) => name);

describe("what is missing or contradicts itself", () => {
  const refusal = (code: string, params: object = {}) => ({ value: null, refusal: { code, params } });
  it("is no zero", () => {
    expect(resultOf("766.progress", { received: 10, "on-time": null })).toMatchObject(
      refusal("calculation.input-missing", { input: "on-time" }),
    );
    expect(resultOf("766.progress", { received: 0, "on-time": 0 })).toMatchObject(
      refusal("calculation.nothing-to-divide", { input: "received" }),
    );
    expect(resultOf("766.total", { transparency: 18, progress: 20 })).toMatchObject(
      refusal("calculation.input-missing", { input: "online" }),
    );
    expect(
      resultOf("766.satisfaction", { ...petitions, petitions: 4, dossiers: 1, late: 0, disliked: 0 }),
    ).toMatchObject(refusal("calculation.input-missing", { input: "petitions-on-time" }));
  });
  it("is told: more on time than received, fewer than none", () => {
    expect(resultOf("766.progress", { received: 10, "on-time": 11 })).toMatchObject(
      refusal("calculation.part-over-whole", { part: "on-time", partValue: 11, whole: "received", wholeValue: 10 }),
    );
    expect(resultOf("766.progress", { received: 10, "on-time": -1 })).toMatchObject(
      refusal("calculation.negative", { input: "on-time", found: -1 }),
    );
  });
});

it("is the exact sum of its parts, within 0 and the group's points, and never falls with what is done", () => {
  const count = fc.integer({ min: 1, max: 1_000_000 });
  fc.assert(
    fc.property(
      fc.constantFrom("online", "payment", "digitisation", "transparency", "satisfaction"),
      fc.infiniteStream(count),
      fc.nat(),
      (group, stream, pick) => {
        const names = inputsOf(`766.${group}`);
        const most = 2_000_000;
        const wholes = [
          "petitions",
          "dossiers",
          "procedures",
          "published",
          "updated",
          "results-due",
          "dossiers-with-fee",
          "procedures-with-fee",
          "online-services",
        ];
        const inputs = Object.fromEntries(
          names.map((name) => [name, wholes.includes(name) ? most : (stream.next().value ?? 1)]),
        );
        const result = resultOf(`766.${group}`, inputs);
        expect(result.refusal).toBeNull();
        expect(sumOfParts(result)).toBe(result.value);
        expect(result.value).toBeGreaterThanOrEqual(0);
        expect(result.value).toBeLessThanOrEqual(bestOf(`766.${group}`) ?? 0);
        const done = names.filter((name) => !wholes.includes(name));
        const one = done[pick % done.length] ?? "";
        const more = resultOf(`766.${group}`, { ...inputs, [one]: (inputs[one] ?? 0) + 1_000 }).value ?? 0;
        const isBad = one === "late" || one === "disliked";
        expect(isBad ? (result.value ?? 0) - more : more - (result.value ?? 0)).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

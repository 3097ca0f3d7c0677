import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { compileForm } from "../../../build/compiled-forms.mjs";
import * as signing from "../../../renderer/account/signing.forms.ts";
import { formOf } from "../../../renderer/live/compiled-form.ts";
import * as failure from "../../../renderer/live/failure.forms.ts";
import * as first from "../../../renderer/web/app/first.forms.ts";

const words = { vi: "Xe ùn", en: "Jam" };
const freshness = { every: 60_000, lateAfter: 120_000, staleAfter: 600_000, lostAfter: 3_600_000 };
const indicator = (code: string, derived: object) => ({
  ...{ code, name: words, unit: words, sector: "x", owner: "So", period: "minute", places: ["gate"] },
  ...{ isAdditive: true, decimals: 1, showsSign: false, good: "down", plan: 3.5, isRetired: false, freshness, derived },
  thresholds: [{ level: "alarm", above: 350.5, name: words, says: words }],
  ...{ range: { min: -1, max: 9 }, rangeAt: { "cua-a": { min: 0, max: 1 } }, oldestAfter: 5, forecastHours: 3 },
});
const reading = {
  ...{ indicator: "un", place: "cua-a", value: 1.5, asOfMs: 1, receivedAtMs: 2, issuedAtMs: 1, revision: 0 },
  ...{ source: "tha", origin: { source: "goc", receivedAtMs: 1 }, status: "official", quality: "good" },
};
const earlier = [{ than: "day", asOfMs: 1, value: -2.5 }];
/** Of each an answer that has all that it may have. */
const answers: Record<string, readonly unknown[]> = {
  Today: [
    {
      ...{
        asOfMs: 1_800_000_000_000,
        chosenBy: "site",
        gone: ["a@b"],
        owners: { un: words },
        moreAlarming: 1,
        moreSources: 0,
      },
      site: { id: "lang-son", name: words, timeZone: "Asia/Ho_Chi_Minh", place: "lang-son" },
      figures: [
        {
          indicator: "un",
          place: "cua-a",
          why: "followed",
          reading,
          limit: { kind: "change", by: 5 },
          since: { atMs: 1, isBefore: true },
          earlier,
        },
        { indicator: "un", place: "cua-b", why: "alarming", reading: null, limit: null, since: null, earlier: [] },
        {
          indicator: "chu",
          place: "cua-b",
          why: "alarming",
          reading: { ...reading, value: "đỏ" },
          limit: null,
          since: null,
          earlier,
        },
      ],
      indicators: [
        indicator("un", { kind: "ratio", of: "a", to: "b", times: 100 }),
        indicator("tong", { kind: "sum", of: "a", places: ["cua-a"] }),
        indicator("tb", { kind: "average", of: "a", over: 60_000 }),
        indicator("doi", { kind: "change", of: "a", against: "plan", as: "share" }),
        indicator("tinh", { kind: "calculation", name: "wbgt", inputs: { t: "nhiet-do" } }),
      ],
      places: [
        {
          ...{ id: "cua-a", kind: "gate", name: words, position: { lon: 106.7, lat: 21.8, accuracy: "rough" } },
          ...{ officialCode: "00001", datum: words, from: "2025-07-01", to: "2024-02-29" },
        },
      ],
      sources: [
        {
          ...{ id: "tha", name: words, isSimulated: true, state: "failing", sinceMs: 1, lastReadingAtMs: null },
          ...{ reason: { code: "source.late", params: { minutes: 5, name: "x" } }, plannedUntilMs: 9 },
        },
      ],
    },
  ],
  Follows: [
    { series: ["a@b", "c.d-e@f"], limits: { "a@b": { kind: "above", value: -1.5 } } },
    { series: null, limits: {} },
  ],
  FollowsChange: [{ series: null }, { series: ["a@b"], limits: { "a@b": { kind: "change", by: 5 } } }],
  OwnRights: [
    {
      ...{ role: "leader", rights: ["read"] },
      person: {
        ...{ id: "3f0e6a1c-9d2b-4c55-8a77-0123456789ab", name: "minh.h", fullName: "Minh", unit: "so-xay-dung" },
        scopes: [{ kind: "province" }, { kind: "unit", unit: "so" }, { kind: "commune", place: "xa-a" }],
      },
    },
    { role: "viewer", rights: [] },
  ],
  SessionState: [{ state: "open", name: "minh", fullName: "Minh", locksInMs: 5, idleLockMs: null }],
  SignInWays: [{ password: true, passkey: false, providers: [{ id: "vneid", name: "VNeID" }], isFirst: false }],
  SignedIn: [
    { state: "signed-in" },
    { state: "second-factor", ticket: "t", factors: ["totp", "recovery"] },
    { state: "needs-password", ticket: "t" },
  ],
  CodedMessage: [{ code: "x.y", params: {} }],
  Failure: [{ code: "x.y", params: { a: 1, b: "c" }, message: words }],
};
const schemas: Record<string, z.ZodType> = { ...first, ...signing, ...failure };

/** The places in a value at which something else may stand. */
function placesIn(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, one]) => placesIn(one, [...at, key]))];
}
function changed(value: unknown, at: readonly string[], change: (was: unknown) => unknown): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return change(value);
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...(value as object) };
  const next = changed(copy[key], rest, change);
  if (next === undefined && !Array.isArray(value)) delete copy[key];
  else copy[key] = next;
  return copy;
}

describe("forms that the build writes down", () => {
  it("are those of which there are answers here", () => {
    expect(Object.keys(schemas).sort()).toEqual(Object.keys(answers).sort());
  });

  it.each(Object.entries(schemas))("%s takes and refuses what its schema does", (name, schema) => {
    const form = formOf(compileForm(schema, name));
    const samples = answers[name] ?? [];
    for (const one of samples) {
      expect(schema.safeParse(one).error?.issues).toBeUndefined();
      expect(form.safeParse(one)).toEqual({ success: true, data: one });
    }
    const put = fc.oneof(
      fc.constantFrom<unknown>(undefined, null, true, "", "a", "A b", "a".repeat(200), 0, -1, 1.5, 2 ** 53, 1e300),
      fc.constantFrom<unknown>(Number.POSITIVE_INFINITY, [], {}, [1], { la: 1 }, "2025-02-30", "alarm", "gate", 9e15),
      fc.constantFrom<unknown>({ kind: "unit" }, { kind: "la" }, "constructor", Array(100).fill("a@b")),
      fc.jsonValue({ maxDepth: 2 }),
    );
    const tried = fc.constantFrom(...samples).chain((sample) =>
      fc.record({
        sample: fc.constant(sample),
        at: fc.constantFrom(...placesIn(sample)),
        put,
        isAdded: fc.boolean(),
        key: fc.constantFrom("la", "constructor", "toString", "name", "vi"),
      }),
    );
    let refused = 0;
    fc.assert(
      fc.property(tried, ({ sample, at, put: value, isAdded, key }) => {
        const isMember = (was: unknown) => typeof was === "object" && was !== null && !Array.isArray(was);
        const told = changed(sample, at, (was) =>
          isAdded && isMember(was) ? { ...(was as object), [key]: value } : value,
        );
        const bySchema = schema.safeParse(told);
        // What a schema adds was there already when the core told it.
        const isTaken = bySchema.success && isDeepStrictEqual(bySchema.data, told);
        const isRefinedAlone = bySchema.error?.issues.every(({ code }) => code === "custom") === true;
        if (!isTaken) refused += 1;
        if (!isRefinedAlone) expect(form.safeParse(told).success).toBe(isTaken);
      }),
      { numRuns: 1_500 },
    );
    expect(refused).toBeGreaterThan(200);
  });

  it("are refused where they would look at less than the schema says", () => {
    expect(() => compileForm(z.strictObject({ at: z.string().transform(Number) }), "x")).toThrow();
    expect(() => compileForm(z.strictObject({ n: z.number().multipleOf(5) }), "x")).toThrow("multipleOf");
    expect(() => compileForm(z.tuple([z.string()]), "x")).toThrow();
  });
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { isErrorCode, sentence } from "#contract/errors.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { nowMs, startIngest } from "./deliveries.ts";

const good = { indicator: "xe", value: 5, asOf: nowMs };
const hostile = fc.constantFrom<unknown>(
  ...[Number.NaN, Number.POSITIVE_INFINITY, -1, 1e308, "", "x".repeat(500), "__proto__", "xe@tinh", "🚛", "\u0000"],
  ...[true, null, undefined, [], {}, () => 1, Symbol("s"), 10n, new Date(nowMs), new Map(), "2026-01-02", "12,5"],
);

/** Each has at least one thing wrong with it, whatever the generator gives. */
const malformed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withTypedArray: true }),
  },
  { weight: 2, arbitrary: hostile },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.string(), fc.anything()).map(([key, value]) => ({ ...good, [`${key}!`]: value })),
  },
  // `undefined` stands for a member that is not there, which `place` and the like need not be.
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom("indicator", "value", "asOf"),
        fc.oneof(
          hostile,
          fc.string().map((text) => `!${text}`),
        ),
      )
      .filter(([key, value]) => !(key === "value" && value === null))
      .map(([key, value]) => ({ ...good, [key]: value })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom("place", "unit", "status", "quality", "issuedAt"), hostile)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => ({ ...good, [key]: value })),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1_001 }).map((value) => ({ ...good, value })) },
  { weight: 1, arbitrary: fc.integer({ min: 300_001 }).map((ahead) => ({ ...good, asOf: nowMs + ahead })) },
  { weight: 1, arbitrary: fc.json() },
);

it("takes none of 100,000 malformed payloads, falls over none, and counts every one with its reason", async () => {
  await using folder = await temporaryFolder();
  const { store, ingest, end } = await startIngest(folder.path);
  const total = 100_000;
  const perCall = 500;
  let sent = 0;
  for (let seed = 1; sent < total; seed++) {
    const payloads = fc.sample(malformed, { numRuns: perCall, seed });
    const acceptance = ingest.accept("nguon", payloads);
    if (acceptance.valid > 0) {
      const taken = payloads.find((payload) => ingest.accept("nguon", [payload]).valid > 0);
      throw new Error(`seed ${seed}: taken was ${JSON.stringify(taken)}`);
    }
    expect(acceptance.refused).toBe(perCall);
    sent += perCall;
  }
  const { byCode, last } = ingest.refusals("nguon");
  expect(Object.values(byCode).reduce((sum, count) => sum + count, 0)).toBe(total);
  expect(Object.keys(byCode).sort()).toEqual(
    expect.arrayContaining([
      "reading.invalid",
      "reading.unknown-indicator",
      "reading.out-of-range",
      "reading.from-future",
    ]),
  );
  for (const code of Object.keys(byCode)) expect(isErrorCode(code), code).toBe(true);
  expect(last).toHaveLength(20);
  for (const { reason } of last) expect(sentence(reason, "vi")).not.toMatch(/\{\w+\}|undefined/);
  // The line is as it was: what is right goes in.
  expect((await ingest.accept("nguon", [good]).outcome).isStored).toBe(true);
  expect((await store.readings.counts()).readings).toBe(1);
  await end();
});

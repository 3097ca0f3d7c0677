import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { NewReading, Store } from "../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { type TemporaryFolder, temporaryFolder } from "../../../lab/temporary-folder.ts";
import { reading } from "./series.ts";

let folder: TemporaryFolder;
let store: Store;
beforeEach(async () => {
  folder = await temporaryFolder();
  store = await openStore(folder.path);
});
afterEach(async () => {
  await store.close();
  await folder.remove();
});

const append = async (over: Partial<NewReading>) => {
  const [one] = await store.readings.append([reading(over)]);
  return [one?.outcome, one?.reading.revision, one?.isNewest];
};
const latestValue = async (knownAtMs?: number) => (await store.readings.latest(knownAtMs)).map((one) => one.value);
const range = { indicator: "cua-khau.xe-cho", place: "huu-nghi", fromMs: 0, toMs: 9_999, points: 2_000 };
const historyAt = (knownAtMs: number) => store.readings.history({ ...range, knownAtMs });

it("answers as it was known then: what was received later does not show", async () => {
  await append({ asOfMs: 1_000, value: 1, receivedAtMs: 1_100 });
  await append({ asOfMs: 2_000, value: 2, receivedAtMs: 2_100 });
  await append({ asOfMs: 1_000, value: 10, receivedAtMs: 3_000 });
  await append({ asOfMs: 500, value: 5, receivedAtMs: 4_000 });
  await append({ asOfMs: 2_000, value: 20, receivedAtMs: 5_000 });
  expect(await latestValue(1_099)).toEqual([]);
  expect(await latestValue(1_100)).toEqual([1]);
  expect(await latestValue(2_100)).toEqual([2]);
  expect(await latestValue(4_999)).toEqual([2]);
  expect(await latestValue(5_000)).toEqual([20]);
  expect(await historyAt(2_500)).toEqual([
    [1_000, 1],
    [2_000, 2],
  ]);
  expect(await historyAt(3_000)).toEqual([
    [1_000, 10],
    [2_000, 2],
  ]);
  expect(await historyAt(9_000)).toEqual(await store.readings.history(range));
  expect(await store.readings.history({ ...range, points: 2, knownAtMs: 3_000 })).toEqual([[2_000, 2]]);
});

it("lets the time of issue order revisions, in whatever order they come, each kept once", async () => {
  expect(await append({ value: 2, issuedAtMs: 200, receivedAtMs: 5_000 })).toEqual(["stored", 0, true]);
  // Issued before, received after: kept, and does not count.
  expect(await append({ value: 1, issuedAtMs: 100, receivedAtMs: 6_000 })).toEqual(["stored", 1, false]);
  expect(await append({ value: 1, issuedAtMs: 100, receivedAtMs: 6_500 })).toEqual(["repeated", 1, false]);
  expect(await append({ value: 2, issuedAtMs: 200, receivedAtMs: 6_600 })).toEqual(["repeated", 0, true]);
  expect(await append({ value: 3, issuedAtMs: 300, receivedAtMs: 7_000 })).toEqual(["stored", 2, true]);
  expect(await append({ value: 2, issuedAtMs: 200, receivedAtMs: 8_000 })).toEqual(["repeated", 0, false]);
  expect(await store.readings.latest()).toEqual([
    reading({ value: 3, issuedAtMs: 300, receivedAtMs: 7_000, revision: 2 } as Partial<NewReading>),
  ]);
  expect([await latestValue(5_000), await latestValue(6_999), await latestValue(7_000)]).toEqual([[2], [2], [3]]);
  expect((await store.readings.counts()).readings).toBe(3);
});

it("counts what arrives last where no time of issue is told, even when the clock was set back", async () => {
  await append({ value: 1, receivedAtMs: 9_000 });
  expect(await append({ value: 2, receivedAtMs: 4_000 })).toEqual(["stored", 1, true]);
  await store.close();
  store = await openStore(folder.path);
  expect(await latestValue()).toEqual([2]);
  expect(await append({ value: 3, receivedAtMs: 4_001 })).toEqual(["stored", 2, true]);
});

it("agrees at any moment with a plain list of what had come by then", async () => {
  const anyReading = fc.record({
    place: fc.constantFrom("a", "b"),
    asOfMs: fc.integer({ min: 0, max: 4 }),
    value: fc.constantFrom(1, 2, 3, null),
    issuedAtMs: fc.integer({ min: 1, max: 1_000_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(anyReading, { selector: (one) => one.issuedAtMs, maxLength: 20 }), async (all) => {
      await using own = await temporaryFolder();
      const ownStore = await openStore(own.path);
      const come = all.map((one, at) => reading({ ...one, receivedAtMs: 1_000 + at }));
      for (const one of come) await ownStore.readings.append([one]);
      for (let known = 999; known <= 1_000 + come.length; known++) {
        const then = come.filter((one) => one.receivedAtMs <= known);
        for (const place of ["a", "b"]) {
          const counting = new Map<number, NewReading>();
          for (const one of then.filter((r) => r.place === place)) {
            const before = counting.get(one.asOfMs);
            if ((before?.issuedAtMs ?? 0) < (one.issuedAtMs ?? 0)) counting.set(one.asOfMs, one);
          }
          const expected = [...counting.values()].sort((x, y) => x.asOfMs - y.asOfMs).map((r) => [r.asOfMs, r.value]);
          expect(await ownStore.readings.history({ ...range, place, toMs: 10, knownAtMs: known })).toEqual(expected);
          const newest = (await ownStore.readings.latest(known)).find((r) => r.place === place);
          expect(newest === undefined ? undefined : [newest.asOfMs, newest.value]).toEqual(expected.at(-1));
        }
      }
      await ownStore.close();
    }),
    { numRuns: 25 },
  );
});

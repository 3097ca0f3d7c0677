import Database from "better-sqlite3";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { storeFile } from "../../../../main/core/store/opening.ts";
import { createReadings } from "../../../../main/core/store/readings.ts";
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

it("stores a reading once, and a changed value for the same instant as a new revision", async () => {
  const outcomes = async (over: Partial<NewReading>) => {
    const [one] = await store.readings.append([reading(over)]);
    return [one?.outcome, one?.reading.revision, one?.isNewest];
  };
  expect(await outcomes({})).toEqual(["stored", 0, true]);
  expect(await outcomes({ receivedAtMs: 9_000 })).toEqual(["repeated", 0, true]);
  expect(await outcomes({ value: 2 })).toEqual(["stored", 1, true]);
  expect(await outcomes({ value: 2, quality: "bad" })).toEqual(["stored", 2, true]);
  expect(await outcomes({ value: 2, quality: "bad", status: "official" })).toEqual(["stored", 3, true]);
  expect(await outcomes({ value: 2, quality: "bad", status: "official", source: "khac" })).toEqual(["stored", 4, true]);
  // Back to the first value: it differs from the newest revision, so it is news.
  expect(await outcomes({})).toEqual(["stored", 5, true]);
  // Late arrivals are stored and are not the newest.
  expect(await outcomes({ asOfMs: 500 })).toEqual(["stored", 0, false]);
  expect(await outcomes({ asOfMs: 500 })).toEqual(["repeated", 0, false]);
  expect(await outcomes({ asOfMs: 500, value: 3 })).toEqual(["stored", 1, false]);
  expect(await store.readings.counts()).toEqual({ readings: 8, series: 1 });
  // Five came within one millisecond: each is taken to be issued after the one before.
  expect(await store.readings.latest()).toEqual([{ ...reading(), issuedAtMs: 2_005, revision: 5 }]);
});

it("keeps numbers, texts and no value apart, and all of it over a restart", async () => {
  const batch = [
    reading({ place: "a", value: 0.1 + 0.2 }),
    reading({ place: "b", value: "5" }),
    reading({ place: "c", value: null }),
    reading({ place: "d", value: -0.5 }),
    reading({ place: "e", value: 9_007_199_254_740_991 }),
    reading({ place: "f", status: "estimated", quality: "uncertain" }),
    reading({ place: "g", status: "official", quality: "bad" }),
    reading({ place: "h", status: "simulated" }),
  ];
  await store.readings.append(batch);
  await store.close();
  store = await openStore(folder.path);
  expect(await store.readings.latest()).toEqual(batch.map((one) => ({ ...one, revision: 0 })));
  expect((await store.readings.append(batch)).map((one) => one.outcome)).toEqual(batch.map(() => "repeated"));
});

it("counts what is written as load for the log, and not what a platform tells again", async () => {
  const database = new Database(storeFile(folder.path));
  const written: number[] = [];
  const checkpoints = { wrote: (rows: number) => written.push(rows), closing: () => undefined };
  const readings = createReadings(database, { folder: folder.path, checkpoints });
  const day = Array.from({ length: 12 }, (_, at) => reading({ asOfMs: at, value: at }));
  await readings.append(day);
  await readings.append([...day, reading({ asOfMs: 12 })]);
  database.close();
  expect(written).toEqual([12, 1]);
});

it("thins history to the last value of each interval", async () => {
  const batch = Array.from({ length: 1_000 }, (_, at) => reading({ asOfMs: at * 10, value: at }));
  await store.readings.append(batch);
  await store.readings.append([reading({ asOfMs: 9_990, value: 5_000 }), reading({ asOfMs: 5_005, value: "text" })]);
  const range = { indicator: "cua-khau.xe-cho", place: "huu-nghi", fromMs: 0, toMs: 9_999 };
  const points = await store.readings.history({ ...range, points: 10 });
  expect(points.map(([at]) => at)).toEqual([990, 1990, 2990, 3990, 4990, 5990, 6990, 7990, 8990, 9990]);
  // The newest revision is the one that counts; a text is no point.
  expect(points.at(-1)).toEqual([9_990, 5_000]);
  expect(points[0]).toEqual([990, 99]);
  expect(await store.readings.history({ ...range, points: 2_000 })).toHaveLength(1_000);
  expect(await store.readings.history({ ...range, fromMs: 100, toMs: 120, points: 500 })).toEqual([
    [100, 10],
    [110, 11],
    [120, 12],
  ]);
  await store.readings.append([reading({ asOfMs: 20_000, value: null })]);
  expect(await store.readings.history({ ...range, fromMs: 15_000, toMs: 25_000, points: 2 })).toEqual([[20_000, null]]);
  expect(await store.readings.history({ ...range, place: "khac", points: 2 })).toEqual([]);
});

it("agrees with a plain list of what came, whatever comes in whatever batches", async () => {
  const anyReading = fc.record({
    place: fc.constantFrom("a", "b"),
    asOfMs: fc.integer({ min: 0, max: 4 }),
    value: fc.constantFrom(1, 2, "1", null),
    quality: fc.constantFrom("good" as const, "bad" as const),
    source: fc.constantFrom("x", "y"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(anyReading, { maxLength: 8 }), { maxLength: 6 }), async (batches) => {
      await using own = await temporaryFolder();
      const ownStore = await openStore(own.path);
      const kept = new Map<string, (typeof batches)[number]>();
      let stored = 0;
      for (const batch of batches) {
        const appended = await ownStore.readings.append(batch.map(reading));
        batch.forEach((one, at) => {
          const revisions = kept.get(`${one.place} ${one.asOfMs}`) ?? [];
          const last = revisions.at(-1);
          const isRepeated = JSON.stringify(last) === JSON.stringify(one);
          expect(appended[at]?.outcome).toBe(isRepeated ? "repeated" : "stored");
          if (isRepeated) return;
          stored++;
          kept.set(`${one.place} ${one.asOfMs}`, [...revisions, one]);
          expect(appended[at]?.reading.revision).toBe(revisions.length);
        });
      }
      expect((await ownStore.readings.counts()).readings).toBe(stored);
      for (const newest of await ownStore.readings.latest()) {
        const asOfs = [...kept.keys()]
          .filter((key) => key.startsWith(newest.place))
          .map((key) => Number(key.split(" ")[1]));
        expect(newest.asOfMs).toBe(Math.max(...asOfs));
        const { place, asOfMs, value, quality, source } = newest;
        expect(kept.get(`${place} ${asOfMs}`)?.at(-1)).toEqual({ place, asOfMs, value, quality, source });
      }
      await ownStore.close();
    }),
    { numRuns: 25 },
  );
});

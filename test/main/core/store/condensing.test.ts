import fc from "fast-check";
import { expect, it } from "vitest";
import { crossedSince, looksBackOf } from "#contract/entities/crossing.ts";
import { openDatabase } from "../../../../main/core/store/opening.ts";
import { dayMs, dayOf, hourMs, hourOf, standardOffsetMs } from "../../../../main/core/store/periods.ts";
import type { NewReading } from "../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { reading } from "./series.ts";

const dayOffsetMs = standardOffsetMs("Asia/Ho_Chi_Minh");
const startMs = dayOf(Date.parse("2026-03-01T12:00:00+07:00"), dayOffsetMs);
const rule = (raw: number, hourly: number) => ({
  retention: { raw: raw * dayMs, hourly: hourly * dayMs },
  isCondensed: (indicator: string) => indicator !== "cham",
  dayOffsetMs,
});
const open = (folder: string) => openStore(folder, { dayOffsetMs });

type OpenStore = Awaited<ReturnType<typeof open>>;
async function condenseAll(store: OpenStore, by: ReturnType<typeof rule>, nowMs: number): Promise<number[]> {
  const rows: number[] = [];
  for (let isDone = false; !isDone; ) {
    const step = await store.condense(by, nowMs);
    rows.push(step.rows);
    isDone = step.isRoundDone;
  }
  return rows;
}

const rowsOf = (folder: string, table: string) => {
  const database = openDatabase(folder);
  const rows = database.prepare(`SELECT * FROM ${table} ORDER BY series_id, 2`).all() as Record<string, unknown>[];
  database.close();
  return rows;
};

it("knows days by the site's standard time", () => {
  expect(dayOffsetMs).toBe(7 * hourMs);
  expect(standardOffsetMs("Europe/Berlin")).toBe(hourMs);
  expect(standardOffsetMs("Australia/Sydney")).toBe(10 * hourMs);
  expect(standardOffsetMs("America/New_York")).toBe(-5 * hourMs);
  expect(standardOffsetMs("UTC")).toBe(0);
  expect(dayOf(Date.parse("2026-03-01T23:59:59+07:00"), dayOffsetMs)).toBe(Date.parse("2026-03-01T00:00:00+07:00"));
});

it("makes last, least, greatest, sum and number of each hour and day, and drops readings by the rule", async () => {
  await using folder = await temporaryFolder();
  const store = await open(folder.path);
  const at = (days: number, hours: number, minutes: number, value: NewReading["value"]) =>
    reading({ asOfMs: startMs + days * dayMs + hours * hourMs + minutes * 60_000, value });
  await store.readings.append([
    at(0, 1, 5, 10),
    at(0, 1, 30, 30),
    at(0, 1, 50, 20),
    at(0, 3, 0, 7),
    at(0, 3, 1, "chữ"),
  ]);
  await store.readings.append([at(0, 1, 30, 40), at(1, 2, 0, null), at(1, 5, 0, 1), at(9, 0, 0, 2)]);
  const nowMs = startMs + 9 * dayMs + 5 * hourMs;
  await condenseAll(store, rule(5, 30), nowMs);
  const { latest, counts } = store.readings;
  expect((await latest()).map((one) => one.value)).toEqual([2]);
  // Day 0 to 2 are older than 5 days and a day's margin; the revision that counted no more went with them.
  expect(await counts()).toEqual({ readings: 1, series: 1 });
  const summary = (row: Record<string, unknown>) => [row.last, row.least, row.greatest, row.sum, row.count];
  expect(rowsOf(folder.path, "hourly").map(summary)).toEqual([
    [20, 10, 40, 70, 3],
    [7, 7, 7, 7, 1],
    [null, null, null, 0, 0],
    [1, 1, 1, 1, 1],
    [2, 2, 2, 2, 1],
  ]);
  expect(rowsOf(folder.path, "daily").map(summary)).toEqual([
    [7, 7, 40, 77, 4],
    [1, 1, 1, 1, 1],
    [2, 2, 2, 2, 1],
  ]);
  const range = { indicator: "cua-khau.xe-cho", place: "huu-nghi", fromMs: startMs, toMs: nowMs };
  expect((await store.readings.history({ ...range, points: 2_000 })).map(([, value]) => value)).toEqual([
    20,
    7,
    null,
    1,
    2,
  ]);
  expect((await store.readings.history({ ...range, points: 9 })).map(([, value]) => value)).toEqual([7, 1, 2]);
  // Of what was dropped nobody knows any more what was known when.
  expect(await store.readings.history({ ...range, points: 9, knownAtMs: nowMs })).toEqual([[startMs + 9 * dayMs, 2]]);
  await store.close();
});

it("says since when a figure by the hour has been past its limit, to the hour, in odd hours as in even ones", async () => {
  await using folder = await temporaryFolder();
  const store = await open(folder.path);
  const [, coarse] = looksBackOf("hour");
  if (coarse === undefined) throw new Error("one look only");
  const limit = { level: "attention", above: 0, name: { vi: "báo động I", en: "alarm level I" } } as const;
  const nowMs = startMs + 20 * dayMs + 5 * hourMs;
  for (const hoursAgo of [20, 21, 22, 23]) {
    const passedMs = nowMs - hoursAgo * hourMs;
    const place = `tram-${hoursAgo}`;
    const each = Array.from({ length: 15 * 24 }, (_, hour) => nowMs - hour * hourMs);
    await store.readings.append(each.map((asOfMs) => reading({ place, asOfMs, value: asOfMs < passedMs ? 0 : 1 })));
    await condenseAll(store, rule(30, 300), nowMs);
    for (const laterMs of [0, 22 * 60_000]) {
      const range = { fromMs: nowMs + laterMs - coarse.spanMs, toMs: nowMs + laterMs, points: coarse.points };
      const points = await store.readings.history({ indicator: "cua-khau.xe-cho", place, ...range });
      expect([hoursAgo, crossedSince(points, limit, [limit])]).toEqual([hoursAgo, { atMs: passedMs, isBefore: false }]);
    }
  }
  await store.close();
});

it("never drops the newest reading of a series, nor any of one that is not condensed", async () => {
  await using folder = await temporaryFolder();
  const store = await open(folder.path);
  await store.readings.append([
    reading({ asOfMs: startMs, value: 1 }),
    reading({ asOfMs: startMs + hourMs, value: 2 }),
    reading({ indicator: "cham", asOfMs: startMs, value: 3 }),
    reading({ indicator: "cham", asOfMs: startMs + hourMs, value: 4 }),
  ]);
  await condenseAll(store, rule(2, 3), startMs + 5_000 * dayMs);
  expect((await store.readings.latest()).map((one) => one.value)).toEqual([2, 4]);
  expect((await store.readings.counts()).readings).toBe(3);
  await store.close();
});

it("works in small steps, however much there is", async () => {
  await using folder = await temporaryFolder();
  const store = await open(folder.path);
  const minutes = 40_000;
  for (let from = 0; from < minutes; from += 5_000)
    await store.readings.append(
      Array.from({ length: 5_000 }, (_, at) => reading({ asOfMs: startMs + (from + at) * 60_000, value: from + at })),
    );
  const steps = await condenseAll(store, rule(5, 10), startMs + minutes * 60_000 + 2 * hourMs);
  // A stretch ends with the hour, so it may be 60 rows longer than asked for; then a second one may begin.
  expect(Math.max(...steps)).toBeLessThanOrEqual(2 * (2_000 + 60));
  expect(steps.reduce((sum, rows) => sum + rows, 0)).toBeGreaterThan(minutes);
  expect((await store.readings.latest())[0]?.value).toBe(minutes - 1);
  await store.close();
});

it("deletes no more at once where one hour holds very many, and answers the same in between", async () => {
  await using folder = await temporaryFolder();
  const store = await open(folder.path);
  // Ten a second for two hours, and a last one long after.
  const dense = 72_000;
  for (let from = 0; from < dense; from += 6_000)
    await store.readings.append(
      Array.from({ length: 6_000 }, (_, at) => reading({ asOfMs: startMs + (from + at) * 100, value: from + at })),
    );
  await store.readings.append([reading({ asOfMs: startMs + 20 * dayMs, value: -1 })]);
  const nowMs = startMs + 20 * dayMs + 2 * hourMs;
  const range = { fromMs: startMs, toMs: startMs + 2 * hourMs - 1, points: 2 };
  const { indicator, place } = reading({ asOfMs: startMs, value: 0 });
  const ask = () => store.readings.history({ ...range, indicator, place });
  const answer = await ask();
  let left = dense + 1;
  for (let isRoundDone = false; !isRoundDone; ) {
    ({ isRoundDone } = await store.condense(rule(5, 400), nowMs));
    const { readings } = await store.readings.counts();
    expect(left - readings).toBeLessThanOrEqual(2_000);
    left = readings;
    expect(await ask()).toEqual(answer);
  }
  expect(left).toBe(1);
  await store.close();
});

it("answers from what was condensed as from the readings, whatever comes late in between", async () => {
  const anyReading = fc.record({
    place: fc.constantFrom("a", "b"),
    asOfMs: fc.integer({ min: 0, max: 6 * 48 - 1 }).map((half) => startMs + half * 30 * 60_000),
    value: fc.oneof(fc.integer({ min: 0, max: 99 }), fc.constant(null), fc.constant("chữ")),
  });
  const actions = fc.array(
    fc.oneof(
      fc.record({ batch: fc.array(anyReading, { minLength: 1, maxLength: 30 }) }),
      fc.record({ nowMs: fc.integer({ min: 0, max: 7 * 24 }).map((hours) => startMs + hours * hourMs) }),
      fc.constant({ restart: true }),
    ),
    { maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(
      actions,
      fc.integer({ min: 0, max: 60 }),
      fc.integer({ min: 1, max: 150 }),
      async (all, from, span) => {
        await using folder = await temporaryFolder();
        let store = await open(folder.path);
        const counting = new Map<string, NewReading>();
        let isCondensed = false;
        for (const action of all) {
          if ("batch" in action) {
            await store.readings.append(action.batch.map(reading));
            for (const one of action.batch) counting.set(`${one.place} ${one.asOfMs}`, reading(one));
          } else if ("nowMs" in action) {
            await condenseAll(store, rule(400, 500), action.nowMs);
            const settledMs = action.nowMs - 3 * hourMs;
            isCondensed ||= [...counting.values()].some((one) => one.place === "a" && one.asOfMs < settledMs);
          } else {
            await store.close();
            store = await open(folder.path);
          }
        }
        const fromMs = startMs + from * hourMs;
        const toMs = fromMs + span * hourMs - 1;
        for (const points of [3, 20, 2_000]) {
          const exactMs = Math.max(1, Math.ceil((toMs - fromMs + 1) / points));
          const found = await store.readings.history({
            indicator: "cua-khau.xe-cho",
            place: "a",
            fromMs,
            toMs,
            points,
          });
          const there = [...counting.values()]
            .filter(
              (one) => one.place === "a" && one.asOfMs >= fromMs && one.asOfMs <= toMs && typeof one.value !== "string",
            )
            .sort((x, y) => x.asOfMs - y.asOfMs);
          expect(found.length).toBeLessThanOrEqual(points);
          // Every point is a reading that counts; the last of all is never missing.
          const pairs = there.map((one) => [one.asOfMs, one.value]);
          for (const point of found) expect(pairs).toContainEqual(point);
          expect(found.at(-1)).toEqual(pairs.at(-1));
          // While nothing is condensed intervals begin with the stretch, in the middle of an hour where that does.
          if (exactMs < hourMs || !isCondensed) continue;
          for (const [atMs] of found) {
            const hour = there.filter((one) => hourOf(one.asOfMs) === hourOf(atMs));
            expect(hour.at(-1)?.asOfMs).toBe(atMs);
          }
        }
        await store.close();
      },
    ),
    { numRuns: 60 },
  );
});

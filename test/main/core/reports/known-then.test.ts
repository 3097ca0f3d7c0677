import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { SourceView } from "#contract/entities/source.ts";
import { createKnownThen } from "../../../../main/core/reports/known-then.ts";
import { createKnownThen as createRepository } from "../../../../main/core/store/known-then.ts";
import { openDatabase } from "../../../../main/core/store/opening.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { type TemporaryFolder, temporaryFolder } from "../../../lab/temporary-folder.ts";
import { reading } from "../store/series.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const startMs = Date.parse("2026-03-01T08:00:00+07:00");
let folder: TemporaryFolder;
let nowMs = startMs;
beforeEach(async () => {
  folder = await temporaryFolder();
  nowMs = startMs;
});
afterEach(() => folder.remove());

const run = async (catalogue: number | null = null) => {
  const store = await openStore(folder.path);
  const known = createKnownThen({
    repository: store.knownThen,
    readings: store.readings,
    catalogue,
    now: () => nowMs,
    log: pino({ level: "silent" }),
  });
  await known.begin();
  return {
    ...known,
    store,
    /** As by a kill: nothing that waits is written. */
    kill: () => store.close(),
    async end() {
      await known.stop();
      await store.close();
    },
  };
};
const view = (id: string, state: SourceView["state"], more: Partial<SourceView> = {}): SourceView => ({
  ...{ id, name: { vi: id, en: id }, type: "mqtt", isSimulated: false, state, sinceMs: nowMs },
  ...{ lastReadingAtMs: null, reason: null, counts: { accepted: 0, repeated: 0, refused: 0, failures: 0 }, ...more },
});
const silent = { code: "source.silent", params: { time: "x" } };

it("knows the state of each source at any moment of a run, and none of when it did not run", async () => {
  const first = await run(7);
  first.onSource(view("a", "starting"));
  first.onSource(view("b", "starting"));
  nowMs += 1_000;
  first.onSource(view("a", "ok"));
  nowMs += 10 * minuteMs;
  await first.store.readings.append([reading({ source: "a", receivedAtMs: nowMs, asOfMs: nowMs })]);
  nowMs += 1_000;
  first.onSource(view("a", "late", { reason: silent }));
  const statesAt = async (atMs: number, of = first) =>
    (await of.sourcesAt(atMs)).map(({ id, state }) => `${id} ${state}`);
  expect(await statesAt(startMs)).toEqual(["a starting", "b starting"]);
  expect(await statesAt(startMs + 1_000)).toEqual(["a ok", "b starting"]);
  expect(await statesAt(nowMs)).toEqual(["a late", "b starting"]);
  expect(await first.sourcesAt(nowMs)).toMatchObject([{ reason: silent, lastReadingAtMs: nowMs - 1_000 }, {}]);
  expect(await first.sourcesAt(startMs + 2_000)).toMatchObject([{ reason: null, lastReadingAtMs: null }, {}]);
  const endedAtMs = nowMs;
  await first.end();

  nowMs += 60 * minuteMs;
  const second = await run(8);
  second.onSource(view("b", "starting"));
  expect(await statesAt(nowMs, second)).toEqual(["b starting"]);
  expect(await statesAt(endedAtMs, second)).toEqual(["a late", "b starting"]);
  expect([(await second.runAt(endedAtMs)).catalogue, (await second.runAt(nowMs)).catalogue]).toEqual([7, 8]);
  await expect(second.sourcesAt(endedAtMs + 1)).rejects.toMatchObject({ code: "past.not-running" });
  await expect(second.sourcesAt(startMs - 1)).rejects.toMatchObject({ code: "past.before-kept" });
  await second.end();
});

it("claims nothing of the time that a kill took with it", async () => {
  const first = await run();
  first.onSource(view("a", "ok"));
  nowMs += 1_000;
  await first.sourcesAt(nowMs);
  nowMs += 5_000;
  first.onSource(view("a", "late", { reason: silent }));
  await first.kill();
  nowMs += 60_000;
  const second = await run();
  expect(await second.sourcesAt(startMs + 1_000)).toMatchObject([{ state: "ok" }]);
  await expect(second.sourcesAt(startMs + 3_000)).rejects.toMatchObject({ code: "past.not-running" });
  await second.end();
});

it("counts refusals of a run by whole minutes", async () => {
  const first = await run();
  first.onSource(view("a", "ok"));
  const tooOld = { code: "reading.too-old", params: { days: 3 } };
  first.onRefused("a", tooOld, 1);
  nowMs += 30_000;
  first.onRefused("a", tooOld, 4);
  // Written in the middle of a minute that goes on.
  expect(await first.refusalsAt("a", nowMs)).toEqual({ byCode: {}, last: [], asOfMs: startMs });
  first.onRefused("a", tooOld, 2);
  nowMs += 30_000;
  first.onRefused("a", silent, 1);
  expect(await first.refusalsAt("a", nowMs)).toEqual({
    ...{ byCode: { "reading.too-old": 7 }, asOfMs: startMs + minuteMs },
    last: [{ atMs: startMs + 30_000, reason: tooOld }],
  });
  expect(await first.refusalsAt("b", nowMs)).toBeUndefined();
  await first.end();

  nowMs += 2 * minuteMs;
  const second = await run();
  second.onSource(view("a", "ok"));
  expect(await second.refusalsAt("a", nowMs)).toMatchObject({ byCode: {} });
  await second.end();
});

it("keeps 400 days: what held when they begin stays, and a run's sum is as it was", async () => {
  const first = await run();
  first.onSource(view("a", "ok"));
  first.onSource(view("b", "ok"));
  for (let day = 0; day < 500; day += 1) {
    first.onRefused("a", silent, 1);
    if (day === 200) first.onSource(view("a", "late", { reason: silent }));
    if (day % 50 === 0) await first.sourcesAt(nowMs);
    nowMs += dayMs;
  }
  const sinceMs = nowMs - 400 * dayMs;
  await first.sourcesAt(nowMs);
  await first.store.knownThen.tidy(nowMs);
  await expect(first.sourcesAt(sinceMs - 1)).rejects.toMatchObject({ code: "past.before-kept" });
  expect((await first.sourcesAt(sinceMs)).map(({ state }) => state)).toEqual(["ok", "ok"]);
  expect((await first.sourcesAt(nowMs)).map(({ state }) => state)).toEqual(["late", "ok"]);
  expect((await first.refusalsAt("a", nowMs))?.byCode).toEqual({ [silent.code]: 500 });
  expect((await first.refusalsAt("a", sinceMs + dayMs))?.byCode).toEqual({ [silent.code]: 101 });
  await first.end();
});

it("keeps no more changes than it may, and knows from when on it does", async () => {
  const first = await run();
  await first.end();
  const database = openDatabase(folder.path);
  const repository = createRepository(database, folder.path, 100);
  const states = Array.from({ length: 150 }, (_, at) => ({
    atMs: startMs + at * minuteMs,
    view: { ...view("a", at % 2 === 0 ? "ok" : "late"), counts: undefined, line: undefined },
  })).map(({ atMs, view: { counts: _, line: __, ...then } }) => ({ atMs, view: then }));
  await repository.put(startMs, startMs + 150 * minuteMs, states, []);
  await repository.tidy(startMs + 150 * minuteMs);
  expect(await repository.sinceMs()).toBe(startMs + 59 * minuteMs);
  const known = { startedAtMs: startMs, untilMs: 0, catalogue: null };
  expect(await repository.statesAt(known, startMs + 59 * minuteMs)).toMatchObject([{ state: "late" }]);
  expect(await repository.statesAt(known, startMs + 58 * minuteMs)).toEqual([]);
  database.close();
});

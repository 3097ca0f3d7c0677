import { pino } from "pino";
import { expect, it } from "vitest";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceState } from "#contract/entities/source.ts";
import { centreFigures } from "#contract/source-scores/figures.ts";
import { createIngest } from "../../../../main/core/ingest/ingest.ts";
import { createStoring } from "../../../../main/core/ingest/storing.ts";
import { createSourceScores } from "../../../../main/core/source-scores/source-scores.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { siteWith } from "../connectors/rig.ts";

const offsetMs = 7 * 3_600_000;
const minute = 60_000;
const hour = 60 * minute;
const morning = Date.parse("2026-11-27T08:00:00+07:00");
const words = (vi: string) => ({ vi, en: vi });
/** A source that sends by itself, figures of the profile, and the centre's own indicators. */
function site(unit = "so-a"): Profile {
  const profile = siteWith([
    {
      id: "dem",
      type: "mqtt",
      name: words("Đếm"),
      url: "mqtt://x",
      topics: ["a"],
      lateAfter: "2m",
      mapping: "$",
      unit,
    },
    {
      id: "cong-bo",
      type: "published",
      name: words("Công bố"),
      publisher: words("A"),
      lateAfter: "900d",
      readings: [],
    },
  ]);
  const [like] = profile.indicators;
  const own = [centreFigures.sourcesOk, centreFigures.byHand].flatMap((code) => (like ? { ...like, code } : []));
  return {
    ...profile,
    units: [{ id: "so-a", name: words("Sở A") }],
    indicators: [...profile.indicators, ...own],
  };
}

/** Sources, ingest and scores on a store, with a clock that is moved by hand. */
async function open(folder: string, clock: { nowMs: number }, profile = site()) {
  const store = await openStore(folder, { dayOffsetMs: offsetMs, recoverWith: null });
  const storing = createStoring(store.readings);
  const now = () => clock.nowMs;
  const newest = new Map<string, Reading>();
  for (const one of await store.readings.latest()) newest.set(`${one.indicator}@${one.place}`, one);
  const scores = createSourceScores({
    ...{ profile, repository: store.sourceScores, readings: store.readings, past: store.past },
    ...{ newest: () => [...newest.values()], offsetMs, now, log: pino({ level: "silent" }) },
  });
  await scores.begin();
  storing.onStored(({ appended, newest: latest }) => {
    for (const one of latest) newest.set(`${one.indicator}@${one.place}`, one);
    scores.onStored(appended);
  });
  scores.start(storing);
  const ingest = createIngest({ profile, store: storing.store, readings: store.readings, now, onStoreFailure() {} });
  const { taker } = scores.counted({ taker: ingest });
  const tell = (state: SourceState) => scores.onSource({ id: "dem", state });
  return {
    ...{ scores, tell, newest },
    async send(value: unknown, asOfMs = clock.nowMs) {
      await taker.accept("dem", [{ indicator: "xe", value, asOf: asOfMs }]).outcome;
    },
    async report() {
      await scores.settled();
      return scores.report();
    },
    async close() {
      await scores.stop();
      await ingest.stop();
      await store.close();
    },
  };
}
type Opened = Awaited<ReturnType<typeof open>>;

/** A figure a minute, and a look at the source as often. */
async function minutes(
  opened: Opened,
  clock: { nowMs: number },
  count: number,
  value = (at: number): unknown => at % 900,
) {
  for (let at = 0; at < count; at++) {
    await opened.send(value(at));
    opened.tell("ok");
    clock.nowMs += minute;
  }
}

it("scores a source that does all it should, and goes on over a restart as if there had been none", async () => {
  await using folder = await temporaryFolder();
  const clock = { nowMs: morning };
  const first = await open(folder.path, clock);
  first.tell("ok");
  await minutes(first, clock, 60);
  await first.close();
  const second = await open(folder.path, clock);
  second.tell("ok");
  await minutes(second, clock, 60);
  const { sources, units, weights } = await second.report();
  const [source] = sources.filter(({ id }) => id === "dem");
  expect(source).toMatchObject({ unit: "so-a", total: 100, judged: 4, worst: null, isSimulated: false });
  expect(source?.days).toEqual([{ day: "2026-11-27", total: 100 }]);
  expect(units.map(({ unit, sources: count }) => [unit, count])).toEqual([
    ["so-a", 1],
    [null, 1],
  ]);
  expect(weights).toEqual({ right: 0.25, complete: 0.25, clean: 0.25, alive: 0.25 });
  // What is judged on nothing has no score, and so has its unit.
  expect(sources.find(({ id }) => id === "cong-bo")).toMatchObject({ total: null, judged: 0 });
  await second.close();
});

it("says what went wrong of each of the four", async () => {
  await using folder = await temporaryFolder();
  const clock = { nowMs: morning };
  const opened = await open(folder.path, clock);
  opened.tell("ok");
  // Half of what comes is out of range; then nothing comes for an hour.
  await minutes(opened, clock, 60, (at) => (at % 2 === 0 ? 9_999 : at));
  opened.tell("late");
  for (let at = 0; at < 60; at++) {
    clock.nowMs += minute;
    opened.tell("late");
  }
  // The same again, by itself; a value that is corrected.
  await opened.send(59, morning + 59 * minute);
  await opened.send(300, morning + 59 * minute);
  const { sources } = await opened.report();
  const marks = sources.find(({ id }) => id === "dem")?.marks;
  expect(marks?.right).toMatchObject({ cause: { kind: "refused", count: 30, last: { code: "reading.out-of-range" } } });
  expect(marks?.right.value).toBeCloseTo((100 * (31 - 1)) / 61, 6);
  expect(marks?.complete.cause).toMatchObject({ kind: "missing", indicator: "xe" });
  expect(marks?.clean).toMatchObject({ cause: { kind: "repeated", count: 1 } });
  expect(marks?.alive).toEqual({ value: 50, cause: { kind: "down", state: "late", ms: hour } });
  await opened.close();
});

it("leaves planned downtimes out, and says how long they were", async () => {
  await using folder = await temporaryFolder();
  const clock = { nowMs: morning };
  const opened = await open(folder.path, clock);
  opened.tell("ok");
  await minutes(opened, clock, 90);
  const maintenance = [{ fromMs: clock.nowMs, untilMs: clock.nowMs + hour }];
  for (let at = 0; at < 60; at++) {
    opened.scores.onSource({ id: "dem", state: "failing", maintenance });
    clock.nowMs += minute;
  }
  opened.tell("ok");
  const { sources } = await opened.report();
  const [source] = sources.filter(({ id }) => id === "dem");
  expect(source?.plannedMs).toBe(hour);
  expect(source?.marks.complete.value).toBe(100);
  expect(source?.marks.alive.value).toBeGreaterThan(98);
  await opened.close();
});

it("keeps each day by itself, with the unit that answered for the source then", async () => {
  await using folder = await temporaryFolder();
  const clock = { nowMs: Date.parse("2026-11-27T22:30:00+07:00") };
  const opened = await open(folder.path, clock);
  opened.tell("ok");
  await minutes(opened, clock, 200);
  await opened.report();
  opened.scores.replace(site("so-b"));
  await minutes(opened, clock, 60);
  const { sources, units } = await opened.report();
  expect(sources.find(({ id }) => id === "dem")?.days.map(({ day }) => day)).toEqual(["2026-11-27", "2026-11-28"]);
  expect(units.map(({ unit }) => unit)).toEqual(expect.arrayContaining(["so-a", "so-b"]));
  // What the centre says of itself stands among the figures.
  expect(opened.newest.get(`${centreFigures.sourcesOk}@tinh`)).toMatchObject({ value: 100, source: "derived" });
  expect(opened.newest.get(`${centreFigures.byHand}@tinh`)).toMatchObject({ value: 0 });
  await opened.close();
});

it("holds it against a source when a planned downtime is over, though nobody tells of that", async () => {
  await using folder = await temporaryFolder();
  const clock = { nowMs: morning };
  const opened = await open(folder.path, clock);
  const maintenance = [{ fromMs: morning, untilMs: morning + hour }];
  opened.scores.onSource({ id: "dem", state: "failing", maintenance });
  for (let at = 0; at < 150; at++) {
    clock.nowMs += minute;
    await opened.scores.settled();
  }
  const source = (await opened.report()).sources.find(({ id }) => id === "dem");
  expect(source?.plannedMs).toBe(hour);
  expect(source?.marks.alive).toEqual({ value: 0, cause: { kind: "down", state: "failing", ms: 1.5 * hour } });
  await opened.close();
});

it("counts each minute once over midnight, whatever happens in it", async () => {
  await using folder = await temporaryFolder();
  const clock = { nowMs: Date.parse("2026-11-27T22:00:00+07:00") };
  const opened = await open(folder.path, clock);
  opened.tell("ok");
  for (let at = 0; at < 480; at++) {
    clock.nowMs += minute / 2;
    // The state changes within the minute after midnight, before the clock's own look.
    if (at === 240) opened.tell("late");
    if (at % 2 === 1) await opened.scores.settled();
  }
  const source = (await opened.report()).sources.find(({ id }) => id === "dem");
  const { value, cause } = source?.marks.alive ?? {};
  expect(cause).toMatchObject({ kind: "down", state: "late" });
  expect(cause?.kind === "down" && Math.abs(cause.ms - 2 * hour) <= minute).toBe(true);
  expect(value).toBeGreaterThan(49);
  expect(value).toBeLessThan(51);
  await opened.close();
});

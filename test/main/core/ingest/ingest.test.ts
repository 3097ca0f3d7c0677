import { expect, it } from "vitest";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { defaultRetention } from "#contract/entities/retention.ts";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { createIngest } from "../../../../main/core/ingest/ingest.ts";
import { createStoring } from "../../../../main/core/ingest/storing.ts";
import type { ReadingsRepository } from "../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { siteWith } from "../connectors/rig.ts";

const nowMs = Date.parse("2026-01-02T03:04:05+07:00");
const simulatorUrl = "$".concat("{simulator.mqtt}");
const mqtt = { type: "mqtt", topics: ["#"], mapping: "$" };
const profile = siteWith([
  { ...mqtt, id: "that", url: "mqtt://a" },
  { ...mqtt, id: "mo-phong", url: simulatorUrl },
]);

const dayMs = 86_400_000;

async function startIngest(
  change: (readings: ReadingsRepository) => Pick<ReadingsRepository, "append"> = (r) => r,
  over: Partial<Profile> = {},
) {
  const site = { ...profile, ...over };
  const folder = await temporaryFolder();
  const store = await openStore(folder.path);
  const shown: (readonly Reading[])[] = [];
  const failures: [CodedMessage, readonly string[]][] = [];
  const each: Reading["value"][] = [];
  const storedWhenShown: number[] = [];
  const storing = createStoring(change(store.readings));
  storing.onStored(({ appended, newest }) => {
    for (const { outcome, reading } of appended) if (outcome === "stored") each.push(reading.value);
    if (newest.length === 0) return;
    shown.push(newest);
    void store.readings.counts().then((counts) => storedWhenShown.push(counts.readings));
  });
  const ingest = createIngest({
    ...{ profile: site, store: storing.store, readings: store.readings, now: () => nowMs },
    onStoreFailure: (reason, sources) => failures.push([reason, sources]),
  });
  return {
    ingest,
    profile: site,
    store,
    shown,
    failures,
    each,
    storedWhenShown,
    async [Symbol.asyncDispose]() {
      await ingest.stop();
      await store.close();
      await folder.remove();
    },
  };
}

it("refuses what is malformed or implausible, each with its code, and keeps the last twenty", async () => {
  await using rig = await startIngest();
  const good = { indicator: "xe", value: 5, asOf: nowMs };
  await using slow = await startIngest(undefined, {
    retention: { ...defaultRetention, raw: 400 * dayMs, hourly: 500 * dayMs },
  });
  const old = { ...good, asOf: nowMs - 400 * dayMs - 1 };
  expect(slow.ingest.accept("that", [old, { ...good, asOf: nowMs - 400 * dayMs }])).toMatchObject({
    valid: 1,
    refused: 1,
    reason: { code: "reading.too-old", params: { indicator: "xe", days: 400 } },
  });
  // Figures of longer periods are taken however old, unless their indicator sets a limit.
  const yearly = profile.indicators.map((one) => ({ ...one, period: "year" as const }));
  await using free = await startIngest(undefined, { indicators: yearly, retention: slow.profile.retention });
  expect(free.ingest.accept("that", [old]).valid).toBe(1);
  const limited = yearly.map((one) => ({ ...one, oldestAfter: 30 * dayMs }));
  await using strict = await startIngest(undefined, { indicators: limited });
  expect(strict.ingest.accept("that", [{ ...good, asOf: nowMs - 31 * dayMs }]).reason?.code).toBe("reading.too-old");
  const cases: [candidate: unknown, code: string][] = [
    [{ ...good, value: Number.NaN }, "reading.invalid"],
    [{ ...good, value: Number.POSITIVE_INFINITY }, "reading.invalid"],
    [{ ...good, asOf: "2026-01-02 03:04" }, "reading.invalid"],
    [{ ...good, asOf: 1.5 }, "reading.invalid"],
    [{ ...good, valeu: 5 }, "reading.invalid"],
    [undefined, "reading.invalid"],
    ["text", "reading.invalid"],
    [{ ...good, indicator: "khong-co" }, "reading.unknown-indicator"],
    [{ ...good, place: "khong-co" }, "reading.unknown-place"],
    [{ ...good, unit: "tấn" }, "reading.wrong-unit"],
    [{ ...good, value: 1_001 }, "reading.out-of-range"],
    [{ ...good, value: -1 }, "reading.out-of-range"],
    [{ ...good, value: "12,5" }, "reading.out-of-range"],
    [{ ...good, asOf: nowMs + 5 * 60_000 + 1 }, "reading.from-future"],
    [{ ...good, issuedAt: nowMs + 5 * 60_000 + 1 }, "reading.from-future"],
  ];
  for (const [candidate, code] of cases) {
    const acceptance = rig.ingest.accept("that", [candidate]);
    expect([acceptance.valid, acceptance.refused, acceptance.reason?.code], JSON.stringify(candidate)).toEqual([
      0,
      1,
      code,
    ]);
  }
  expect(rig.ingest.refusals("that").byCode).toMatchObject({ "reading.invalid": 7, "reading.from-future": 2 });
  expect(rig.ingest.refusals("that").last.at(-1)?.reason.params).toMatchObject({ indicator: "xe" });
  rig.ingest.accept(
    "that",
    Array.from({ length: 50 }, () => null),
  );
  expect(rig.ingest.refusals("that").last).toHaveLength(20);
  expect(rig.ingest.refusals("mo-phong")).toEqual({ byCode: {}, last: [] });
  // One bad reading does not take the good ones beside it.
  const mixed = rig.ingest.accept("that", [good, null, { ...good, asOf: nowMs + 5 * 60_000, unit: "xe" }]);
  expect([mixed.valid, mixed.refused]).toEqual([2, 1]);
  expect((await mixed.outcome).isStored).toBe(true);
  expect((await rig.store.readings.counts()).readings).toBe(2);
});

it("marks whatever the simulator sends as simulated, and gives others their source's status or their own", async () => {
  await using rig = await startIngest();
  const claim = { indicator: "xe", value: 5, asOf: nowMs, status: "official" };
  await rig.ingest.accept("mo-phong", [claim]).outcome;
  await rig.ingest.accept("that", [{ ...claim, asOf: nowMs + 1 }]).outcome;
  await rig.ingest.accept("that", [{ indicator: "xe", value: 6, asOf: nowMs + 2 }]).outcome;
  expect(rig.shown.flat().map((one) => one.status)).toEqual(["simulated", "official", "preliminary"]);
});

it("stores what arrives in one tick in one transaction, shows it only then, and only what is newest", async () => {
  const batches: number[] = [];
  await using rig = await startIngest((readings) => ({
    append(batch) {
      batches.push(batch.length);
      return readings.append(batch);
    },
  }));
  const at = (ms: number, value: number, place = "tinh") => ({ indicator: "xe", place, value, asOf: nowMs + ms });
  const first = rig.ingest.accept("that", [at(1, 1), at(3, 3)]);
  const second = rig.ingest.accept("mo-phong", [at(2, 2), at(0, 0, "huu-nghi"), at(3, 3)]);
  expect(rig.shown).toEqual([]);
  expect(await first.outcome).toEqual({
    ...{ isStored: true, each: ["stored", "stored"], storedAtMs: nowMs, failure: null },
  });
  await until(() => rig.storedWhenShown.length === 1);
  expect(batches).toEqual([5]);
  // at(3) of the other source differs by its source and status: a revision of its own.
  expect(rig.shown.map((readings) => readings.map((r) => [r.place, r.value, r.revision]))).toEqual([
    [
      ["tinh", 3, 1],
      ["huu-nghi", 0, 0],
    ],
  ]);
  expect(rig.storedWhenShown).toEqual([5]);
  expect((await second.outcome).each).toEqual(["stored", "stored", "stored"]);
  const again = await rig.ingest.accept("that", [at(1, 1)]).outcome;
  expect(again).toMatchObject({ isStored: true, each: ["repeated"], storedAtMs: null });
  expect(rig.shown).toHaveLength(1);
});

it("while the store fails it waits, says so, refuses what is too much, and loses nothing of what it took", async () => {
  let isFull = true;
  await using rig = await startIngest((readings) => ({
    async append(batch) {
      if (isFull) throw new CodedError("store.full", { folder: "/d" });
      return readings.append(batch);
    },
  }));
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ indicator: "xe", value: (from + at) % 1_000, asOf: from + at }));
  const first = rig.ingest.accept("that", many(0, 10_000));
  await until(() => rig.ingest.storeFailure() !== null);
  expect(rig.failures.at(-1)).toMatchObject([{ code: "store.full" }, ["that"]]);
  for (let from = 10_000; from < 50_000; from += 10_000)
    expect(rig.ingest.accept("that", many(from, 10_000)).hasNoRoom).toBe(false);
  const over = rig.ingest.accept("mo-phong", many(50_000, 1));
  expect(rig.ingest.refusals("mo-phong").byCode).toEqual({ "store.full": 1 });
  expect([over.hasNoRoom, over.valid, over.reason?.code, (await over.outcome).isStored]).toEqual([
    true,
    0,
    "store.full",
    false,
  ]);
  isFull = false;
  expect((await first.outcome).isStored).toBe(true);
  await until(async () => (await rig.store.readings.counts()).readings === 50_000);
  expect(rig.ingest.storeFailure()).toBeNull();
  // In the order it came.
  const values = rig.shown.flat().map((reading) => reading.asOfMs);
  expect(values).toEqual([...values].sort((a, b) => a - b));
});

it("stores what is queued when it is stopped, and gives up what cannot be stored", async () => {
  await using rig = await startIngest();
  const queued = rig.ingest.accept(
    "that",
    Array.from({ length: 5_000 }, (_, at) => ({ indicator: "xe", value: 1, asOf: at })),
  );
  await rig.ingest.stop();
  expect((await queued.outcome).isStored).toBe(true);
  expect((await rig.store.readings.counts()).readings).toBe(5_000);
  expect(rig.ingest.accept("that", [{ indicator: "xe", value: 1, asOf: 1 }]).hasNoRoom).toBe(true);

  await using failing = await startIngest(() => ({
    append: () => Promise.reject(new CodedError("store.failed", { folder: "/d", detail: "x" })),
  }));
  const lost = failing.ingest.accept("that", [{ indicator: "xe", value: 1, asOf: 1 }]);
  await failing.ingest.stop();
  expect((await lost.outcome).isStored).toBe(false);
});

it("tells each stored reading once, late ones too, and no repetition", async () => {
  await using rig = await startIngest();
  const at = (value: number, asOf: number) => ({ indicator: "xe", value, asOf });
  const sets = [[at(5, nowMs)], [at(4, nowMs - 1_000), at(5, nowMs)], [at(4, nowMs - 1_000)]];
  for (const set of sets) await rig.ingest.accept("that", set).outcome;
  expect(rig.each).toEqual([5, 4]);
});

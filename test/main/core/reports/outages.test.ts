import { readFile } from "node:fs/promises";
import path from "node:path";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Outage } from "#contract/entities/outage.ts";
import { Profile } from "#contract/entities/profile.ts";
import type { SourceState } from "#contract/entities/source.ts";
import { OutageList } from "#contract/http.ts";
import { createOutages, type Outages } from "../../../../main/core/reports/outages.ts";
import type { SqliteStore } from "../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { smallProfile } from "../api/server-for-test.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = Date.parse("2026-11-24T00:00:00Z");
const { indicators } = Profile.parse(parse(await readFile(path.join(smallProfile, "profile.yaml"), "utf8")));
const names = { vi: "Nguồn", en: "Source" };

/** A store and reports on it that can be opened again, and a clock that is set by hand; times are from its beginning. */
async function rig() {
  const folder = await temporaryFolder();
  let nowMs = startMs;
  let store: SqliteStore;
  let outages: Outages;
  const open = async () => {
    store = await openStore(folder.path);
    const latest = await store.readings.latest();
    outages = createOutages({
      repository: store.outages,
      past: store.past,
      indicators,
      sources: new Map(["a", "b"].map((id) => [id, names])),
      centres: [],
      newest: () => latest,
      offsetMs: 7 * hourMs,
      now: () => nowMs,
      log: pino({ level: "silent" }),
    });
    await outages.begin(store.upkeep.setAside());
  };
  await open();
  return {
    at(ms: number) {
      nowMs = startMs + ms;
    },
    say: (id: string, state: SourceState, sinceMs: number, lastReadingAtMs: number | null = null) =>
      outages.onSource({
        id,
        state,
        sinceMs: startMs + sinceMs,
        lastReadingAtMs: lastReadingAtMs === null ? null : startMs + lastReadingAtMs,
      }),
    async stored(source: string, ...asOf: number[]) {
      const batch = asOf.map((ms) => ({
        ...{
          indicator: "xe-cho",
          place: source === "a" ? "cua-a" : "tinh",
          value: ms,
          asOfMs: startMs + ms,
          receivedAtMs: nowMs,
          source,
        },
        ...{ status: "official" as const, quality: "good" as const },
      }));
      for (const { reading } of await store.readings.append(batch)) outages.onStored(reading);
    },
    list: (limit = 100, before?: string) => outages.list(limit, before),
    asOf: (ms: number) => outages.list(100, undefined, startMs + ms),
    acknowledge: (id: string, name: string) => outages.acknowledge(id, { by: { role: "operator", name }, note: "" }),
    /** As after kill -9: nothing is said or written at the end. */
    async reopen(isKilled = true) {
      if (!isKilled) await outages.stop();
      await store.close();
      await open();
    },
    store: () => store,
    async [Symbol.asyncDispose]() {
      await outages.stop();
      await store.close();
      await folder.remove();
    },
  };
}

const inWords = (one: Outage | undefined) =>
  one?.kind === "source"
    ? `${one.source} ${(one.fromMs - startMs) / minuteMs}-${(one.toMs - startMs) / minuteMs} ${one.cause} caught up ${one.caughtUp}, periods ${one.periods.expected}/${one.periods.late}/${one.periods.missing}`
    : (one?.kind ?? "none");
const everyMinute = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => (from + at) * minuteMs + 1_000);

describe("outages", () => {
  it("tell what was missed of the whole periods, what of it came afterwards, and what remains missing", async () => {
    await using here = await rig();
    here.say("a", "starting", 0);
    here.say("a", "ok", 1);
    await here.stored("a", ...everyMinute(0, 10));
    // The newest readings are those of the last opening.
    here.at(9.9 * minuteMs);
    await here.reopen(false);
    here.at(12 * minuteMs);
    here.say("a", "late", 10 * minuteMs, 9.5 * minuteMs);
    here.say("a", "failing", 12 * minuteMs);
    expect(await here.list()).toEqual([]);
    here.at(36 * minuteMs);
    await here.stored("a", ...everyMinute(30, 36));
    here.say("a", "ok", 36 * minuteMs);
    expect((await here.list()).map(inWords)).toEqual(["a 9.5-36 source caught up 6, periods 26/6/20"]);
    await here.stored("a", ...everyMinute(20, 30), 21 * minuteMs + 2_000);
    await here.stored("b", ...everyMinute(10, 12));
    here.at(3 * hourMs);
    await here.reopen(false);
    const [told] = await here.list();
    expect(inWords(told)).toBe("a 9.5-36 source caught up 17, periods 26/16/10");
    expect(told).toMatchObject({
      name: names,
      machine: null,
      acknowledgement: null,
      indicators: [{ indicator: "xe-cho", expected: 26, late: 16, missing: 10 }],
    });
    // Days later it still counts, but not for ever.
    here.at(36 * minuteMs + 6 * 24 * hourMs);
    await here.stored("a", ...everyMinute(15, 16));
    await here.reopen(false);
    expect(inWords((await here.list()).at(-1))).toBe("a 9.5-36 source caught up 18, periods 26/17/9");
    here.at(37 * minuteMs + 7 * 24 * hourMs);
    await here.reopen();
    await here.stored("a", ...everyMinute(16, 17));
    await here.reopen(false);
    expect(inWords((await here.list()).at(-1))).toBe("a 9.5-36 source caught up 18, periods 26/17/9");
  });

  it("expect nothing of a series that was lost long before, nor of years", async () => {
    await using here = await rig();
    await here.stored("a", 0);
    here.at(2 * hourMs);
    await here.reopen(false);
    here.say("b", "failing", 2 * hourMs);
    here.say("a", "ok", 2 * hourMs);
    here.say("a", "failing", 3 * hourMs);
    here.say("a", "ok", 4 * hourMs);
    here.say("b", "ok", 5 * hourMs);
    const told = (await here.list()).map(inWords).filter((words) => !words.includes("core"));
    expect(told).toEqual([
      "b 120-300 source caught up 0, periods 0/0/0",
      "a 180-240 source caught up 0, periods 0/0/0",
    ]);
  });

  it("are not a line that blinked, nor a source that was always well", async () => {
    await using here = await rig();
    here.say("a", "failing", 1_000);
    here.say("a", "ok", 20_000);
    here.say("a", "ok", 90_000);
    here.at(91_000);
    await here.reopen(false);
    here.at(92_000);
    here.say("a", "ok", 91_500);
    expect(await here.list()).toEqual([]);
  });

  it("go on over a killed core, and tell of the time in which none ran", async () => {
    await using here = await rig();
    await here.stored("b", ...everyMinute(0, 10));
    here.at(10 * minuteMs);
    await here.reopen(false);
    here.say("a", "failing", 5 * minuteMs);
    here.say("b", "ok", 5 * minuteMs);
    await until(async () => (await here.store().outages.recent(0, 9)).length === 1, {
      what: "the outage written down",
    });
    here.at(190 * minuteMs);
    await here.reopen();
    here.say("a", "starting", 190 * minuteMs);
    here.say("b", "starting", 190 * minuteMs);
    await here.stored("b", ...everyMinute(100, 130));
    here.say("b", "ok", 191 * minuteMs);
    here.say("a", "ok", 195 * minuteMs);
    expect((await here.list()).map(inWords)).toEqual([
      "a 5-195 source caught up 0, periods 0/0/0",
      "b 10-191 core caught up 30, periods 181/30/151",
    ]);
  });

  it("are listed in pages, and acknowledged once: the first stays, also over a restart", async () => {
    await using here = await rig();
    for (let count = 0; count < 7; count += 1) {
      here.say("a", "refused", count * minuteMs);
      here.say("b", "refused", count * minuteMs);
      here.say("a", "ok", count * minuteMs + 40_000);
      here.say("b", "ok", count * minuteMs + 40_000);
    }
    const all = await here.list();
    expect(all.map((one) => one.toMs)).toEqual(all.map((one) => one.toMs).sort((a, b) => b - a));
    expect(all).toHaveLength(14);
    const pages: Outage[] = [];
    for (;;) {
      const page = await here.list(3, pages.at(-1)?.id);
      if (page.length === 0) break;
      pages.push(...page);
    }
    expect(pages).toEqual(all);

    const id = all[3]?.id ?? "";
    here.at(hourMs);
    const first = await here.acknowledge(id, "Trực ban 1");
    const acknowledgement = { atMs: startMs + hourMs, by: { role: "operator", name: "Trực ban 1" }, note: "" };
    expect(first).toMatchObject({ id, acknowledgement: { ...acknowledgement, forwarding: "none" } });
    here.at(2 * hourMs);
    expect(await here.acknowledge(id, "Trực ban 2")).toEqual(first);
    expect(await here.acknowledge("00000000-0000-4000-8000-000000000000", "Trực ban 2")).toBeUndefined();
    here.say("a", "failing", 2 * hourMs);
    await here.reopen();
    expect((await here.list())[3]).toEqual(first);
    // As it was known then: those that were over, and what was acknowledged later was not yet.
    expect(await here.asOf(39_999)).toEqual([]);
    expect(await here.asOf(40_000)).toHaveLength(2);
    expect((await here.asOf(hourMs - 1))[3]).toMatchObject({ id, acknowledgement: null });
    expect((await here.asOf(hourMs))[3]).toEqual(first);
    expect(OutageList.parse({ outages: await here.list() }).outages).toHaveLength(14);
  });

  it("are kept for 400 days", async () => {
    await using here = await rig();
    here.say("a", "failing", 0);
    here.say("a", "ok", hourMs);
    expect(await here.list()).toHaveLength(1);
    for (const [days, count] of [
      [399, 2],
      [402, 2],
    ] as const) {
      here.at(days * 24 * hourMs);
      here.say("a", "failing", days * 24 * hourMs - hourMs);
      here.say("a", "ok", days * 24 * hourMs);
      expect(await here.list()).toHaveLength(count);
    }
  });
});

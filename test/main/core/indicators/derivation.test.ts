import pino from "pino";
import { expect, it } from "vitest";
import { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { createDerivation } from "../../../../main/core/indicators/derivation.ts";
import { createIngest } from "../../../../main/core/ingest/ingest.ts";
import type { NewReading } from "../../../../main/core/store/repositories.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { siteWith } from "../connectors/rig.ts";
import { reading } from "../store/series.ts";

const offsetMs = 7 * 3_600_000;
const dayMs = 86_400_000;
const at = (text: string) => Date.parse(`${text}+07:00`);
const monthEnd = (year: number, month: number) => Date.UTC(year, month, 1) - offsetMs - 1_000;

const spring = { fromMs: at("2025-12-01T00:00:00"), toMs: at("2026-03-01T00:00:00") };

const words = (vi: string) => ({ vi, en: vi });
/** A site with the indicators a test names: `period` and what is said of it besides. */
function site(indicators: Record<string, Record<string, unknown>>): Profile {
  const base = siteWith([{ type: "mqtt", url: "mqtt://a", topics: ["#"], mapping: "$" }]);
  return Profile.parse({
    ...JSON.parse(JSON.stringify({ ...base, retention: undefined, sources: undefined, indicators: undefined })),
    sources: [
      { id: "nguon", name: words("N"), lateAfter: "1m", type: "mqtt", url: "mqtt://a", topics: ["#"], mapping: "$" },
    ],
    indicators: Object.entries(indicators).map(([code, more]) => ({
      ...{ code, name: words(code), unit: words("u"), sector: "a", period: "month", decimals: 0 },
      freshness: { lateAfter: "40d", staleAfter: "60d", lostAfter: "90d" },
      ...more,
    })),
  });
}

async function rigOf(profile: Profile) {
  const folder = await temporaryFolder();
  const store = await openStore(folder.path, { dayOffsetMs: offsetMs });
  const shown: Reading[] = [];
  const derivation = createDerivation({
    profile,
    readings: store.readings,
    past: store.past,
    offsetMs,
    now: () => 9e12,
    log: pino({ level: "silent" }),
    onStored: (readings) => shown.push(...readings),
  });
  return {
    store,
    shown,
    derivation,
    async put(indicator: string, asOfMs: number, value: NewReading["value"], over: Partial<NewReading> = {}) {
      await derivation.append([reading({ indicator, place: "tinh", asOfMs, value, ...over })]);
      await derivation.settled();
    },
    async newest(indicator: string, place = "tinh") {
      return (await store.readings.latest()).find((one) => one.indicator === indicator && one.place === place);
    },
    history: async (indicator: string) =>
      (await store.readings.history({ ...{ indicator, place: "tinh", points: 2_000 }, ...spring })).map(
        ([, value]) => value,
      ),
    async [Symbol.asyncDispose]() {
      await derivation.stop();
      await store.close();
      await folder.remove();
    },
  };
}

it("sums over places: as fresh as the oldest part, as provisional as the least official, and nothing while one is missing", async () => {
  await using rig = await rigOf(
    site({ a: {}, tong: { derived: { kind: "sum", of: "a", places: ["tinh", "huu-nghi"] } } }),
  );
  await rig.put("a", 1_000, 10, { status: "official" });
  expect(await rig.newest("tong")).toBeUndefined();
  await rig.put("a", 500, 5, { place: "huu-nghi", status: "estimated", quality: "uncertain" });
  expect(await rig.newest("tong")).toMatchObject({
    ...{ value: 15, asOfMs: 500, status: "estimated", quality: "uncertain", source: "derived", revision: 0 },
  });
  // A revision of a part is a revision of the sum.
  await rig.put("a", 500, 7, { place: "huu-nghi", status: "official" });
  expect(await rig.newest("tong")).toMatchObject({ value: 17, asOfMs: 500, status: "official", revision: 1 });
  await rig.put("a", 2_000, 1, { status: "simulated" });
  expect(await rig.newest("tong")).toMatchObject({ value: 8, asOfMs: 500, status: "simulated" });
  await rig.put("a", 1_500, null, { place: "huu-nghi" });
  expect(await rig.newest("tong")).toMatchObject({ value: null, asOfMs: 1_500 });
  expect(rig.shown.map((one) => one.value)).toEqual([15, 17, 8, null]);
});

it("computes differences, ratios, and what is per head, at each place, also from what is derived itself", async () => {
  await using rig = await rigOf(
    site({
      thu: {},
      chi: {},
      dan: { period: "year" },
      "can-doi": { derived: { kind: "difference", of: "thu", minus: "chi" } },
      "ty-le": { derived: { kind: "ratio", of: "chi", to: "thu", times: 100 } },
      "moi-nguoi": { derived: { kind: "per-head", of: "can-doi", population: "dan", times: 1_000 } },
    }),
  );
  for (const place of ["tinh", "huu-nghi"]) {
    await rig.put("dan", 10, 200, { place });
    await rig.put("thu", 1_000, 80, { place });
    await rig.put("chi", 1_000, 60, { place });
  }
  for (const place of ["tinh", "huu-nghi"]) {
    expect((await rig.newest("can-doi", place))?.value).toBe(20);
    expect((await rig.newest("ty-le", place))?.value).toBe(75);
    expect(await rig.newest("moi-nguoi", place)).toMatchObject({ value: 100, asOfMs: 10 });
  }
  // A division by zero is no value, not infinity.
  await rig.put("thu", 2_000, 0);
  await rig.put("chi", 2_000, 5);
  expect(await rig.newest("ty-le")).toMatchObject({ value: null, asOfMs: 2_000 });
});

it("averages, adds up since the beginning of the site's year, and works a late revision into all that came after", async () => {
  await using rig = await rigOf(
    site({
      a: { period: "day" },
      tb: { derived: { kind: "average", of: "a", over: "3d" } },
      "luy-ke": { derived: { kind: "cumulative", of: "a" } },
    }),
  );
  const days = ["2025-12-30T12:00:00", "2026-01-01T00:30:00", "2026-01-02T00:30:00", "2026-01-03T00:30:00"].map(at);
  for (const [index, day] of days.entries()) await rig.put("a", day, [100, 1, 2, 6][index] ?? 0);
  expect(await rig.history("luy-ke")).toEqual([100, 1, 3, 9]);
  expect((await rig.newest("tb"))?.value).toBe(3);
  await rig.put("a", days[1] ?? 0, 4);
  expect(await rig.history("luy-ke")).toEqual([100, 4, 6, 12]);
  expect((await rig.newest("tb"))?.value).toBe(4);
  expect((await rig.newest("luy-ke"))?.revision).toBe(1);
});

it("derives every instant of what comes together in one set", async () => {
  await using rig = await rigOf(site({ a: { period: "day" }, "luy-ke": { derived: { kind: "cumulative", of: "a" } } }));
  const days = [1, 2, 3, 4].map((day) => at(`2026-01-0${day}T10:00:00`));
  const set = days.map((asOfMs) => reading({ indicator: "a", place: "tinh", asOfMs, value: 10 }));
  await rig.derivation.append(set.slice(0, 2));
  await rig.derivation.append(set.slice(2));
  await rig.derivation.settled();
  expect(await rig.history("luy-ke")).toEqual([10, 20, 30, 40]);
});

it("compares with the period before, the same one of last year, and the plan", async () => {
  await using rig = await rigOf(
    site({
      a: { plan: 200 },
      "so-thang-truoc": { derived: { kind: "change", of: "a", against: "previous-period" } },
      "so-cung-ky": { derived: { kind: "change", of: "a", against: "last-year", as: "difference" } },
      "so-ke-hoach": { derived: { kind: "change", of: "a", against: "plan", as: "share" } },
    }),
  );
  await rig.put("a", monthEnd(2024, 2), 80, { status: "official" });
  expect((await rig.newest("so-ke-hoach"))?.value).toBe(40);
  expect(await rig.newest("so-thang-truoc")).toBeUndefined();
  await rig.put("a", monthEnd(2025, 1), 100, { status: "official" });
  await rig.put("a", monthEnd(2025, 2), 130, { status: "preliminary" });
  expect((await rig.newest("so-thang-truoc"))?.value).toBeCloseTo(30);
  // The last of February 2024, a day longer than that of 2025.
  expect(await rig.newest("so-cung-ky")).toMatchObject({
    ...{ value: 50, asOfMs: monthEnd(2025, 2), status: "preliminary" },
  });
  await rig.put("a", monthEnd(2025, 1), 65);
  expect((await rig.newest("so-thang-truoc"))?.value).toBeCloseTo(100);
});

it("derives at the start what the last run had stored and not yet worked in, once", async () => {
  await using rig = await rigOf(site({ a: {}, b: { derived: { kind: "average", of: "a", over: "1d" } } }));
  await rig.store.readings.append([reading({ indicator: "a", place: "tinh", asOfMs: dayMs, value: 3 })]);
  await rig.derivation.deriveAll(await rig.store.readings.latest());
  expect((await rig.newest("b"))?.value).toBe(3);
  await rig.derivation.deriveAll(await rig.store.readings.latest());
  expect((await rig.newest("b"))?.revision).toBe(0);
  expect(rig.shown).toHaveLength(1);
});

it("takes derived figures from no source, and refuses a profile that computes in a circle or from nothing", async () => {
  const profile = site({ a: {}, b: { derived: { kind: "average", of: "a", over: "1d" } } });
  await using rig = await rigOf(profile);
  const ingest = createIngest({ profile, readings: rig.derivation, now: Date.now, onStored() {}, onOutcome() {} });
  expect(ingest.accept("nguon", [{ indicator: "b", value: 1, asOf: 1 }]).reason?.code).toBe("reading.derived");
  await ingest.accept("nguon", [{ indicator: "a", value: 1, asOf: dayMs }]).stored;
  await rig.derivation.settled();
  expect((await rig.newest("b"))?.value).toBe(1);
  await ingest.stop();
  const difference = (of: string, minus: string) => ({ derived: { kind: "difference", of, minus } });
  expect(() => site({ a: difference("b", "c"), b: difference("c", "a"), c: {} })).toThrow(/circle: a → b → a/);
  expect(() => site({ a: difference("a", "a") })).toThrow(/circle/);
  expect(() => site({ a: difference("b", "c"), c: {} })).toThrow(/unknown indicator b/);
  expect(() => site({ a: { period: "minute" }, b: { derived: { kind: "cumulative", of: "a" } } })).toThrow(/day \|/);
});

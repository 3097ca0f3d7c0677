import { expect, it } from "vitest";
import { createIngest } from "../../../../main/core/ingest/ingest.ts";
import { reading } from "../store/series.ts";
import { at, monthEnd, rigOf, site } from "./rig.ts";

const dayMs = 86_400_000;

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

it("is computed at the kinds of places alone that the indicator is counted at", async () => {
  await using rig = await rigOf(
    site(
      { a: {}, b: {}, "ty-le": { places: ["province"], derived: { kind: "ratio", of: "a", to: "b" } } },
      { places: [{ id: "xa-a", kind: "commune" }] },
    ),
  );
  for (const place of ["tinh", "xa-a"]) {
    await rig.put("a", 1_000, 1, { place });
    await rig.put("b", 1_000, 2, { place });
  }
  expect(await rig.newest("ty-le")).toMatchObject({ value: 0.5 });
  expect(rig.shown.map(({ place }) => place)).toEqual(["tinh"]);
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
    // A figure by the year stands beside those by the month until the next is due, and makes them no older.
    expect(await rig.newest("moi-nguoi", place)).toMatchObject({ value: 100, asOfMs: 1_000 });
  }
  // Once it is overdue it is the oldest part, and the whole as old as it.
  const late = 10 + 41 * dayMs;
  await rig.put("thu", late, 90);
  await rig.put("chi", late, 80);
  expect(await rig.newest("can-doi")).toMatchObject({ value: 10, asOfMs: late });
  expect(await rig.newest("moi-nguoi")).toMatchObject({ asOfMs: 1_000, value: 100 });
  expect(await rig.store.past.newestIn("moi-nguoi", "tinh", 0, 999)).toMatchObject({ value: 50, asOfMs: 10 });
  // A division by zero is no value, not infinity.
  await rig.put("thu", late + 1, 0);
  await rig.put("chi", late + 1, 5);
  expect(await rig.newest("ty-le")).toMatchObject({ value: null, asOfMs: late + 1 });
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
  await rig.storing.store(set.slice(0, 2));
  await rig.storing.store(set.slice(2));
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

it("adds up only what is of the same period: one place's May never goes with another's April", async () => {
  await using rig = await rigOf(
    site({ a: {}, tong: { derived: { kind: "sum", of: "a", places: ["tinh", "huu-nghi"] } } }),
  );
  const [april, may] = [monthEnd(2025, 4), monthEnd(2025, 5)];
  await rig.put("a", april, 10);
  await rig.put("a", april - 5 * dayMs, 5, { place: "huu-nghi" });
  await rig.put("a", may, 100);
  expect(await rig.newest("tong")).toMatchObject({ value: 15, asOfMs: april - 5 * dayMs, revision: 0 });
  await rig.put("a", may + 3_600_000, 200);
  expect(await rig.newest("tong")).toMatchObject({ value: 15, revision: 0 });
  await rig.put("a", may - 3_600_000, 7, { place: "huu-nghi" });
  expect(await rig.newest("tong")).toMatchObject({ value: 107, asOfMs: may - 3_600_000 });
});

it("takes what held at one moment of figures by the minute", async () => {
  await using rig = await rigOf(
    site({
      a: { period: "minute" },
      tong: { period: "minute", derived: { kind: "sum", of: "a", places: ["tinh", "huu-nghi"] } },
    }),
  );
  const start = at("2026-01-05T08:00:00");
  await rig.put("a", start + 10_000, 1);
  await rig.put("a", start + 40_000, 10, { place: "huu-nghi" });
  expect(await rig.newest("tong")).toMatchObject({ value: 11, asOfMs: start + 10_000 });
  // One falls silent: the sum stays what it was then, as old as that, whatever the other says meanwhile.
  for (const minute of [1, 2, 3]) await rig.put("a", start + minute * 60_000, 100 * minute);
  expect(await rig.newest("tong")).toMatchObject({ value: 11, asOfMs: start + 10_000, revision: 0 });
  await rig.put("a", start + 3 * 60_000, 20, { place: "huu-nghi" });
  expect(await rig.newest("tong")).toMatchObject({ value: 320, asOfMs: start + 3 * 60_000 });
});

it("gives no sum since the beginning of the year while a month of it is missing, and counts a day's last value only", async () => {
  await using rig = await rigOf(
    site({
      a: {},
      "luy-ke": { derived: { kind: "cumulative", of: "a" } },
      ngay: { period: "day" },
      "luy-ke-ngay": { derived: { kind: "cumulative", of: "ngay" } },
    }),
  );
  await rig.put("a", monthEnd(2026, 1), 1, { status: "official" });
  await rig.put("a", monthEnd(2026, 3), 4);
  expect(await rig.newest("luy-ke")).toMatchObject({ value: 1, asOfMs: monthEnd(2026, 1), status: "official" });
  await rig.put("a", monthEnd(2026, 2) - dayMs, 99);
  await rig.put("a", monthEnd(2026, 2), 2);
  expect(await rig.newest("luy-ke")).toMatchObject({ value: 7, asOfMs: monthEnd(2026, 3), status: "preliminary" });
  for (const [time, value] of [
    ["01T08:00:00", 3],
    ["01T17:00:00", 5],
    ["02T08:00:00", 1],
  ] as const)
    await rig.put("ngay", at(`2026-01-${time}`), value);
  expect((await rig.newest("luy-ke-ngay"))?.value).toBe(6);
});

it("works a population that comes late into the months after it, and is known only from when it was derived", async () => {
  await using rig = await rigOf(
    site({
      thu: {},
      dan: { period: "year", freshness: { lateAfter: "450d", staleAfter: "540d", lostAfter: "820d" } },
      "moi-nguoi": { derived: { kind: "per-head", of: "thu", population: "dan" } },
    }),
  );
  await rig.put("dan", at("2024-12-31T00:00:00"), 10);
  for (const month of [1, 2]) await rig.put("thu", monthEnd(2026, month), 100);
  const perMonth = () =>
    rig.history("moi-nguoi", "tinh", { fromMs: at("2026-01-01T00:00:00"), toMs: monthEnd(2026, 12) });
  await rig.put("dan", at("2025-12-31T00:00:00"), 20);
  expect(await perMonth()).toEqual([5, 5]);
  const known = (knownAtMs: number) => rig.store.readings.latest(knownAtMs);
  expect((await known(8e12)).map((one) => one.indicator)).not.toContain("moi-nguoi");
  expect((await known(9e12)).map((one) => one.indicator)).toContain("moi-nguoi");
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

it("takes derived figures from no source", async () => {
  const profile = site({ a: {}, b: { derived: { kind: "average", of: "a", over: "1d" } } });
  await using rig = await rigOf(profile);
  const ingest = createIngest({
    profile,
    store: rig.storing.store,
    readings: rig.store.readings,
    now: Date.now,
    onStoreFailure() {},
  });
  expect(ingest.accept("nguon", [{ indicator: "b", value: 1, asOf: 1 }]).reason?.code).toBe("reading.derived");
  await ingest.accept("nguon", [{ indicator: "a", value: 1, asOf: dayMs }]).outcome;
  await rig.derivation.settled();
  expect((await rig.newest("b"))?.value).toBe(1);
  await ingest.stop();
});

import { expect, it } from "vitest";
import type { Profile } from "#contract/entities/profile.ts";
import { registryOf } from "../../../../main/core/calculations/registry.ts";
import { explain } from "../../../../main/core/indicators/explanation.ts";
import { siteEdition } from "../calculations/by-edition.ts";
import { reading } from "../store/series.ts";
import { at, monthEnd, rigOf, site } from "./rig.ts";

type Rig = Awaited<ReturnType<typeof rigOf>>;
const hourMs = 3_600_000;
const hourly = { period: "hour" };
const calculation = (name: string, inputs: Record<string, string>) => ({
  derived: { kind: "calculation", name, inputs },
});
const opened = (rig: Rig, profile: Profile, code: string, atMs?: number) => {
  const indicators = new Map(profile.indicators.map((one) => [one.code, one] as const));
  const around = { past: rig.store.past, indicators, registry: registryOf(profile), offsetMs: 7 * hourMs };
  const indicator = indicators.get(code);
  if (indicator === undefined) throw new Error(code);
  return explain(indicator, "tinh", atMs, around);
};

it("calculates from figures of one period, as good as the worst of them, and from what is calculated itself", async () => {
  const profile = site({
    nhan: {},
    dung: {},
    "diem.tien-do": calculation("766.progress", { received: "nhan", "on-time": "dung" }),
    "diem.nua": calculation("dossiers.on-time-rate", { received: "nhan", "on-time": "diem.tien-do" }),
  });
  await using rig = await rigOf(profile);
  const [may, june] = [monthEnd(2026, 5), monthEnd(2026, 6)];
  await rig.put("nhan", may, 40, { status: "official" });
  expect(await rig.newest("diem.tien-do")).toBeUndefined();
  await rig.put("dung", may, 30, { status: "estimated", quality: "uncertain" });
  expect(await rig.newest("diem.tien-do")).toMatchObject({
    ...{ value: 15, asOfMs: may, status: "estimated", quality: "uncertain", source: "derived", revision: 0 },
  });
  expect(await rig.newest("diem.nua")).toMatchObject({ value: 37.5, status: "estimated" });
  // June's dossiers without June's outcome leave May's score as it is, and as old.
  await rig.put("nhan", june, 10);
  expect(await rig.newest("diem.tien-do")).toMatchObject({ value: 15, asOfMs: may, revision: 0 });
  await rig.put("dung", june, 11);
  // The source contradicts itself: no figure rather than the better one.
  expect(await rig.newest("diem.tien-do")).toMatchObject({ value: null, asOfMs: june });
  expect(await opened(rig, profile, "diem.tien-do")).toMatchObject({
    value: null,
    result: { value: null, refusal: { code: "calculation.part-over-whole" } },
    inputs: [
      { name: "received", indicator: "nhan", values: [10] },
      { name: "on-time", indicator: "dung", values: [11] },
    ],
  });
  // A late revision of May is one of May's score.
  await rig.put("dung", may, 40, { status: "official" });
  expect(await rig.history("diem.tien-do", "tinh", { fromMs: may, toMs: june })).toEqual([20, null]);
});

it("takes the rule in force on the figure's own day, and shows the other one beside it", async () => {
  const terms = [{ name: "on-time", points: 30, of: "on-time", to: "received" }];
  const newRule = { effectiveFrom: "2026-06-01", parameters: { terms, maximum: 30 } };
  const profile = site(
    { nhan: {}, dung: {}, diem: calculation("766.progress", { received: "nhan", "on-time": "dung" }) },
    { calculations: [siteEdition({ calculation: "766.progress", ...newRule })] } as object,
  );
  await using rig = await rigOf(profile);
  // The last second of May, and the first moments of 1 June by the site's clock, which is still May by UTC.
  for (const asOfMs of [monthEnd(2026, 5), at("2026-06-01T00:30:00"), monthEnd(2022, 5)]) {
    await rig.put("nhan", asOfMs, 2);
    await rig.put("dung", asOfMs, 1);
  }
  const instants = await rig.store.past.instantsIn("diem", "tinh", 0, at("2026-06-02T00:00:00"), 9);
  const stored = await Promise.all(instants.map((asOfMs) => rig.store.past.newestIn("diem", "tinh", asOfMs, asOfMs)));
  expect(stored.map((one) => one?.value)).toEqual([null, 10, 15]);
  const june = await opened(rig, profile, "diem");
  expect(june).toMatchObject({
    ...{ value: 15, calculation: "766.progress", asOfMs: at("2026-06-01T00:30:00") },
    edition: { effectiveFrom: "2026-06-01", effectiveUntil: null },
    result: { value: 15, parts: [{ name: "on-time", value: 0.5, weight: 30, contribution: 15 }] },
    others: [{ edition: { effectiveFrom: "2022-06-23", effectiveUntil: "2026-06-01" }, result: { value: 10 } }],
  });
  const may = await opened(rig, profile, "diem", monthEnd(2026, 5));
  expect([may.value, may.others[0]?.result.value]).toEqual([10, 15]);
  // Before any rule: no figure, and why.
  const before = await opened(rig, profile, "diem", monthEnd(2022, 5));
  expect(before).toMatchObject({ value: null, result: { refusal: { code: "calculation.not-in-force" } } });
});

it("calculates each hour's VN_AQI from twelve hours, and works what comes late into all hours it shows in", async () => {
  const profile = site({
    "pm2.5": hourly,
    o3: hourly,
    aqi: { ...hourly, ...calculation("vn-aqi.hourly", { "pm2.5": "pm2.5", o3: "o3" }) },
  });
  await using rig = await rigOf(profile);
  const hours = [26.9, 24.7, 20.5, 23.5, 19.5, 16.5, 19, 16.5, 20.3, 22.4, 19.6, 20.6];
  const start = at("2026-01-05T09:00:00");
  const day = { fromMs: start, toMs: start + 24 * hourMs };
  const set = hours.map((value, hour) =>
    reading({ indicator: "pm2.5", place: "tinh", asOfMs: start + hour * hourMs, value }),
  );
  await rig.storing.store(set);
  await rig.derivation.settled();
  const last = start + 11 * hourMs;
  expect(await rig.newest("aqi")).toMatchObject({ value: 41, asOfMs: last, revision: 0 });
  // The first hour alone is too little, and says so with a value of null.
  expect((await rig.history("aqi", "tinh", day)).map((one) => one === null)).toEqual([true, ...Array(11).fill(false)]);
  // Ozone comes after the particles of its hour.
  await rig.put("o3", last, 200, { quality: "uncertain" });
  expect(await rig.newest("aqi")).toMatchObject({ value: 100, asOfMs: last, revision: 1, quality: "uncertain" });
  // An hour in the middle is revised: the hours before it stay, those after it change.
  const before = await rig.history("aqi", "tinh", day);
  await rig.put("pm2.5", start + 4 * hourMs, 400);
  const after = await rig.history("aqi", "tinh", day);
  expect(after.slice(0, 4)).toEqual(before.slice(0, 4));
  expect(after.slice(4, 7).every((one, hour) => (one ?? 0) > (before[4 + hour] ?? 0))).toBe(true);
  const { result, inputs } = await opened(rig, profile, "aqi", last);
  expect(result.value).toBe((await rig.newest("aqi"))?.value);
  expect(inputs.map(({ name, indicator, values }) => [name, indicator, values.length])).toContainEqual([
    "pm2.5",
    "pm2.5",
    12,
  ]);
  expect(inputs.find(({ name }) => name === "no2")).toMatchObject({ indicator: null, values: [] });
});

it("calculates a day once it is over, with the hour as of midnight in it, and again for what comes late", async () => {
  const profile = site({
    pm10: hourly,
    o3: hourly,
    aqi: { period: "day", ...calculation("vn-aqi.daily", { pm10: "pm10", o3: "o3" }) },
  });
  await using rig = await rigOf(profile);
  const midnight = at("2026-01-06T00:00:00");
  for (const hour of [23, 1]) await rig.put("pm10", midnight - hour * hourMs, 50);
  expect(await rig.newest("aqi")).toBeUndefined();
  await rig.put("pm10", midnight, 50);
  expect(await rig.newest("aqi")).toMatchObject({ value: 50, asOfMs: midnight - 1, revision: 0 });
  await rig.put("o3", midnight, 115);
  expect(await rig.newest("aqi")).toMatchObject({ value: 88, asOfMs: midnight - 1, revision: 1 });
  // The next day's first hour changes nothing of it.
  await rig.put("pm10", midnight + hourMs, 500);
  expect(await rig.newest("aqi")).toMatchObject({ value: 88, asOfMs: midnight - 1, revision: 1 });
  await rig.put("pm10", midnight - 5 * hourMs, 600);
  expect(await rig.newest("aqi")).toMatchObject({ value: 119, asOfMs: midnight - 1, revision: 2 });
  await rig.put("o3", midnight - 7 * hourMs, 1_100);
  expect(await rig.newest("aqi")).toMatchObject({ value: 450, asOfMs: midnight - 1, revision: 3 });
  // Its own last hour never came, and ozone was the first to come of the day after: the day is over when something of the next but one has come.
  await rig.put("o3", midnight + 25 * hourMs, 1);
  await rig.put("pm10", midnight + 26 * hourMs, 50);
  expect(await rig.newest("aqi")).toMatchObject({ asOfMs: midnight + 24 * hourMs - 1, value: 400 });
  const { value, result, inputs } = await opened(rig, profile, "aqi", midnight);
  expect([value, result.value, inputs.find(({ name }) => name === "pm10")?.values[0]]).toEqual([450, 450, 50]);
});

it("takes the mean of each hour of figures by the minute", async () => {
  const needs = { needs: 1, freeMinutes: 0 };
  const profile = site(
    {
      cho: { period: "minute" },
      mat: { period: "day", ...calculation("gates.truck-hours-lost", { waiting: "cho" }) },
    },
    { calculations: [siteEdition({ calculation: "gates.truck-hours-lost", parameters: needs })] } as object,
  );
  await using rig = await rigOf(profile);
  const noon = at("2026-01-05T12:00:00");
  for (const [minute, value] of [
    [1, 10],
    [30, 20],
    [60, 30],
  ] as const)
    await rig.put("cho", noon + minute * 60_000, value);
  await rig.put("cho", at("2026-01-06T08:00:00"), 5, { status: "official" });
  expect(await rig.newest("mat")).toMatchObject({ value: 20, asOfMs: at("2026-01-06T00:00:00") - 1 });
  await expect(opened(rig, profile, "cho")).rejects.toMatchObject({ code: "explanation.not-calculated" });
});

it("derives at a start what was stored right before the last run ended", async () => {
  const profile = site({
    nhan: {},
    dung: {},
    diem: calculation("766.progress", { received: "nhan", "on-time": "dung" }),
  });
  await using rig = await rigOf(profile);
  const asOfMs = monthEnd(2026, 5);
  await rig.store.readings.append(
    ["nhan", "dung"].map((indicator) => reading({ indicator, place: "tinh", asOfMs, value: 8 })),
  );
  await rig.derivation.deriveAll(await rig.store.readings.latest());
  expect(await rig.newest("diem")).toMatchObject({ value: 20, asOfMs });
});

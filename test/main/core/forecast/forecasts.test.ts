import pino from "pino";
import { expect, it } from "vitest";
import { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { Forecast } from "#contract/forecast/forecast.ts";
import { createForecasts, stepMs } from "../../../../main/core/forecast/forecasts.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const hourMs = 3_600_000;
const minuteMs = 60_000;
const startMs = Date.parse("2026-03-10T10:07:00+07:00");
const offsetMs = 7 * hourMs;
const indicator = (more: object = {}) =>
  Indicator.parse({
    ...{ code: "cho", name: { vi: "Chờ", en: "Waiting" }, unit: { vi: "xe", en: "vehicles" }, sector: "cua-khau" },
    ...{ period: "minute", decimals: 0, range: { min: 0, max: 1_000 }, forecastHours: 6 },
    freshness: { lateAfter: "2m", staleAfter: "10m", lostAfter: "60m" },
    ...more,
  });
/** A queue with a morning and an afternoon. */
const queueAt = (atMs: number) => {
  const hour = ((atMs + offsetMs) / hourMs) % 24;
  return Math.round(200 + 150 * Math.exp(-(((hour - 10) / 3) ** 2)) + 100 * Math.exp(-(((hour - 16) / 3) ** 2)));
};

/** Forecasts over a store of their own; `nowMs` is the clock, `isNewest` tells a reading as the screens know it. */
async function site(of: { indicators?: Indicator[]; most?: number } = {}) {
  const folder = await temporaryFolder();
  let store = await openStore(folder.path, { dayOffsetMs: offsetMs });
  const state = { nowMs: startMs, indicators: of.indicators ?? [indicator()] };
  const newest = new Map<string, Reading>();
  const told: Forecast[] = [];
  const open = () =>
    createForecasts({
      site: { current: () => ({ indicators: state.indicators }) as Profile, onChange: () => {} },
      ...{ past: store.past, repository: store.forecasts, offsetMs, readings: () => [...newest.values()] },
      onForecast: (issued) => told.push(...issued.map((one) => Forecast.parse(one))),
      ...{ now: () => state.nowMs, log: pino({ level: "silent" }) },
      ...(of.most === undefined ? {} : { most: of.most }),
    });
  let forecasts = open();
  const tell = async (
    at: readonly number[],
    more: Partial<Reading> = {},
    valueAt: (ms: number) => Reading["value"] = queueAt,
  ) => {
    const some = at.map((asOfMs) => ({
      ...{ indicator: "cho", place: "cua-a", value: valueAt(asOfMs), asOfMs, receivedAtMs: asOfMs, source: "s" },
      ...({ status: "official", quality: "good" } as const),
      ...more,
    }));
    for (const { reading, isNewest } of await store.readings.append(some))
      if (isNewest) newest.set(`${reading.indicator}@${reading.place}`, reading);
  };
  return {
    ...{ state, told, tell },
    get forecasts() {
      return forecasts;
    },
    get store() {
      return store;
    },
    /** Every half hour of so many hours, up to the clock. */
    past: (hours: number, more: Partial<Reading> = {}) => {
      const lastMs = Math.floor(state.nowMs / stepMs) * stepMs;
      const halfHours = Array.from({ length: 2 * hours + 1 }, (_, at) => lastMs - (2 * hours - at) * stepMs);
      return tell([...halfHours, state.nowMs], more);
    },
    async restart() {
      await forecasts.stop();
      await store.close();
      store = await openStore(folder.path, { dayOffsetMs: offsetMs });
      told.length = 0;
      forecasts = open();
    },
    async [Symbol.asyncDispose]() {
      await forecasts.stop();
      await store.close();
      await folder.remove();
    },
  };
}

it("issues once a half hour, keeps what it said, and holds it against what came", async () => {
  await using at = await site();
  await at.past(5 * 24);
  await at.forecasts.look();
  await at.forecasts.look();
  expect(at.told).toHaveLength(1);
  const [first] = at.told;
  const baseMs = Date.parse("2026-03-10T10:00:00+07:00");
  expect(first).toMatchObject({
    ...{
      indicator: "cho",
      place: "cua-a",
      issuedAtMs: startMs,
      baseMs,
      refusal: null,
      isSimulated: false,
      error: null,
    },
    ...{ method: { name: "same-hour" }, basis: { asOfMs: baseMs, value: queueAt(baseMs) } },
  });
  expect(first?.points.map(({ forMs }) => forMs)).toEqual([1, 2, 3, 4, 5, 6].map((hours) => baseMs + hours * hourMs));
  for (const { forMs, value } of first?.points ?? []) expect(value).toBe(queueAt(forMs));

  // Three hours later; nobody knows how it stood at 12:30, for which an hour and two hours before something was forecast.
  for (let step = 1; step <= 6; step += 1) {
    at.state.nowMs = startMs + step * stepMs;
    if (step !== 5) await at.tell([baseMs + step * stepMs]);
    await at.tell([at.state.nowMs]);
    await at.forecasts.look();
  }
  const last = at.told.at(-1);
  expect(last?.refusal).toBeNull();
  expect(last?.error).toMatchObject({ unknown: 2, all: { meanError: 0, within: 1 } });
  expect(last?.error?.byHours.map(({ hours, count }) => [hours, count])).toEqual([
    [1, 4],
    [2, 2],
    [3, 1],
  ]);
  expect(last?.error?.all.asBeforeError).toBeGreaterThan(5);

  // As at a moment: what was known then, and neither later forecasts nor their errors.
  const [then] = await at.forecasts.at(startMs + 5 * minuteMs);
  expect(then).toEqual(first);
  expect(await at.forecasts.at(startMs - 1)).toEqual([]);
});

it("a base at which nothing was known gives none, and why", async () => {
  await using at = await site();
  await at.past(5 * 24);
  at.state.nowMs += stepMs;
  // Came back only after the half hour.
  await at.tell([at.state.nowMs]);
  await at.forecasts.look();
  expect(at.told.map(({ refusal, points }) => [refusal?.code, points])).toEqual([["forecast.gap", []]]);
});

it("late, bad and worded figures are not forecast from; it is when the source is back", async () => {
  await using at = await site();
  await at.past(5 * 24);
  at.state.nowMs += 4 * minuteMs;
  await at.forecasts.look();
  expect(at.told.at(-1)?.refusal).toEqual({ code: "forecast.late", params: { minutes: 4 } });
  await at.tell([at.state.nowMs], { quality: "bad" });
  await at.forecasts.look();
  expect(at.told.at(-1)?.refusal?.code).toBe("forecast.bad");
  at.state.nowMs += 1_000;
  await at.tell([at.state.nowMs], {}, () => "đóng cửa");
  await at.forecasts.look();
  expect(at.told.at(-1)?.refusal?.code).toBe("forecast.no-figure");
  at.state.nowMs += 1_000;
  await at.tell([at.state.nowMs]);
  await at.forecasts.look();
  expect(at.told.at(-1)).toMatchObject({ refusal: null, points: { length: 6 } });
  expect(at.told).toHaveLength(4);
});

it("with twelve hours of a past it goes by these, and says so; of simulated figures it is simulated", async () => {
  await using at = await site();
  await at.past(12, { status: "simulated" });
  await at.forecasts.look();
  expect(at.told[0]).toMatchObject({ method: { name: "recent" }, isSimulated: true, points: { length: 6 } });
  await using young = await site();
  await young.past(2);
  await young.forecasts.look();
  expect(young.told[0]?.refusal).toEqual({ code: "forecast.too-little-past", params: { found: 2, needed: 7 } });
});

it("a restart says the same again, and a clock that is set back leaves what was issued", async () => {
  await using at = await site();
  await at.past(5 * 24);
  await at.forecasts.look();
  const [first] = at.told;
  // A correction of the past that another forecast would come of.
  await at.tell([startMs - 24 * hourMs + 53 * minuteMs, startMs], {}, () => 900);
  await at.restart();
  at.state.nowMs += minuteMs;
  await at.forecasts.look();
  expect(at.told).toEqual([first]);

  at.state.nowMs += 3 * hourMs;
  await at.tell([Date.parse("2026-03-10T13:00:00+07:00"), at.state.nowMs]);
  await at.forecasts.look();
  expect(at.told.at(-1)?.baseMs).toBe(Date.parse("2026-03-10T13:00:00+07:00"));
  at.state.nowMs = startMs + minuteMs;
  await at.forecasts.look();
  const back = at.told.at(-1);
  expect({ ...back, error: null }).toEqual(first);
});

it("an indicator that is forecast no longer says so; more series than there may be say that, too", async () => {
  await using at = await site({ most: 1 });
  await at.past(5 * 24);
  await at.past(5 * 24, { place: "cua-b" });
  await at.forecasts.look();
  await at.forecasts.look();
  expect(at.told.map(({ place, refusal }) => [place, refusal?.code ?? null])).toEqual([
    ["cua-a", null],
    ["cua-b", "forecast.too-many"],
  ]);
  at.state.indicators = [indicator({ forecastHours: undefined })];
  await at.forecasts.look();
  expect(at.told.slice(2).map(({ refusal, points }) => [refusal?.code, points])).toEqual([
    ["forecast.off", []],
    ["forecast.off", []],
  ]);
});

it("what is kept goes after sixty days", async () => {
  await using at = await site();
  await at.past(5 * 24);
  await at.forecasts.look();
  at.state.nowMs += 61 * 24 * hourMs;
  await at.past(5 * 24);
  await at.forecasts.look();
  expect(await at.store.forecasts.newest(startMs + hourMs)).toEqual([]);
  expect(await at.store.forecasts.issued("cho", "cua-a", startMs, startMs + 6 * hourMs)).toEqual([]);
});

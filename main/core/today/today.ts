import { setImmediate as letOthersRun } from "node:timers/promises";
import { crossedSince, crossedThreshold, looksBackOf, type Since } from "#contract/entities/crossing.ts";
import { freshnessOf } from "#contract/entities/freshness.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import { ownerNames } from "#contract/entities/owner.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { partsOfKey, seriesKey } from "#contract/entities/series-key.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Follows } from "#contract/follows/http.ts";
import { plannedUntil } from "#contract/maintenance/planned.ts";
import { type Earlier, mostAlarming, mostSourcesTold, type Today, type TodayFigure } from "#contract/today/http.ts";
import type { Reach } from "../access/reach.ts";
import type { Store } from "../store/repositories.ts";
import { chosenBySite } from "./chosen.ts";
import { stretchesOf } from "./earlier.ts";

/** What was found out of a series' past holds for so long: 500 phones ask for the same figures. */
const keptForMs = 60_000;
/** So many series it is kept of, some 500 bytes each; the oldest go first. A site with six sectors has 5,759. */
const mostKept = 10_000;
/** So many stretches of the past are looked up before everything else has its turn: some 2 ms. */
const stretchesAtOnce = 60;

export type TodayParts = {
  readonly profile: Profile;
  store: Pick<Store, "past" | "readings">;
  hub: {
    revision(): number;
    all(name: "readings"): Reading[];
    readonly newest: { reading(indicator: string, place: string): Reading | undefined };
  };
  sourceViews(): SourceView[];
  now(): number;
};

type Chosen = { by: Today["chosenBy"]; series: readonly string[]; limits?: Follows["limits"] };
type Past = Pick<TodayFigure, "since" | "earlier">;
type Found = { indicator: Indicator; place: string; why: TodayFigure["why"]; reading: Reading | undefined };
type Told = { indicator: Indicator; reading: Reading };
type Level = ReturnType<typeof levelOf>;

/** What is looked up in a profile for every answer; made once for each that the site has run by. */
const plans = new WeakMap<Profile, Plan>();
type Plan = ReturnType<typeof planOf>;

function planOf(profile: Profile) {
  const canAlarm = ({ thresholds }: Indicator) => thresholds.some(({ level }) => level === "alarm");
  return {
    indicators: new Map(profile.indicators.map((one) => [one.code, one] as const)),
    places: new Set(profile.places.map(({ id }) => id)),
    alarming: new Map(profile.indicators.filter(canAlarm).map((one) => [one.code, one] as const)),
    chosen: chosenBySite(profile),
  };
}

/** Makes a leader's first screen; see contract/today. */
export function createToday(parts: TodayParts) {
  const kept = new Map<string, { atMs: number; asOfMs: number; level: Level; past: Promise<Past> }>();

  let over: { plan: Plan; revision: number; told: Told[] } | undefined;
  /** Every figure that has passed an alarm's limit, however old; looked for anew when anything has changed. */
  const overLimit = (plan: Plan): readonly Told[] => {
    const revision = parts.hub.revision();
    if (over?.plan !== plan || over.revision !== revision) {
      const told = parts.hub.all("readings").flatMap((reading) => {
        const indicator = plan.alarming.get(reading.indicator);
        return indicator !== undefined && isOver(indicator, reading) ? [{ indicator, reading }] : [];
      });
      over = { plan, revision, told };
    }
    return over.told;
  };

  /** Of each what its past says; what is not known is looked up for all of them together. */
  const pastsOf = async (told: readonly Told[]): Promise<Map<string, Past>> => {
    const nowMs = parts.now();
    const pasts = new Map<string, Promise<Past>>();
    const unknown: [key: string, told: Told][] = [];
    for (const one of told) {
      const key = seriesKey(one.reading.indicator, one.reading.place);
      const known = kept.get(key);
      if (known !== undefined && nowMs - known.atMs < keptForMs && isTheSame(known, one)) pasts.set(key, known.past);
      else unknown.push([key, one]);
    }
    const earlier = earlierOfAll(unknown.map(([, one]) => one));
    let turn: Promise<unknown> = earlier;
    for (const [at, [key, { indicator, reading }]] of unknown.entries()) {
      const since = turn.then(() => sinceOf(indicator, reading));
      turn = since;
      const past = Promise.all([since, earlier]).then(([found, all]) => ({ since: found, earlier: all[at] ?? [] }));
      pasts.set(key, past);
      kept.delete(key);
      kept.set(key, { atMs: nowMs, asOfMs: reading.asOfMs, level: levelOf(indicator, reading), past });
      past.catch(() => kept.delete(key));
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    }
    return new Map(await Promise.all([...pasts].map(async ([key, past]) => [key, await past] as const)));
  };

  const sinceOf = async (indicator: Indicator, reading: Reading): Promise<Since | null> => {
    const threshold = crossed(indicator, reading);
    if (threshold === undefined) return null;
    let since: Since | undefined;
    for (const { spanMs, points } of looksBackOf(indicator.period)) {
      await letOthersRun();
      const range = { fromMs: Math.max(0, reading.asOfMs - spanMs), toMs: reading.asOfMs, points };
      const { indicator: code, place } = reading;
      since = crossedSince(
        await parts.store.readings.history({ indicator: code, place, ...range }),
        threshold,
        indicator.thresholds,
      );
      // The finest look that reaches to the beginning tells it best.
      if (since?.isBefore === false) return since;
    }
    return since ?? null;
  };

  const earlierOfAll = async (told: readonly Told[]): Promise<Earlier[][]> => {
    const asked = told.flatMap(({ indicator, reading }, of) =>
      stretchesOf(indicator.period, reading).map(({ than, fromMs, toMs }) => ({
        ...{ of, than, indicator: reading.indicator, place: reading.place, fromMs, toMs },
      })),
    );
    const all: Earlier[][] = told.map(() => []);
    for (let from = 0; from < asked.length; from += stretchesAtOnce) {
      if (from > 0) await letOthersRun();
      const some = asked.slice(from, from + stretchesAtOnce);
      const found = await parts.store.past.newestInMany(some);
      for (const [at, value] of found.entries()) {
        const stretch = some[at];
        if (stretch === undefined || typeof value?.value !== "number") continue;
        all[stretch.of]?.push({ than: stretch.than, asOfMs: value.asOfMs, value: value.value });
      }
    }
    return all;
  };

  /** @param chosen what is followed; null: nothing was ever chosen @param reach of whoever asks */
  return async function today(chosen: Chosen | null, reach: Pick<Reach, "figure" | "source">): Promise<Today> {
    const { profile } = parts;
    const nowMs = parts.now();
    const plan = plans.get(profile) ?? planOf(profile);
    plans.set(profile, plan);
    const { by, series, limits = {} }: Chosen = chosen ?? { by: "site", series: plan.chosen };
    const found = new Map<string, Found>();
    const gone: string[] = [];
    for (const key of series) {
      const [code, place] = partsOfKey(key);
      const indicator = plan.indicators.get(code);
      const isThere = indicator !== undefined && !indicator.isRetired && plan.places.has(place);
      if (!isThere || !reach.figure(code, place)) gone.push(key);
      else found.set(key, { indicator, place, why: "followed", reading: parts.hub.newest.reading(code, place) });
    }
    let moreAlarming = 0;
    for (const { indicator, reading } of overLimit(plan)) {
      if (!isYoung(indicator, reading, nowMs)) continue;
      const key = seriesKey(reading.indicator, reading.place);
      if (found.has(key)) continue;
      if (!reach.figure(reading.indicator, reading.place)) continue;
      if (found.size - (series.length - gone.length) >= mostAlarming) moreAlarming += 1;
      else found.set(key, { indicator, place: reading.place, why: "alarming", reading });
    }
    const pasts = await pastsOf(
      [...found.values()].flatMap(({ indicator, reading }) => (reading === undefined ? [] : [{ indicator, reading }])),
    );
    const figures = [...found].map(([key, { indicator, place, why, reading }]): TodayFigure => {
      const past = pasts.get(key) ?? { since: null, earlier: [] };
      return { indicator: indicator.code, place, why, reading: reading ?? null, ...past, limit: limits[key] ?? null };
    });
    const named = new Set(figures.flatMap(({ reading }) => reading?.source ?? []));
    const isTold = (one: SourceView) => named.has(one.id) || reach.source(one.id);
    const all = parts.sourceViews().filter(isTold);
    const unwell = all.filter(({ id, state }) => !named.has(id) && state !== "ok" && state !== "starting");
    const used = new Set(figures.map(({ indicator }) => indicator));
    const at = new Set(figures.map(({ place }) => place));
    return {
      asOfMs: nowMs,
      site: { id: profile.id, name: profile.name, timeZone: profile.timeZone, place: profile.place },
      chosenBy: by,
      figures,
      gone: by === "site" ? [] : gone,
      moreAlarming,
      indicators: profile.indicators.filter(({ code }) => used.has(code)),
      // A unit's id says nobody who answers for a figure; its name does.
      owners: Object.fromEntries(
        profile.indicators.flatMap(({ code, owner }) => {
          const names = used.has(code) ? ownerNames(owner, profile.units) : undefined;
          return names === undefined ? [] : [[code, names]];
        }),
      ),
      places: profile.places.filter(({ id }) => at.has(id)),
      sources: [...all.filter(({ id }) => named.has(id)), ...unwell.slice(0, mostSourcesTold)].map((source) => {
        const { id, name, isSimulated, state, sinceMs, lastReadingAtMs, reason } = source;
        const plannedUntilMs = plannedUntil(source, nowMs) ?? null;
        return { id, name, isSimulated, state, sinceMs, lastReadingAtMs, reason, plannedUntilMs };
      }),
      moreSources: Math.max(0, unwell.length - mostSourcesTold),
    };
  };
}

const crossed = ({ thresholds }: Indicator, { value }: Reading) =>
  typeof value === "number" ? crossedThreshold(thresholds, value) : undefined;

const levelOf = (indicator: Indicator, reading: Reading) => crossed(indicator, reading)?.level;

/** A figure that has changed is another; of one by the minute what stood yesterday is the same for a minute, and since when while it is on the same side of its limits. */
const isTheSame = (known: { asOfMs: number; level: Level }, { indicator, reading }: Told): boolean =>
  reading.asOfMs - known.asOfMs < keptForMs && levelOf(indicator, reading) === known.level;

/** It has passed an alarm's limit, and is good enough to be told as a value: of a lost one that it is lost is all that is known. */
const isOver = (indicator: Indicator, reading: Reading): boolean =>
  reading.quality === "good" && levelOf(indicator, reading) === "alarm";

function isYoung({ freshness }: Indicator, { asOfMs }: Reading, nowMs: number): boolean {
  const found = freshnessOf(freshness, asOfMs, nowMs);
  return found === "fresh" || found === "late";
}

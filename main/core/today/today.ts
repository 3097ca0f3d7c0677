import { crossedSince, crossedThreshold, looksBackOf, type Since } from "#contract/entities/crossing.ts";
import { freshnessOf } from "#contract/entities/freshness.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { partsOfKey, seriesKey } from "#contract/entities/series-key.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Follows } from "#contract/follows/http.ts";
import { plannedUntil } from "#contract/maintenance/planned.ts";
import { mostAlarming, mostSourcesTold, type Today, type TodayFigure } from "#contract/today/http.ts";
import type { Reach } from "../access/reach.ts";
import type { Store } from "../store/repositories.ts";
import { chosenBySite } from "./chosen.ts";
import { earlierOf } from "./earlier.ts";

/** What was found out of a series' past holds for so long: 500 phones ask for the same figures. */
const keptForMs = 60_000;
/** So many series it is kept of; the oldest go first. */
const mostKept = 2_000;

export type TodayParts = {
  readonly profile: Profile;
  store: Pick<Store, "past" | "readings">;
  hub: {
    all(name: "readings"): Reading[];
    readonly newest: { reading(indicator: string, place: string): Reading | undefined };
  };
  sourceViews(): SourceView[];
  now(): number;
};

type Chosen = { by: Today["chosenBy"]; series: readonly string[]; limits?: Follows["limits"] };
type Past = Pick<TodayFigure, "since" | "earlier">;
type Found = { indicator: Indicator; place: string; why: TodayFigure["why"]; reading: Reading | undefined };

/** Makes a leader's first screen; see contract/today. */
export function createToday(parts: TodayParts) {
  const kept = new Map<string, { atMs: number; asOfMs: number; past: Past }>();

  const pastOf = async (indicator: Indicator, reading: Reading): Promise<Past> => {
    const key = seriesKey(reading.indicator, reading.place);
    const known = kept.get(key);
    const nowMs = parts.now();
    // A figure that has changed is another; of one by the minute what stood yesterday is the same for a minute.
    if (known !== undefined && nowMs - known.atMs < keptForMs && reading.asOfMs - known.asOfMs < keptForMs)
      return known.past;
    const past = {
      since: await sinceOf(indicator, reading),
      earlier: await earlierOf(parts.store.past, indicator, reading),
    };
    kept.delete(key);
    kept.set(key, { atMs: nowMs, asOfMs: reading.asOfMs, past });
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return past;
  };

  const sinceOf = async (indicator: Indicator, reading: Reading): Promise<Since | null> => {
    const threshold = crossed(indicator, reading);
    if (threshold === undefined) return null;
    let since: Since | undefined;
    for (const { spanMs, points } of looksBackOf(indicator.period)) {
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

  /** @param chosen what is followed; null: nothing was ever chosen @param reach of whoever asks */
  return async function today(chosen: Chosen | null, reach: Pick<Reach, "figure" | "source">): Promise<Today> {
    const { profile } = parts;
    const nowMs = parts.now();
    const { by, series, limits = {} }: Chosen = chosen ?? { by: "site", series: chosenBySite(profile) };
    const indicators = new Map(profile.indicators.map((one) => [one.code, one] as const));
    const found = new Map<string, Found>();
    const gone: string[] = [];
    for (const key of series) {
      const [code, place] = partsOfKey(key);
      const indicator = indicators.get(code);
      const isThere = indicator !== undefined && !indicator.isRetired && profile.places.some(({ id }) => id === place);
      if (!isThere || !reach.figure(code, place)) gone.push(key);
      else found.set(key, { indicator, place, why: "followed", reading: parts.hub.newest.reading(code, place) });
    }
    let moreAlarming = 0;
    for (const reading of parts.hub.all("readings")) {
      const indicator = indicators.get(reading.indicator);
      const key = seriesKey(reading.indicator, reading.place);
      if (indicator === undefined || found.has(key) || !isAlarming(indicator, reading, nowMs)) continue;
      if (!reach.figure(reading.indicator, reading.place)) continue;
      if (found.size - (series.length - gone.length) >= mostAlarming) moreAlarming += 1;
      else found.set(key, { indicator, place: reading.place, why: "alarming", reading });
    }
    const figures: TodayFigure[] = [];
    for (const [key, { indicator, place, why, reading }] of found) {
      const past = reading === undefined ? { since: null, earlier: [] } : await pastOf(indicator, reading);
      const limit = limits[key] ?? null;
      figures.push({ indicator: indicator.code, place, why, reading: reading ?? null, ...past, limit });
    }
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
      indicators: profile.indicators.flatMap((one) => (used.has(one.code) ? [ownerNamed(one, profile.units)] : [])),
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

/** It has passed an alarm's limit, and is good and young enough to be told as a value: of a lost one that it is lost is all that is known. */
function isAlarming(indicator: Indicator, reading: Reading, nowMs: number): boolean {
  if (reading.quality !== "good" || crossed(indicator, reading)?.level !== "alarm") return false;
  const freshness = freshnessOf(indicator.freshness, reading.asOfMs, nowMs);
  return freshness === "fresh" || freshness === "late";
}

/** A unit's id says nobody who answers for a figure; its name does. */
function ownerNamed<One extends { owner?: string | undefined }>(one: One, units: Profile["units"]): One {
  const unit = units.find(({ id }) => id === one.owner);
  return unit === undefined ? one : { ...one, owner: unit.name.vi };
}

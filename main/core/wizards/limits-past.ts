import { setImmediate as nextTurn } from "node:timers/promises";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { LimitPast, LimitsPast } from "#contract/wizards/http.ts";
import type { ReadingsRepository } from "../store/reading-repositories.ts";

type Limit = Pick<LimitPast, "side" | "value">;
type Series = { place: string; points: readonly [number, number | null][] };
type Past = {
  series: Series[];
  leftOut: number;
  everyMs: number;
  fromMs: number;
  toMs: number;
  daily: LimitsPast["daily"];
};

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** So much of one indicator is looked at, and held for a minute while somebody moves a limit. */
const mostPoints = 250_000;
const mostPlaces = 200;
/** Closer than this nobody decides by. */
const finestMs = 60_000;
const keptMs = 60_000;
const toldPlaces = 20;

/**
 * How often limits of an indicator would have been passed, by what is stored. One series is read at a time, so that what comes from platforms
 * is taken in between.
 * @param options.offsetMs of the site's standard time from UTC, by which days begin
 */
export function createLimitsPast(options: {
  readings: Pick<ReadingsRepository, "history">;
  /** The newest of each series: where there are figures at all. */
  newest(): readonly Reading[];
  offsetMs: number;
  /** Epoch ms. */
  now(): number;
}) {
  const { now, offsetMs } = options;
  let kept: Promise<Past> | undefined;
  let keptKey = "";
  let forget: NodeJS.Timeout | undefined;

  const read = async (code: string, days: number): Promise<Past> => {
    const toMs = Math.round(now());
    const fromMs = toMs - days * dayMs;
    const all = options.newest().filter(({ indicator, asOfMs }) => indicator === code && asOfMs >= fromMs);
    const places = all.slice(0, mostPlaces).map(({ place }) => place);
    const points = Math.floor(mostPoints / Math.max(1, places.length));
    const everyMs = Math.max(finestMs, Math.ceil((toMs - fromMs) / points / finestMs) * finestMs);
    const series: Series[] = [];
    for (const place of places) {
      const range = { indicator: code, place, fromMs, toMs, points: Math.ceil((toMs - fromMs) / everyMs) };
      series.push({ place, points: await options.readings.history(range) });
      await nextTurn();
    }
    const daily = dailyOf(series, offsetMs);
    return { series, leftOut: all.length - places.length, everyMs, fromMs, toMs, daily };
  };

  const pastOf = (code: string, days: number): Promise<Past> => {
    const key = `${code} ${days}`;
    clearTimeout(forget);
    forget = setTimeout(() => {
      kept = undefined;
    }, keptMs);
    forget.unref();
    if (kept === undefined || keptKey !== key) {
      keptKey = key;
      kept = read(code, days);
      kept.catch(() => {
        kept = undefined;
      });
    }
    return kept;
  };

  return {
    /** @param indicator of which it is known for how long a figure counts */
    async of(
      { code, freshness }: Pick<Indicator, "code" | "freshness">,
      limits: readonly Limit[],
      days: number,
    ): Promise<LimitsPast> {
      const past = await pastOf(code, days);
      const { series, leftOut, everyMs, fromMs, toMs, daily } = past;
      const judge = { offsetMs, toMs, heldMs: Math.max(freshness.lostAfter, everyMs) };
      return {
        ...{ fromMs, toMs, everyMs, leftOut, places: series.length },
        figures: series.reduce((count, { points }) => count + points.length, 0),
        daily,
        limits: limits.map((limit) => limitPast(series, limit, judge)),
      };
    },
  };
}

/** Where a figure goes beyond a limit, and for how long: a figure counts until the next one, and no longer than until it is lost. */
export function limitPast(
  series: readonly Series[],
  limit: Limit,
  { offsetMs, toMs, heldMs }: { offsetMs: number; toMs: number; heldMs: number },
): LimitPast {
  const { side, value: edge } = limit;
  const isBeyond = (value: number) => (side === "above" ? value > edge : value < edge);
  const isWorse = (value: number, other: number) => (side === "above" ? value > other : value < other);
  const allDays = new Set<number>();
  let worst: LimitPast["worst"] = null;
  const places = series.flatMap(({ place, points }) => {
    const days = new Set<number>();
    let [passes, beyondMs, wasBeyond] = [0, 0, false];
    for (const [at, [atMs, value]] of points.entries()) {
      // Without a value nobody knows: that is no way back to below the limit.
      if (value === null) continue;
      const beyond = isBeyond(value);
      if (beyond) {
        if (!wasBeyond) passes += 1;
        const untilMs = Math.min(points[at + 1]?.[0] ?? toMs, atMs + heldMs, toMs);
        beyondMs += Math.max(0, untilMs - atMs);
        days.add(Math.floor((atMs + offsetMs) / dayMs));
        if (worst === null || isWorse(value, worst.value)) worst = { place, value, atMs };
      }
      wasBeyond = beyond;
    }
    for (const day of days) allDays.add(day);
    return passes === 0 ? [] : [{ place, passes, hours: inHours(beyondMs), days: days.size }];
  });
  return {
    ...{ side, value: edge, days: allDays.size, worst },
    passes: places.reduce((sum, { passes }) => sum + passes, 0),
    hours: inHours(places.reduce((sum, { hours }) => sum + hours * hourMs, 0)),
    places: places.sort((a, b) => b.passes - a.passes || b.hours - a.hours).slice(0, toldPlaces),
  };
}

const inHours = (ms: number): number => Math.round((ms / hourMs) * 10) / 10;

function dailyOf(series: readonly Series[], offsetMs: number): LimitsPast["daily"] {
  const days = new Map<number, [number, number]>();
  for (const { points } of series)
    for (const [atMs, value] of points) {
      if (value === null) continue;
      const startMs = Math.floor((atMs + offsetMs) / dayMs) * dayMs - offsetMs;
      const [least, greatest] = days.get(startMs) ?? [value, value];
      days.set(startMs, [Math.min(least, value), Math.max(greatest, value)]);
    }
  return [...days].sort(([a], [b]) => a - b).map(([startMs, [least, greatest]]) => [startMs, least, greatest]);
}

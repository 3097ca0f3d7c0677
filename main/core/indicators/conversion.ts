import { createHash } from "node:crypto";
import { z } from "zod";
import { periodOf } from "#contract/calendar/periods.ts";
import { convertedSource } from "#contract/entities/derived.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { Profile } from "#contract/entities/profile.ts";
import { isCondensed } from "#contract/entities/retention.ts";
import { dayStartMs } from "#contract/entities/time.ts";
import type { PastRepository, PastValue, SourceMemoryRepository } from "../store/reading-repositories.ts";
import { of, together } from "./combination.ts";

/** What a place was made of: parts of former places, whose figures count for it up to a moment. */
type Origin = { parts: readonly { place: string; share: number }[]; untilMs: number };
type Around = { past: PastRepository; offsetMs: number };

/** The key under which the places are remembered that anything was ever converted for; no place has this id. */
const everConverted = "*";

const Places = z.array(z.string());

/** An old series as long as this, or longer, is converted from its end: thirty years of days. */
const instantsConverted = 12_000;

/**
 * Converts figures of former places to today's: after 01/07/2025 a commune's figure of May is what the communes (or parts of
 * districts) it was made of had in May together. What is made is stored at the new place under a source of its own, so that
 * history, comparisons and sums find it, and screens can say so.
 */
export function createConversion({ places, successions, indicators }: Profile, offsetMs: number) {
  const origins = new Map<string, Origin>();
  const successorsOf = new Map<string, string[]>();
  for (const { place, on, into } of successions) {
    const untilMs = dayStartMs(on, offsetMs);
    for (const { place: successor, share } of into) {
      const before = origins.get(successor)?.parts ?? [];
      origins.set(successor, { parts: [...before, { place, share }], untilMs });
      successorsOf.set(place, [...(successorsOf.get(place) ?? []), successor]);
    }
  }
  const began = new Map(
    places.flatMap(({ id, from }) => (from === undefined ? [] : [[id, dayStartMs(from, offsetMs)]])),
  );

  /** A year in the middle of which the map was drawn anew is neither the former place's nor the new one's. */
  const isBefore = (period: Indicator["period"], asOfMs: number, { untilMs }: Origin): boolean =>
    periodOf(period, asOfMs, offsetMs).toMs < untilMs;

  /** Whether a place is another one under a new name: then a percentage or a level holds as it is. */
  const isRenamed = (place: string): boolean => {
    const parts = origins.get(place)?.parts ?? [];
    return parts.length === 1 && parts[0]?.share === 1;
  };

  const isConvertible = (indicator: Indicator, place: string): boolean =>
    !indicator.isRetired && !isCondensed(indicator) && (indicator.isAdditive || isRenamed(place));

  const made = async (
    indicator: Indicator,
    place: string,
    atMs: number,
    around: Around,
  ): Promise<PastValue | undefined> => {
    const origin = origins.get(place);
    if (origin === undefined || !isConvertible(indicator, place)) return undefined;
    const parts = origin.parts.map((part) => ({ indicator, place: part.place }));
    const found = await together(parts, Math.min(atMs, origin.untilMs - 1), around);
    if (found === undefined || !isBefore(indicator.period, found.asOfMs, origin)) return undefined;
    const shares = origin.parts.map((part) => part.share);
    const summed = of(found.values, (values) => values.reduce((sum, one, at) => sum + one * (shares[at] ?? 0), 0));
    const value = isRenamed(place) ? (found.values[0]?.value ?? null) : summed.value;
    return { ...summed, value, asOfMs: found.asOfMs, source: convertedSource };
  };

  return {
    /** Places whose past is changed by this reading. Figures by the minute and the hour are of no use so late. */
    affectedBy(indicator: Indicator, place: string, asOfMs: number): string[] {
      if (indicator.isRetired || isCondensed(indicator)) return [];
      return (successorsOf.get(place) ?? []).filter((one) => {
        const origin = origins.get(one);
        const isOf = origin !== undefined && isBefore(indicator.period, asOfMs, origin);
        return isOf && (indicator.isAdditive || isRenamed(one));
      });
    },

    /**
     * The value of a new place as it stood in the period of a moment.
     * @returns undefined while a part is missing, and where the place has a figure of its own for that period; no value where
     *   one was converted by a mapping that no longer gives it
     */
    async convert(indicator: Indicator, place: string, atMs: number, around: Around): Promise<PastValue | undefined> {
      const value = await made(indicator, place, atMs, around);
      const { fromMs, toMs } = periodOf(indicator.period, value?.asOfMs ?? atMs, offsetMs);
      const there = await around.past.newestWithin(indicator.code, place, fromMs, toMs);
      if (there !== undefined && there.source !== convertedSource) return undefined;
      const isWithdrawn = value === undefined && there !== undefined && indicator.derived === undefined;
      if (isWithdrawn) return { ...there, value: null };
      // What another mapping gave for the same period is replaced, not left beside it as the newer of two.
      return value && { ...value, asOfMs: Math.max(value.asOfMs, there?.asOfMs ?? 0) };
    },

    /** When a place began, and what it was made of; figures of its own of before may be there all the same. */
    beginningOf(place: string): { atMs: number; parts: string[] } | undefined {
      const origin = origins.get(place);
      const atMs = began.get(place) ?? origin?.untilMs;
      return atMs === undefined ? undefined : { atMs, parts: origin?.parts.map((part) => part.place) ?? [] };
    },

    /** Places whose figures are converted, those of other converted ones later than these; before them those that no longer are. */
    async places(memory: SourceMemoryRepository): Promise<string[]> {
      const now = [...origins].sort(([, a], [, b]) => a.untilMs - b.untilMs).map(([place]) => place);
      const ever = Places.parse(JSON.parse((await memory.get(convertedSource, everConverted)) ?? "[]"));
      const all = new Set([...ever.filter((place) => !origins.has(place)), ...now]);
      if (all.size > ever.length) await memory.set(convertedSource, everConverted, JSON.stringify([...all]));
      return [...all];
    },

    /**
     * What of a place's past is still to be converted or taken back: all of it when its origin was given, changed or taken out
     * since it was last asked, nothing otherwise.
     */
    async pending(
      place: string,
      past: PastRepository,
      memory: SourceMemoryRepository,
    ): Promise<{ moments: { indicator: Indicator; atMs: number }[]; done(): Promise<void> }> {
      const origin = origins.get(place);
      const codes = indicators.filter((indicator) => isConvertible(indicator, place)).map(({ code }) => code);
      const hash = createHash("sha256")
        .update(JSON.stringify([origin, codes]))
        .digest("base64url");
      if ((await memory.get(convertedSource, place)) === hash) return { moments: [], done: async () => {} };
      const moments: { indicator: Indicator; atMs: number }[] = [];
      const untilMs = origin?.untilMs ?? Number.MAX_SAFE_INTEGER;
      for (const indicator of indicators) {
        if (isCondensed(indicator)) continue;
        const ends = new Set<number>();
        for (const where of [place, ...(origin?.parts.map((part) => part.place) ?? [])])
          for (const at of await past.instantsIn(indicator.code, where, -1, untilMs - 1, instantsConverted))
            ends.add(periodOf(indicator.period, at, offsetMs).toMs);
        for (const atMs of ends) moments.push({ indicator, atMs });
      }
      return { moments, done: () => memory.set(convertedSource, place, hash) };
    },
  };
}

export type Conversion = ReturnType<typeof createConversion>;

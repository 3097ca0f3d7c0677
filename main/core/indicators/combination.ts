import { isShorter, periodOf } from "#contract/calendar/periods.ts";
import { convertedSource, derivedSource } from "#contract/entities/derived.ts";
import type { Indicator } from "#contract/entities/indicator.ts";
import type { PastRepository, PastValue, SeriesStretch } from "../store/reading-repositories.ts";

/** One value that a derived one is made of. */
export type Part = { indicator: Indicator; place: string };

/** From least to most official. */
const byOfficialness = ["simulated", "estimated", "preliminary", "official"] as const;
const byQuality = ["bad", "uncertain", "good"] as const;

const least = <T>(order: readonly T[], values: readonly T[]): T =>
  order[Math.min(...values.map((value) => order.indexOf(value)))] as T;

/** As fresh as the oldest part, as provisional as the least official one, as good as the worst. */
export const combined = (value: number | null, parts: readonly PastValue[]): PastValue => ({
  value: value === null || Number.isFinite(value) ? value : null,
  asOfMs: Math.min(...parts.map((part) => part.asOfMs)),
  status: least(
    byOfficialness,
    parts.map((part) => part.status),
  ),
  quality: least(
    byQuality,
    parts.map((part) => part.quality),
  ),
  source: parts.some((part) => part.source === convertedSource) ? convertedSource : derivedSource,
});

/** A value of null where a part has none, is a text, or the result is no number. */
export function of(parts: readonly PastValue[], compute: (values: number[]) => number): PastValue {
  const values = parts.flatMap((part) => (typeof part.value === "number" ? [part.value] : []));
  return combined(values.length < parts.length ? null : compute(values), parts);
}

/**
 * Parts that belong together, as they stood at a moment: what is added up must be of the same time, or a sum would mix what
 * one place had in May with what another had in April. That time is the oldest of their newest values. Of figures by the day
 * or longer the newest of that period counts; of those by the minute and the hour what held then. A part of a longer period
 * (a population by the year beside revenue by the month) stands until the next is due.
 *
 * @returns in the order of `parts`, and the as-of time of the whole; undefined as long as one is missing
 */
export async function together(
  parts: readonly Part[],
  atMs: number,
  { past, offsetMs }: { past: PastRepository; offsetMs: number },
): Promise<{ values: PastValue[]; asOfMs: number } | undefined> {
  const newest = await past.newestInMany(parts.map((part) => stretchOf(part, 0, atMs)));
  if (!isComplete(newest)) return undefined;
  const period = parts.map(({ indicator }) => indicator.period).reduce((a, b) => (isShorter(b, a) ? b : a));
  const isSlow = ({ indicator }: Part) => isShorter(period, indicator.period);
  const sinceMs = Math.min(...newest.filter((_, at) => !isSlow(parts[at] as Part)).map((one) => one.asOfMs));
  const stretch = periodOf(period, sinceMs, offsetMs);
  const untilMs = Math.min(stretch.toMs, atMs);
  const isShort = period === "minute" || period === "hour";
  // Of those whose newest value is too new: what held up to then, and what came right after where nothing had.
  const values: (PastValue | undefined)[] = [...newest];
  const lastOf = (part: Part) => (isShort && !isSlow(part) ? sinceMs : untilMs);
  const firstOf = (part: Part) => (isShort || isSlow(part) ? 0 : stretch.fromMs);
  const fill = async (these: number[], made: (part: Part) => SeriesStretch) => {
    if (these.length === 0) return;
    const found = await past.newestInMany(these.map((at) => made(parts[at] as Part)));
    these.forEach((at, place) => {
      values[at] = found[place];
    });
  };
  const all = [...parts.keys()];
  const tooNew = all.filter((at) => (newest[at] as PastValue).asOfMs > lastOf(parts[at] as Part));
  await fill(tooNew, (part) => stretchOf(part, firstOf(part), lastOf(part)));
  const without = tooNew.filter((at) => values[at] === undefined && isShort && !isSlow(parts[at] as Part));
  await fill(without, (part) => stretchOf(part, sinceMs, untilMs));
  if (!isComplete(values)) return undefined;
  const isOverdue = (value: PastValue, { indicator }: Part) => sinceMs - value.asOfMs > indicator.freshness.lateAfter;
  const counting = values.filter((value, at) => {
    const part = parts[at] as Part;
    return !isSlow(part) || isOverdue(value, part);
  });
  return { values, asOfMs: Math.min(...counting.map((value) => value.asOfMs)) };
}

const stretchOf = ({ indicator, place }: Part, fromMs: number, toMs: number): SeriesStretch => ({
  ...{ indicator: indicator.code, place, fromMs, toMs },
});

const isComplete = (found: readonly (PastValue | undefined)[]): found is PastValue[] =>
  found.every((one) => one !== undefined);

import type { CodedMessage } from "#contract/errors.ts";
import type { Numbers, Recent, SameHour } from "./edition.ts";

/** The past of a series, hour by hour back from the base: `[0]` stood at the base, `[k]` k hours before; null where nothing was known. */
export type Hours = readonly (number | null)[];

/** @param half how far the band reaches to either side */
export type Ahead = { hours: number; value: number; half: number };

export type Made =
  | { method: { name: "same-hour" | "recent"; edition: string }; ahead: readonly Ahead[]; refusal: null }
  | { method: null; ahead: readonly []; refusal: CodedMessage };

const refused = (code: CodedMessage["code"], params: CodedMessage["params"] = {}): Made => ({
  ...{ method: null, ahead: [], refusal: { code, params } },
});

/**
 * What a series will be in the next hours. Pure: the same past gives the same forecast. By the same hours of past days where there are
 * enough of them, else by the last hours alone, else not at all, and why. It stops before the first hour that it can say nothing of.
 * @param hours how many hours ahead at most
 */
export function forecast(past: Hours, hours: number, { sameHour, recent }: Numbers): Made {
  const [present] = past;
  const needed = recent.parameters.trendHours + recent.parameters.needsErrors;
  // What came of late does not tell how it stood at the base.
  if (present === null || present === undefined)
    return past.some((value) => value !== null)
      ? refused("forecast.gap", { needed })
      : refused("forecast.too-little-past", { found: 0, needed });
  const byDays = bySameHour(past, hours, sameHour.parameters);
  if (byDays.length > 0)
    return { method: { name: "same-hour", edition: sameHour.edition }, ahead: byDays, refusal: null };
  const byLast = byRecent(past, hours, recent.parameters);
  if (byLast.length > 0) return { method: { name: "recent", edition: recent.edition }, ahead: byLast, refusal: null };
  const found = past.findLastIndex((value) => value !== null);
  return found < needed ? refused("forecast.too-little-past", { found, needed }) : refused("forecast.gap", { needed });
}

/** As long as each next hour can be forecast. */
function upTo(hours: number, one: (hour: number) => Ahead | undefined): Ahead[] {
  const all: Ahead[] = [];
  for (let hour = 1; hour <= hours; hour += 1) {
    const made = one(hour);
    if (made === undefined) break;
    all.push(made);
  }
  return all;
}

/**
 * The level that past days had at that hour, and beside it what is left by then of how far today stands from them now: all of it on a day
 * unlike any of them. The band is that of
 * the errors which the same way would have made on those days around this hour, each day forecast from the others.
 */
function bySameHour(past: Hours, hours: number, numbers: SameHour): Ahead[] {
  const { days, needsDays, keptPerHour, unlikeTimes, aroundHours, within, needsErrors } = numbers;
  const at = (back: number): number | null => past[back] ?? null;
  /** @param without a day that is left out: it is the one forecast */
  const usual = (back: number, hour: number, without?: number) => {
    const before: number[] = [];
    const after: number[] = [];
    for (let day = 1; day <= days; day += 1) {
      const [one, other] = [at(24 * day + back), at(24 * day + back - hour)];
      if (day === without || one === null || other === null) continue;
      before.push(one);
      after.push(other);
    }
    const needed = without === undefined ? needsDays : Math.max(1, needsDays - 1);
    if (before.length < needed) return undefined;
    const middle = median(before);
    // Of two days it cannot be told how far days are apart.
    const isKnown = before.length >= needsDays;
    const spread = isKnown ? Math.max(...before.map((one) => Math.abs(one - middle))) : Number.POSITIVE_INFINITY;
    return { before: middle, after: median(after), spread };
  };
  const from = (level: number, hour: number, { before, after, spread }: NonNullable<ReturnType<typeof usual>>) => {
    const away = level - before;
    const left = keptPerHour ** hour;
    // A day unlike all of them does not come back to them within hours; it may, and so far the band reaches then.
    const isUnlike = Math.abs(away) > unlikeTimes * spread && spread > 0;
    return { value: after + (isUnlike ? away : left * away), least: isUnlike ? Math.abs(away) * (1 - left) : 0 };
  };
  return upTo(hours, (hour) => {
    const known = usual(0, hour);
    if (known === undefined) return undefined;
    const errors: number[] = [];
    for (let day = 1; day <= days; day += 1)
      for (let back = -aroundHours; back <= aroundHours; back += 1) {
        const [level, came] = [at(24 * day + back), at(24 * day + back - hour)];
        // What comes after the base is not known.
        if (24 * day + back - hour < 0 || level === null || came === null) continue;
        const others = usual(back, hour, day);
        if (others !== undefined) errors.push(Math.abs(from(level, hour, others).value - came));
      }
    if (errors.length < needsErrors) return undefined;
    const { value, least } = from(past[0] as number, hour, known);
    return { hours: hour, value, half: Math.max(least, reach(errors, within)) };
  });
}

/** The change an hour of the last few, less with each hour; the band from what the same way missed in the hours before. */
function byRecent(past: Hours, hours: number, numbers: Recent): Ahead[] {
  const { trendHours, keptPerHour, within, needsErrors } = numbers;
  const made = (back: number, hour: number): number | undefined => {
    const taken = past.slice(back, back + trendHours + 1);
    if (taken.length <= trendHours || !taken.every((value) => value !== null)) return undefined;
    const changes = taken.slice(1).map((before, one) => (taken[one] as number) - before);
    let value = taken[0] as number;
    for (let ahead = 1; ahead <= hour; ahead += 1) value += keptPerHour ** ahead * median(changes);
    return value;
  };
  return upTo(hours, (hour) => {
    const value = made(0, hour);
    if (value === undefined) return undefined;
    const errors: number[] = [];
    for (let back = hour; back < past.length; back += 1) {
      const [then, came] = [made(back, hour), past[back - hour]];
      if (then !== undefined && came !== null && came !== undefined) errors.push(Math.abs(then - came));
    }
    return errors.length < needsErrors ? undefined : { hours: hour, value, half: reach(errors, within) };
  });
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** The least that so large a part of some errors, and one more to come, stay within (split conformal prediction). */
export function reach(errors: readonly number[], within: number): number {
  const sorted = [...errors].sort((a, b) => a - b);
  const rank = Math.min(sorted.length, Math.ceil((sorted.length + 1) * within));
  return sorted[rank - 1] ?? 0;
}

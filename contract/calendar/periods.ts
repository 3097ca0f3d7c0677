import type { Indicator } from "../entities/indicator.ts";

type Period = Indicator["period"];
/** From the first to the last millisecond, epoch ms. */
export type Stretch = { fromMs: number; toMs: number };

const byLength: readonly Period[] = ["minute", "hour", "day", "month", "quarter", "year"];
export const isShorter = (one: Period, other: Period): boolean => byLength.indexOf(one) < byLength.indexOf(other);

const fixedMs: Partial<Record<Period, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };
const monthsIn: Partial<Record<Period, number>> = { month: 1, quarter: 3, year: 12 };

/** @param offsetMs of the site's standard time from UTC @returns the period that a moment lies in */
export function periodOf(period: Period, atMs: number, offsetMs: number): Stretch {
  const fixed = fixedMs[period];
  if (fixed !== undefined) {
    const fromMs = Math.floor((atMs + offsetMs) / fixed) * fixed - offsetMs;
    return { fromMs, toMs: fromMs + fixed - 1 };
  }
  const months = monthsIn[period] ?? 1;
  const local = new Date(atMs + offsetMs);
  const first = Math.floor(local.getUTCMonth() / months) * months;
  return {
    fromMs: Date.UTC(local.getUTCFullYear(), first, 1) - offsetMs,
    toMs: Date.UTC(local.getUTCFullYear(), first + months, 1) - offsetMs - 1,
  };
}

export const previousPeriod = (period: Period, atMs: number, offsetMs: number): Stretch =>
  periodOf(period, periodOf(period, atMs, offsetMs).fromMs - 1, offsetMs);

/** The same period a year before; for 29 February that is 28 February. */
export function periodLastYear(period: Period, atMs: number, offsetMs: number): Stretch {
  const local = new Date(atMs + offsetMs);
  const [year, month, day] = [local.getUTCFullYear() - 1, local.getUTCMonth(), local.getUTCDate()];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeMs = (atMs + offsetMs) % 86_400_000;
  return periodOf(period, Date.UTC(year, month, Math.min(day, lastDay)) + timeMs - offsetMs, offsetMs);
}

/** The periods from `fromMs` on that are over when the one that holds `untilMs` begins, oldest first. */
export function periodsSince(fromMs: number, period: Period, untilMs: number, offsetMs: number): Stretch[] {
  const endMs = periodOf(period, untilMs, offsetMs).fromMs;
  const periods: Stretch[] = [];
  for (let next = periodOf(period, fromMs, offsetMs); next.fromMs < endMs; ) {
    periods.push(next);
    next = periodOf(period, next.toMs + 1, offsetMs);
  }
  return periods;
}

export const yearStart = (atMs: number, offsetMs: number): number => periodOf("year", atMs, offsetMs).fromMs;

import { formatMoment } from "../../figures/format.ts";
import { zoneOffsetMs } from "../../figures/zone.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const steps = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440, 2_880, 10_080].map((minutes) => minutes * minuteMs);

/** Longer than this an axis is told in months: a day of it says nothing, and the year has to be told. */
const byMonthMs = 150 * 24 * hourMs;
const monthSteps = [1, 2, 3, 4, 6, 12, 24, 60];

/** Beginnings of months of the site's own calendar, from January on, at most so many. */
function monthTicks(fromMs: number, toMs: number, most: number, offset: number): number[] {
  const numberOf = (ms: number) => {
    const local = new Date(ms + offset);
    return 12 * local.getUTCFullYear() + local.getUTCMonth();
  };
  const [first, last] = [numberOf(fromMs) + 1, numberOf(toMs)];
  const step = monthSteps.find((months) => (last - first) / months < most) ?? 120;
  const ticks: number[] = [];
  for (let month = Math.ceil(first / step) * step; month <= last; month += step)
    ticks.push(Date.UTC(Math.floor(month / 12), month % 12, 1) - offset);
  return ticks;
}

/** Round moments of the site's own clock between two, at most so many, the last far enough from the end to be read. */
export function timeTicks(fromMs: number, toMs: number, most: number, timeZone: string): number[] {
  if (toMs - fromMs > byMonthMs) return monthTicks(fromMs, toMs, most, zoneOffsetMs(toMs, timeZone));
  const step = steps.find((ms) => (toMs - fromMs) / ms <= most) ?? (toMs - fromMs) / Math.max(1, most);
  const offset = zoneOffsetMs(toMs, timeZone);
  const ticks: number[] = [];
  for (let at = Math.ceil((fromMs + offset) / step) * step - offset; at <= toMs; at += step) ticks.push(at);
  return ticks;
}

/** "14:00"; the day where the axis is longer than two days, the month where it is longer than some. */
export const tickWords = (ms: number, spanMs: number, zone: { language: string; timeZone: string }): string =>
  spanMs > byMonthMs
    ? formatMoment(ms, "date", zone).slice(3)
    : formatMoment(ms, spanMs > 48 * hourMs ? "dayMonth" : "time", zone);

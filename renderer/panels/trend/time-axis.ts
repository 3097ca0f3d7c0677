import { formatMoment } from "../../figures/format.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const steps = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440, 2_880, 10_080].map((minutes) => minutes * minuteMs);

/** How far the zone is ahead of UTC at a moment, ms; from the wording of that moment, since Intl tells no number. */
export function zoneOffsetMs(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(ms);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const told = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
  return told - Math.floor(ms / 1_000) * 1_000;
}

/** Round moments of the site's own clock between two, at most so many, the last far enough from the end to be read. */
export function timeTicks(fromMs: number, toMs: number, most: number, timeZone: string): number[] {
  const step = steps.find((ms) => (toMs - fromMs) / ms <= most) ?? (toMs - fromMs) / Math.max(1, most);
  const offset = zoneOffsetMs(toMs, timeZone);
  const ticks: number[] = [];
  for (let at = Math.ceil((fromMs + offset) / step) * step - offset; at <= toMs; at += step) ticks.push(at);
  return ticks;
}

/** "14:00"; the day where the axis is longer than two days. */
export const tickWords = (ms: number, spanMs: number, zone: { language: string; timeZone: string }): string =>
  formatMoment(ms, spanMs > 48 * hourMs ? "dayMonth" : "time", zone);

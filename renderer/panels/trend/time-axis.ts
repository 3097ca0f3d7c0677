import { formatMoment } from "../../figures/format.ts";
import { zoneOffsetMs } from "../../figures/zone.ts";

const minuteMs = 60_000;
const hourMs = 3_600_000;
const steps = [5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440, 2_880, 10_080].map((minutes) => minutes * minuteMs);

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

import { localMidnightMs, sway } from "../curves.ts";
import type { Event, GateScript } from "./script.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const offsetMs = 7 * hourMs;
/** Queues build up and go over so long before and after an event. */
const rampMs = 16 * hourMs;

const dayOf = (atMs: number): string => new Date(atMs + offsetMs).toISOString().slice(0, 10);

/** @param day "2026-12-20", or "12-20" of the year of `atMs` */
function beginsMs(day: string, atMs: number): number {
  const whole = day.length > 5 ? day : `${dayOf(atMs).slice(0, 4)}-${day}`;
  return Date.parse(`${whole}T00:00:00+07:00`);
}

/** How far an event is on at a moment, 0 to 1, growing and going over smoothly. */
export function strengthOf({ from, to }: Event, atMs: number): number {
  const beginMs = beginsMs(from, atMs);
  const endMs = beginsMs(to, atMs) + dayMs;
  const past = Math.min((atMs - (beginMs - rampMs)) / rampMs, (endMs + rampMs - atMs) / rampMs);
  const clamped = Math.max(0, Math.min(1, past));
  return clamped * clamped * (3 - 2 * clamped);
}

/** What a day is like beside the busiest: how busy, and what of the events is on. */
export function dayAt(atMs: number, { weekdays, events }: GateScript) {
  const midnightMs = localMidnightMs(atMs);
  const weekday = new Date(atMs + offsetMs).getUTCDay();
  // One day has more traffic than another; it changes at midnight, when hardly any is there.
  const busy = (weekdays[weekday] ?? 1) * (0.92 + 0.08 * sway("day", midnightMs * 7));
  const on = (kind: Event["kind"]) => {
    let strongest: { event: Event | undefined; strength: number } = { event: undefined, strength: 0 };
    for (const event of events) {
      const strength = event.kind === kind ? strengthOf(event, atMs) : 0;
      if (strength > strongest.strength) strongest = { event, strength };
    }
    return strongest;
  };
  return { busy: Math.min(1, busy), closed: on("closed"), otherSide: on("other-side"), crisis: on("crisis") };
}

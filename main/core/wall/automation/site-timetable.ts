import { Cron } from "croner";
import type { WorkingCalendar } from "#contract/calendar/working-days.ts";
import type { Appointment, Days, Hours } from "#contract/entities/timetable.ts";

/** When the hours and appointments of programmes and rules are, by the site's calendar and clock. All moments epoch ms. */
export type SiteTimetable = {
  isWithin(hours: Hours, ms: number): boolean;
  /** The first time after a moment; null when there is none within the next 400 days. */
  nextOf(appointment: Appointment, afterMs: number): number | null;
};

type LocalDay = { date: string; weekday: number };
type Known = { version: string; fromMs: number; nextMs: number | null };

const dayMs = 86_400_000;
const mostDays = 400;
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** A day off that is no weekly rest, and nothing else: a Saturday that is worked is none, nor an ordinary one. */
const holidayKinds: ReadonlySet<string> = new Set(["holiday", "made-up", "swapped-off", "site-off"]);

/**
 * @param timeZone IANA name
 * @param calendar as it is at present
 */
export function createSiteTimetable(timeZone: string, calendar: () => WorkingCalendar): SiteTimetable {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const known = new WeakMap<Appointment, Known>();

  const local = (ms: number): LocalDay & { time: string } => {
    const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
    return {
      date: `${part.year}-${part.month}-${part.day}`,
      weekday: weekdays.indexOf(part.weekday ?? "") + 1,
      time: `${part.hour}:${part.minute}`,
    };
  };
  const isAmong = (days: Days, { date, weekday }: LocalDay): boolean => {
    if (days.weekdays.length > 0 && !days.weekdays.includes(weekday)) return false;
    if (days.dates.length > 0 && !days.dates.includes(date)) return false;
    if (days.holidays === "any") return true;
    const day = calendar().dayOf(date);
    if (days.holidays === "working") return day?.isWorking ?? false;
    return holidayKinds.has(day?.kind ?? "") === (days.holidays === "only");
  };
  const search = ({ at, days }: Appointment, afterMs: number): number | null => {
    const [hour, minute] = at.split(":").map(Number);
    const cron = new Cron(`${minute} ${hour} * * *`, { timezone: timeZone, mode: "5-part", paused: true });
    let ms = afterMs;
    for (let count = 0; count < mostDays; count += 1) {
      const next = cron.nextRun(new Date(ms))?.getTime();
      if (next === undefined) return null;
      if (isAmong(days, local(next))) return next;
      ms = next;
    }
    return null;
  };

  return {
    isWithin({ from, to, days }, ms) {
      const now = local(ms);
      if (from < to) return now.time >= from && now.time < to && isAmong(days, now);
      if (now.time >= from) return isAmong(days, now);
      return now.time < to && isAmong(days, local(ms - dayMs));
    },
    nextOf(appointment, afterMs) {
      const found = known.get(appointment);
      const isStill =
        found !== undefined &&
        found.version === calendar().version &&
        found.fromMs <= afterMs &&
        (found.nextMs === null ? afterMs - found.fromMs < dayMs : found.nextMs > afterMs);
      if (isStill) return found.nextMs;
      const nextMs = search(appointment, afterMs);
      known.set(appointment, { version: calendar().version, fromMs: afterMs, nextMs });
      return nextMs;
    },
  };
}

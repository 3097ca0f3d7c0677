import { NationalDays } from "#contract/calendar/national.ts";
import { createWorkingCalendar } from "#contract/calendar/working-days.ts";
import { noHolidays } from "#contract/entities/timetable.ts";
import vietnam from "../../../assets/calendar/vietnam.json" with { type: "json" };

/** Việt Nam keeps UTC+7 all year. */
const offsetMs = 7 * 3_600_000;
const hourMs = 3_600_000;

export const calendar = createWorkingCalendar(NationalDays.parse(vietnam), noHolidays);

/** "2026-11-27". */
export const dayOf = (atMs: number): string => new Date(atMs + offsetMs).toISOString().slice(0, 10);
const startOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) - offsetMs;

/** Offices are open from 7:30 to 11:30 and from 13:30 to 17:00. */
const halves = [
  { from: 7.5, to: 11.5 },
  { from: 13.5, to: 17 },
];
const openHours = halves.reduce((sum, { from, to }) => sum + to - from, 0);

/** A moment of a day's office hours. @param share 0 when they begin, 1 when they end */
export function officeMoment(day: string, share: number): number {
  let left = share * openHours;
  for (const { from, to } of halves) {
    if (left <= to - from) return startOf(day) + Math.round((from + left) * 3_600) * 1_000;
    left -= to - from;
  }
  return startOf(day) + 17 * hourMs;
}

/** Working days on end from one day to another, both included. */
export function workingDays(fromDay: string, toDay: string): string[] {
  const days: string[] = [];
  for (let atMs = startOf(fromDay); atMs <= startOf(toDay); atMs += 24 * hourMs) {
    const day = dayOf(atMs);
    if (calendar.isWorkingDay(day)) days.push(day);
  }
  return days;
}

export const later = (day: string, count: number): string => calendar.addWorkingDays(day, count) ?? day;

const two = (value: number): string => String(value).padStart(2, "0");
const partsOf = (atMs: number): number[] => {
  const local = new Date(atMs + offsetMs);
  return [
    ...[local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()],
    ...[local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()],
  ];
};
/** "27/11/2026 16:30:00", as the one-stop system writes it. */
export function vietnamese(atMs: number): string {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = partsOf(atMs);
  return `${two(day)}/${two(month)}/${year} ${two(hour)}:${two(minute)}:${two(second)}`;
}
/** "20261127163000", as the older of its services write it. */
export const compact = (atMs: number): string => partsOf(atMs).map(two).join("");

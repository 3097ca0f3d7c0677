import { z } from "zod";
import { Day } from "../entities/time.ts";
import { dayNumber, dayOfNumber } from "./days.ts";

/** A month as figures are counted by: a calendar month, or a report month. Both days are in it. */
export const MonthSpan = z.strictObject({ year: z.int(), month: z.int().min(1).max(12), from: Day, to: Day });
export type MonthSpan = z.infer<typeof MonthSpan>;

const span = (year: number, month: number, from: number, before: number): MonthSpan => {
  const named = new Date(Date.UTC(year, month - 1, 1));
  const name = { year: named.getUTCFullYear(), month: named.getUTCMonth() + 1 };
  return { ...name, from: dayOfNumber(from), to: dayOfNumber(before - 1) };
};

/** @param month from 1; 0 is December of the year before, 13 January of the next */
export const calendarMonth = (year: number, month: number): MonthSpan =>
  span(year, month, dayNumber(year, month, 1), dayNumber(year, month + 1, 1));

/** @param day "2026-08-22" */
export function calendarMonthOf(day: string): MonthSpan {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return calendarMonth(year, month);
}

/**
 * A month of reports: from a day of the month before to the eve of that day in its own, which it is called by. "Tháng 6"
 * is 15/05 to 14/06 where they begin on the 15th.
 * @param beginsOn day of the month, 2 to 28; which it is at a site stands in the calendar's data
 */
export const reportMonth = (year: number, month: number, beginsOn: number): MonthSpan =>
  span(year, month, dayNumber(year, month - 1, beginsOn), dayNumber(year, month, beginsOn));

/** The month of reports that a day counts for. */
export function reportMonthOf(day: string, beginsOn: number): MonthSpan {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return reportMonth(year, date < beginsOn ? month : month + 1, beginsOn);
}

import { z } from "zod";
import { Day } from "../entities/time.ts";
import { dayNumber, dayOfNumber } from "./days.ts";
import { mostWorkingDays, type WorkingCalendar } from "./working-days.ts";

/**
 * A due date as it was computed, with what it was computed of: so it can be computed anew when the calendar is another. How
 * whoever computes anything else with a calendar keeps it too.
 */
export const Deadline = z.strictObject({
  /** Not counted itself. */
  from: Day,
  workingDays: z.int().min(-mostWorkingDays).max(mostWorkingDays),
  due: Day,
  /** Version of the calendar. */
  calendar: z.string().min(1).max(40),
});
export type Deadline = z.infer<typeof Deadline>;

/** @returns null where it lies outside of the calendar */
export function deadlineOf(calendar: WorkingCalendar, from: string, workingDays: number): Deadline | null {
  const due = calendar.addWorkingDays(from, workingDays);
  return due === null ? null : { from, workingDays, due, calendar: calendar.version };
}

export type Recounted<Item> = { item: Item; before: Deadline; after: Deadline };

/**
 * What is still open, computed anew with the calendar as it is now. What is closed keeps what it was measured by: it is not
 * to be handed over.
 * @returns `recounted`: all that another calendar was used for, to be kept; `moved`: those among them that are due on another day, to be told
 */
export function recount<Item>(
  calendar: WorkingCalendar,
  open: Iterable<Item>,
  deadlineIn: (item: Item) => Deadline,
): { recounted: Recounted<Item>[]; moved: Recounted<Item>[] } {
  const recounted: Recounted<Item>[] = [];
  for (const item of open) {
    const before = deadlineIn(item);
    if (before.calendar === calendar.version) continue;
    const after = deadlineOf(calendar, before.from, before.workingDays);
    if (after !== null) recounted.push({ item, before, after });
  }
  return { recounted, moved: recounted.filter(({ before, after }) => before.due !== after.due) };
}

export type ChangedDay = { day: string; isWorking: boolean };

/** The days between two years, both included, that are worked in one calendar and off in the other; the first 1,000 of them. */
export function changedDays(
  before: WorkingCalendar,
  after: WorkingCalendar,
  fromYear: number,
  toYear: number,
): ChangedDay[] {
  const changed: ChangedDay[] = [];
  for (let number = dayNumber(fromYear, 1, 1); number < dayNumber(toYear + 1, 1, 1); number += 1) {
    const day = dayOfNumber(number);
    const isWorking = after.isWorkingDay(day);
    if (isWorking !== null && isWorking !== before.isWorkingDay(day)) changed.push({ day, isWorking });
    if (changed.length === 1_000) break;
  }
  return changed;
}

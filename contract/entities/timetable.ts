import { z } from "zod";
import { wanted } from "../mistake-params.ts";
import { Day } from "./time.ts";

/** "07:30", the site's own time. */
export const TimeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)
  .meta(wanted("time-of-day"));

/** Which days of the site's own calendar are meant: all three must agree. */
export const Days = z.strictObject({
  /** 1 Monday … 7 Sunday (ISO 8601); none named: every day. */
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]),
  /** not: none of the site's holidays · only: nothing but those · working: its working days, Saturdays that are worked for others among them. */
  holidays: z.enum(["any", "not", "only", "working"]).default("any"),
  /** None named: any date. */
  dates: z.array(Day).max(100).default([]),
});
export type Days = z.infer<typeof Days>;

export const everyDay: Days = { weekdays: [], holidays: "any", dates: [] };

/** A moment that comes again. */
export const Appointment = z.strictObject({ at: TimeOfDay, days: Days.default(everyDay) });
export type Appointment = z.infer<typeof Appointment>;

/** A part of a day, `from` with, `to` without; one that ends before it begins goes over midnight and belongs to the day it began. */
export const Hours = z.strictObject({ from: TimeOfDay, to: TimeOfDay, days: Days.default(everyDay) });
export type Hours = z.infer<typeof Hours>;

/** A day of the site's own over the national ones, on which its offices are closed: of every year ("09-02"), or of one ("2027-02-06"). */
export const Holiday = z.strictObject({
  date: z.union([Day, z.string().regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/)]),
  name: z.string().trim().min(1).max(100),
  /** They work on it instead, whatever day it is: what a swap of working days that the program does not know yet comes to. */
  isWorked: z.boolean().optional(),
});
export type Holiday = z.infer<typeof Holiday>;

export const Holidays = z.strictObject({ days: z.array(Holiday).max(300) });
export type Holidays = z.infer<typeof Holidays>;

export const noHolidays: Holidays = { days: [] };

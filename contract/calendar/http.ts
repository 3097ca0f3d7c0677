import { z } from "zod";
import { Id, Words } from "../entities/text.ts";
import { Day } from "../entities/time.ts";

/** A year in an address. */
export const AskedYear = z.coerce.number().int().min(1900).max(2199);

const SpecialDay = z.strictObject({
  day: Day,
  isWorking: z.boolean(),
  kind: z.enum(["working", "rest", "holiday", "made-up", "swapped-off", "swapped-worked", "site-off", "site-worked"]),
  name: z.union([Words, z.string()]).nullable(),
  source: Id.nullable(),
});

/** `GET routes.calendarYear`: the days of a year that are not simply working or weekly rest, and how sure they are. */
export const CalendarYear = z.strictObject({
  year: AskedYear,
  version: z.string(),
  /** Some law of the calendar holds in it. */
  hasLaw: z.boolean(),
  /** Holidays of which no notice has said yet on which days they are: reckoned by the law alone. */
  undecided: z.array(Words).max(60),
  sources: z.array(z.strictObject({ id: Id, source: z.string(), decidedOn: Day })).max(520),
  days: z.array(SpecialDay).max(366),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

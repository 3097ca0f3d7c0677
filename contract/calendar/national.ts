import { z } from "zod";
import { Id, Words } from "../entities/text.ts";
import { Day } from "../entities/time.ts";

const Month = z.int().min(1).max(12);
const DayOfMonth = z.int().min(1).max(31);
/** The document it stands in, and who told of it where that is all that was seen. */
const Source = z.string().min(1).max(500);

/**
 * When a holiday is: on a day of the year, on one of the lunar year, at the turn of the lunar year, or beside another day.
 * Of the last two the year's notice says which days they are; before it has, they are reckoned as here.
 */
const Occasion = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("solar"), month: Month, day: DayOfMonth }),
  z.strictObject({ kind: z.literal("lunar"), month: Month, day: z.int().min(1).max(30) }),
  /** So many days in a row, `before` of them of the old year. */
  z.strictObject({ kind: z.literal("tet"), days: z.int().min(1).max(10), before: z.int().min(0).max(9) }),
  /** The working day before or after: the one with which more days off are in a row; of two alike the one before. */
  z.strictObject({ kind: z.literal("beside"), month: Month, day: DayOfMonth }),
]);

const LawHoliday = z.strictObject({
  id: Id,
  name: Words,
  on: Occasion,
  /** On a weekly rest day: whether the next working day is off in its place. */
  isMadeUp: z.boolean(),
});
export type LawHoliday = z.infer<typeof LawHoliday>;

/** What holds year after year. Where a law changes, the old and the new stand side by side. */
const HolidayLaw = z.strictObject({
  id: Id,
  source: Source,
  decidedOn: Day,
  /** The first and the last day that it holds on; null: it still does. */
  from: Day,
  until: Day.nullable(),
  holidays: z.array(LawHoliday).min(1).max(30),
});
export type HolidayLaw = z.infer<typeof HolidayLaw>;

/** What was decided for one year. A swap may reach into the year beside it. */
export const HolidayNotice = z
  .strictObject({
    id: Id,
    year: z.int().min(1900).max(2199),
    source: Source,
    decidedOn: Day,
    /** Which days a holiday of a law is in that year. */
    sets: z.array(z.strictObject({ holiday: Id, days: z.array(Day).min(1).max(15) })).max(10),
    /** A working day that is off, and the day off that is worked for it (hoán đổi ngày làm việc). */
    swaps: z.array(z.strictObject({ off: Day, worked: Day })).max(20),
  })
  .refine(({ year, sets }) => sets.every(({ days }) => days.every((day) => day.startsWith(`${year}-`))), {
    path: ["sets"],
    message: "a day lies outside of the notice's year",
  });
export type HolidayNotice = z.infer<typeof HolidayNotice>;

/** Laws and notices of a country, as a file beside the program. */
export const NationalDays = z.strictObject({
  /** The day on which it was last compared with what is published. */
  asOf: Day,
  /** Weekly rest days, 1 Monday … 7 Sunday. */
  restDays: z.array(z.int().min(1).max(7)).min(1).max(3),
  /** On which day of a month the next month of reports begins. */
  reportMonth: z.strictObject({ beginsOn: z.int().min(2).max(28), source: Source }),
  laws: z.array(HolidayLaw).max(20),
  notices: z.array(HolidayNotice).max(500),
});
export type NationalDays = z.infer<typeof NationalDays>;

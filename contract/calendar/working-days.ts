import type { Words } from "../entities/text.ts";
import type { Holidays } from "../entities/timetable.ts";
import { dayNumber, dayNumberOf, dayOfNumber, weekdayOf, yearOf } from "./days.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { dayOfLunar, lunarNewYear } from "./lunar.ts";
import type { HolidayLaw, HolidayNotice, LawHoliday, NationalDays } from "./national.ts";

export type DayKind =
  | "working"
  | "rest"
  | "holiday"
  | "made-up"
  | "swapped-off"
  | "swapped-worked"
  | "site-off"
  | "site-worked";

export type CalendarDay = {
  day: string;
  isWorking: boolean;
  kind: DayKind;
  /** Of the holiday, for a day that is made up too; of the site's own day as it was entered. null: it has none. */
  name: Words | string | null;
  /** Id of the law or notice that says so; null: the week alone does, or the site. */
  source: string | null;
};

/** How sure a year is. */
export type YearStatus = {
  year: number;
  /** Some law of the calendar holds in it; else only weekly rest days and the site's own are known. */
  hasLaw: boolean;
  /** Holidays whose days no notice has set: reckoned by the law alone. */
  undecided: LawHoliday[];
  laws: HolidayLaw[];
  notices: HolidayNotice[];
};

/**
 * The working days of a site: the national ones, and its own days over them. Pure and always the same; other data make
 * another calendar. Days are text ("2026-08-22") from 1900 to 2199; of another, and of what is no day, the answer is null,
 * as platforms send 9999-12-31 for "none".
 */
export type WorkingCalendar = {
  /** Says what it was made of: two with the same one answer alike. What was computed with one keeps it. */
  version: string;
  reportMonthBeginsOn: number;
  dayOf(day: string): CalendarDay | null;
  isWorkingDay(day: string): boolean | null;
  /**
   * The working day that is so many after a day, which is itself not counted (Bộ luật Dân sự 2015, điều 147); before it where
   * `count` is negative; with 0 the day itself, whatever it is. null also where `count` is no whole number or beyond `mostWorkingDays`.
   */
  addWorkingDays(day: string, count: number): string | null;
  /** Working days after `from` up to and with `to`: what was added. Negative where `to` is earlier. */
  workingDaysBetween(from: string, to: string): number | null;
  /** Every day of a year that is not simply working or weekly rest, in order. */
  specialDays(year: number): CalendarDay[];
  yearStatus(year: number): YearStatus;
};

const firstYear = 1900;
const lastYear = 2199;
const firstNumber = dayNumber(firstYear, 1, 1);
const lastNumber = dayNumber(lastYear, 12, 31);
/** Some forty years. */
export const mostWorkingDays = 10_000;

type Special = Omit<CalendarDay, "day" | "isWorking"> & { isWorking: boolean };
/** `workedBefore[n]`: working days of the year before its n-th day, counted from 0; one more at the end. */
type Year = { first: number; special: ReadonlyMap<number, Special>; workedBefore: Uint16Array };
type Fixed = { holiday: LawHoliday; law: HolidayLaw; source: string };

/**
 * @param national laws and notices; which of several notices sets a holiday's days, the latest decision says
 * @param site the site's own days, which go before all others; one of a certain year before one of every year
 */
export function createWorkingCalendar(national: NationalDays, site: Holidays): WorkingCalendar {
  const restDays = new Set(national.restDays);
  const isRest = (number: number): boolean => restDays.has(weekdayOf(number));
  const notices = [...national.notices].sort((a, b) => a.decidedOn.localeCompare(b.decidedOn));
  const setDays = new Map<string, { days: number[]; source: string }>();
  const swapped = new Map<number, Special>();
  for (const { id, year, sets, swaps } of notices) {
    for (const { holiday, days } of sets)
      setDays.set(`${year}/${holiday}`, { days: days.map(dayNumberOf), source: id });
    for (const { off, worked } of swaps) {
      swapped.set(dayNumberOf(off), { isWorking: false, kind: "swapped-off", name: null, source: id });
      swapped.set(dayNumberOf(worked), { isWorking: true, kind: "swapped-worked", name: null, source: id });
    }
  }
  const years = new Map<number, Year>();

  /** The day beside another that is off with it; see `Occasion`. */
  const besideOf = (number: number): number => {
    const runWith = (other: number): number => {
      const isOff = (one: number) => one === number || one === other || isRest(one);
      let [from, to] = [number, number];
      while (isOff(from - 1)) from -= 1;
      while (isOff(to + 1)) to += 1;
      return isRest(other) ? 0 : to - from;
    };
    return runWith(number + 1) > runWith(number - 1) ? number + 1 : number - 1;
  };
  const occursOn = ({ on }: LawHoliday, year: number): number[] => {
    switch (on.kind) {
      case "solar":
        return [dayNumber(year, on.month, on.day)];
      case "lunar":
        // The last months of a lunar year lie in the next one of the sun.
        return [year - 1, year].flatMap((lunar) => {
          const day = dayOfLunar({ year: lunar, month: on.month, day: on.day });
          return day?.startsWith(`${year}-`) ? [dayNumberOf(day)] : [];
        });
      case "tet": {
        const first = lunarNewYear(year) - on.before;
        return Array.from({ length: on.days }, (_, at) => first + at);
      }
      case "beside":
        return [besideOf(dayNumber(year, on.month, on.day))];
    }
  };
  const lawsIn = (year: number): HolidayLaw[] =>
    national.laws.filter(({ from, until }) => from <= `${year}-12-31` && (until === null || until >= `${year}-01-01`));
  const holidaysIn = (year: number): Map<number, Fixed> => {
    const found = new Map<number, Fixed>();
    for (const law of lawsIn(year))
      for (const holiday of law.holidays) {
        const set = setDays.get(`${year}/${holiday.id}`);
        for (const number of set?.days ?? occursOn(holiday, year)) {
          const day = dayOfNumber(number);
          if (day < law.from || (law.until !== null && day > law.until)) continue;
          if (!found.has(number)) found.set(number, { holiday, law, source: set?.source ?? law.id });
        }
      }
    return found;
  };

  const build = (year: number): Year => {
    const [first, next] = [dayNumber(year, 1, 1), dayNumber(year + 1, 1, 1)];
    const isOf = (number: number) => number >= first && number < next;
    const special = new Map<number, Special>();
    const holidays = holidaysIn(year);
    for (const [number, { holiday, source }] of holidays)
      special.set(number, { isWorking: false, kind: "holiday", name: holiday.name, source });
    for (const [number, { holiday, law }] of [...holidays].sort(([a], [b]) => a - b)) {
      if (!holiday.isMadeUp || !isRest(number)) continue;
      // No law has a holiday so late in December that this would be in the next year.
      let instead = number + 1;
      while (isRest(instead) || special.has(instead)) instead += 1;
      special.set(instead, { isWorking: false, kind: "made-up", name: holiday.name, source: law.id });
    }
    for (const [number, swap] of swapped) if (isOf(number)) special.set(number, swap);
    const own = site.days.map((one) => ({ ...one, isYearly: one.date.length === 5 }));
    for (const { date, name, isWorked = false, isYearly } of own.sort(
      (a, b) => Number(b.isYearly) - Number(a.isYearly),
    )) {
      const day = isYearly ? `${year}-${date}` : date;
      const number = dayNumberOf(day);
      // What is no day of this year (29 February) is passed over.
      if (isOf(number) && dayOfNumber(number) === day)
        special.set(number, { isWorking: isWorked, kind: isWorked ? "site-worked" : "site-off", name, source: null });
    }
    const workedBefore = new Uint16Array(next - first + 1);
    for (let at = 0; at < next - first; at += 1) {
      const isWorked = special.get(first + at)?.isWorking ?? !isRest(first + at);
      workedBefore[at + 1] = (workedBefore[at] ?? 0) + Number(isWorked);
    }
    return { first, special, workedBefore };
  };
  const yearAt = (number: number): Year => {
    const year = yearOf(number);
    let known = years.get(year);
    if (known === undefined) {
      known = build(year);
      years.set(year, known);
    }
    return known;
  };

  /** null of what is no day, or lies outside. */
  const numberOf = (day: string): number | null => {
    const number = dayNumberOf(day);
    // 30 February is taken for 2 March by some engines.
    return number >= firstNumber && number <= lastNumber && dayOfNumber(number) === day ? number : null;
  };
  const isWorking = (number: number): boolean => {
    const { first, workedBefore } = yearAt(number);
    return (workedBefore[number - first + 1] ?? 0) > (workedBefore[number - first] ?? 0);
  };
  /** Working days of its year up to and with a day. */
  const workedUpTo = (number: number): number => {
    const { first, workedBefore } = yearAt(number);
    return workedBefore[number - first + 1] ?? 0;
  };
  const tell = (number: number): CalendarDay => {
    const day = dayOfNumber(number);
    const special = yearAt(number).special.get(number);
    if (special !== undefined) return { day, ...special };
    const isRestDay = isRest(number);
    return { day, isWorking: !isRestDay, kind: isRestDay ? "rest" : "working", name: null, source: null };
  };

  return {
    version: fingerprintOf(JSON.stringify([national, site.days])),
    reportMonthBeginsOn: national.reportMonth.beginsOn,
    dayOf(day) {
      const number = numberOf(day);
      return number === null ? null : tell(number);
    },
    isWorkingDay(day) {
      const number = numberOf(day);
      return number === null ? null : isWorking(number);
    },
    addWorkingDays(day, count) {
      let number = numberOf(day);
      if (number === null || !Number.isInteger(count) || Math.abs(count) > mostWorkingDays) return null;
      for (let left = Math.abs(count); left > 0; ) {
        number += Math.sign(count);
        if (number < firstNumber || number > lastNumber) return null;
        if (isWorking(number)) left -= 1;
      }
      return dayOfNumber(number);
    },
    workingDaysBetween(from, to) {
      const [one, other] = [numberOf(from), numberOf(to)];
      if (one === null || other === null) return null;
      if (one > other) {
        // As it was added: the days before `from`, down to and with `to`.
        return 0 - (count(other - 1, one - 1) ?? 0);
      }
      return count(one, other);
    },
    specialDays: (year) =>
      year < firstYear || year > lastYear
        ? []
        : [...yearAt(dayNumber(year, 1, 1)).special.keys()].sort((a, b) => a - b).map(tell),
    yearStatus(year) {
      const laws = lawsIn(year);
      const undecided = laws
        .flatMap(({ holidays }) => holidays)
        .filter(({ id, on }) => (on.kind === "tet" || on.kind === "beside") && !setDays.has(`${year}/${id}`));
      return { year, hasLaw: laws.length > 0, undecided, laws, notices: notices.filter((one) => one.year === year) };
    },
  };

  /** Working days after one number, up to and with another that is not earlier. */
  function count(after: number, upTo: number): number {
    if (upTo <= after) return 0;
    let total = workedUpTo(upTo) - (after < firstNumber ? 0 : workedUpTo(after));
    for (let year = yearOf(Math.max(after, firstNumber)); year < yearOf(upTo); year += 1)
      total += workedUpTo(dayNumber(year, 12, 31));
    return total;
  }
}

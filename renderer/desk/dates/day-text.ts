/*
 * Days as they are typed and read here, in both languages: 27/11/2026. A browser's own field for dates follows the browser's language, and
 * "11/12" of one is the "12/11" of another.
 */

const dayMs = 86_400_000;
const two = (number: number): string => String(number).padStart(2, "0");
const utcOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** @returns "2026-11-27"; undefined where there is no such day */
export function dayFrom(year: number, month: number, date: number): string | undefined {
  if (year < 1900 || year > 2199) return undefined;
  const day = `${year}-${two(month)}-${two(date)}`;
  const ms = utcOf(day);
  return !Number.isNaN(ms) && dayOf(ms) === day ? day : undefined;
}

const forms = [
  /^(?<date>\d{1,2})[/.\-\s](?<month>\d{1,2})[/.\-\s](?<year>\d{4})$/,
  /^(?<date>\d{2})(?<month>\d{2})(?<year>\d{4})$/,
  /^(?<year>\d{4})-(?<month>\d{2})-(?<date>\d{2})$/,
];
/** Once nothing more is typed, two digits are a year too. */
const shortForms = [/^(?<date>\d{1,2})[/.\-\s](?<month>\d{1,2})[/.\-\s](?<year>\d{2})$/];

/**
 * What somebody typed as a day: 27/11/2026, 27.11.2026, 27112026; also 2026-11-27, as programs write it.
 * @param isDone he types no more: 27/11/26 is meant whole
 */
export function readDay(text: string, isDone = false): string | undefined {
  const plain = text.trim();
  for (const form of isDone ? [...forms, ...shortForms] : forms) {
    const { year = "", month = "", date = "" } = form.exec(plain)?.groups ?? {};
    if (year === "") continue;
    return dayFrom(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(date));
  }
  return undefined;
}

/** "27/11/2026"; "" of no day. */
export const dayText = (day: string): string => day.split("-").reverse().join("/");

export const addDays = (day: string, days: number): string => dayOf(utcOf(day) + days * dayMs);

/** The same date of another month, or its last one where it has none such. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const at = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  return dayOf(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), Math.min(date, last)));
}

/** The weeks of a day's month, from Monday to Sunday, with the days of other months beside it. */
export function weeksOf(day: string): string[][] {
  const first = `${day.slice(0, 7)}-01`;
  const before = (new Date(utcOf(first)).getUTCDay() + 6) % 7;
  const next = addMonths(first, 1);
  const weeks: string[][] = [];
  for (let at = addDays(first, -before); at < next; at = addDays(at, 7))
    weeks.push(Array.from({ length: 7 }, (_, number) => addDays(at, number)));
  return weeks;
}

/** What somebody typed as a time of day: 7:30, 07:30, 0730, 7h30; "07:30", or undefined. */
export function readTime(text: string): string | undefined {
  const { hour, minute } = /^(?<hour>\d{1,2})[:.hg](?<minute>\d{2})$/i.exec(text.trim())?.groups ??
    /^(?<hour>\d{2})(?<minute>\d{2})$/.exec(text.trim())?.groups ?? { hour: "99", minute: "99" };
  return Number(hour) < 24 && Number(minute) < 60 ? `${two(Number(hour))}:${minute}` : undefined;
}

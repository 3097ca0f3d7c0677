import { dayOfNumber } from "../calendar/days.ts";
import { reportMonth, reportMonthOf } from "../calendar/months.ts";
import { periodOf, type Stretch } from "../calendar/periods.ts";
import type { Indicator } from "../entities/indicator.ts";
import type { Words } from "../entities/text.ts";
import { dayStartMs } from "../entities/time.ts";

type Period = Indicator["period"];

/** Periods that people write figures for: nobody types minutes. */
export const enteredPeriods = ["day", "month", "quarter", "year"] as const satisfies readonly Period[];
export type EnteredPeriod = (typeof enteredPeriods)[number];
export const isEnteredPeriod = (period: Period): period is EnteredPeriod =>
  (enteredPeriods as readonly Period[]).includes(period);

const two = (number: number): string => String(number).padStart(2, "0");
const partsOf = (atMs: number, offsetMs: number) => {
  const local = new Date(atMs + offsetMs);
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()];
  return { year, month, day, quarter: Math.ceil(month / 3) };
};

/** The name of a period by which it is sent and kept: 2026-11-27, 2026-11, 2026-Q4, 2026. */
export function periodName(period: EnteredPeriod, atMs: number, offsetMs: number): string {
  const { year, month, day, quarter } = partsOf(atMs, offsetMs);
  if (period === "year") return String(year);
  if (period === "quarter") return `${year}-Q${quarter}`;
  return period === "month" ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(day)}`;
}

const dayMs = 86_400_000;

/**
 * What a period covers. A report month is called by the month in which it ends, and its figure is told as of a day of that one: so all that
 * asks for periods by their names finds it there, and only what asks for its days asks here.
 * @param fromMs its beginning, as `readPeriod` gives it
 * @param reportsFrom the day of the month before on which report months begin; absent: the calendar's periods
 */
export function coveredBy(period: EnteredPeriod, fromMs: number, offsetMs: number, reportsFrom?: number): Stretch {
  if (reportsFrom === undefined || period !== "month") return periodOf(period, fromMs, offsetMs);
  const { year, month } = partsOf(fromMs, offsetMs);
  const { from, to } = reportMonth(year, month, reportsFrom);
  return { fromMs: dayStartMs(from, offsetMs), toMs: dayStartMs(to, offsetMs) + dayMs - 1 };
}

/** The beginning, by its name, of the period that covers a moment. */
export function periodAt(period: EnteredPeriod, atMs: number, offsetMs: number, reportsFrom?: number): number {
  if (reportsFrom === undefined || period !== "month") return periodOf(period, atMs, offsetMs).fromMs;
  const { year, month } = reportMonthOf(dayOfNumber(Math.floor((atMs + offsetMs) / dayMs)), reportsFrom);
  return Date.UTC(year, month - 1, 1) - offsetMs;
}

/** As people read it: "tháng 11/2026", of a report month with its days: "tháng 11/2026 (15/10–14/11)". */
export function periodWords(period: EnteredPeriod, atMs: number, offsetMs: number, reportsFrom?: number): Words {
  const { year, month, day, quarter } = partsOf(atMs, offsetMs);
  if (period === "month" && reportsFrom !== undefined) {
    const span = reportMonth(year, month, reportsFrom);
    const [from, to] = [span.from, span.to].map((one) => `${one.slice(8)}/${one.slice(5, 7)}`);
    const days = `(${from}–${to})`;
    return { vi: `tháng ${month}/${year} ${days}`, en: `${two(month)}/${year} ${days}` };
  }
  if (period === "year") return { vi: `năm ${year}`, en: `${year}` };
  if (period === "quarter") return { vi: `quý ${quarter}/${year}`, en: `Q${quarter} ${year}` };
  if (period === "month") return { vi: `tháng ${month}/${year}`, en: `${two(month)}/${year}` };
  return { vi: `${two(day)}/${two(month)}/${year}`, en: `${two(day)}/${two(month)}/${year}` };
}

/** What is written in a cell for each kind, for those who are told of a mistake. */
export const periodExamples: Record<EnteredPeriod, Words> = {
  day: { vi: "ngày như 27/11/2026", en: "a day such as 27/11/2026" },
  month: { vi: "tháng như 11/2026", en: "a month such as 11/2026" },
  quarter: { vi: "quý như quý 3/2026", en: "a quarter such as Q3/2026" },
  year: { vi: "năm như 2026", en: "a year such as 2026" },
};

const romans: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4 };
const [firstYear, lastYear] = [1950, 2199];

/**
 * Reads a period as people write it: 27/11/2026, 2026-11-27 · 11/2026, tháng 11 năm 2026, T11/2026, 2026-11 · quý III/2026, Q3/2026,
 * 2026-Q3 · năm 2026. A whole day that begins the period stands for it too: programs for tables make one of "11/2026".
 *
 * @returns the moment at which it begins, epoch ms; undefined where it is no such period. 11/27/2026 is none: days come first
 */
export function readPeriod(period: EnteredPeriod, text: string, offsetMs: number): number | undefined {
  const plain = text.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " ");
  const local = plain.length > 40 ? undefined : readers[period](plain);
  if (local === undefined) return undefined;
  const [year, month, day] = local;
  if (year < firstYear || year > lastYear) return undefined;
  const at = Date.UTC(year, month - 1, day);
  const made = new Date(at);
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return undefined;
  return periodOf(period, at - offsetMs, offsetMs).fromMs;
}

type Local = [year: number, month: number, day: number];

const dayOf = (text: string): Local | undefined => {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (iso !== null) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const said = /^(?:ngày )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  return said === null ? undefined : [Number(said[3]), Number(said[2]), Number(said[1])];
};
/** A day that begins a period of so many months. */
const beginning = (text: string, months: number): Local | undefined => {
  const day = dayOf(text);
  return day !== undefined && day[2] === 1 && (day[1] - 1) % months === 0 ? day : undefined;
};

const readers: Record<EnteredPeriod, (text: string) => Local | undefined> = {
  day: dayOf,
  month(text) {
    const iso = /^(\d{4})-(\d{1,2})$/.exec(text);
    if (iso !== null) return [Number(iso[1]), Number(iso[2]), 1];
    const said = /^(?:tháng |t)?(\d{1,2})(?:\/| ?- ?| năm |\/năm )(\d{4})$/.exec(text);
    return said === null ? beginning(text, 1) : [Number(said[2]), Number(said[1]), 1];
  },
  quarter(text) {
    const iso = /^(\d{4})-q([1-4])$/.exec(text);
    if (iso !== null) return [Number(iso[1]), Number(iso[2]) * 3 - 2, 1];
    const said = /^(?:quý |q)(i{1,3}|iv|[1-4])(?:\/| ?- ?| năm | )(\d{4})$/.exec(text);
    if (said === null) return beginning(text, 3);
    return [Number(said[2]), (romans[said[1] ?? ""] ?? Number(said[1])) * 3 - 2, 1];
  },
  year(text) {
    const said = /^(?:năm )?(\d{4})$/.exec(text);
    return said === null ? beginning(text, 12) : [Number(said[1]), 1, 1];
  },
};

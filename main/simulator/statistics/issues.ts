import type { StatisticsEvent, StatisticsScript } from "./script.ts";

const dayMs = 86_400_000;
/** Việt Nam keeps UTC+7 all year; offices open at eight. */
export const localMs = (year: number, month: number, day: number, hour = 0): number =>
  Date.UTC(year, month - 1, day, hour - 7);
export const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();
const publishedAtHour = 8;

/** One workbook as it is sent. Its date is the day it is signed, at midnight. */
export type Issue = {
  name: string;
  /** Epoch ms: when it lies in the folder, and the day that stands in it. */
  sentMs: number;
  dayMs: number;
  year: number;
  /** null: the yearbook, with all months. */
  month: number | null;
  isEmpty: boolean;
  /** A line that is multiplied: a slip, or what was found out since. */
  changed: { line: string; times: number } | null;
};

/** Yearbooks that lie there at the most; older ones are in the archive. */
const mostYearbooks = 4;

/**
 * What lies in the folder of the statistics office by a moment, oldest first: the yearbook of each year that has one, and the monthly
 * reports of the years that have none yet.
 */
export function issuesUntil(script: StatisticsScript, nowMs: number): Issue[] {
  const { firstYear, yearbook } = script;
  const thisYear = new Date(nowMs + 7 * 3_600_000).getUTCFullYear();
  const issues: Issue[] = [];
  for (let year = Math.max(firstYear, thisYear - mostYearbooks); year <= thisYear; year++) {
    const bookDay = Math.min(yearbook.day, lastDayOf(year + 1, yearbook.month));
    const book = issue(`nien-giam-${year}`, year, null, localMs(year + 1, yearbook.month, bookDay));
    if (book.sentMs <= nowMs) {
      issues.push(book);
      continue;
    }
    for (let month = 1; month <= 12; month++) issues.push(...reportsOf(script, year, month));
  }
  const sent = issues.filter(({ sentMs }) => sentMs <= nowMs).sort((a, b) => a.sentMs - b.sentMs);
  // A table without figures is taken out of the folder once the whole one lies there.
  const isWithdrawn = ({ isEmpty, year, month }: Issue) =>
    isEmpty && sent.some((other) => !other.isEmpty && other.year === year && other.month === month);
  return sent.filter((one) => !isWithdrawn(one));
}

const issue = (name: string, year: number, month: number | null, day: number): Issue => ({
  ...{ name: `${name}.xlsx`, sentMs: day + publishedAtHour * 3_600_000, dayMs: day, year, month },
  ...{ isEmpty: false, changed: null },
});

/** All that is sent of one month: mostly one report, and what the script has for it. */
function reportsOf({ publishDay, events }: StatisticsScript, year: number, month: number): Issue[] {
  const text = `${year}-${String(month).padStart(2, "0")}`;
  const own = events.filter((event) => event.month === text);
  const late = own.find(({ kind }) => kind === "late")?.days ?? 0;
  const day = localMs(year, month, Math.min(publishDay, lastDayOf(year, month))) + late * dayMs;
  const report = (suffix: string, afterDays = 0) =>
    issue(`bao-cao-ktxh-${text}${suffix}`, year, month, day + afterDays * dayMs);
  return own.reduce<Issue[]>((all, event) => withEvent(all, event, report), [report("")]);
}

function withEvent(
  all: Issue[],
  event: StatisticsEvent,
  report: (suffix: string, afterDays?: number) => Issue,
): Issue[] {
  const [first, ...others] = all as [Issue, ...Issue[]];
  const { days } = event;
  switch (event.kind) {
    case "late":
      return all;
    case "empty":
      return [{ ...first, isEmpty: true }, report("-day-du", days), ...others];
    case "repeated":
      // The same file once more: neither its day nor anything in it is another.
      return [...all, { ...first, name: report("-gui-lai").name, sentMs: first.sentMs + days * dayMs }];
    case "wrong":
      return [{ ...first, changed: { line: event.line, times: event.times } }, report("-dinh-chinh", days), ...others];
    case "revised":
      return [...all, { ...report("-bo-sung", days), changed: { line: event.line, times: event.times } }];
  }
}

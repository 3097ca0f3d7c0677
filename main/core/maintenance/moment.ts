const dayMs = 86_400_000;

/** How far a zone's clock is ahead of UTC at a moment, ms. */
function offsetAt(atMs: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = partsOf(atMs, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(atMs / 1_000) * 1_000;
}

function partsOf(atMs: number, timeZone: string) {
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
    ...{ hour: "numeric", minute: "numeric", second: "numeric" },
  });
  const parts = new Map(format.formatToParts(atMs).map(({ type, value }) => [type, Number(value)]));
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return {
    ...{ year: of("year"), month: of("month"), day: of("day") },
    ...{ hour: of("hour"), minute: of("minute"), second: of("second") },
  };
}

type Written = { year?: number; month?: number; day?: number; hour: number; minute: number };

const clock = "(?<hour>\\d{1,2})[:h](?<minute>\\d{2})";
const ownDay = "(?<day>\\d{1,2})/(?<month>\\d{1,2})(?:/(?<year>\\d{4}))?";
const isoDay = "(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})";
const forms = [`${clock}`, `${clock} +${ownDay}`, `${ownDay} +${clock}`, `${isoDay}[ T]${clock}`].map(
  (form) => new RegExp(`^${form}$`),
);

function written(text: string): Written | undefined {
  const groups = forms.map((form) => form.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const { day, month, year, hour, minute } = groups;
  const found: Written = { hour: Number(hour), minute: Number(minute) };
  if (found.hour > 23 || found.minute > 59) return undefined;
  if (day === undefined) return found;
  found.day = Number(day);
  found.month = Number(month);
  if (year !== undefined) found.year = Number(year);
  return found;
}

/** @returns the moment of a zone's calendar and clock; undefined for a day that there is not, as 31/11 */
function momentOf(one: Required<Written>, timeZone: string): number | undefined {
  const asUtc = Date.UTC(one.year, one.month - 1, one.day, one.hour, one.minute);
  const shown = new Date(asUtc);
  if (shown.getUTCMonth() !== one.month - 1 || shown.getUTCDate() !== one.day) return undefined;
  // Twice, for the days on which the clock is changed.
  const about = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(about, timeZone);
}

/**
 * The moment that people mean by "17:00", "17:00 28/11" or "28/11/2026 17:00".
 * @param timeZone IANA name of the site's zone
 * @param afterMs a time alone is the next one after this, a day without a year the next such day
 * @returns epoch ms; undefined where it is no time
 */
export function meantMoment(text: string, timeZone: string, afterMs: number): number | undefined {
  const one = written(text.trim());
  if (one === undefined) return undefined;
  const today = partsOf(afterMs, timeZone);
  const { hour, minute } = one;
  if (one.day === undefined || one.month === undefined) {
    const onDay = (daysAhead: number): number | undefined => {
      const date = new Date(Date.UTC(today.year, today.month - 1, today.day) + daysAhead * dayMs);
      const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      return momentOf({ year, month, day, hour, minute }, timeZone);
    };
    return [onDay(0), onDay(1)].find((ms) => ms !== undefined && ms > afterMs);
  }
  const { day, month } = one;
  const inYear = (year: number) => momentOf({ year, month, day, hour, minute }, timeZone);
  if (one.year !== undefined) return inYear(one.year);
  const thisYear = inYear(today.year);
  return thisYear !== undefined && thisYear > afterMs - dayMs ? thisYear : (inYear(today.year + 1) ?? thisYear);
}

/** "17:00 28/11/2026" in a zone. */
export function momentText(atMs: number, timeZone: string): string {
  const { year, month, day, hour, minute } = partsOf(atMs, timeZone);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(hour)}:${two(minute)} ${two(day)}/${two(month)}/${year}`;
}

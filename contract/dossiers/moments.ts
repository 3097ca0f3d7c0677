/** What platforms write where nothing has happened. */
const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === "string" && /^(?:\s*|0{8,17}|0001-01-01.*|9999-12-31.*)$/.test(value));

/** dd/MM/yyyy, with or without HH:mm or HH:mm:ss. */
const vietnamese = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;
/** yyyyMMdd, with or without HHmmss. */
const compact = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/;
/** ISO 8601, with or without a time, with or without an offset. */
const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A moment as systems of dossiers write it: "27/11/2026 16:30:00", "20261127163000", ISO 8601, or epoch milliseconds. Where no offset
 * is told it is the site's own time.
 * @param offsetMs of the site's standard time from UTC
 * @param isEnd a day without a time is meant whole: its last millisecond, as of a due date; else its first
 * @returns epoch ms; null where none is told, by being absent, empty, or the first or last day of the calendar; undefined where it is no moment
 */
export function momentIn(value: unknown, offsetMs: number, isEnd = false): number | null | undefined {
  if (isNothing(value)) return null;
  if (typeof value === "number")
    return Number.isInteger(value) && value > 0 && value <= 8_640_000_000_000_000 ? value : undefined;
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  const [, day = "", month = "", year = "", ...clock] = vietnamese.exec(text) ?? [];
  if (year !== "") return momentOf([year, month, day], clock, "", offsetMs, isEnd);
  const [, ...short] = compact.exec(text) ?? [];
  if (short.length > 0) return momentOf(short.slice(0, 3), short.slice(3), "", offsetMs, isEnd);
  const [, ...long] = iso.exec(text) ?? [];
  if (long.length > 0) return momentOf(long.slice(0, 3), long.slice(3, 6), long[6] ?? "", offsetMs, isEnd);
  return undefined;
}

function momentOf(
  date: readonly (string | undefined)[],
  clock: readonly (string | undefined)[],
  offset: string,
  offsetMs: number,
  isEnd: boolean,
): number | undefined {
  const [year = 0, month = 0, day = 0] = date.map(Number);
  const hasTime = clock[0] !== undefined;
  const [hour = 0, minute = 0, second = 0] = clock.map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const atMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const made = new Date(atMs);
  // 31/02 is no day, whatever an engine makes of it.
  if (made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day) return undefined;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  const own = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000 * (sign === "-" ? -1 : 1);
  return atMs - (offset === "" ? offsetMs : own) + (hasTime || !isEnd ? 0 : 86_400_000 - 1);
}

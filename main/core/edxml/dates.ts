import { CodedError } from "#contract/errors.ts";

/** The exchange writes Việt Nam's time and no zone with it. */
const zone = "+07:00";
/** Systems write the first day of some calendar for "none". */
const earliestYear = 2000;

const iso =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/;
const vietnamese = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

type Parts = { day: string; time: string; zone: string | undefined };

const two = (part: string | undefined): string => (part ?? "0").padStart(2, "0");

function partsOf(text: string): Parts | undefined {
  const [, year, month, day, hour, minute, second, stated] = iso.exec(text) ?? [];
  if (year !== undefined)
    return {
      day: `${year}-${two(month)}-${two(day)}`,
      time: `${two(hour)}:${two(minute)}:${two(second)}`,
      zone: stated,
    };
  const [, d, m, y, h, min, s] = vietnamese.exec(text) ?? [];
  if (y === undefined) return undefined;
  return { day: `${y}-${two(m)}-${two(d)}`, time: `${two(h)}:${two(min)}:${two(s)}`, zone: undefined };
}

/** Whether there is such a day: the 31st of February becomes another one. */
const isDay = (day: string): boolean => {
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
};

/**
 * A day as the exchange writes it.
 * @returns null for none: "" and days before 2000
 * @throws CodedError document.bad-date
 */
export function dayIn(text: string, at: string): string | null {
  if (text === "") return null;
  const parts = partsOf(text);
  if (parts === undefined || !isDay(parts.day)) {
    // 0001-01-01 stands for none, whatever its time.
    if (/^0{3}1-0?1-0?1/.test(text)) return null;
    throw new CodedError("document.bad-date", { at, found: text.slice(0, 40) });
  }
  return Number(parts.day.slice(0, 4)) < earliestYear ? null : parts.day;
}

/** A moment, epoch ms; of a day alone its beginning. @throws CodedError document.bad-date */
export function momentIn(text: string, at: string): number {
  const parts = partsOf(text);
  const ms = parts && isDay(parts.day) ? Date.parse(`${parts.day}T${parts.time}${zoneOf(parts)}`) : Number.NaN;
  if (Number.isNaN(ms) || ms < 0) throw new CodedError("document.bad-date", { at, found: text.slice(0, 40) });
  return ms;
}

const zoneOf = ({ zone: stated }: Parts): string => {
  if (stated === undefined) return zone;
  return stated === "Z" || stated.includes(":") ? stated : `${stated.slice(0, 3)}:${stated.slice(3)}`;
};

/** Days as text ("2026-08-22"), reckoned as numbers: no clock and no time zone takes part. */

const dayMs = 86_400_000;

/** @returns days since 1970-01-01; NaN of what is no day */
export const dayNumberOf = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs;

export const dayOfNumber = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

/** 1 Monday … 7 Sunday (ISO 8601). */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1;

export const yearOf = (number: number): number => new Date(number * dayMs).getUTCFullYear();

/** @param month from 1; one outside 1 to 12 lies in another year */
export const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / dayMs;

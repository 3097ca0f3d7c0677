import { usageDaysApart, usageMonths } from "#contract/usage/http.ts";

const dayMs = 86_400_000;

/** Days of the site as numbers: 20261127. @param offsetMs of its clock from UTC */
export function periodOf(atMs: number, offsetMs: number): number {
  return numberOf(new Date(atMs + offsetMs).toISOString().slice(0, 10));
}

export const numberOf = (day: string): number => Number(day.replaceAll("-", ""));
export const dayOf = (period: number): string => {
  const text = String(period).padStart(8, "0");
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
};

/** The first day of the month of a day. */
export const firstOfMonth = (period: number): number => Math.floor(period / 100) * 100 + 1;

/** From which day on days are kept one by one, and from which month on anything is. */
export function keptFrom(nowMs: number, offsetMs: number): { days: number; months: number } {
  const days = firstOfMonth(periodOf(nowMs - usageDaysApart * dayMs, offsetMs));
  const today = periodOf(nowMs, offsetMs);
  const month = Math.floor(today / 10_000) * 12 + (Math.floor(today / 100) % 100) - 1 - usageMonths;
  return { days, months: Math.floor(month / 12) * 10_000 + ((month % 12) + 1) * 100 };
}

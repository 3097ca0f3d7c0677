import { dayNumberOf, dayOfNumber } from "./days.ts";

/** A day of the lunar calendar that Vietnam keeps: reckoned for 105° east (UTC+7), which is not always China's. */
export type LunarDate = {
  /** The year that it began in, as people number both. */
  year: number;
  /** From 1. */
  month: number;
  /** From 1 to 30. */
  day: number;
  /** The month is the second one of its number in the year. */
  isLeap: boolean;
  /** Of the year, from 0: Giáp, Ất, Bính … */
  stem: number;
  /** Of the year, from 0: Tý, Sửu, Dần … */
  branch: number;
};

const vietnamDays = 7 / 24;
const meanMonthDays = 29.530588853;
/** Julian date of the new moon that months are counted from, 1 January 1900. */
const firstNewMoon = 2_415_021.076998695;
const sine = (degrees: number): number => Math.sin((degrees * Math.PI) / 180);

/**
 * When the moon is new for the k-th time since the first, as a Julian date; right to about two minutes (Jean Meeus,
 * Astronomical Algorithms, 1998, shortened as by Hồ Ngọc Đức, «Thuật toán tính âm lịch»).
 */
function newMoon(k: number): number {
  const t = k / 1_236.85;
  const t2 = t * t;
  const t3 = t2 * t;
  const mean =
    2_415_020.75933 +
    29.53058868 * k +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2);
  const sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
  const moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
  const node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
  const periodic =
    (0.1734 - 0.000393 * t) * sine(sun) +
    0.0021 * sine(2 * sun) -
    0.4068 * sine(moon) +
    0.0161 * sine(2 * moon) -
    0.0004 * sine(3 * moon) +
    0.0104 * sine(2 * node) -
    0.0051 * sine(sun + moon) -
    0.0074 * sine(sun - moon) +
    0.0004 * sine(2 * node + sun) -
    0.0004 * sine(2 * node - sun) -
    0.0006 * sine(2 * node + moon) +
    0.001 * sine(2 * node - moon) +
    0.0005 * sine(2 * moon + sun);
  // From dynamical to universal time.
  const lag = -0.000278 + 0.000265 * t + 0.000262 * t2;
  return mean + periodic - lag;
}

/** The Julian day, in Vietnam's time, on which the k-th month begins. */
const monthStart = (k: number): number => Math.floor(newMoon(k) + 0.5 + vietnamDays);

/** In which twelfth of its way the sun is when a Julian day begins in Vietnam, 0 from the spring equinox on. */
function sunSector(day: number): number {
  const t = (day - 0.5 - vietnamDays - 2_451_545) / 36_525;
  const t2 = t * t;
  const anomaly = 357.5291 + 35_999.0503 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
  const longitude =
    280.46645 +
    36_000.76983 * t +
    0.0003032 * t2 +
    (1.9146 - 0.004817 * t - 0.000014 * t2) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.00029 * sine(3 * anomaly);
  return Math.floor((longitude - 360 * Math.floor(longitude / 360)) / 30);
}

/** Of 1970-01-01. */
const julianOfEpoch = 2_440_588;
const julianDay = (year: number, month: number, day: number): number =>
  Math.floor(Date.UTC(year, month - 1, day) / 86_400_000) + julianOfEpoch;

/** The day on which the eleventh month begins that ends in or after a year's winter solstice: the one that holds it. */
function eleventhMonth(year: number): number {
  const k = Math.floor((julianDay(year, 12, 31) - 2_415_021) / meanMonthDays);
  const start = monthStart(k);
  return sunSector(start) >= 9 ? monthStart(k - 1) : start;
}

/** Which month after an eleventh one is the leap month: the first during which the sun enters no new sector. */
function leapMonthAfter(eleventh: number): number {
  const k = Math.floor((eleventh - firstNewMoon) / meanMonthDays + 0.5);
  let at = 1;
  while (at < 13 && sunSector(monthStart(k + at)) !== sunSector(monthStart(k + at + 1))) at += 1;
  return at;
}

/**
 * Compared day by day with the published tables (Hồ Ngọc Đức) from 1970 to 2060: the same but for one month of 2054, whose
 * new moon is within two minutes of midnight.
 * @param month from 1 · a day of the Gregorian calendar as it is in Vietnam
 */
export function lunarDateOf(year: number, month: number, day: number): LunarDate {
  const today = julianDay(year, month, day);
  let k = Math.floor((today - firstNewMoon) / meanMonthDays) + 1;
  while (monthStart(k) > today) k -= 1;
  const start = monthStart(k);

  const own = eleventhMonth(year);
  const isBefore = own >= start;
  const from = isBefore ? eleventhMonth(year - 1) : own;
  const to = isBefore ? own : eleventhMonth(year + 1);
  const monthsSince = Math.floor((start - from) / 29);
  // Thirteen months from one eleventh to the next: one of them is a leap month and has the number of the one before.
  const leap = to - from > 365 ? leapMonthAfter(from) : Number.POSITIVE_INFINITY;
  const number = monthsSince + (monthsSince >= leap ? 10 : 11);
  const lunarMonth = number > 12 ? number - 12 : number;
  const began = isBefore ? year : year + 1;
  const lunarYear = lunarMonth >= 11 && monthsSince < 4 ? began - 1 : began;
  return {
    year: lunarYear,
    month: lunarMonth,
    day: today - start + 1,
    isLeap: monthsSince === leap,
    stem: (lunarYear + 6) % 10,
    branch: (lunarYear + 8) % 12,
  };
}

/** @param day of 1900 to 2199, "2026-02-17"; before and after the moon is not reckoned exactly enough */
export function lunarOf(day: string): LunarDate {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return lunarDateOf(year, month, date);
}

/**
 * The day on which a lunar date falls.
 * @returns null where there is no such date: a month that is not leap in its year, or the 30th of a month of 29 days
 */
export function dayOfLunar(date: Pick<LunarDate, "year" | "month" | "day"> & { isLeap?: boolean }): string | null {
  if (date.day < 1 || date.day > 30) return null;
  // A year begins between 20 January and 21 February, and has 13 months at most.
  const earliest = julianDay(date.year, 1, 1);
  let k = Math.floor((earliest - firstNewMoon) / meanMonthDays);
  for (let count = 0; count < 16; count += 1, k += 1) {
    const start = monthStart(k);
    const first = lunarOf(dayOfNumber(start - julianOfEpoch));
    if (first.year !== date.year || first.month !== date.month || first.isLeap !== (date.isLeap ?? false)) continue;
    const number = start + date.day - 1;
    return number < monthStart(k + 1) ? dayOfNumber(number - julianOfEpoch) : null;
  }
  return null;
}

/** @returns days since 1970-01-01 on which a lunar year begins */
export const lunarNewYear = (year: number): number => dayNumberOf(dayOfLunar({ year, month: 1, day: 1 }) ?? "");

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumberOf, dayOfNumber } from "#contract/calendar/days.ts";
import { dayOfLunar, lunarDateOf, lunarOf } from "#contract/calendar/lunar.ts";

/** The first day of the lunar year by the published tables of Vietnam. */
const newYears = [
  ["2024-02-10", "Giáp Thìn"],
  ["2025-01-29", "Ất Tỵ"],
  ["2026-02-17", "Bính Ngọ"],
  ["2027-02-06", "Đinh Mùi"],
  ["2028-01-26", "Mậu Thân"],
  ["2029-02-13", "Kỷ Dậu"],
  ["2030-02-02", "Canh Tuất"],
] as const;
const stems = ["Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý"];
const branches = ["Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi"];

const at = (text: string) => {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return lunarDateOf(year, month, day);
};

describe("the lunar date", () => {
  it.each(newYears)("begins the year on %s: %s", (day, name) => {
    const first = at(day);
    expect(first).toMatchObject({ day: 1, month: 1, isLeap: false });
    expect(`${stems[first.stem]} ${branches[first.branch]}`).toBe(name);
    const eve = at(new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10));
    expect(eve.month).toBe(12);
    expect([29, 30]).toContain(eve.day);
  });

  it("is Vietnam's where China's is another day or month: 1968, 1985, 2007, 2030", () => {
    expect(at("1968-01-29")).toMatchObject({ day: 1, month: 1 });
    expect(at("1985-01-21")).toMatchObject({ day: 1, month: 1 });
    expect(at("2007-02-17")).toMatchObject({ day: 1, month: 1 });
    expect(at("2030-02-02")).toMatchObject({ day: 1, month: 1 });
  });

  it("knows feasts and leap months", () => {
    // Hung Kings' day (10/3), mid-autumn (15/8), and the leap months of 2023 (2), 2025 (6) and 2028 (5).
    expect(at("2026-04-26")).toMatchObject({ day: 10, month: 3 });
    expect(at("2026-09-25")).toMatchObject({ day: 15, month: 8 });
    expect(at("2023-03-22")).toMatchObject({ day: 1, month: 2, isLeap: true });
    expect(at("2025-07-25")).toMatchObject({ day: 1, month: 6, isLeap: true });
    expect(at("2028-06-23")).toMatchObject({ day: 1, month: 5, isLeap: true });
    // 2033 has several months in which the sun enters no new sector; the leap month is the second eleventh.
    expect(at("2033-09-23")).toMatchObject({ day: 1, month: 9, isLeap: false });
    expect(at("2033-12-22")).toMatchObject({ day: 1, month: 11, isLeap: true });
  });

  it("leaves out no day and tells none twice from 2024 to 2030", () => {
    let before = at("2023-12-31");
    for (let ms = Date.parse("2024-01-01"); ms <= Date.parse("2030-12-31"); ms += 86_400_000) {
      const day = new Date(ms).toISOString().slice(0, 10);
      const now = at(day);
      if (now.day !== 1) expect(now, day).toEqual({ ...before, day: before.day + 1 });
      else {
        expect([29, 30], day).toContain(before.day);
        const isNextMonth = now.month === (before.month % 12) + 1 && !now.isLeap;
        expect(isNextMonth || (now.month === before.month && now.isLeap && !before.isLeap), day).toBe(true);
      }
      before = now;
    }
  });
});

/**
 * The first day of each lunar year as the almanacs print it; a number after it is its leap month. Where China's is another day
 * (2007, 2030) it is Vietnam's.
 */
const almanac = `
1990-01-27 5, 1991-02-15, 1992-02-04, 1993-01-23 3, 1994-02-10, 1995-01-31 8, 1996-02-19, 1997-02-07, 1998-01-28 5, 1999-02-16,
2000-02-05, 2001-01-24 4, 2002-02-12, 2003-02-01, 2004-01-22 2, 2005-02-09, 2006-01-29 7, 2007-02-17, 2008-02-07, 2009-01-26 5,
2010-02-14, 2011-02-03, 2012-01-23 4, 2013-02-10, 2014-01-31 9, 2015-02-19, 2016-02-08, 2017-01-28 6, 2018-02-16, 2019-02-05,
2020-01-25 4, 2021-02-12, 2022-02-01, 2023-01-22 2, 2024-02-10, 2025-01-29 6, 2026-02-17, 2027-02-06, 2028-01-26 5, 2029-02-13,
2030-02-02, 2031-01-23 3, 2032-02-11, 2033-01-31 11, 2034-02-19, 2035-02-08, 2036-01-28 6, 2037-02-15, 2038-02-04, 2039-01-24 5,
2040-02-12, 2041-02-01, 2042-01-22 2, 2043-02-10, 2044-01-30 7, 2045-02-17, 2046-02-06, 2047-01-26 5, 2048-02-14, 2049-02-02,
2050-01-23 3`
  .trim()
  .split(/,\s*/)
  .map((entry) => entry.split(" "));

describe("the lunar year", () => {
  it("begins when the almanacs say from 1990 to 2050, with their leap months", () => {
    expect(almanac).toHaveLength(61);
    for (const [day = "", leap] of almanac) {
      const year = Number(day.slice(0, 4));
      expect(dayOfLunar({ year, month: 1, day: 1 }), day).toBe(day);
      const leapMonths = Array.from({ length: 12 }, (_, at) => at + 1).filter(
        (month) => dayOfLunar({ year, month, day: 1, isLeap: true }) !== null,
      );
      expect(leapMonths, day).toEqual(leap === undefined ? [] : [Number(leap)]);
    }
  });

  it("is that of another program, which reckons for China, but where an hour makes another day", () => {
    const chinese = new Intl.DateTimeFormat("en-u-ca-chinese", { day: "numeric", timeZone: "UTC" });
    let apart = 0;
    for (let number = dayNumberOf("1990-01-01"); number <= dayNumberOf("2050-12-31"); number += 1) {
      const theirs = Number.parseInt(chinese.format(number * 86_400_000), 10);
      const ours = lunarOf(dayOfNumber(number)).day;
      if (theirs === ours) continue;
      apart += 1;
      // A new moon between 23:00 and 24:00 in Vietnam is on the next day in China: there it is a day less, or the month before's last.
      expect([ours - 1, 29, 30], dayOfNumber(number)).toContain(theirs);
    }
    // One month in twenty-four, as one hour is of a day.
    expect(apart / 22_280).toBeGreaterThan(0.02);
    expect(apart / 22_280).toBeLessThan(0.06);
  });

  it("goes to the day and back", () => {
    const anyNumber = fc.integer({ min: dayNumberOf("1900-01-01"), max: dayNumberOf("2199-12-31") });
    fc.assert(
      fc.property(anyNumber, (number) => {
        const day = dayOfNumber(number);
        expect(dayOfLunar(lunarOf(day))).toBe(day);
      }),
      { numRuns: 300 },
    );
  });

  it("has no day that is not there", () => {
    expect(dayOfLunar({ year: 2026, month: 3, day: 10 })).toBe("2026-04-26");
    expect(dayOfLunar({ year: 2025, month: 6, day: 1, isLeap: true })).toBe("2025-07-25");
    expect(dayOfLunar({ year: 2026, month: 6, day: 1, isLeap: true })).toBeNull();
    // The last month of Bính Ngọ has 29 days or 30; never both, never 31.
    expect(dayOfLunar({ year: 2026, month: 12, day: 31 })).toBeNull();
    expect(dayOfLunar({ year: 2026, month: 1, day: 0 })).toBeNull();
    expect(dayOfLunar({ year: 2026, month: 13, day: 1 })).toBeNull();
    // Ất Tỵ ends with the 29th, so its Tết eve is no 30th.
    expect(dayOfLunar({ year: 2025, month: 12, day: 29 })).toBe("2026-02-16");
    expect(dayOfLunar({ year: 2025, month: 12, day: 30 })).toBeNull();
  });
});

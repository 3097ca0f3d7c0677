import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayNumber, dayNumberOf, dayOfNumber, weekdayOf } from "#contract/calendar/days.ts";
import { HolidayNotice, NationalDays } from "#contract/calendar/national.ts";
import { changedDays, type Deadline, deadlineOf, recount } from "#contract/calendar/recounting.ts";
import { createWorkingCalendar, mostWorkingDays, type WorkingCalendar } from "#contract/calendar/working-days.ts";
import { noHolidays } from "#contract/entities/timetable.ts";

const national = NationalDays.parse(
  JSON.parse(readFileSync(new URL("../../../assets/calendar/vietnam.json", import.meta.url), "utf8")),
);
const calendar = createWorkingCalendar(national, noHolidays);
const withNotice = (notice: Partial<HolidayNotice>) =>
  HolidayNotice.parse({ id: "moi", year: 2027, source: "x", decidedOn: "2026-12-01", sets: [], swaps: [], ...notice });
const withNotices = (...notices: HolidayNotice[]) =>
  createWorkingCalendar({ ...national, notices: [...national.notices, ...notices] }, noHolidays);

/** Weekdays that are off, and days of rest that are worked. */
function exceptions(from: WorkingCalendar, year: number): { off: string; worked: string } {
  const days = from.specialDays(year).map((one) => ({ ...one, isRest: weekdayOf(dayNumberOf(one.day)) > 5 }));
  const told = (list: typeof days) => list.map(({ day }) => `${day.slice(8)}/${day.slice(5, 7)}`).join(" ");
  return {
    off: told(days.filter(({ isWorking, isRest }) => !isWorking && !isRest)),
    worked: told(days.filter(({ isWorking, isRest }) => isWorking && isRest)),
  };
}

describe("the working days of Vietnam", () => {
  // Days worked by hand from the statutory days, days in lieu (article 111) and the year's notices.
  it.each([
    [2021, "01/01 10/02 11/02 12/02 15/02 16/02 21/04 30/04 03/05 02/09 03/09", ""],
    [2023, "02/01 20/01 23/01 24/01 25/01 26/01 01/05 02/05 03/05 01/09 04/09", ""],
    [2024, "01/01 08/02 09/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09", "04/05"],
    [2025, "01/01 27/01 28/01 29/01 30/01 31/01 07/04 30/04 01/05 02/05 01/09 02/09", "26/04"],
    [2026, "01/01 02/01 16/02 17/02 18/02 19/02 20/02 27/04 30/04 01/05 31/08 01/09 02/09 24/11", "10/01 22/08"],
  ])("are those of %d", (year, off, worked) => {
    expect(exceptions(calendar, year)).toEqual({ off, worked });
  });

  it.each([
    ["2026-08-21", ["2026-08-24", "2026-08-27", "2026-09-15"]],
    ["2026-08-27", ["2026-09-03", "2026-09-08", "2026-09-22"]],
    ["2026-02-13", ["2026-02-24", "2026-02-27", "2026-03-13"]],
  ])("2, 5 and 15 of them after %s, not counting that day, are as counted by hand", (from, due) => {
    expect([2, 5, 15].map((count) => calendar.addWorkingDays(from, count))).toEqual(due);
    expect(due.map((day) => calendar.workingDaysBetween(from, day))).toEqual([2, 5, 15]);
  });

  it("say why a day is off or worked, and by which document", () => {
    expect(calendar.dayOf("2026-08-22")).toMatchObject({
      isWorking: true,
      kind: "swapped-worked",
      source: "thong-bao-9441-2025",
    });
    expect(calendar.dayOf("2026-08-31")).toMatchObject({ isWorking: false, kind: "swapped-off" });
    expect(calendar.dayOf("2026-04-26")).toMatchObject({ kind: "holiday", name: { vi: "Giỗ Tổ Hùng Vương" } });
    expect(calendar.dayOf("2026-04-27")).toMatchObject({ kind: "made-up", name: { vi: "Giỗ Tổ Hùng Vương" } });
    expect(calendar.dayOf("2025-11-24")).toMatchObject({ kind: "working" });
    // On a Saturday, and not made up: it is not among those of the Labour Code.
    expect(calendar.dayOf("2029-11-24")).toMatchObject({ kind: "holiday" });
    expect(calendar.dayOf("2029-11-26")).toMatchObject({ kind: "working" });
    expect(calendar.dayOf("2026-11-28")).toEqual({
      ...{ day: "2026-11-28", isWorking: false, kind: "rest", name: null, source: null },
    });
  });

  it("say of a year without a notice that it is reckoned by the law, and of one before any law that none is known", () => {
    const ids = (year: number) => calendar.yearStatus(year).undecided.map(({ id }) => id);
    for (const year of [2024, 2025, 2026]) expect(ids(year), String(year)).toEqual([]);
    expect(ids(2027)).toEqual(["tet-am-lich", "quoc-khanh-lien-ke"]);
    expect(exceptions(calendar, 2027).off).toContain("04/02 05/02 08/02 09/02 10/02");
    expect(calendar.yearStatus(2020)).toMatchObject({ hasLaw: false, undecided: [] });
    expect(calendar.specialDays(2020)).toEqual([]);
    // Once its notice is there, it is as the notice says.
    const days = ["2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09"];
    const told = withNotices(withNotice({ sets: [{ holiday: "tet-am-lich", days }] }));
    expect(told.yearStatus(2027).undecided.map(({ id }) => id)).toEqual(["quoc-khanh-lien-ke"]);
    expect(exceptions(told, 2027).off).toContain("05/02 08/02 09/02 10/02 11/02");
  });

  it("answer null beyond 1900 to 2199 and of what is no day", () => {
    for (const day of ["9999-12-31", "1899-12-31", "2200-01-01", "2026-02-30", "x", ""]) {
      expect(calendar.dayOf(day), day).toBeNull();
      expect(calendar.isWorkingDay(day), day).toBeNull();
      expect(calendar.addWorkingDays(day, 5), day).toBeNull();
      expect(calendar.workingDaysBetween("2026-01-01", day), day).toBeNull();
    }
    expect(calendar.addWorkingDays("2199-12-30", 5)).toBeNull();
    expect(calendar.addWorkingDays("1900-01-02", -5)).toBeNull();
    for (const count of [1.5, Number.NaN, mostWorkingDays + 1])
      expect(calendar.addWorkingDays("2026-01-01", count)).toBeNull();
  });
});

describe("a site's own days", () => {
  it("go before all others, one of a certain year before one of every year", () => {
    const site = createWorkingCalendar(national, {
      days: [
        { date: "2027-08-28", name: "Làm bù", isWorked: true },
        { date: "2026-11-04", name: "Vẫn làm việc", isWorked: true },
        { date: "11-04", name: "Ngày thành lập tỉnh" },
        { date: "2026-09-02", name: "Trực", isWorked: true },
        { date: "02-29", name: "Năm nhuận" },
      ],
    });
    expect(site.dayOf("2027-08-28")).toMatchObject({ isWorking: true, kind: "site-worked", name: "Làm bù" });
    expect(site.dayOf("2025-11-04")).toMatchObject({ isWorking: false, kind: "site-off" });
    expect(site.isWorkingDay("2026-11-04")).toBe(true);
    expect(site.isWorkingDay("2026-09-02")).toBe(true);
    expect(site.dayOf("2028-02-29")).toMatchObject({ kind: "site-off" });
    expect(site.isWorkingDay("2027-03-01")).toBe(true);
    expect(site.version).not.toBe(calendar.version);
    expect(createWorkingCalendar(national, noHolidays).version).toBe(calendar.version);
  });
});

const anyNumber = fc.integer({ min: dayNumber(2019, 1, 1), max: dayNumber(2035, 12, 31) });
const anyDay = anyNumber.map(dayOfNumber);

describe("counting", () => {
  it("finds again what was added, forth and back", () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -400, max: 400 }), (day, count) => {
        const due = calendar.addWorkingDays(day, count) ?? "";
        expect(calendar.workingDaysBetween(day, due)).toBe(count);
        if (count !== 0) expect(calendar.isWorkingDay(due)).toBe(true);
      }),
    );
  });

  it("is the number of working days one by one, and adds up over a day between", () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), (from, one, other) => {
        const [a, b, c] = [from, from + one, from + one + other].map(dayOfNumber) as [string, string, string];
        let counted = 0;
        for (let number = from + 1; number <= from + one; number += 1)
          if (calendar.isWorkingDay(dayOfNumber(number))) counted += 1;
        expect(calendar.workingDaysBetween(a, b)).toBe(counted);
        expect(calendar.workingDaysBetween(a, c)).toBe(counted + (calendar.workingDaysBetween(b, c) ?? Number.NaN));
      }),
      { numRuns: 50 },
    );
  });

  it("is later for more days and never earlier for a later day", () => {
    fc.assert(
      fc.property(
        anyNumber,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 200 }),
        (from, later, count) => {
          const due = calendar.addWorkingDays(dayOfNumber(from), count) ?? "";
          expect((calendar.addWorkingDays(dayOfNumber(from), count + 1) ?? "") > due).toBe(true);
          expect((calendar.addWorkingDays(dayOfNumber(from + later), count) ?? "") >= due).toBe(true);
        },
      ),
    );
  });
});

describe("a swap", () => {
  const ofYear = (from: WorkingCalendar, year: number) => from.workingDaysBetween(`${year - 1}-12-31`, `${year}-12-31`);

  it("moves a working day and makes none more or less; nothing outside of it is counted otherwise", () => {
    const inYear = fc.integer({ min: dayNumber(2027, 1, 1), max: dayNumber(2027, 12, 31) }).map(dayOfNumber);
    fc.assert(
      fc.property(inYear, inYear, (off, worked) => {
        fc.pre(calendar.isWorkingDay(off) === true && calendar.isWorkingDay(worked) === false);
        const swapped = withNotices(withNotice({ swaps: [{ off, worked }] }));
        expect(ofYear(swapped, 2027)).toBe(ofYear(calendar, 2027));
        expect(changedDays(calendar, swapped, 2026, 2028)).toEqual(
          [
            { day: off, isWorking: false },
            { day: worked, isWorking: true },
          ].sort((a, b) => a.day.localeCompare(b.day)),
        );
        const [, last] = [off, worked].sort() as [string, string];
        expect(swapped.workingDaysBetween(last, "2027-12-31")).toBe(calendar.workingDaysBetween(last, "2027-12-31"));
      }),
      { numRuns: 50 },
    );
  });

  it("of the data takes a day that is worked else, and gives one that is off else", () => {
    const without = createWorkingCalendar(
      { ...national, notices: national.notices.map((one) => ({ ...one, swaps: [] })) },
      noHolidays,
    );
    const swaps = national.notices.flatMap((one) => one.swaps);
    expect(swaps).toHaveLength(4);
    for (const { off, worked } of swaps)
      expect([without.isWorkingDay(off), without.isWorkingDay(worked)], off).toEqual([true, false]);
    const laws = new Set(national.laws.flatMap(({ holidays }) => holidays.map(({ id }) => id)));
    for (const { sets } of national.notices) for (const { holiday } of sets) expect(laws).toContain(holiday);
  });

  it("that comes later computes anew what is open, and says what moved", () => {
    const open = [
      { id: "before", deadline: deadlineOf(calendar, "2027-08-20", 5) },
      { id: "on the day that is off", deadline: deadlineOf(calendar, "2027-08-26", 2) },
      { id: "over both days", deadline: deadlineOf(calendar, "2027-08-26", 5) },
    ] as { id: string; deadline: Deadline }[];
    expect(open.map(({ deadline }) => deadline.due)).toEqual(["2027-08-27", "2027-08-30", "2027-09-06"]);
    expect(recount(calendar, open, (one) => one.deadline)).toEqual({ recounted: [], moved: [] });
    const later = withNotices(withNotice({ swaps: [{ off: "2027-08-30", worked: "2027-08-28" }] }));
    const { recounted, moved } = recount(later, open, (one) => one.deadline);
    expect(recounted.map(({ after }) => after.calendar)).toEqual(open.map(() => later.version));
    expect(moved.map(({ item, before, after }) => [item.id, before.due, after.due])).toEqual([
      ["on the day that is off", "2027-08-30", "2027-08-28"],
    ]);
  });
});

it("takes no notice that sets a day of another year", () => {
  const sets = [{ holiday: "tet-am-lich", days: ["2026-02-06"] }];
  expect(() => withNotice({ sets })).toThrow(/outside/);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { dayNumberOf, dayOfNumber } from "#contract/calendar/days.ts";
import { calendarMonth, calendarMonthOf, reportMonth, reportMonthOf } from "#contract/calendar/months.ts";

it("counts a calendar month from its first day to its last", () => {
  expect(calendarMonthOf("2028-02-29")).toEqual({ year: 2028, month: 2, from: "2028-02-01", to: "2028-02-29" });
  expect(calendarMonth(2026, 13)).toEqual({ year: 2027, month: 1, from: "2027-01-01", to: "2027-01-31" });
});

it("calls a month of reports by the month in which it ends, over the new year too", () => {
  const june = { year: 2026, month: 6, from: "2026-05-15", to: "2026-06-14" };
  for (const day of ["2026-05-15", "2026-05-31", "2026-06-01", "2026-06-14"])
    expect(reportMonthOf(day, 15)).toEqual(june);
  expect(reportMonthOf("2026-06-15", 15)).toMatchObject({ year: 2026, month: 7 });
  const january = { year: 2027, month: 1, from: "2026-12-15", to: "2027-01-14" };
  expect(reportMonthOf("2026-12-15", 15)).toEqual(january);
  expect(reportMonthOf("2027-01-14", 15)).toEqual(january);
});

it("has every day in one month of reports, and the next begins where one ends", () => {
  const anyDay = fc.integer({ min: dayNumberOf("1990-01-01"), max: dayNumberOf("2060-12-31") }).map(dayOfNumber);
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 2, max: 28 }), (day, beginsOn) => {
      const { year, month, from, to } = reportMonthOf(day, beginsOn);
      expect(from <= day && day <= to).toBe(true);
      expect(reportMonth(year, month + 1, beginsOn).from).toBe(dayOfNumber(dayNumberOf(to) + 1));
      expect(to.slice(0, 7)).toBe(`${year}-${String(month).padStart(2, "0")}`);
    }),
  );
});

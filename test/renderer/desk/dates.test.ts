import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, dayText, readDay, readTime, weeksOf } from "../../../renderer/desk/dates/day-text.ts";

describe("a day that is typed", () => {
  it.each([
    ["27/11/2026", "2026-11-27"],
    ["5/3/2026", "2026-03-05"],
    ["05.03.2026", "2026-03-05"],
    ["5-3-2026", "2026-03-05"],
    ["05032026", "2026-03-05"],
    ["2026-03-05", "2026-03-05"],
    [" 29/2/2028 ", "2028-02-29"],
    ["29/2/2026", undefined],
    ["11/27/2026", undefined],
    ["27/11", undefined],
    ["27/11/202", undefined],
    ["27/11/26", undefined],
    ["27/11/0026", undefined],
    ["mai", undefined],
    ["", undefined],
  ])("%s is %s", (text, day) => expect(readDay(text)).toBe(day));

  it("has a year of two digits only once nothing more is typed", () => {
    expect(readDay("27/11/26", true)).toBe("2026-11-27");
  });

  it("is read as it is written, and moves as calendars do", () => {
    const days = fc.integer({ min: 0, max: 80_000 }).map((count) => addDays("1970-01-01", count));
    fc.assert(
      fc.property(days, (day) => {
        expect(readDay(dayText(day))).toBe(day);
        const weeks = weeksOf(day);
        expect(weeks.flat()).toContain(day);
        expect(weeks.flat()).toEqual([...new Set(weeks.flat())].sort());
        for (const [monday = ""] of weeks) expect(new Date(monday).getUTCDay()).toBe(1);
      }),
    );
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2026-03-31", -1)).toBe("2026-02-28");
    expect(addMonths("2026-12-15", 1)).toBe("2027-01-15");
  });
});

it.each([
  ["7:30", "07:30"],
  ["07.30", "07:30"],
  ["0730", "07:30"],
  ["7h05", "07:05"],
  ["23:59", "23:59"],
  ["24:00", undefined],
  ["7:3", undefined],
  ["730", undefined],
  ["", undefined],
])("the time %s is %s", (text, time) => expect(readTime(text)).toBe(time));

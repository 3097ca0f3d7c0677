import fc from "fast-check";
import { expect, it } from "vitest";
import { dayNumberOf } from "#contract/calendar/days.ts";
import { figuresOf, weightedMedian } from "../../../../main/core/documents/counting.ts";
import type { DocumentCounts } from "../../../../main/core/documents/repository.ts";

const organs = new Map([
  ["H37.2", "so-tai-chinh"],
  ["H37.3", "xa-a"],
]);
const none: DocumentCounts = { open: [], closed: [], done: [], arrivedToday: [], sentToday: [] };
/** Every day is worked. */
const calendar = { workingDaysBetween: (from: string, to: string) => dayNumberOf(to) - dayNumberOf(from) };
const read = (counts: Partial<DocumentCounts>) =>
  new Map(
    figuresOf({ ...none, ...counts }, organs, "tinh", calendar).map((one) => [
      `${one.indicator}@${one.place}`,
      one.value,
    ]),
  );

it("counts at each organisation and in all; what is nobody's of ours is not counted", () => {
  const open = (organ: string, state: "01" | "05", count: number, overdue: number) => ({
    ...{ organ, state, count, overdue, dueSoon: 1, withoutDueDate: 0 },
  });
  const figures = read({
    open: [open("H37.2", "01", 4, 1), open("H37.3", "05", 6, 3), open("G01", "01", 99, 99)],
    closed: [{ organ: "H37.2", state: "06", count: 10 }],
    sentToday: [{ organ: "h37.2", count: 2 }],
  });
  expect(figures.get("van-ban.qua-han@so-tai-chinh")).toBe(1);
  expect(figures.get("van-ban.qua-han@tinh")).toBe(4);
  expect(figures.get("van-ban.chua-xong@tinh")).toBe(10);
  expect(figures.get("van-ban.hoan-thanh@xa-a")).toBe(0);
  expect(figures.get("van-ban.hoan-thanh@tinh")).toBe(10);
  expect(figures.get("van-ban.di-hom-nay@tinh")).toBe(2);
});

it("says nothing of how long it takes where nothing was done", () => {
  expect(read({}).get("van-ban.ngay-xu-ly@tinh")).toBeNull();
  const done = [
    { organ: "H37.2", arrivedDay: 100, doneDay: 102, count: 1 },
    { organ: "H37.3", arrivedDay: 100, doneDay: 109, count: 2 },
  ];
  const figures = read({ done });
  expect(figures.get("van-ban.ngay-xu-ly@so-tai-chinh")).toBe(2);
  expect(figures.get("van-ban.ngay-xu-ly@tinh")).toBe(9);
});

it("finds the middle as of a written-out list", () => {
  const value = fc.record({ value: fc.integer({ min: 0, max: 20 }), count: fc.integer({ min: 1, max: 5 }) });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 8 }), (values) => {
      const list = values.flatMap(({ value, count }) => Array<number>(count).fill(value)).sort((a, b) => a - b);
      const middle = ((list[Math.floor((list.length - 1) / 2)] ?? 0) + (list[Math.floor(list.length / 2)] ?? 0)) / 2;
      expect(weightedMedian(values)).toBe(middle);
    }),
  );
});

import { expect, it } from "vitest";
import type { Place } from "#contract/entities/place.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { PlaceFigure } from "../../../renderer/figures/place-figures.ts";
import { dueRows, pressing, toneOfLate } from "../../../renderer/panels/dossiers-due/due-table.ts";
import { columnsFor, differenceOf, monthOf } from "../../../renderer/panels/service-score/score-table.ts";

const place = (id: string): Place => ({ id, kind: "office", name: { vi: id, en: id } });
const figures = (values: Record<string, number | null>): PlaceFigure[] =>
  Object.entries(values).map(([id, value]) => ({
    ...{ place: place(id), reading: undefined, state: "fresh", value, crossed: undefined, isBeyond: false },
  }));

it("lists units with something overdue or about to be, the worst first, and leaves out what is calm or unknown", () => {
  const rows = dueRows({
    late: figures({ a: 0, b: 2, c: 2, d: null, e: 0, f: 0 }),
    soon: figures({ a: 0, b: 0, c: 1, d: null, e: 3, f: 0 }),
    near: figures({ a: 0, b: 0, c: 1, d: null, e: 3, f: 1 }),
    open: figures({ a: 9, b: 9, c: 9, d: null, e: 9, f: 9 }),
  });
  expect(rows).toHaveLength(6);
  expect(pressing(rows).map(({ place }) => place.id)).toEqual(["c", "b", "e", "f"]);
  expect(rows.find(({ place }) => place.id === "d")).toMatchObject({ late: null, soon: null, near: null, open: null });
});

it("colours what is overdue beyond a limit, and nothing where there is none", () => {
  const limits = { attention: 3, alarm: 15 };
  expect([0, 3, 4, 15, 16, null].map((late) => toneOfLate(late, limits))).toEqual([
    ...["normal", "normal", "attention", "attention", "alarm", "normal"],
  ]);
  expect(toneOfLate(99, {})).toBe("normal");
});

const reading = (value: number | null, asOf: string): Reading => ({
  ...{
    indicator: "a",
    place: "tinh",
    value,
    asOfMs: Date.parse(`${asOf}T00:00:00+07:00`),
    receivedAtMs: 1,
    revision: 0,
  },
  ...{ source: "s", status: "official", quality: "good" },
});

it("holds the own score against the published one only where both have a number and are of times that belong together", () => {
  expect(differenceOf(reading(83, "2026-11-28"), reading(84.5, "2026-11-27"))).toBe(-1.5);
  expect(differenceOf(reading(0, "2026-11-28"), reading(84.5, "2026-11-27"))).toBe(-84.5);
  expect(differenceOf(reading(null, "2026-11-28"), reading(84.5, "2026-11-27"))).toBeNull();
  expect(differenceOf(reading(83, "2026-11-28"), undefined)).toBeNull();
  expect(differenceOf(reading(83, "2026-11-28"), reading(84.5, "2026-09-30"))).toBeNull();
});

it("names the month that a figure is of, in the site's own time, and leaves bars out where numbers need the room", () => {
  const zone = { language: "vi", timeZone: "Asia/Ho_Chi_Minh" };
  expect(monthOf(reading(1, "2026-11-01"), zone)).toBe("11/2026");
  expect(monthOf(undefined, zone)).toBe("");
  expect([columnsFor(342, 14), columnsFor(1_872, 42)].map(({ hasBar }) => hasBar)).toEqual([false, true]);
});

import { fileURLToPath } from "node:url";
import pino from "pino";
import { beforeEach, expect, it } from "vitest";
import { HolidayNotice } from "#contract/calendar/national.ts";
import { readNationalDays } from "../../../../main/core/calendar/national-days.ts";
import {
  type CalendarChange,
  createSiteCalendar,
  type SiteCalendar,
} from "../../../../main/core/calendar/site-calendar.ts";

const assetsFolder = fileURLToPath(new URL("../../../../assets", import.meta.url));
const lines: string[] = [];
let calendar: SiteCalendar;
let told: CalendarChange[];
beforeEach(async () => {
  lines.length = 0;
  told = [];
  calendar = createSiteCalendar({
    national: await readNationalDays(assetsFolder),
    now: () => Date.parse("2026-11-27T10:00:00+07:00"),
    log: pino({}, { write: (line: string) => void lines.push(line) }),
  });
  calendar.onChange((change) => told.push(change));
});
const swap = HolidayNotice.parse({
  ...{ id: "hoan-doi", year: 2027, source: "Công văn", decidedOn: "2027-07-01", sets: [] },
  swaps: [{ off: "2027-08-30", worked: "2027-08-28" }],
});

it("tells of a swap that comes later, of the days that it moves and of both versions", () => {
  const before = calendar.current();
  calendar.load([swap]);
  const after = calendar.current();
  expect(told).toHaveLength(1);
  expect(told[0]?.before).toBe(before);
  expect(told[0]?.after).toBe(after);
  expect(told[0]?.days).toEqual([
    { day: "2027-08-28", isWorking: true },
    { day: "2027-08-30", isWorking: false },
  ]);
  expect(after.version).not.toBe(before.version);
  // Whoever still holds the one before counts as it was.
  expect([before.isWorkingDay("2027-08-28"), after.isWorkingDay("2027-08-28")]).toEqual([false, true]);
  expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({ version: after.version, before: before.version, changed: 2 });
});

it("says nothing where nothing changed, and takes a notice with the same id in the place of the one before", () => {
  calendar.load([swap]);
  calendar.load([swap]);
  calendar.setSiteDays({ days: [] });
  expect(told).toHaveLength(1);
  calendar.load([{ ...swap, swaps: [] }]);
  expect(told).toHaveLength(2);
  expect(calendar.current().isWorkingDay("2027-08-30")).toBe(true);
});

it("has the site's own days over it, and keeps them when a notice comes", () => {
  calendar.setSiteDays({ days: [{ date: "12-22", name: "Ngày của đơn vị" }] });
  calendar.load([swap]);
  expect(calendar.current().dayOf("2026-12-22")).toMatchObject({ kind: "site-off", name: "Ngày của đơn vị" });
  expect(calendar.current().isWorkingDay("2027-08-28")).toBe(true);
});

it("tells the others where one fails, and nobody who has left", () => {
  const heard: string[] = [];
  const leave = calendar.onChange(() => heard.push("left"));
  calendar.onChange(() => {
    throw new Error("no");
  });
  calendar.onChange(() => heard.push("last"));
  leave();
  calendar.load([swap]);
  expect(heard).toEqual(["last"]);
  expect(lines).toHaveLength(2);
});

it("has so many listeners and no more", () => {
  expect(() => {
    for (let count = 0; count < 60; count += 1) calendar.onChange(() => {});
  }).toThrow(/too many/);
});

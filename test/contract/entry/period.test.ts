import { expect, it } from "vitest";
import { coveredBy, enteredPeriods, periodAt, periodName, periodWords, readPeriod } from "#contract/entry/period.ts";

const offsetMs = 7 * 3_600_000;
const at = (text: string) => Date.parse(`${text}T00:00:00+07:00`);

it("reads periods as people write them", () => {
  const read = (period: (typeof enteredPeriods)[number], ...texts: string[]) =>
    texts.map((text) => readPeriod(period, text, offsetMs));
  const all = (count: number, day: string) => new Array(count).fill(at(day));
  expect(read("day", "27/11/2026", "2026-11-27", "ngày 27/11/2026", "27.11.2026")).toEqual(all(4, "2026-11-27"));
  expect(
    read("month", "11/2026", "tháng 11/2026", "Tháng 11 năm 2026", "T11/2026", "2026-11", "01/11/2026", "2026-11-01"),
  ).toEqual(all(7, "2026-11-01"));
  expect(read("quarter", "quý III/2026", "Q3/2026", "quý 3 năm 2026", "2026-Q3", "2026-07-01")).toEqual(
    all(5, "2026-07-01"),
  );
  expect(read("year", "2026", "năm 2026", "2026-01-01")).toEqual(all(3, "2026-01-01"));
});

it("reads no other day into what is no such period", () => {
  for (const text of ["11/27/2026", "31/11/2026", "30/02/2026", "tháng mười một", "2026", "", "46327", "1/1/1890"])
    expect(readPeriod("day", text, offsetMs), text).toBeUndefined();
  for (const text of ["13/2026", "28/11/2026", "2026", "11-26", "Nov-26"])
    expect(readPeriod("month", text, offsetMs), text).toBeUndefined();
  expect(readPeriod("quarter", "quý V/2026", offsetMs)).toBeUndefined();
});

it("finds a period again by the name it gave it, and by the words for people", () => {
  for (const period of enteredPeriods)
    for (const moment of [at("2026-11-27"), at("2024-02-29") + 86_399_999, at("2026-01-01")]) {
      const name = periodName(period, moment, offsetMs);
      const fromMs = readPeriod(period, name, offsetMs) ?? Number.NaN;
      expect(fromMs).toBeLessThanOrEqual(moment);
      expect(periodName(period, fromMs, offsetMs)).toBe(name);
      expect(readPeriod(period, periodWords(period, moment, offsetMs).vi, offsetMs)).toBe(fromMs);
    }
});

it("calls a report month by the month in which it ends, and covers the days of reports, over the new year too", () => {
  const days = (name: string) => {
    const { fromMs, toMs } = coveredBy("month", readPeriod("month", name, offsetMs) ?? Number.NaN, offsetMs, 15);
    return [fromMs, toMs].map((ms) => new Date(ms + offsetMs).toISOString());
  };
  expect(days("11/2026")).toEqual(["2026-10-15T00:00:00.000Z", "2026-11-14T23:59:59.999Z"]);
  expect(days("01/2027")).toEqual(["2026-12-15T00:00:00.000Z", "2027-01-14T23:59:59.999Z"]);
  const named = (moment: number) => periodName("month", periodAt("month", moment, offsetMs, 15), offsetMs);
  expect(named(at("2026-11-15") - 1)).toBe("2026-11");
  expect(named(at("2026-11-15"))).toBe("2026-12");
  expect(named(at("2026-12-31"))).toBe("2027-01");
  expect(periodWords("month", at("2027-01-01"), offsetMs, 15)).toEqual({
    ...{ vi: "tháng 1/2027 (15/12–14/01)", en: "01/2027 (15/12–14/01)" },
  });
  // Of other periods, and of months of the calendar, all is as it was.
  expect(coveredBy("quarter", at("2026-07-01"), offsetMs, 15).toMs).toBe(at("2026-10-01") - 1);
  expect(periodAt("month", at("2026-11-27"), offsetMs)).toBe(at("2026-11-01"));
});

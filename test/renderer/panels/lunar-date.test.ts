import { describe, expect, it } from "vitest";
import { lunarDateOf } from "../../../renderer/panels/clock/lunar-date.ts";

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

import { readFileSync } from "node:fs";
import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { describe, expect, it } from "vitest";
import { NationalDays } from "#contract/calendar/national.ts";
import { createWorkingCalendar } from "#contract/calendar/working-days.ts";
import { YearDays } from "../../../renderer/desk/automation/NationalDays.tsx";
import { ownDaysOf, textOfOwnDays } from "../../../renderer/desk/automation/own-days.ts";
import { createDeskWords } from "../../../renderer/desk/words.ts";

describe("a site's own days as text", () => {
  it("are read line by line, worked ones with a + before them, and written as they were", () => {
    const text = "12-22 Ngày của đơn vị\n+2027-08-28 Làm bù\n2027-02-11 Nghỉ bù";
    const read = ownDaysOf(`\n${text}\n\n+ 2027-08-29   Làm bù nữa`);
    expect(read).toEqual({
      days: {
        days: [
          { date: "12-22", name: "Ngày của đơn vị" },
          { date: "2027-08-28", name: "Làm bù", isWorked: true },
          { date: "2027-02-11", name: "Nghỉ bù" },
          { date: "2027-08-29", name: "Làm bù nữa", isWorked: true },
        ],
      },
    });
    const days = "days" in read ? read.days : { days: [] };
    expect(textOfOwnDays(days)).toBe(`${text}\n+2027-08-29 Làm bù nữa`);
  });

  it("say which line is wrong: no date, no such day, no name", () => {
    for (const wrong of ["Tết", "2027-02-30 Tết", "13-01 Tết", "2027-02-06", "-2027-02-06 Tết"])
      expect(ownDaysOf(`12-22 Ngày\n${wrong}`), wrong).toEqual({ wrongLine: 2 });
  });
});

describe("a year's days at the desk", () => {
  const national = NationalDays.parse(
    JSON.parse(readFileSync(new URL("../../../assets/calendar/vietnam.json", import.meta.url), "utf8")),
  );
  const calendar = createWorkingCalendar(national, { days: [{ date: "2026-12-22", name: "Ngày của đơn vị" }] });
  const said = (year: number, language: "vi" | "en" = "vi") => {
    const { hasLaw, undecided } = calendar.yearStatus(year);
    const told = { year, version: calendar.version, hasLaw, undecided: undecided.map(({ name }) => name), sources: [] };
    return renderToStaticMarkup(
      <I18nextProvider i18n={createDeskWords(language)}>
        <YearDays told={{ ...told, days: calendar.specialDays(year) }} />
      </I18nextProvider>,
    )
      .replace(/<svg.*?<\/svg>/g, "")
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ");
  };

  it("are told with what they are, and nothing is said of what was announced", () => {
    const told = said(2026);
    expect(told).toContain("27/04/2026 · Giỗ Tổ Hùng Vương · nghỉ bù");
    expect(told).toContain("22/08/2026 · làm bù");
    expect(told).toContain("31/08/2026 · nghỉ hoán đổi");
    expect(told).toContain("22/12/2026 · Ngày của đơn vị · nghỉ của đơn vị");
    expect(told).not.toContain("Chưa nạp");
  });

  it("say where a year's notice is missing, and where no law is known", () => {
    expect(said(2027)).toContain(
      "Chưa nạp thông báo lịch nghỉ 2027, tính theo luật: Tết Âm lịch, Quốc khánh (ngày liền kề).",
    );
    expect(said(2027, "en")).toContain("No notice for 2027 is loaded yet, reckoned by the law: Lunar New Year (Tết)");
    expect(said(2020)).toContain("Chương trình không có quy định nghỉ lễ của năm 2020");
  });
});

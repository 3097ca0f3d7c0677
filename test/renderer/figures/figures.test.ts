import { describe, expect, it } from "vitest";
import { asOfWords, freshnessWords, spanWords, wholePeriodWords } from "../../../renderer/figures/age.ts";
import { compareEarlier, compareIndicator, comparePlan } from "../../../renderer/figures/comparator.ts";
import { figureState } from "../../../renderer/figures/figure.ts";
import {
  formatMoment,
  formatNumber,
  formatSince,
  formatSinceSeconds,
  formatValue,
} from "../../../renderer/figures/format.ts";
import { revisedWords } from "../../../renderer/figures/source-words.ts";
import { crossedBy, markOf, toneOf } from "../../../renderer/figures/tone.ts";
import { createWords } from "../../../renderer/i18n/index.ts";
import { stageIndicators, stageReadings } from "../../lab/stage-snapshot.ts";

const vi = createWords("vi").getFixedT("vi", "figure");
const en = createWords("en").getFixedT("en", "figure");
const zone = { language: "vi", timeZone: "Asia/Ho_Chi_Minh" };
const at = (text: string) => Date.parse(`${text}+07:00`);
const nowMs = at("2026-11-24T14:23:30");
const indicator = (code: string) => {
  const found = stageIndicators.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no ${code} on the stage`);
  return found;
};

describe("numbers", () => {
  it("are written as offices write them", () => {
    expect(formatNumber(18_063.8, "vi", 1)).toBe("18.063,8");
    expect(formatNumber(18_063.8, "en", 1)).toBe("18,063.8");
    expect(formatNumber(8.06, "vi", 2, true)).toBe("+8,06");
    expect(formatNumber(-1.5, "vi", 1)).toBe("−1,5");
    expect(formatNumber(0, "vi", 1, true)).toBe("0,0");
    expect(formatNumber(13_300, "vi", 0)).toBe("13.300");
  });

  it("are a dash where there is none and a word where it is one", () => {
    expect(formatValue(null, { decimals: 1, showsSign: true }, "vi")).toBe("—");
    expect(formatValue("mở cửa", { decimals: 1, showsSign: true }, "vi")).toBe("mở cửa");
  });
});

describe("times", () => {
  it("are told in the site's zone", () => {
    expect(formatMoment(nowMs, "time", zone)).toBe("14:23");
    expect(formatMoment(nowMs, "seconds", zone)).toBe("14:23:30");
    expect(formatMoment(nowMs, "date", zone)).toBe("24/11/2026");
    expect(formatMoment(at("2026-11-24T00:05:00"), "time", { ...zone, language: "en" })).toBe("00:05");
  });

  it("name the day when it is another one", () => {
    expect(formatSince(at("2026-11-24T13:57:00"), nowMs, zone)).toBe("13:57");
    expect(formatSince(at("2026-11-23T13:57:00"), nowMs, zone)).toBe("13:57 23/11");
    expect(formatSinceSeconds(at("2026-11-24T13:57:08"), nowMs, zone)).toBe("13:57:08");
    expect(formatSinceSeconds(at("2026-11-23T23:59:59"), nowMs, zone)).toBe("23:59:59 23/11");
  });
});

describe("ages", () => {
  it("are rounded down and told in one unit", () => {
    expect(spanWords(59_999, vi)).toBe("59 giây");
    expect(spanWords(26 * 60_000 + 59_000, vi)).toBe("26 phút");
    expect(spanWords(47 * 3_600_000, vi)).toBe("47 giờ");
    expect(spanWords(72 * 3_600_000, en)).toBe("3 d");
    expect(spanWords(-5, vi)).toBe("0 giây");
  });

  it("go by the day for yearly figures and by the minute for live ones", () => {
    expect(asOfWords({ asOfMs: at("2025-12-31T00:00:00") }, "year", nowMs, vi, zone)).toBe("đến 31/12/2025");
    const october = { asOfMs: at("2026-10-28T00:00:00") };
    expect(asOfWords(october, "month", nowMs, vi, zone)).toBe("tháng 10/2026");
    expect(asOfWords({ asOfMs: at("2026-09-28T00:00:00") }, "quarter", nowMs, vi, zone)).toBe("quý 3/2026");
    // A part of a quarter is not the quarter.
    expect(asOfWords(october, "quarter", nowMs, vi, zone)).toBe("đến 28/10/2026");
    expect(asOfWords({ asOfMs: at("2026-11-24T14:21:00") }, "minute", nowMs, vi, zone)).toBe("14:21, 2 phút trước");
    expect(asOfWords({ asOfMs: at("2026-11-24T14:23:00") }, "minute", nowMs, vi, zone)).toBe("14:23, vừa xong");
  });
});

describe("a revision", () => {
  const october = { asOfMs: at("2026-10-28T00:00:00"), receivedAtMs: at("2026-11-29T08:00:00"), source: "thong-ke" };
  it("is told with its day, of figures by the day and longer that a source sent", () => {
    expect(revisedWords({ ...october, revision: 1 }, "month", vi, zone)).toBe("sửa 29/11");
    expect(revisedWords({ ...october, revision: 2, issuedAtMs: at("2027-06-30T00:00:00") }, "month", vi, zone)).toBe(
      "sửa 30/06/2027",
    );
    expect(revisedWords({ ...october, revision: 0 }, "month", vi, zone)).toBe("");
    expect(revisedWords({ ...october, revision: 3 }, "minute", vi, zone)).toBe("");
    expect(revisedWords({ ...october, revision: 3, source: "derived" }, "month", vi, zone)).toBe("");
  });
});

describe("freshness", () => {
  const waiting = indicator("cua-khau.xe-cho");
  const reading = stageReadings("well", nowMs).find((one) => one.indicator === "cua-khau.xe-cho");
  const aged = (minutes: number) =>
    reading === undefined ? undefined : { ...reading, asOfMs: nowMs - minutes * 60_000 };

  it("follows the age of the value, not when it came", () => {
    expect([0, 3, 15, 120].map((minutes) => figureState(aged(minutes), waiting, nowMs))).toEqual([
      "fresh",
      "late",
      "stale",
      "lost",
    ]);
    expect(figureState(undefined, waiting, nowMs)).toBe("empty");
    expect(figureState(aged(1), undefined, nowMs)).toBe("empty");
  });

  it("is said in words that differ, and not at all while fresh", () => {
    const words = (state: "fresh" | "late" | "stale" | "lost", minutes: number, length?: "short") =>
      freshnessWords(state, nowMs - minutes * 60_000, nowMs, vi, zone, length);
    expect(words("fresh", 0)).toBeUndefined();
    expect(words("late", 3)).toBe("chậm 3 phút");
    expect(words("stale", 26)).toBe("số liệu cũ 26 phút");
    expect(words("lost", 130)).toBe("mất số liệu từ 12:13");
    expect(words("lost", 130, "short")).toBe("mất từ 12:13");
  });
});

describe("the period of a figure", () => {
  const of = (day: string, period: "day" | "month" | "quarter" | "year") =>
    wholePeriodWords({ asOfMs: Date.parse(`${day}T00:00:00+07:00`) }, period, vi, zone);
  it("is said alone only where the figure reaches to its last day", () => {
    expect([of("2025-12-31", "year"), of("2026-10-31", "month"), of("2026-09-30", "quarter")]).toEqual([
      "2025",
      "10/2026",
      "quý 3/2026",
    ]);
    // Statistics are dated with the 28th: an estimate is out before the month is over.
    expect([of("2026-10-28", "month"), of("2026-09-28", "quarter")]).toEqual(["10/2026", "quý 3/2026"]);
    expect([of("2026-08-28", "quarter"), of("2025-12-28", "year")]).toEqual([undefined, undefined]);
    expect([of("2025-11-30", "year"), of("2026-10-30", "month"), of("2026-10-31", "day")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("what a figure is held against", () => {
  const growth = indicator("thuong-mai.kim-ngach-so-cung-ky");
  const invest = indicator("dau-tu-cong.giai-ngan");
  const overdue = indicator("ho-so.qua-han");

  it("is an arrow and a size for a growth rate, grey", () => {
    expect(compareIndicator({ value: 44.6, indicator: growth }, "so cùng kỳ", vi, "vi")).toEqual({
      mark: "rise",
      tone: "normal",
      text: "44,6 % so cùng kỳ",
    });
    expect(compareIndicator({ value: -2, indicator: growth }, "so cùng kỳ", vi, "vi").mark).toBe("fall");
  });

  it("is a labelled value otherwise, and says where there is none", () => {
    const customs = indicator("ngan-sach.thu-xnk");
    expect(compareIndicator({ value: 13_300, indicator: customs }, "XNK", vi, "vi").text).toBe("XNK 13.300 tỷ đ");
    expect(compareIndicator({ value: undefined, indicator: customs }, "XNK", vi, "vi").text).toBe(
      "XNK: chưa có số liệu",
    );
  });

  it("is amber only where the plan is missed", () => {
    expect(comparePlan(71.3, invest, vi, "vi")).toEqual({
      mark: "none",
      tone: "attention",
      text: "chậm 6,2 điểm kế hoạch",
    });
    expect(comparePlan(1_180, { ...overdue, good: "up", plan: 1_000 }, vi, "vi")).toEqual({
      mark: "none",
      tone: "normal",
      text: "118 % kế hoạch",
    });
    expect(comparePlan(12, { ...overdue, plan: 10 }, vi, "vi").text).toBe("quá 2 hồ sơ so với kế hoạch");
    expect(comparePlan(80, invest, vi, "vi")).toMatchObject({ mark: "none", tone: "normal" });
    expect(comparePlan(5, overdue, vi, "vi").text).toBe("chưa có kế hoạch");
  });

  it("tells a change from before, and never an empty one", () => {
    expect(compareEarlier(37, 25, 3_600_000, overdue, vi, "vi")).toMatchObject({
      mark: "rise",
      text: "12 so với 1 giờ trước",
    });
    expect(compareEarlier(37, 37, 3_600_000, overdue, vi, "vi")).toMatchObject({
      mark: "level",
      text: "như 1 giờ trước",
    });
    expect(compareEarlier(37, undefined, 3_600_000, overdue, vi, "vi").mark).toBe("none");
  });

  it("keeps colour for a crossed threshold", () => {
    const [base] = stageReadings("well", nowMs).filter((one) => one.indicator === "ho-so.qua-han");
    if (base === undefined) throw new Error("no reading on the stage");
    expect(crossedBy({ ...base, value: 30 }, overdue.thresholds)).toBeUndefined();
    const crossed = crossedBy({ ...base, value: 31 }, overdue.thresholds);
    expect([toneOf(crossed), markOf(toneOf(crossed))]).toEqual(["alarm", "alarm"]);
    expect(markOf("normal")).toBe("none");
  });
});

import { describe, expect, it } from "vitest";
import type { Place } from "#contract/entities/place.ts";
import { gravestFirst } from "#contract/warnings/gravity.ts";
import { readCap } from "../../../../main/core/connectors/cap/document.ts";
import { createWarningAdmission } from "../../../../main/core/warnings/admission.ts";
import { levelIn } from "../../../../main/core/warnings/risk-levels.ts";
import { capAlert, reference } from "../../../lab/public-sources/cap.ts";

const nowMs = Date.parse("2026-11-27T03:00:00Z");
const sentMs = nowMs - 3_600_000;
const commune = (id: string, more: Partial<Place> = {}): Place => ({
  ...{ id, kind: "commune", name: { vi: id, en: id } },
  ...more,
});
const at = (lat: number, lon: number) => ({ position: { lat, lon, accuracy: "rough" as const } });
const places = [
  commune("ky-lua", at(21.85, 106.8)),
  commune("xa-xa", { ...at(22.3, 106.2), officialCode: "06001" }),
  commune("khong-toa-do"),
  commune("xa-cu", { ...at(21.85, 106.8), to: "2025-07-01" }),
];
const admit = createWarningAdmission({ places: () => places, oldestMs: 90 * 86_400_000, now: () => nowMs });
const told = (more: Partial<Parameters<typeof capAlert>[0]> = {}) => {
  const document = readCap(capAlert({ id: "cb-1", sentMs, ...more }), "h");
  const result = admit(document.kind === "alert" ? document.alert : undefined);
  return "refused" in result ? result.refused.code : result.admitted;
};
const warningOf = (more: Partial<Parameters<typeof capAlert>[0]> = {}) => {
  const one = told(more);
  if (typeof one === "string") throw new Error(one);
  return one;
};

describe("what an alert says", () => {
  it("is kept in its languages, with its level and until when", () => {
    const { warning, kind } = warningOf({ level: 3, expiresMs: sentMs + 7_200_000 });
    expect(kind).toBe("alert");
    expect(warning).toMatchObject({
      ...{ status: "actual", severity: "severe", urgency: "expected", certainty: "likely" },
      ...{ untilMs: sentMs + 7_200_000, isUntilAssumed: false, fromMs: sentMs },
      level: { level: 3, colourName: { vi: "da cam" } },
      texts: [
        { language: "vi-VN", event: "Lũ quét", headline: "Cảnh báo lũ quét, sạt lở" },
        { language: "en-US", event: "Flash flood" },
      ],
      ...{ areas: ["Các xã ven sông Kỳ Cùng"], areaCount: 1 },
    });
  });
  it("without an end is told for a day, and says that this was assumed", () => {
    expect(warningOf().warning).toMatchObject({ untilMs: sentMs + 86_400_000, isUntilAssumed: true });
  });
  it("without a level has none: a severity is no level of risk", () => {
    expect(warningOf({ severity: "Extreme" }).warning).toMatchObject({ level: null, severity: "extreme" });
    expect(levelIn([{ valueName: "cap_do_rui_ro_thien_tai", value: "2" }])?.level).toBe(2);
    expect(levelIn([{ valueName: "CapDoRuiRo", value: "cấp độ 4" }])?.level).toBe(4);
    expect(levelIn([{ valueName: "CapDoRuiRo", value: "7" }])).toBeNull();
    expect(levelIn([{ valueName: "WindSpeed", value: "3" }])).toBeNull();
  });
});

describe("whom it is for", () => {
  const communes = (area: string) => warningOf({ area: `<areaDesc>X</areaDesc>${area}` }).warning.communes;
  it("is told by code, by polygon and by circle; a place that is no more is none", () => {
    expect(communes("<polygon>21.7,106.6 21.7,106.9 22.0,106.9 22.0,106.6 21.7,106.6</polygon>")).toEqual([
      { place: "ky-lua", by: "shape" },
    ]);
    expect(communes("<circle>22.3,106.2 1</circle>")).toEqual([{ place: "xa-xa", by: "shape" }]);
    expect(communes("<circle>22.3,106.2 0</circle>")).toEqual([]);
    expect(communes("<geocode><valueName>n</valueName><value>06001</value></geocode>")).toEqual([
      { place: "xa-xa", by: "code" },
    ]);
    expect(communes("<geocode><valueName>n</valueName><value>khong-toa-do</value></geocode>")).toHaveLength(1);
    expect(communes("")).toEqual([]);
  });
  it("is refused where the area cannot be read: nobody would know", () => {
    for (const area of [
      "<polygon>21,106 21,107 22,107</polygon>",
      "<polygon>21,106 21,107 22,107 22,106</polygon>",
      "<polygon>106.6,21.7 106.9,21.7 x,22 106.6,21.7</polygon>",
      "<polygon>210,106 21,107 22,107 210,106</polygon>",
      "<circle>21.8,106.7</circle>",
      "<circle>21.8,106.7 -5</circle>",
    ])
      expect([area, told({ area: `<areaDesc>X</areaDesc>${area}` })]).toEqual([area, "warning.bad-area"]);
  });
});

describe("what is no warning, or not meant", () => {
  it("keeps exercises and tests apart, and does not take what is for systems or named receivers", () => {
    expect(warningOf({ status: "Exercise" }).warning.status).toBe("exercise");
    expect(warningOf({ status: "Test" }).warning.status).toBe("test");
    expect(told({ status: "Draft" })).toBe("warning.not-for-people");
    expect(told({ status: "System" })).toBe("warning.not-for-people");
    expect(told({ msgType: "Ack" })).toBe("warning.not-for-people");
    expect(told({ scope: "Private" })).toBe("warning.not-public");
    expect(told({ status: "Bịa" })).toBe("warning.invalid");
  });
  it("says why one is refused: nothing in it, no earlier one named, the clock, too long ago", () => {
    expect(told({ info: "" })).toBe("warning.no-info");
    expect(told({ msgType: "Update" })).toBe("warning.no-references");
    expect(told({ msgType: "Cancel", references: "lung,tung" })).toBe("warning.no-references");
    expect(told({ msgType: "Cancel", references: reference("a", sentMs), info: "" })).toMatchObject({ kind: "cancel" });
    expect(told({ sentMs: nowMs + 3_600_000 })).toBe("warning.from-future");
    expect(told({ sentMs: nowMs - 100 * 86_400_000 })).toBe("warning.too-old");
    const result = admit({ unreadable: { code: "cap.doctype", params: { host: "h" } } });
    expect(result).toMatchObject({ refused: { code: "cap.doctype" } });
  });
});

it("puts what is meant before exercises, then level, severity and the latest", () => {
  const one = (number: number, more: object) => ({
    ...{ number, status: "actual", level: null, severity: "minor", sentAtMs: 0 },
    ...more,
  });
  const levels = [1, 4].map((level) => ({ level: levelIn([{ valueName: "capdoruiro", value: String(level) }]) }));
  const sorted = gravestFirst([
    one(1, { status: "exercise", severity: "extreme" }),
    one(2, { severity: "extreme" }),
    one(3, levels[0] ?? {}),
    one(4, levels[1] ?? {}),
    one(5, { severity: "extreme", sentAtMs: 5 }),
  ] as never);
  expect(sorted.map(({ number }) => number)).toEqual([4, 3, 5, 2, 1]);
});

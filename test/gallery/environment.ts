import type { Explanation } from "#contract/calculations/http.ts";
import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Warning } from "#contract/warnings/warning.ts";
import type { StageSnapshot } from "../lab/stage-snapshot.ts";
import type { Situation } from "./situations.ts";

/** What air, rivers and warnings show in the gallery, told to their exhibits alone. Made up, as all of it is. */
const hourMs = 3_600_000;
const ages = { lateAfter: 100 * 60_000, staleAfter: 4 * hourMs, lostAfter: 24 * hourMs };

const indicator = (code: string, vi: string, unit: string, more: Partial<IndicatorView> = {}): IndicatorView => ({
  ...{ code, name: { vi, en: vi }, unit: { vi: unit, en: unit }, sector: "moi-truong", period: "hour", decimals: 0 },
  ...{ isAdditive: false, isRetired: false, showsSign: false, thresholds: [], good: "down", freshness: ages },
  ...more,
});

export const isOfEnvironment = (kind: string): boolean => ["air-quality", "river", "warnings"].includes(kind);

const indicators: IndicatorView[] = [
  indicator("kk.gio", "VN_AQI giờ", "VN_AQI"),
  indicator("kk.ngay", "VN_AQI ngày", "VN_AQI", { period: "day" }),
  indicator("kk.pm25", "PM2.5", "µg/m³", { decimals: 1 }),
  indicator("nuoc.muc", "Mực nước", "m", { decimals: 2 }),
  indicator("nuoc.cap", "Cấp báo động", "cấp", {
    thresholds: [{ level: "attention", above: 0, name: { vi: "báo động I trở lên", en: "alarm level I or above" } }],
  }),
  indicator("nuoc.len", "Cường suất", "cm/giờ"),
  indicator("nuoc.con", "Còn", "giờ", { decimals: 1 }),
  indicator("nuoc.mua", "Mưa 1 giờ", "mm", { decimals: 1 }),
  indicator("nuoc.mua-24h", "Mưa 24 giờ", "mm", { decimals: 1 }),
  indicator("nuoc.ban-tin", "Bản tin", "bản", { period: "day" }),
  indicator("nuoc.ban-tin-sau", "Bản tin sau", "giờ", { period: "day" }),
];

const place = (id: string, name: string): Place => ({
  ...{ id, kind: "station", name: { vi: name, en: name } },
  position: { lon: 106.75, lat: 21.85, accuracy: "approximate" },
});
const places = [
  place("tram-khi", "Trạm Tam Thanh"),
  place("tram-song", "Lạng Sơn · sông Kỳ Cùng"),
  place("tram-song-2", "Văn Mịch · sông Bắc Giang"),
];

const values: Record<string, Record<string, number | string>> = {
  "tram-khi": { "kk.gio": 121, "kk.ngay": 88, "kk.pm25": 61.4 },
  "tram-song": {
    ...{ "nuoc.muc": 253.42, "nuoc.cap": 1, "nuoc.len": 12, "nuoc.con": 4.8, "nuoc.mua": 8.4, "nuoc.mua-24h": 93.5 },
    ...{ "nuoc.ban-tin": "Nước đang lên.", "nuoc.ban-tin-sau": "2026-11-24T13:30:00+07:00" },
  },
  "tram-song-2": {
    ...{ "nuoc.muc": 184.96, "nuoc.cap": 0, "nuoc.len": -3.2, "nuoc.mua": 0, "nuoc.mua-24h": 12.1 },
    ...{ "nuoc.ban-tin": "Nước đang xuống.", "nuoc.ban-tin-sau": "2026-11-24T15:30:00+07:00" },
  },
};

const warning: Warning = {
  ...{ number: 1, source: "canh-bao", sender: "a", identifier: "b", status: "actual", kind: "update" },
  ...{ sentAtMs: 0, receivedAtMs: 0, isSimulated: false, severity: "severe", urgency: "expected", certainty: "likely" },
  texts: [
    {
      ...{ language: "vi", event: "Lũ", headline: "Lũ trên sông Kỳ Cùng đang lên, đỉnh có thể tới 254,9 m" },
      description: "Mưa lớn ở thượng nguồn; nước dâng trong vài giờ.",
      instruction: "Không qua ngầm, tràn khi nước lên.",
      senderName: "Đài Khí tượng Thủy văn tỉnh",
    },
  ],
  level: {
    ...{ level: 2, name: { vi: "Cấp 2", en: "Level 2" }, colour: "#f7eb9e" },
    colourName: { vi: "vàng nhạt", en: "light yellow" },
  },
  ...{ fromMs: 0, untilMs: Date.parse("2026-11-25T07:00:00+07:00"), isUntilAssumed: false },
  ...{ areas: ["Các xã ven sông Kỳ Cùng"], areaCount: 1 },
  communes: [
    { place: "ky-lua", by: "code" },
    { place: "dong-kinh", by: "code" },
    { place: "tam-thanh", by: "code" },
  ],
};
const exercise: Warning = {
  ...warning,
  ...{ number: 2, identifier: "c", status: "exercise", level: null, communes: [] },
  texts: [
    {
      ...{ language: "vi", event: "Diễn tập lũ quét", headline: "Diễn tập cảnh báo lũ quét xã Thất Khê" },
      ...{ description: null, instruction: null, senderName: null },
    },
  ],
};

/** A snapshot with what these panels are told. */
export function withEnvironment(told: StageSnapshot, situation: Situation, nowMs: number): StageSnapshot {
  const isTold = situation !== "loading" && situation !== "empty";
  const agedMs = { late: 2 * hourMs, stale: 6 * hourMs, lost: 30 * hourMs }[situation as "late"] ?? 20 * 60_000;
  const readings = Object.entries(values).flatMap(([at, of]) =>
    Object.entries(of).map(
      ([code, value]): Reading => ({
        ...{ indicator: code, place: at, value, revision: 0, quality: "good" },
        ...{ asOfMs: nowMs - agedMs, receivedAtMs: nowMs - agedMs },
        source: code === "kk.pm25" ? "quan-trac" : code.startsWith("nuoc.m") ? "thuy-van" : "derived",
        status: situation === "simulated" ? "simulated" : "preliminary",
      }),
    ),
  );
  const isSilent = situation === "stale" || situation === "lost";
  const source = (id: string, name: string, more: Partial<SourceView> = {}): SourceView => ({
    ...{ id, name: { vi: name, en: name }, type: "rest", isSimulated: situation === "simulated" },
    ...{
      state: isSilent ? "failing" : "ok",
      sinceMs: nowMs - 9 * hourMs,
      lastReadingAtMs: nowMs - agedMs,
      reason: null,
    },
    counts: { accepted: 9, repeated: 0, refused: 0, failures: 0 },
    ...more,
  });
  const mark = (one: Warning): Warning => ({ ...one, isSimulated: situation === "simulated" });
  return {
    ...told,
    site: {
      ...told.site,
      indicators: [...told.site.indicators, ...indicators],
      places: [...told.site.places, ...places],
    },
    readings: [...told.readings, ...(isTold ? readings : [])],
    sources:
      situation === "loading"
        ? []
        : [
            ...told.sources,
            source("quan-trac", "Quan trắc không khí"),
            source("thuy-van", "Trạm thủy văn"),
            source("canh-bao", "Cảnh báo thiên tai", { gives: "warnings" }),
          ],
    warnings: isTold ? [warning, exercise].map(mark) : [],
  };
}

const source = {
  title: { vi: "Quyết định", en: "Decision" },
  number: "1459/QĐ-TCMT",
  date: "2019-11-12",
  isVerified: true,
};
const bands = ["Tốt", "Trung bình", "Kém", "Xấu", "Rất xấu", "Nguy hại"].map((vi) => ({ name: { vi, en: vi } }));

/** How a figure of these comes about; undefined for any other. */
export function explanationOf(ask: URLSearchParams): Explanation | undefined {
  const [code = "", at = ""] = [ask.get("indicator") ?? "", ask.get("place") ?? ""];
  const value = values[at]?.[code];
  if (typeof value !== "number") return undefined;
  const isAir = code.startsWith("kk.");
  const index = (name: string, of: number) => ({ name, inputs: [name], value: of, weight: 0, contribution: 0 });
  const input = (name: string, amount: number | null) => ({
    ...{ name, label: { vi: name, en: name }, indicator: "kk.pm25", values: [amount], asOfMs: null },
  });
  return {
    ...{ indicator: code, place: at, asOfMs: Number(ask.get("asOfMs")), value, status: "preliminary", quality: "good" },
    ...{ calculation: "a", name: { vi: "VN_AQI giờ", en: "VN_AQI of the hour" }, others: [] },
    edition: {
      ...{ effectiveFrom: "2019-11-12", effectiveUntil: null, source, formula: "a" },
      parameters: isAir
        ? { bands }
        : {
            levels: {
              "tram-song": [{ value: 252, isVerified: false }, 254, { value: 256, isVerified: false }],
              "tram-song-2": [187, null, 190],
            },
            bulletins: [[], ["09:00", "15:30"]],
          },
    },
    result: {
      ...{ value, refusal: null },
      parts: isAir
        ? [
            { ...index("pm2.5", value), weight: 1, contribution: value },
            index("pm10", 74),
            index("o3", 11),
            index("no2", 16),
          ]
        : [],
      band: isAir
        ? {
            ...(value > 100
              ? { name: { vi: "Kém", en: "Poor" }, colour: "#ff7e00" }
              : { name: { vi: "Trung bình", en: "Moderate" }, colour: "#ffff00" }),
            advice: {
              text: {
                vi: "Những người nhạy cảm gặp phải các vấn đề về sức khỏe, những người bình thường ít ảnh hưởng.",
                en: "Sensitive people have health problems; others are little affected.",
              },
              source: { title: { vi: "Bộ Y tế", en: "Ministry of Health" }, date: "2025-12-04", isVerified: false },
            },
          }
        : null,
    },
    inputs: isAir
      ? [
          input("pm2.5", 61.4),
          input("pm10", 118.2),
          input("o3", 35.1),
          input("co", null),
          input("so2", null),
          input("no2", 32.2),
        ]
      : [],
  };
}

/** A river's past: it has risen for some hours. */
export function environmentPast(code: string, at: string, ms: number, nowMs: number): number | undefined {
  const now = values[at]?.[code];
  if (!code.startsWith("nuoc.") || typeof now !== "number") return undefined;
  const hours = (nowMs - ms) / hourMs;
  if (code === "nuoc.cap") return hours > 9 ? 0 : now;
  return code === "nuoc.muc" && at === "tram-song"
    ? now - Math.min(2.2, hours * 0.12)
    : now + Math.min(1.5, hours * 0.03);
}

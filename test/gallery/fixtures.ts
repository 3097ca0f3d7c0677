import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Forecast } from "#contract/forecast/forecast.ts";
import { schematicPlaces } from "./communes.ts";

/** What panels show in the gallery beyond what the stage of the other tests has. Made up, as all of it is. */
const dayMs = 86_400_000;
const monthly = { lateAfter: 40 * dayMs, staleAfter: 70 * dayMs, lostAfter: 130 * dayMs };
const daily = { lateAfter: 2 * dayMs, staleAfter: 4 * dayMs, lostAfter: 9 * dayMs };

const base = {
  sector: "kinh-te",
  isAdditive: false,
  isRetired: false,
  showsSign: false,
  thresholds: [],
  good: "up",
  period: "month",
  freshness: monthly,
} satisfies Partial<IndicatorView>;

export const galleryIndicators: IndicatorView[] = [
  {
    ...base,
    code: "thang.thu-ngan-sach",
    name: { vi: "Thu ngân sách trong tháng", en: "Revenue of the month" },
    unit: { vi: "tỷ đ", en: "bn VND" },
    decimals: 1,
    plan: 1_650,
  },
  {
    ...base,
    code: "thang.giai-ngan",
    name: { vi: "Giải ngân đầu tư công", en: "Public investment paid out" },
    unit: { vi: "%", en: "%" },
    decimals: 1,
    plan: 90,
  },
  {
    ...base,
    code: "thang.khach-du-lich",
    name: { vi: "Khách du lịch", en: "Visitors" },
    unit: { vi: "lượt", en: "visits" },
    decimals: 0,
  },
  {
    ...base,
    code: "xa.ho-so-qua-han",
    name: { vi: "Hồ sơ quá hạn theo xã", en: "Overdue files by commune" },
    unit: { vi: "hồ sơ", en: "files" },
    decimals: 0,
    good: "down",
    period: "day",
    freshness: daily,
    thresholds: [
      { level: "attention", above: 20, name: { vi: "ngưỡng 20", en: "limit of 20" } },
      { level: "alarm", above: 40, name: { vi: "ngưỡng 40", en: "limit of 40" } },
    ],
  },
];

/** What is expected of the year, for the one kind that shows it: on the boards of the others they would be three figures more. */
const outlooks = { "thang.giai-ngan-du-kien": 95.6, "thang.giai-ngan-thap": 90.2, "thang.giai-ngan-cao": 102.7 };

export const outlookIndicators: IndicatorView[] = Object.keys(outlooks).map((code, at) => ({
  ...base,
  code,
  name: { vi: "Giải ngân, dự kiến cả năm", en: "Paid out, outlook of the year" },
  unit: { vi: "%", en: "%" },
  decimals: 1,
  thresholds: at === 0 ? [{ level: "attention", below: 97, name: { vi: "mức 97 %", en: "limit of 97 %" } }] : [],
}));

export const outlookReadings = (nowMs: number): Reading[] =>
  Object.entries(outlooks).map(([indicator, value]) => ({
    ...{ indicator, value, place: "lang-son", source: "derived", revision: 3, status: "preliminary", quality: "good" },
    ...{ asOfMs: Date.parse("2026-10-31T00:00:00+07:00"), receivedAtMs: nowMs - 60_000 },
  }));

/** A few communes of the province, enough that not all fit a small tile. */
const communes = [
  ["ky-lua", "Phường Kỳ Lừa"],
  ["dong-kinh", "Phường Đông Kinh"],
  ["tam-thanh", "Phường Tam Thanh"],
  ["dong-dang-xa", "Xã Đồng Đăng"],
  ["cao-loc", "Xã Cao Lộc"],
  ["loc-binh", "Xã Lộc Bình"],
  ["na-duong", "Xã Na Dương"],
  ["dinh-lap", "Xã Đình Lập"],
  ["that-khe", "Xã Thất Khê"],
  ["na-sam", "Xã Na Sầm"],
  ["binh-gia", "Xã Bình Gia"],
  ["bac-son", "Xã Bắc Sơn"],
  ["huu-lung", "Xã Hữu Lũng"],
  ["chi-lang", "Xã Chi Lăng"],
  ["van-quan", "Xã Văn Quan"],
  ["diem-he", "Xã Điềm He"],
] as const;
/** null: never told. */
const overdue = [47, 31, 28, 24, 19, 17, 15, 12, 11, 9, 8, 6, 6, 4, 2, null];

export const galleryPlaces: Place[] = communes.map(([id, name]) => ({
  id,
  kind: "commune",
  name: { vi: name, en: name },
}));

export function galleryReadings(nowMs: number): Reading[] {
  const reading = (indicator: string, value: number, asOf: string, more: Partial<Reading> = {}): Reading => ({
    indicator,
    place: "lang-son",
    value,
    asOfMs: Date.parse(`${asOf}+07:00`),
    receivedAtMs: nowMs - 60_000,
    revision: 0,
    source: "thong-ke",
    status: "preliminary",
    quality: "good",
    ...more,
  });
  return [
    reading("thang.thu-ngan-sach", 1_512.4, "2026-10-31T00:00:00"),
    reading("thang.giai-ngan", 78.2, "2026-10-31T00:00:00"),
    reading("thang.khach-du-lich", 412_300, "2026-10-31T00:00:00"),
    ...communes.flatMap(([place], at) => {
      const value = overdue[at];
      if (value === null || value === undefined) return [];
      // One commune has not sent for three days.
      const asOf = at === 4 ? "2026-11-21T00:00:00" : "2026-11-24T00:00:00";
      return reading("xa.ho-so-qua-han", value, asOf, { place, source: "mot-cua" });
    }),
  ];
}

/** One commune in ten has never told anything, one is old; what the others tell is made of their names. */
export const schematicReadings = (nowMs: number): Reading[] =>
  schematicPlaces.flatMap(({ id }, at): Reading[] => {
    if (at % 10 === 7) return [];
    const sum = [...id].reduce((all, letter) => (all * 31 + letter.charCodeAt(0)) % 9_973, 7);
    return [
      {
        indicator: "xa.ho-so-qua-han",
        place: id,
        value: at === 3 ? 47 : sum % 24,
        asOfMs: Date.parse(at === 12 ? "2026-11-21T00:00:00+07:00" : "2026-11-24T00:00:00+07:00"),
        receivedAtMs: nowMs - 60_000,
        revision: 0,
        source: "mot-cua",
        status: "preliminary",
        quality: "good",
      },
    ];
  });
/** Of the waiting at all gates, issued at the last half hour; its error of a week. */
export function galleryForecast(nowMs: number, isSimulated: boolean): Forecast {
  const hourMs = 3_600_000;
  const baseMs = Math.floor(nowMs / (hourMs / 2)) * (hourMs / 2);
  const measured = (count: number, meanError: number, asBeforeError: number) => ({
    ...{ count, meanError, asBeforeError, within: 0.83 },
  });
  const values = [604, 631, 622, 588, 541, 505];
  return {
    ...{ indicator: "cua-khau.tong-xe-cho", place: "lang-son", issuedAtMs: baseMs + 4_000, baseMs, refusal: null },
    ...{ basis: { asOfMs: baseMs, value: 585 }, method: { name: "same-hour", edition: "2026-01-01" }, isSimulated },
    points: values.map((value, at) => ({
      ...{ forMs: baseMs + (at + 1) * hourMs, value, low: value - 18 - 4 * at, high: value + 18 + 4 * at },
    })),
    error: {
      ...{ fromMs: nowMs - 168 * hourMs, toMs: nowMs, unknown: 3, all: measured(1_940, 11, 73) },
      byHours: values.map((_, at) => ({ hours: at + 1, ...measured(330, 9 + at, 25 + 19 * at) })),
    },
  };
}

export const gallerySources = (nowMs: number): SourceView[] => [
  {
    id: "thong-ke",
    name: { vi: "Thống kê tỉnh", en: "Provincial statistics" },
    type: "folder",
    isSimulated: false,
    state: "ok",
    sinceMs: nowMs - 5_400_000,
    lastReadingAtMs: nowMs - 60_000,
    reason: null,
    counts: { accepted: 36, repeated: 0, refused: 0, failures: 0 },
  },
];

/** Tells of what is on the map alone: the board of sources keeps to its own. */
export const galleryPlatforms = (nowMs: number): SourceView[] => [
  {
    id: "nen-tang-camera",
    name: { vi: "Nền tảng camera giao thông", en: "Traffic cameras" },
    type: "camera-events",
    isSimulated: false,
    state: "ok",
    sinceMs: nowMs - 5_400_000,
    lastReadingAtMs: nowMs - 4 * 60_000,
    reason: null,
    counts: { accepted: 5, repeated: 0, refused: 0, failures: 0 },
  },
  {
    id: "phan-anh",
    name: { vi: "Phản ánh hiện trường", en: "Citizens' reports" },
    type: "rest",
    gives: "citizen-reports",
    isSimulated: false,
    state: "ok",
    sinceMs: nowMs - 5_400_000,
    lastReadingAtMs: nowMs - 60_000,
    reason: null,
    counts: { accepted: 6, repeated: 0, refused: 0, failures: 0 },
  },
];

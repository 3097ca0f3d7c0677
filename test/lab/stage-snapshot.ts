import type { CameraView } from "#contract/entities/camera.ts";
import type { IndicatorView, SiteView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Tile, WallPlan } from "#contract/entities/wall.ts";
import { restingWall } from "#contract/entities/wall-state.ts";
import type { Snapshot } from "#contract/live.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What the stage can show: all well, or each of the states that a figure, a source and a camera can be in. */
export type StageMood = "well" | "trouble";

/** With the whole site. */
export type StageSnapshot = Snapshot & { site: SiteView };

const same = (text: string) => ({ vi: text, en: text });

function indicator(
  code: string,
  vi: string,
  en: string,
  unit: [string, string],
  more: Partial<IndicatorView> = {},
): IndicatorView {
  return {
    code,
    name: { vi, en },
    unit: { vi: unit[0], en: unit[1] },
    sector: "kinh-te",
    period: "minute",
    decimals: 0,
    showsSign: false,
    good: "neither",
    thresholds: [],
    isAdditive: false,
    isRetired: false,
    freshness: { lateAfter: 3 * minuteMs, staleAfter: 15 * minuteMs, lostAfter: 120 * minuteMs },
    ...more,
  };
}

const published = {
  period: "year",
  freshness: { lateAfter: 450 * dayMs, staleAfter: 800 * dayMs, lostAfter: 3_000 * dayMs },
} as const;
const limit = (above: number, level: "attention" | "alarm", vi: string, en: string) => ({
  level,
  above,
  name: { vi, en },
});

export const stageIndicators: IndicatorView[] = [
  indicator("grdp.tang-truong", "Tăng trưởng GRDP 2025", "GRDP growth 2025", ["%", "%"], {
    ...published,
    decimals: 2,
    showsSign: true,
  }),
  indicator("ngan-sach.thu", "Thu ngân sách nhà nước trên địa bàn", "State budget revenue", ["tỷ đ", "bn VND"], {
    ...published,
    decimals: 1,
  }),
  indicator("ngan-sach.thu-xnk", "Thu xuất nhập khẩu", "Import-export revenue", ["tỷ đ", "bn VND"], published),
  indicator("thuong-mai.kim-ngach", "Kim ngạch qua cửa khẩu", "Trade through the gates", ["tỷ USD", "bn USD"], {
    ...published,
    decimals: 2,
  }),
  indicator("thuong-mai.kim-ngach-so-cung-ky", "Kim ngạch so cùng kỳ", "Trade on last year", ["%", "%"], {
    ...published,
    decimals: 1,
    showsSign: true,
  }),
  indicator("cong-nghiep.iip", "Sản xuất công nghiệp", "Industrial production", ["%", "%"], {
    ...published,
    decimals: 2,
    showsSign: true,
  }),
  indicator("dau-tu-cong.giai-ngan", "Giải ngân đầu tư công", "Public investment paid out", ["%", "%"], {
    decimals: 1,
    plan: 77.5,
    good: "up",
    period: "hour",
    freshness: { lateAfter: 2 * dayMs, staleAfter: 4 * dayMs, lostAfter: 9 * dayMs },
  }),
  indicator("ho-so.qua-han", "Hồ sơ quá hạn", "Overdue applications", ["hồ sơ", "files"], {
    good: "down",
    thresholds: [limit(30, "alarm", "ngưỡng 30", "limit of 30")],
  }),
  indicator("cua-khau.xe-cho", "Xe chờ", "Vehicles waiting", ["xe", "vehicles"], {
    thresholds: [limit(350, "attention", "ngưỡng 350", "limit of 350")],
  }),
  indicator("cua-khau.thong-quan", "Thông quan", "Cleared", ["xe/giờ", "vehicles/h"]),
  indicator("cua-khau.cho-lau-nhat", "Chờ lâu nhất", "Longest wait", ["phút", "min"]),
  indicator("cua-khau.tong-xe-cho", "Tổng xe chờ", "Vehicles waiting in all", ["xe", "vehicles"], {
    forecastHours: 6,
    thresholds: [limit(550, "attention", "ngưỡng 550", "limit of 550")],
  }),
];

export const stageGates = ["huu-nghi", "dong-dang", "chi-ma", "tan-thanh", "coc-nam", "na-hinh", "na-nua", "binh-nghi"];
const gateNames = ["Hữu Nghị", "Ga Đồng Đăng", "Chi Ma", "Tân Thanh", "Cốc Nam", "Na Hình", "Nà Nưa", "Bình Nghi"];
const gateWaiting = [412, 12, 38, 96, 21, 7, 0, 15];
const gatePlaces = [
  [106.7, 21.98],
  [106.7, 21.94],
  [107.0, 21.85],
  [106.66, 22.02],
  [106.68, 22.0],
  [106.63, 22.1],
  [106.6, 22.2],
  [106.5, 22.3],
] as const;

function reading(
  code: string,
  value: number | null,
  asOfMs: number,
  place: string,
  source: string,
  status: Reading["status"],
): Reading {
  return { indicator: code, place, value, asOfMs, receivedAtMs: asOfMs, revision: 0, source, status, quality: "good" };
}

/** A value of the past that leads smoothly up to today's; the same for the same moment. */
export function stagePast(code: string, place: string, atMs: number, nowMs: number): number {
  const today = stageReadings("well", nowMs).find((one) => one.indicator === code && one.place === place)?.value;
  const base = typeof today === "number" ? today : 100;
  const hours = (nowMs - atMs) / 3_600_000;
  const wave = Math.sin(hours * 0.9 + base) + 0.4 * Math.sin(hours * 3.7 + base * 2);
  return Math.max(0, Math.round(base - hours * base * 0.045 + wave * base * 0.03 * Math.min(1, hours)));
}

export function stageReadings(mood: StageMood, nowMs: number): Reading[] {
  const isTrouble = mood === "trouble";
  const home = "lang-son";
  const day = (text: string) => Date.parse(`${text}T00:00:00+07:00`);
  const official = (code: string, value: number, date: string) =>
    reading(code, value, day(date), home, "cong-bo-2025", "official");
  const waitingAge = isTrouble ? [0.4, 5, 0.4, 0.4, 26, 26, 200, 0.4] : [0, 0, 0, 0, 0, 0, 0, 0];
  return [
    official("grdp.tang-truong", 8.06, "2025-12-31"),
    official("ngan-sach.thu", 18_063.8, "2025-12-31"),
    official("ngan-sach.thu-xnk", 13_300, "2025-12-31"),
    official("thuong-mai.kim-ngach", 86.14, "2025-11-30"),
    official("thuong-mai.kim-ngach-so-cung-ky", 44.6, "2025-11-30"),
    official("cong-nghiep.iip", 6.15, "2025-12-31"),
    reading(
      "dau-tu-cong.giai-ngan",
      isTrouble ? 71.3 : 78.2,
      nowMs - (isTrouble ? 5 * 24 * 60 : 21) * minuteMs,
      home,
      "kho-bac",
      "simulated",
    ),
    reading(
      "ho-so.qua-han",
      isTrouble ? 37 : 12,
      nowMs - (isTrouble ? 200 : 0.2) * minuteMs,
      home,
      "mot-cua",
      "simulated",
    ),
    reading(
      "cua-khau.tong-xe-cho",
      isTrouble ? 601 : 546,
      nowMs - (isTrouble ? 26 : 0.2) * minuteMs,
      home,
      "cua-khau-so",
      "simulated",
    ),
    ...stageGates.flatMap((gate, at) => {
      const asOfMs = nowMs - (waitingAge[at] ?? 0) * minuteMs - 8_000;
      const waiting = gateWaiting[at] ?? 0;
      const value = !isTrouble && at === 0 ? 231 : waiting;
      return [
        reading("cua-khau.xe-cho", value, asOfMs, gate, "cua-khau-so", "simulated"),
        reading("cua-khau.thong-quan", Math.round(12 + value / 7), asOfMs, gate, "cua-khau-so", "simulated"),
        reading("cua-khau.cho-lau-nhat", Math.round(value * 0.6), asOfMs, gate, "cua-khau-so", "simulated"),
      ];
    }),
  ];
}

function stageSources(mood: StageMood, nowMs: number): SourceView[] {
  const counts = { accepted: 12_403, repeated: 3, refused: 0, failures: 0 };
  const source = (id: string, vi: string, type: SourceView["type"], more: Partial<SourceView> = {}): SourceView => ({
    id,
    name: { vi, en: vi },
    type,
    isSimulated: type !== "published",
    state: "ok",
    sinceMs: nowMs - 90 * minuteMs,
    lastReadingAtMs: nowMs - 4_000,
    reason: null,
    counts,
    ...more,
  });
  const isTrouble = mood === "trouble";
  return [
    source("cong-bo-2025", "Cục Thống kê tỉnh", "published"),
    source("cua-khau-so", "Cửa khẩu số", "mqtt", isTrouble ? { state: "late" } : {}),
    source(
      "mot-cua",
      "Một cửa điện tử",
      "rest",
      isTrouble ? { state: "failing", reason: { code: "source.timeout", params: { host: "x", seconds: 10 } } } : {},
    ),
    source("kho-bac", "Kho bạc Nhà nước khu vực", "folder"),
  ];
}

function stageCameras(mood: StageMood, nowMs: number): CameraView[] {
  const states: CameraView["state"][] =
    mood === "well" ? ["ok", "ok", "ok", "ok"] : ["ok", "ok", "frozen", "no-signal"];
  return ["Hữu Nghị · làn 1119", "Ngã tư Phai Vệ", "Cầu Kỳ Cùng", "Chợ Đông Kinh"].map((name, at) => ({
    id: `camera-${at + 1}`,
    name: same(name),
    isSimulated: true,
    state: states[at] ?? "ok",
    sinceMs: nowMs - 24 * minuteMs,
    lastPictureAtMs: nowMs - 24 * minuteMs,
    reason: null,
    position: { lon: 106.7 + at * 0.02, lat: 21.9 - at * 0.03, accuracy: "approximate" as const },
  }));
}

const tile = (id: string, panel: string, at: [number, number, number, number], settings: Tile["settings"]): Tile => ({
  id,
  panel,
  x: at[0],
  y: at[1],
  width: at[2],
  height: at[3],
  settings,
});

const stageTiles: Tile[] = [
  tile("title-1", "heading", [0, 0, 24, 2], {
    title: { vi: "Kinh tế – xã hội tỉnh Lạng Sơn", en: "Lạng Sơn at a glance" },
  }),
  tile("grdp", "key-figure", [0, 2, 8, 11], {
    indicator: "grdp.tang-truong",
    comparator: { kind: "note", text: { vi: "so với năm 2024", en: "on 2024" } },
  }),
  tile("budget", "key-figure", [8, 2, 8, 11], {
    indicator: "ngan-sach.thu",
    comparator: { kind: "indicator", indicator: "ngan-sach.thu-xnk", label: { vi: "XNK", en: "Customs" } },
  }),
  tile("trade", "key-figure", [16, 2, 8, 11], {
    indicator: "thuong-mai.kim-ngach",
    comparator: {
      kind: "indicator",
      indicator: "thuong-mai.kim-ngach-so-cung-ky",
      label: { vi: "so cùng kỳ", en: "on the year" },
    },
  }),
  tile("iip", "key-figure", [0, 13, 8, 11], {
    indicator: "cong-nghiep.iip",
    comparator: { kind: "note", text: { vi: "chỉ số IIP", en: "index of production" } },
  }),
  tile("invest", "key-figure", [8, 13, 8, 11], {
    indicator: "dau-tu-cong.giai-ngan",
    comparator: { kind: "plan" },
    trend: "12h",
  }),
  tile("overdue", "key-figure", [16, 13, 8, 11], {
    indicator: "ho-so.qua-han",
    comparator: { kind: "earlier", span: "1h" },
    trend: "12h",
  }),
  tile("map", "map", [24, 0, 24, 24], {
    title: { vi: "Xe chờ tại cửa khẩu", en: "Waiting at the gates" },
    gates: { indicator: "cua-khau.xe-cho" },
    cameras: true,
    towns: true,
  }),
  tile("camera-1", "camera", [0, 24, 12, 12], { camera: "camera-1" }),
  tile("camera-2", "camera", [12, 24, 12, 12], { camera: "camera-2" }),
  tile("camera-3", "camera", [0, 36, 12, 12], { camera: "camera-3" }),
  tile("camera-4", "camera", [12, 36, 12, 12], { camera: "camera-4" }),
  tile("trend", "trend", [24, 24, 11, 13], {
    title: { vi: "Tổng xe chờ", en: "Waiting in all" },
    series: [{ indicator: "cua-khau.tong-xe-cho" }],
    span: "12h",
  }),
  tile("board", "status-board", [24, 37, 11, 11], { title: { vi: "Chậm, cũ, mất", en: "Late, old, lost" } }),
  tile("gates", "gates", [35, 24, 13, 24], {
    title: { vi: "Cửa khẩu", en: "Border gates" },
    places: stageGates,
    waiting: "cua-khau.xe-cho",
    cleared: "cua-khau.thong-quan",
    longestWait: "cua-khau.cho-lau-nhat",
  }),
];

export const stageWall: WallPlan = {
  columns: 2,
  rows: 2,
  viewingDistanceM: 5,
  diagonalInch: 55,
  resolution: { width: 1920, height: 1080 },
};

/** A wall as the core would tell it, made up, for looking at pages without a core. */
export function stageSnapshot(
  mood: StageMood,
  nowMs: number,
  wall: WallPlan = stageWall,
  tiles = stageTiles,
): StageSnapshot {
  const scene = { id: "toan-canh", name: { vi: "Toàn cảnh", en: "Overview" }, tiles };
  return {
    type: "snapshot",
    view: "stage",
    seq: 1,
    nowMs,
    site: {
      id: "stage",
      name: { vi: "Trung tâm điều hành thông minh tỉnh Lạng Sơn", en: "Lạng Sơn operations centre" },
      language: "vi",
      timeZone: "Asia/Ho_Chi_Minh",
      place: "lang-son",
      wall,
      map: { bounds: [106.0, 21.3, 107.5, 22.5], attribution: "" },
      web: [],
      places: [
        { id: "lang-son", kind: "province", name: same("Lạng Sơn") },
        ...stageGates.map((id, at) => ({
          id,
          kind: "gate" as const,
          name: same(gateNames[at] ?? id),
          position: {
            lon: gatePlaces[at]?.[0] ?? 106.7,
            lat: gatePlaces[at]?.[1] ?? 21.9,
            accuracy: "approximate" as const,
          },
        })),
      ],
      indicators: stageIndicators,
      scene,
    },
    readings: stageReadings(mood, nowMs),
    sources: stageSources(mood, nowMs),
    cameras: stageCameras(mood, nowMs),
    displays: [],
    wall: restingWall(scene),
  };
}

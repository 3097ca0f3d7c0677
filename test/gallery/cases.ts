import type { Tile } from "#contract/entities/wall.ts";
import { stageGates } from "../lab/stage-snapshot.ts";
import { type Situation, situations } from "./situations.ts";

/** Sizes of a tile in pixels of a 55-inch monitor of 1920×1080 that is read from 5 m; the last of one of twice as many. */
export const sizes = {
  strip: { width: 1_920, height: 90, density: 1 },
  small: { width: 320, height: 180, density: 1 },
  usual: { width: 640, height: 360, density: 1 },
  monitor: { width: 1_920, height: 1_080, density: 1 },
  large: { width: 3_840, height: 2_160, density: 2 },
} as const;
export type SizeName = keyof typeof sizes;

export type Case = {
  kind: string;
  variant: string;
  situation: Situation;
  size: SizeName;
  settings: Tile["settings"];
  /** Other tiles of its scene, which are not drawn. */
  scene: readonly SceneTile[];
};
type SceneTile = Pick<Tile, "panel" | "settings">;

/** A kind of panel as the gallery shows it. */
type Exhibit = {
  kind: string;
  /** Where a kind is shown in more than one way; absent: the usual one. */
  variant?: string;
  settings: Tile["settings"];
  /** Settings that name what does not exist; absent: the kind has none such. */
  wrong?: Tile["settings"];
  /** Absent: all. A kind that shows nothing of the core looks the same in each. */
  in?: readonly Situation[];
  /** Of what speaks of its scene: what else is in that. */
  scene?: readonly SceneTile[];
  /** Sizes at which it is shown; absent: all that the situation asks for. */
  only?: readonly SizeName[];
  /** Where one picture at twice the density is worth its bytes. */
  isLarge?: boolean;
};

const words = (vi: string, en: string) => ({ vi, en });
const gates = {
  title: words("Cửa khẩu", "Border gates"),
  places: stageGates,
  waiting: "cua-khau.xe-cho",
  cleared: "cua-khau.thong-quan",
  longestWait: "cua-khau.cho-lau-nhat",
};

const ahead = { title: words("Dự báo xe chờ", "Vehicles waiting ahead"), indicator: "cua-khau.tong-xe-cho" };
const before = {
  title: words("So với các đợt đã qua", "Beside what there was"),
  indicator: "cua-khau.tong-xe-cho",
  marks: [
    {
      ...{ on: "2021-12-21", value: 4_461, text: words("xe ùn ở các cửa khẩu", "vehicles stranded at the gates") },
      publishedBy: words("báo chí", "the press"),
    },
    {
      ...{ on: "2026-02-01", value: 488, text: words("xe còn lại cuối ngày", "left at the end of the day") },
      publishedBy: words("báo chí", "the press"),
    },
  ],
};

const table = {
  title: words("Chỉ tiêu chính", "Main figures"),
  rows: [
    { indicator: "thang.thu-ngan-sach" },
    { indicator: "thang.giai-ngan" },
    { indicator: "thang.khach-du-lich" },
    { indicator: "ho-so.qua-han" },
    { indicator: "cua-khau.tong-xe-cho" },
  ],
  columns: ["plan", "previous-period", "last-year", "day-before"],
};
const outlookRow = {
  name: words("Giải ngân đầu tư", "Public investment"),
  reached: "thang.giai-ngan",
  expected: "thang.giai-ngan-du-kien",
  low: "thang.giai-ngan-thap",
  high: "thang.giai-ngan-cao",
};
const outlook = {
  title: words("Cả năm có đạt kế hoạch không", "Will the plan be met"),
  // The second is of something that nobody foresees.
  rows: [outlookRow, { ...outlookRow, name: words("Thu ngân sách", "State revenue"), expected: "thang.khong-ai-biet" }],
};
const map = {
  title: words("Xe chờ tại cửa khẩu", "Waiting at the gates"),
  gates: { indicator: "cua-khau.xe-cho" },
  cameras: true,
  towns: true,
  cameraEvents: {},
  reports: {},
};
/** A picture is either live or not: it cannot be late. */
const usual = situations.filter((situation) => situation !== "planned");
const ofCameras = usual.filter((situation) => situation !== "late");
const ofEnvironment = ["empty", "ok", "stale", "lost", "simulated", "error"] as const;
const river = {
  title: words("Sông và mưa", "Rivers and rain"),
  stations: ["tram-song", "tram-song-2"],
  ...{ level: "nuoc.muc", stage: "nuoc.cap", rise: "nuoc.len", toNext: "nuoc.con" },
  ...{ rain: "nuoc.mua", rainDay: "nuoc.mua-24h", bulletin: "nuoc.ban-tin", nextBulletin: "nuoc.ban-tin-sau" },
};
const overdue = { title: words("Hồ sơ quá hạn", "Overdue files"), indicator: "xa.ho-so-qua-han" };

export const exhibits: readonly Exhibit[] = [
  {
    kind: "heading",
    settings: { title: words("Trung tâm điều hành thông minh tỉnh Lạng Sơn", "Lạng Sơn operations centre") },
    in: ["ok"],
  },
  {
    kind: "heading",
    variant: "says",
    settings: { title: words("Kinh tế – xã hội tỉnh Lạng Sơn", "Economy and society of Lạng Sơn") },
    scene: [
      { panel: "gates", settings: gates },
      { panel: "key-figure", settings: { indicator: "dau-tu-cong.giai-ngan", comparator: { kind: "plan" } } },
    ],
    in: ["empty", "ok", "stale", "lost", "planned", "offline", "simulated"],
    only: ["strip", "usual"],
  },
  {
    kind: "key-figure",
    variant: "plan",
    settings: { indicator: "dau-tu-cong.giai-ngan", comparator: { kind: "plan" } },
    in: ["ok"],
    only: ["usual"],
  },
  {
    kind: "key-figure",
    settings: {
      indicator: "cua-khau.tong-xe-cho",
      title: words("Tổng xe chờ tại cửa khẩu", "Vehicles waiting at the gates"),
      comparator: { kind: "earlier", span: "1h" },
      trend: "12h",
    },
    wrong: { indicator: "khong.co" },
    in: situations,
    isLarge: true,
  },
  {
    kind: "trend",
    settings: {
      title: words("Tổng xe chờ", "Waiting in all"),
      series: [{ indicator: "cua-khau.tong-xe-cho" }],
      span: "12h",
    },
    wrong: { title: words("Tổng xe chờ", "Waiting in all"), series: [{ indicator: "khong.co" }] },
  },
  { kind: "forecast", settings: ahead, wrong: { ...ahead, indicator: "khong.co" } },
  { kind: "records", settings: before, wrong: { ...before, indicator: "khong.co" } },
  { kind: "gates", settings: gates, wrong: { ...gates, waiting: "khong.co" }, in: situations },
  {
    kind: "figure-table",
    settings: table,
    wrong: { ...table, rows: [{ indicator: "khong.co" }] },

    isLarge: true,
  },
  { kind: "plan-outlook", settings: outlook, wrong: { ...outlook, rows: [{ ...outlookRow, reached: "khong.co" }] } },
  { kind: "comparison", settings: overdue, wrong: { ...overdue, indicator: "khong.co" } },
  { kind: "ranking", settings: overdue, wrong: { ...overdue, indicator: "khong.co" } },
  { kind: "clock", settings: {}, in: ["ok"] },
  {
    kind: "text",
    settings: {
      level: "notice",
      title: words("Giao ban", "Briefing"),
      text: words(
        "Họp giao ban trực tuyến lúc 15:00 tại phòng điều hành. Các đơn vị chuẩn bị số liệu đến hết ngày 23/11.",
        "Online briefing at 15:00 in the operations room. Figures are to be ready up to 23 November.",
      ),
      until: "2026-11-24T15:00:00+07:00",
    },
    in: ["ok"],
  },
  {
    kind: "countdown",
    settings: { title: words("Tết Đinh Mùi", "Lunar New Year"), to: "2027-02-06T00:00:00+07:00" },
    in: ["ok"],
  },
  {
    kind: "news",
    settings: { title: words("Tin tức", "News") },
    wrong: { title: words("Tin tức", "News"), feeds: ["khong-co"] },
    in: ["loading", "empty", "ok", "stale", "offline", "error"],
  },
  {
    kind: "picture",
    settings: { file: "so-do.png", title: words("Sơ đồ điều tiết xe", "Traffic plan") },
    wrong: { file: "khong-co.png", title: words("Sơ đồ điều tiết xe", "Traffic plan") },
    in: ["loading", "ok", "offline", "error"],
  },
  {
    kind: "picture",
    variant: "slides",
    settings: {
      files: ["so-do.png", "so-do-2.png", "so-do-3.png"],
      title: words("Sơ đồ điều tiết xe", "Traffic plan"),
      pictureDwell: "1h",
    },
    wrong: { files: ["khong-co.png", "khong-co-2.png"], title: words("Sơ đồ điều tiết xe", "Traffic plan") },
    in: ["loading", "ok", "error"],
  },
  {
    kind: "picture",
    variant: "slides-missing",
    settings: {
      files: ["khong-co.png", "so-do-2.png", "so-do-3.png"],
      title: words("Sơ đồ điều tiết xe", "Traffic plan"),
      pictureDwell: "1h",
    },
    in: ["ok"],
  },
  {
    kind: "document",
    settings: { file: "giao-ban.pdf", title: words("Giao ban tuần 47", "Briefing, week 47") },
    wrong: { file: "khong-co.pdf", title: words("Giao ban tuần 47", "Briefing, week 47") },
    in: ["loading", "ok", "offline", "error"],
  },
  {
    kind: "web-page",
    settings: { page: "thoi-tiet" },
    wrong: { page: "khong-co" },
    in: ["ok", "error"],
  },
  { kind: "status-board", settings: { title: words("Chậm, cũ, mất", "Late, old, lost") }, in: situations },
  {
    kind: "camera",
    settings: { camera: "camera-1" },
    wrong: { camera: "khong-co" },
    in: ofCameras,
  },
  {
    kind: "camera-grid",
    settings: { cameras: ["camera-1", "camera-2", "camera-3", "camera-4"] },
    wrong: { cameras: ["camera-1", "khong-co", "camera-3", "camera-4"] },
    in: ofCameras,
  },
  {
    kind: "camera-tour",
    // It stands at the first one for longer than anybody looks.
    settings: { cameras: ["camera-1", "camera-2"], every: "1h" },
    wrong: { cameras: ["khong-co", "camera-2"], every: "1h" },
    in: ofCameras,
  },
  {
    kind: "camera-near",
    settings: { place: "huu-nghi", most: 3 },
    wrong: { place: "khong-co" },
    in: ofCameras,
  },
  {
    kind: "air-quality",
    settings: { place: "tram-khi", hourly: "kk.gio", daily: "kk.ngay", measured: "kk.pm25" },
    wrong: { place: "khong-co", hourly: "kk.gio" },
    in: ofEnvironment,
  },
  {
    kind: "river",
    settings: river,
    wrong: { ...river, level: "khong.co" },
    in: ofEnvironment,
  },
  {
    kind: "warnings",
    settings: { title: words("Cảnh báo thiên tai", "Warnings of dangers") },
    in: ofEnvironment.filter((situation) => situation !== "error"),
  },
  {
    kind: "service-score",
    settings: {
      title: words("Điểm 766", "766 score"),
      total: { own: "thang.giai-ngan", official: "thang.giai-ngan" },
      components: [
        { own: "thang.giai-ngan", official: "thang.thu-ngan-sach", most: 100, name: words("Tiến độ", "Progress") },
        { own: "thang.khong-co", official: "thang.giai-ngan", most: 20, name: words("Số hoá", "Digitisation") },
      ],
    },
    wrong: {
      title: words("Điểm 766", "766 score"),
      total: { own: "khong.co", official: "khong.co" },
      components: [{ own: "khong.co", official: "khong.co", most: 20 }],
    },
    in: ["ok", "error"],
  },
  {
    kind: "dossiers-due",
    settings: {
      title: words("Hồ sơ sát hạn", "Dossiers about to be late"),
      ...{ late: "xa.ho-so-qua-han", soon: "xa.ho-so-qua-han", near: "xa.ho-so-qua-han", kinds: ["commune"] },
    },
    in: ["ok"],
  },
  // What raises the score is asked of a core, and there is none here.
  { kind: "score-raises", settings: { title: words("Kéo điểm lên", "What raises the score") }, in: ["loading"] },
  {
    kind: "documents-state",
    settings: { title: words("Văn bản điện tử", "E-documents"), rate: "van-ban.ty-le-qua-han", unitAbove: 4 },
    in: ["empty", "ok", "stale", "lost", "simulated"],
  },
  {
    kind: "source-scores",
    settings: { title: words("Điểm dữ liệu", "Scores"), attentionBelow: 90, alarmBelow: 70 },
    in: ["loading", "empty", "ok", "stale", "simulated"],
  },
  { kind: "map", settings: map, wrong: { ...map, gates: { indicator: "khong.co" } } },
  {
    kind: "map",
    variant: "schematic",
    settings: {
      title: words("Hồ sơ quá hạn theo xã", "Overdue files by commune"),
      communes: { indicator: overdue.indicator },
    },
  },
];

/** Every picture: all situations at the usual size, the telling ones small, one over a whole monitor. */
export const cases: readonly Case[] = exhibits.flatMap(
  ({ kind, variant = "", settings, wrong, in: shown = usual, isLarge, scene = [], only }) =>
    shown.flatMap((situation): Case[] => {
      if (situation === "error" && wrong === undefined) return [];
      const given = situation === "error" && wrong !== undefined ? wrong : settings;
      const at: SizeName[] = ["usual"];
      if (situation === "ok" || situation === "stale") at.unshift("small");
      if (situation === "ok") at.push("monitor", ...(isLarge ? (["large"] as const) : []));
      return (only ?? at).map((size) => ({ kind, variant, situation, size, settings: given, scene }));
    }),
);

export const nameOf = ({ kind, variant, situation, size }: Case): string =>
  [kind, variant, situation, size].filter((part) => part !== "").join("-");

import type { Freshness } from "#contract/entities/freshness.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { Words } from "#contract/entities/text.ts";

/** What stands in a workbook of figures, by what it says. {name} is filled in. */
export const words = {
  figures: { vi: "Số liệu", en: "Figures" },
  past: { vi: "Diễn biến", en: "Past" },
  centre: { vi: "Trung tâm", en: "Centre" },
  madeAt: { vi: "Lấy ra lúc", en: "Taken away at" },
  zone: { vi: "giờ {zone}", en: "time of {zone}" },
  by: { vi: "Người lấy", en: "Taken by" },
  stretch: { vi: "Khoảng thời gian", en: "Stretch" },
  simulated: {
    vi: "MÔ PHỎNG: {count}/{all} dòng là số liệu mô phỏng, không phải số liệu thật",
    en: "SIMULATED: {count} of {all} rows are simulated, not real",
  },
  notFresh: {
    vi: "CHÚ Ý: {count}/{all} số liệu không còn mới hoặc chưa có, xem cột «Mới, cũ»",
    en: "NOTE: {count} of {all} figures are not fresh or not there; see the column “Freshness”",
  },
  cut: {
    vi: "KHÔNG ĐỦ: mỗi chuỗi chỉ lấy {each} dòng mới nhất (một tệp tối đa {limit} dòng). Chuỗi bị cắt: {names}",
    en: "NOT ALL: only the newest {each} rows of each series are here (a file has {limit} rows at most). Cut: {names}",
  },
  condensed: {
    vi: "KHÔNG ĐỦ: trước {day}, kho chỉ còn số theo giờ và theo ngày, không có trong tệp này",
    en: "NOT ALL: before {day} only hours and days are kept, which are not in this file",
  },
  unknown: {
    vi: "KHÔNG CÓ Ở ĐÂY: {count} chuỗi mà danh mục không có",
    en: "NOT HERE: {count} series that the catalogue does not have",
  },
  more: { vi: "và {count} chuỗi nữa", en: "and {count} more" },
  none: { vi: "chưa có số liệu", en: "no figure yet" },
  derived: { vi: "tính từ số liệu nhận được", en: "computed from received figures" },
  converted: { vi: "quy đổi theo địa bàn mới", en: "converted to the new areas" },
  through: { vi: "{source}, qua {centre}", en: "{source}, through {centre}" },
} as const satisfies Record<string, Words>;

export const headings = {
  part: { vi: "Ô", en: "Tile" },
  indicator: { vi: "Chỉ tiêu", en: "Indicator" },
  place: { vi: "Nơi", en: "Place" },
  value: { vi: "Giá trị", en: "Value" },
  unit: { vi: "Đơn vị", en: "Unit" },
  asOf: { vi: "Số liệu lúc", en: "As of" },
  freshness: { vi: "Mới, cũ", en: "Freshness" },
  status: { vi: "Trạng thái", en: "Status" },
  quality: { vi: "Chất lượng", en: "Quality" },
  source: { vi: "Nguồn", en: "Source" },
  receivedAt: { vi: "Nhận lúc", en: "Received at" },
  revision: { vi: "Lần sửa", en: "Revision" },
  code: { vi: "Mã chuỗi", en: "Series" },
} as const satisfies Record<string, Words>;

export const freshnessWords: Record<Freshness, Words> = {
  fresh: { vi: "mới", en: "fresh" },
  late: { vi: "chậm", en: "late" },
  stale: { vi: "cũ", en: "stale" },
  lost: { vi: "mất số liệu", en: "lost" },
};

export const statusWords: Record<Reading["status"], Words> = {
  official: { vi: "CHÍNH THỨC", en: "OFFICIAL" },
  preliminary: { vi: "SƠ BỘ", en: "PRELIMINARY" },
  estimated: { vi: "ƯỚC TÍNH", en: "ESTIMATED" },
  simulated: { vi: "MÔ PHỎNG", en: "SIMULATED" },
};

export const qualityWords: Record<Reading["quality"], Words> = {
  good: { vi: "tốt", en: "good" },
  uncertain: { vi: "chưa chắc chắn", en: "uncertain" },
  bad: { vi: "nguồn báo lỗi", en: "reported bad by the source" },
};

export const roleWords: Record<string, Words> = {
  admin: { vi: "quản trị", en: "administrator" },
  operator: { vi: "trực điều hành", en: "operator" },
  viewer: { vi: "người xem", en: "viewer" },
  wall: { vi: "màn hình tường", en: "wall window" },
  mirror: { vi: "trung tâm khác", en: "another core" },
  machine: { vi: "máy của tường", en: "machine of the wall" },
};

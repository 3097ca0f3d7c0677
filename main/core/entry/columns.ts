import type { Words } from "#contract/entities/text.ts";
import { statusNames } from "./words.ts";

export type ColumnKey =
  | "code"
  | "indicator"
  | "placeCode"
  | "place"
  | "period"
  | "unit"
  | "value"
  | "status"
  | "reason";

type EntryColumn = {
  heading: Words;
  /** As offices write it too. */
  also?: readonly string[];
  help: Words;
  expected: Words;
  isRequired: boolean;
  width: number;
  choices?: readonly Words[];
};

const { estimated, preliminary, official } = statusNames;
const code = { vi: "mã như trong tệp mẫu", en: "a code as in the template" };
const text = { vi: "chữ", en: "text" };

/** The columns of a table of figures, in the order of the template. */
export const entryColumns: Record<ColumnKey, EntryColumn> = {
  code: {
    heading: { vi: "Mã chỉ tiêu", en: "Indicator code" },
    help: { vi: "Mã đi trước tên; một trong hai là đủ.", en: "Comes before the name; one of both is enough." },
    ...{ also: ["Mã", "Code"], expected: code, isRequired: false, width: 26 },
  },
  indicator: {
    heading: { vi: "Chỉ tiêu", en: "Indicator" },
    help: { vi: "Tên như trong danh mục.", en: "Its name as in the catalogue." },
    ...{ also: ["Tên chỉ tiêu", "Indicator name"], expected: text, isRequired: false, width: 40 },
  },
  placeCode: {
    heading: { vi: "Mã nơi", en: "Place code" },
    help: { vi: "Để trống: nơi duy nhất bạn nhập chỉ tiêu này.", en: "Empty: the only place that you enter it for." },
    ...{ also: ["Mã địa bàn"], expected: code, isRequired: false, width: 20 },
  },
  place: {
    heading: { vi: "Nơi", en: "Place" },
    help: { vi: "Tên xã, phường, đơn vị.", en: "The name of the commune or office." },
    ...{ also: ["Địa bàn", "Xã, phường", "Tên nơi"], expected: text, isRequired: false, width: 24 },
  },
  period: {
    heading: { vi: "Kỳ", en: "Period" },
    help: {
      vi: "Ngày, tháng, quý hay năm mà số liệu nói tới.",
      en: "The day, month, quarter or year that the figure is of.",
    },
    ...{ also: ["Kỳ số liệu", "Thời kỳ"], isRequired: true, width: 14 },
    expected: { vi: "27/11/2026 · 11/2026 · quý 3/2026 · 2026", en: "27/11/2026 · 11/2026 · Q3/2026 · 2026" },
  },
  unit: {
    heading: { vi: "Đơn vị tính", en: "Unit" },
    help: { vi: "Có thì phải đúng đơn vị của chỉ tiêu.", en: "Where it is given it has to be the indicator's own." },
    ...{ also: ["ĐVT"], expected: text, isRequired: false, width: 16 },
  },
  value: {
    heading: { vi: "Giá trị", en: "Value" },
    help: { vi: "Để trống thì dòng này không gửi.", en: "A row without one is not sent." },
    ...{ also: ["Số liệu", "Figure"], isRequired: true, width: 16 },
    expected: { vi: "số, như 12.480,5", en: "a number, such as 12,480.5" },
  },
  status: {
    heading: { vi: "Tình trạng", en: "Status" },
    help: { vi: "Để trống: như nguồn quy định.", en: "Empty: as the source says." },
    ...{ also: ["Trạng thái"], isRequired: false, width: 14, choices: [estimated, preliminary, official] },
    expected: {
      vi: [estimated, preliminary, official].map(({ vi }) => vi).join(" | "),
      en: [estimated, preliminary, official].map(({ en }) => en).join(" | "),
    },
  },
  reason: {
    heading: { vi: "Lý do", en: "Reason" },
    help: {
      vi: "Cần khi số khác xa kỳ trước và cùng kỳ, hoặc khi đính chính.",
      en: "Needed where the figure is far from the period before and a year before, or where one is corrected.",
    },
    ...{ expected: text, isRequired: false, width: 40 },
  },
};

/** What stands in the template for people to compare with, and is not read. */
export const shownHeadings: readonly Words[] = [
  { vi: "Hạn", en: "Due" },
  { vi: "Kỳ trước", en: "Period before" },
  { vi: "Cùng kỳ năm trước", en: "A year before" },
];

/** What says by itself that a column is none of ours: numbers of rows, remarks. */
export const passedOver: readonly string[] = ["stt", "tt", "ghi chú", "no.", "no", "#", "notes"];
export const sheetName: Words = { vi: "Số liệu", en: "Figures" };

import type { Indicator, Threshold } from "#contract/entities/indicator.ts";
import type { Words } from "#contract/entities/text.ts";
import {
  type CellKind,
  choice,
  choices,
  code as codeLike,
  decimals,
  number,
  span,
  text,
  yesNo,
} from "../tables/cells.ts";
import { type Column, column } from "../tables/columns.ts";
import { formulaHelp, formulaOf, formulaText } from "./formula.ts";

const code = codeLike("cua-khau.xe-cho");
const formula: CellKind<Indicator["derived"]> = {
  expected: {
    vi: `công thức, các phần cách nhau bằng dấu chấm phẩy: ${formulaHelp.vi}`,
    en: `a formula with semicolons between its parts: ${formulaHelp.en}`,
  },
  write: (value, language) => (value === undefined ? null : formulaText(value, language)),
  read: (cell) => formulaOf(String(cell)),
};

const periods: Record<Indicator["period"], Words> = {
  minute: { vi: "phút", en: "minute" },
  hour: { vi: "giờ", en: "hour" },
  day: { vi: "ngày", en: "day" },
  month: { vi: "tháng", en: "month" },
  quarter: { vi: "quý", en: "quarter" },
  year: { vi: "năm", en: "year" },
};
const directions: Record<Indicator["good"], Words> = {
  up: { vi: "tăng", en: "up" },
  down: { vi: "giảm", en: "down" },
  neither: { vi: "không", en: "neither" },
};
const placeKinds: Record<NonNullable<Indicator["places"]>[number], Words> = {
  province: { vi: "tỉnh", en: "province" },
  district: { vi: "huyện cũ", en: "former district" },
  commune: { vi: "xã, phường", en: "commune" },
  office: { vi: "sở, ngành", en: "office" },
  town: { vi: "thị trấn", en: "town" },
  gate: { vi: "cửa khẩu", en: "gate" },
  station: { vi: "trạm", en: "station" },
  site: { vi: "điểm", en: "site" },
  neighbour: { vi: "giáp ranh", en: "neighbour" },
  vehicle: { vi: "xe", en: "vehicle" },
};
const yes: Words = { vi: "có", en: "yes" };
const no: Words = { vi: "không", en: "no" };
const retired: Words = { vi: "ngừng dùng", en: "out of use" };
const inUse: Words = { vi: "đang dùng", en: "in use" };

/** In this order in the workbook; a file to import may have them in any. */
export const indicatorColumns: readonly Column<Indicator>[] = [
  column(
    "code",
    ["Mã chỉ tiêu", "Code"],
    26,
    code,
    (i) => i.code,
    ["Không bao giờ đổi: số liệu đã lưu gắn với mã này.", "Never changes: what is stored goes by it."],
    true,
  ),
  column(
    "name.vi",
    ["Tên chỉ tiêu", "Name in Vietnamese"],
    34,
    text,
    (i) => i.name.vi,
    ["Tên trên màn hình.", "As screens have it."],
    true,
  ),
  column(
    "name.en",
    ["Tên tiếng Anh", "Name in English"],
    34,
    text,
    (i) => i.name.en,
    ["Tên khi xem bằng tiếng Anh.", "As screens have it in English."],
    true,
  ),
  column(
    "unit.vi",
    ["Đơn vị tính", "Unit in Vietnamese"],
    13,
    text,
    (i) => i.unit.vi,
    [
      "Không đổi được khi đã có số liệu; đơn vị khác thì lập mã mới.",
      "Cannot be changed once there are figures; another unit takes a new code.",
    ],
    true,
  ),
  column(
    "unit.en",
    ["Đơn vị tiếng Anh", "Unit in English"],
    13,
    text,
    (i) => i.unit.en,
    ["Đơn vị khi xem bằng tiếng Anh.", "The same in English."],
    true,
  ),
  column(
    "sector",
    ["Lĩnh vực", "Sector"],
    14,
    code,
    (i) => i.sector,
    ["Mã lĩnh vực, để gom các chỉ tiêu.", "Indicators are grouped by it."],
    true,
  ),
  column("owner", ["Cơ quan chủ quản", "Owner"], 30, text, (i) => i.owner, [
    "Đơn vị chịu trách nhiệm về số liệu.",
    "Who answers for the figures.",
  ]),
  column(
    "period",
    ["Kỳ số liệu", "Period"],
    11,
    choice(periods),
    (i) => i.period,
    ["Mỗi số là của một phút, giờ, ngày, tháng, quý hay năm.", "What stretch of time one value is of."],
    true,
  ),
  column("places", ["Loại địa bàn", "Places"], 18, choices(placeKinds), (i) => i.places, [
    "Số liệu ở loại địa bàn khác bị từ chối. Để trống: ở đâu cũng nhận.",
    "Figures of other kinds of places are refused. Empty: any.",
  ]),
  column("good", ["Chiều tốt", "Good direction"], 10, choice(directions), (i) => i.good, [
    "Tăng là tốt, giảm là tốt, hay không nói được.",
    "Whether more or less of it is good.",
  ]),
  column("plan", ["Kế hoạch", "Plan"], 12, number, (i) => i.plan, [
    "Cùng đơn vị với chỉ tiêu.",
    "In the unit of the indicator.",
  ]),
  column(
    "decimals",
    ["Số chữ số lẻ", "Decimals"],
    9,
    decimals,
    (i) => i.decimals,
    ["Số chữ số sau dấu phẩy trên màn hình.", "How many are shown."],
    true,
  ),
  column("showsSign", ["Ghi dấu +", "Shows its sign"], 9, yesNo(yes, no), (i) => i.showsSign, [
    "Cho tốc độ tăng: +8,06.",
    "For growth rates: +8.06.",
  ]),
  column("isAdditive", ["Cộng được giữa các nơi", "Adds up over places"], 13, yesNo(yes, no), (i) => i.isAdditive, [
    "Số đếm và số tiền thì có; tỷ lệ và mức thì không. Chỉ chỉ tiêu cộng được mới quy đổi theo địa bàn mới.",
    "Counts and money do, percentages and levels do not. Only what adds up is converted from former places.",
  ]),
  column("range.min", ["Nhỏ nhất hợp lý", "Least plausible"], 11, number, (i) => i.range?.min, [
    "Nhỏ hơn thì bị từ chối. Ghi cả hai đầu hoặc không ghi.",
    "Less is refused. Both ends or neither.",
  ]),
  column("range.max", ["Lớn nhất hợp lý", "Greatest plausible"], 11, number, (i) => i.range?.max, [
    "Lớn hơn thì bị từ chối.",
    "More is refused.",
  ]),
  column("oldestAfter", ["Không nhận số cũ hơn", "Oldest taken"], 13, span, (i) => i.oldestAfter, [
    "Số có thời điểm xa hơn bị từ chối. Để trống: nhận hết.",
    "Older figures are refused. Empty: all are taken.",
  ]),
  column("freshness.every", ["Có số mới mỗi", "Expected every"], 12, span, (i) => i.freshness.every, [
    "Bao lâu thì có số mới.",
    "How often a new value comes.",
  ]),
  column(
    "freshness.lateAfter",
    ["Chậm sau", "Late after"],
    11,
    span,
    (i) => i.freshness.lateAfter,
    ["Tuổi mà từ đó số liệu bị gọi là chậm.", "The age from which it is called late."],
    true,
  ),
  column(
    "freshness.staleAfter",
    ["Cũ sau", "Stale after"],
    11,
    span,
    (i) => i.freshness.staleAfter,
    ["Tuổi mà từ đó bị gọi là cũ.", "The age from which it is called stale."],
    true,
  ),
  column(
    "freshness.lostAfter",
    ["Mất sau", "Lost after"],
    11,
    span,
    (i) => i.freshness.lostAfter,
    ["Tuổi mà từ đó không hiện số nữa.", "The age from which it is not shown any more."],
    true,
  ),
  column("derived", ["Cách tính", "Derived"], 44, formula, (i) => i.derived, [
    "Để trống: số liệu do nguồn gửi. Có công thức: phần mềm tự tính, mô phỏng hay ước tính thì kết quả cũng mang nhãn đó.",
    "Empty: sources send it. With a formula it is computed here, as provisional as its parts.",
  ]),
  column("forecastHours", ["Dự báo trước (giờ)", "Hours forecast"], 12, number, (i) => i.forecastHours, [
    "Dự báo bao nhiêu giờ tới, 1 đến 12. Để trống: không dự báo.",
    "So many hours ahead, 1 to 12. Empty: none.",
  ]),
  column("isRetired", ["Tình trạng", "State"], 12, yesNo(retired, inUse), (i) => i.isRetired, [
    "Chỉ tiêu ngừng dùng không nhận số nữa, số đã lưu vẫn xem được. Xoá cả dòng cũng là ngừng dùng.",
    "Out of use it takes no figures, and its history stays. To delete its row means the same.",
  ]),
];

const levels: Record<Threshold["level"], Words> = {
  attention: { vi: "cần chú ý", en: "attention" },
  alarm: { vi: "báo động", en: "alarm" },
};
const sides = { above: { vi: "lớn hơn", en: "above" }, below: { vi: "nhỏ hơn", en: "below" } };

export type ThresholdRow = { code: string; threshold: Threshold };

export const thresholdColumns: readonly Column<ThresholdRow>[] = [
  column(
    "code",
    ["Mã chỉ tiêu", "Code"],
    26,
    code,
    (row) => row.code,
    ["Chỉ tiêu có ngưỡng này.", "The indicator it is of."],
    true,
  ),
  column(
    "level",
    ["Mức", "Level"],
    12,
    choice(levels),
    (row) => row.threshold.level,
    ["Cần chú ý hay báo động.", "How bad it is."],
    true,
  ),
  column(
    "side",
    ["Khi", "When"],
    10,
    choice(sides),
    ({ threshold }) => (threshold.above === undefined ? "below" : "above"),
    ["Vượt lên trên hay xuống dưới.", "Above or below is abnormal."],
    true,
  ),
  column(
    "value",
    ["Giá trị", "Value"],
    12,
    number,
    ({ threshold }) => threshold.above ?? threshold.below,
    ["Cùng đơn vị với chỉ tiêu.", "In the unit of the indicator."],
    true,
  ),
  column(
    "name.vi",
    ["Tên ngưỡng", "Name in Vietnamese"],
    28,
    text,
    (row) => row.threshold.name.vi,
    ["Tên người ta gọi, ví dụ báo động 3.", "As people call it."],
    true,
  ),
  column(
    "name.en",
    ["Tên tiếng Anh", "Name in English"],
    28,
    text,
    (row) => row.threshold.name.en,
    ["Tên khi xem bằng tiếng Anh.", "The same in English."],
    true,
  ),
];

export const sheetNames = {
  indicators: { vi: "Chỉ tiêu", en: "Indicators" },
  thresholds: { vi: "Ngưỡng", en: "Thresholds" },
  help: { vi: "Giải thích", en: "Explanation" },
} as const satisfies Record<string, Words>;

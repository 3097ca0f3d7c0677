import type { Entry } from "./entry.ts";

/** Figures that people enter, one by one or as a table. */
export const enteringErrors = {
  "entry.not-a-number": {
    vi: "«{found}» không phải là số. Hãy ghi như 12.480,5.",
    en: "“{found}” is no number. Write it as 12.480,5 or 12,480.5.",
  },
  "entry.ambiguous-number": {
    vi: "«{found}» có thể là {one} hoặc {other}. Hãy ghi rõ: {writeOne} hoặc {writeOther}.",
    en: "“{found}” may be {one} or {other}. Write the one that is meant: {writeOne} or {writeOther}.",
  },
  "entry.too-precise": {
    vi: "«{found}» có {digits} chữ số sau dấu phẩy; chỉ tiêu này lấy nhiều nhất {decimals}.",
    en: "“{found}” has {digits} digits after its decimal mark; this indicator has {decimals} at most.",
  },
  "entry.whole-only": {
    vi: "«{found}» có số sau dấu phẩy; chỉ tiêu này chỉ nhận số nguyên.",
    en: "“{found}” has digits after its decimal mark; this indicator takes whole numbers only.",
  },
  "entry.no-value": {
    vi: "Chưa có giá trị. Nếu không có số, hãy bỏ dòng này; để trống không phải là 0.",
    en: "There is no value. Take the row out where there is no figure; empty is not 0.",
  },
  "entry.unknown-indicator": {
    vi: "Không có chỉ tiêu «{found}». Hãy lấy mã hoặc tên trong tệp mẫu.",
    en: "There is no indicator “{found}”. Take its code or name from the template.",
  },
  "entry.name-twice": {
    vi: "Nhiều mục cùng tên «{found}». Hãy ghi mã: {ids}.",
    en: "Several have the name “{found}”. Write the code: {ids}.",
  },
  "entry.not-entered": {
    vi: "«{name}» không nhập tay: nguồn tự gửi số này.",
    en: "“{name}” is not entered by hand: a source sends it.",
  },
  "entry.not-yours": {
    vi: "«{name}» ở {place} do đơn vị khác chịu trách nhiệm ({owner}); bạn không nhập được.",
    en: "“{name}” at {place} belongs to another unit ({owner}); you cannot enter it.",
  },
  "entry.unknown-place": {
    vi: "Không có nơi nào tên «{found}». Hãy lấy mã hoặc tên trong tệp mẫu.",
    en: "There is no place “{found}”. Take its code or name from the template.",
  },
  "entry.other-place": {
    vi: "«{name}» không nhập ở {place}.",
    en: "“{name}” is not entered for {place}.",
  },
  "entry.period-unread": {
    vi: "Không đọc được kỳ «{found}»: cần {expected}.",
    en: "The period “{found}” cannot be read: expected {expected}.",
  },
  "entry.period-future": {
    vi: "{period} chưa bắt đầu.",
    en: "{period} has not begun yet.",
  },
  "entry.period-early": {
    vi: "{period} mới bắt đầu: số ước tính nhận từ ngày {day}.",
    en: "{period} has only begun: an estimate is taken from {day} on.",
  },
  "entry.period-running": {
    vi: "{period} chưa hết: chỉ nhận số ước tính.",
    en: "{period} is not over: only an estimate is taken.",
  },
  "entry.unknown-status": {
    vi: "Tình trạng «{found}» không có: cần ước tính, sơ bộ hoặc chính thức.",
    en: "There is no status “{found}”: expected estimate, preliminary or official.",
  },
  "entry.wrong-unit": {
    vi: "Chỉ tiêu này tính bằng «{expected}», trong bảng là «{found}». Hãy đổi số sang {expected}.",
    en: "This indicator is in “{expected}”; the table says “{found}”. Convert the figure to {expected}.",
  },
  "entry.twice-different": {
    vi: "Dòng {line} đã có chỉ tiêu, nơi và kỳ này với số khác ({value}). Hãy giữ một dòng.",
    en: "Row {line} has this indicator, place and period already with another value ({value}). Keep one of them.",
  },
  "entry.twice-same": {
    vi: "Giống dòng {line}; chỉ lấy một lần.",
    en: "The same as row {line}; taken once.",
  },
  "entry.higher": {
    vi: "cao hơn {what} {percent} % ({before}). Đúng thì ghi lý do; sai thì sửa.",
    en: "{percent} % higher than {what} ({before}). If it is right say why; else mend it.",
  },
  "entry.lower": {
    vi: "thấp hơn {what} {percent} % ({before}). Đúng thì ghi lý do; sai thì sửa.",
    en: "{percent} % lower than {what} ({before}). If it is right say why; else mend it.",
  },
  "entry.higher-points": {
    vi: "cao hơn {what} {points} ({before}). Đúng thì ghi lý do; sai thì sửa.",
    en: "{points} higher than {what} ({before}). If it is right say why; else mend it.",
  },
  "entry.lower-points": {
    vi: "thấp hơn {what} {points} ({before}). Đúng thì ghi lý do; sai thì sửa.",
    en: "{points} lower than {what} ({before}). If it is right say why; else mend it.",
  },
  "entry.slipped": {
    vi: "gấp khoảng {times} lần {what} ({before}): có thể sai dấu phẩy hoặc đơn vị. Đúng thì ghi lý do; sai thì sửa.",
    en: "about {times} times {what} ({before}): perhaps the decimal mark or the unit is wrong. If it is right say why; else mend it.",
  },
  "entry.correction-reason": {
    vi: "đã có {before} ({status}). Đính chính thì ghi lý do.",
    en: "{before} ({status}) stands there already. To correct it say why.",
  },
  "entry.less-official": {
    vi: "đã có số {before}; số {status} không thay được.",
    en: "there is a figure of status {before} already; one of status {status} does not take its place.",
  },
  "entry.changed-meanwhile": {
    vi: "Trong lúc đó {by} đã nhập {value} lúc {time}. Hãy xem lại rồi gửi.",
    en: "Meanwhile {by} entered {value} at {time}. Look at it again before sending.",
  },
  "entry.formula-error": {
    vi: "Ô này là công thức lỗi ({found}). Hãy sửa công thức hoặc ghi số.",
    en: "This cell is a formula in error ({found}). Mend the formula or write the number.",
  },
  "entry.formula-uncomputed": {
    vi: "Ô này là công thức chưa có kết quả. Hãy mở tệp bằng Excel hay LibreOffice rồi lưu lại.",
    en: "This cell is a formula without a result. Open the file in Excel or LibreOffice and save it again.",
  },
  "entry.hidden-row": {
    vi: "Dòng này bị ẩn trong tệp. Hãy hiện dòng để xem lại, hoặc xóa đi.",
    en: "This row is hidden in the file. Show it and look at it again, or delete it.",
  },
  "entry.hidden-column": {
    vi: "Cột «{heading}» bị ẩn trong tệp. Hãy hiện cột để xem lại, hoặc xóa đi.",
    en: "The column “{heading}” is hidden in the file. Show it and look at it again, or delete it.",
  },
  "entry.merged-cell": {
    vi: "Ô gộp {range}: không biết số thuộc dòng nào. Hãy bỏ gộp và ghi đủ từng dòng.",
    en: "Merged cells {range}: it is not known which row the content belongs to. Split them and fill each row.",
  },
  "entry.rounded": {
    vi: "{found} được làm tròn thành {value}.",
    en: "{found} is rounded to {value}.",
  },
  "entry.no-headings": {
    vi: "Không thấy dòng tiêu đề. Bảng cần các cột «Chỉ tiêu», «Kỳ», «Giá trị»; hãy chép cả dòng tiêu đề, hoặc dùng tệp mẫu.",
    en: "There is no row of headings. The table needs the columns “Indicator”, “Period”, “Value”; copy the headings too, or use the template.",
    http: 422,
  },
  "entry.nothing": {
    vi: "Trong bảng không có dòng nào có số.",
    en: "No row of the table has a figure.",
    http: 422,
  },
  "entry.too-many-rows": {
    vi: "Bảng có {rows} dòng, mỗi lần nhận nhiều nhất {limit}. Hãy chia thành nhiều lần.",
    en: "The table has {rows} rows; at most {limit} are taken at once. Divide it.",
    http: 413,
  },
  "entry.key-used": {
    vi: "Lần gửi này đã được dùng cho số liệu khác. Hãy tải lại trang rồi gửi lại.",
    en: "This sending was used for other figures already. Load the page anew and send again.",
    http: 409,
  },
  "entry.too-many-drafts": {
    vi: "Đã có {limit} bản nháp chưa gửi. Hãy gửi hoặc bỏ bớt.",
    en: "There are {limit} drafts that were not sent. Send some, or take some away.",
    http: 409,
  },
} as const satisfies Record<string, Entry>;

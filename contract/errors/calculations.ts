import type { Entry } from "./entry.ts";

/** Why a calculation gives no value, and why a figure cannot be opened. */
export const calculationsErrors = {
  "calculation.not-in-force": {
    vi: "Ngày {day} chưa có quy định nào cho phép tính «{calculation}». Hãy khai trong mục calculations của cấu hình.",
    en: "On {day} no edition of the calculation “{calculation}” is in force. State one under the profile's key calculations.",
  },
  "calculation.input-missing": {
    vi: "Chưa có số liệu «{input}» nên chưa tính được. Thiếu số liệu không phải là 0.",
    en: "There is no figure for “{input}”, so nothing can be computed. What is missing is not 0.",
  },
  "calculation.too-few-hours": {
    vi: "«{input}» mới có {found} trong {of} giờ, cần ít nhất {needed}.",
    en: "“{input}” has {found} of {of} hours; at least {needed} are needed.",
  },
  "calculation.part-over-whole": {
    vi: "«{part}» ({partValue}) lớn hơn «{whole}» ({wholeValue}): số liệu nguồn mâu thuẫn, cần kiểm tra.",
    en: "“{part}” ({partValue}) is more than “{whole}” ({wholeValue}): the source contradicts itself and is to be checked.",
  },
  "calculation.negative": {
    vi: "«{input}» là số âm ({found}): số liệu nguồn sai, cần kiểm tra.",
    en: "“{input}” is negative ({found}): the source is wrong and is to be checked.",
  },
  "calculation.nothing-to-divide": {
    vi: "«{input}» bằng 0 nên không có tỷ lệ để tính.",
    en: "“{input}” is 0, so there is no ratio to compute.",
  },
  "calculation.none-mandatory": {
    vi: "Không đủ số liệu của chất bắt buộc ({inputs}) nên không có chỉ số.",
    en: "There is not enough of what is mandatory ({inputs}), so there is no index.",
  },
  "calculation.standstill": {
    vi: "Đang có {waiting} xe chờ mà không xe nào được thông quan: chưa ước được thời gian chờ.",
    en: "{waiting} vehicles wait and none is cleared: the waiting time cannot be told.",
  },
  "calculation.not-rising": {
    vi: "Mực nước không lên nên không có thời gian tới mức kế tiếp.",
    en: "The water is not rising, so there is no time to the next level.",
  },
  "calculation.level-unknown": {
    vi: "Chưa có mức báo động kế tiếp đã kiểm chứng cho trạm «{place}».",
    en: "The next alarm level of station “{place}” is not known.",
  },
  "calculation.above-all-levels": {
    vi: "Mực nước đã trên mọi mức báo động.",
    en: "The water stands above all alarm levels.",
  },
  "calculation.outlook-too-early": {
    vi: "Mới có {found} tháng có số liệu trong năm và {years} năm trước đủ số liệu: chưa thể dự kiến cả năm. Cần {neededYears} năm trước hoặc {needed} tháng.",
    en: "There are {found} months of this year and {years} whole years before it: the year cannot be foreseen yet. {neededYears} years or {needed} months are needed.",
  },
  "calculation.out-of-range": {
    vi: "Kết quả quá lớn, không phải là một con số dùng được.",
    en: "The result is too large to be a figure.",
  },
  "mistake.unknown-calculation": {
    vi: "không có phép tính «{id}»; hiện có: {known}",
    en: "there is no calculation “{id}”; there are: {known}",
  },
  "mistake.calculation-input-missing": {
    vi: "phép tính «{calculation}» cần đầu vào «{input}» ({label}), đơn vị {units}",
    en: "the calculation “{calculation}” needs the input “{input}” ({label}), in {units}",
  },
  "mistake.calculation-input-extra": {
    vi: "phép tính «{calculation}» không có đầu vào «{input}»; có: {known}",
    en: "the calculation “{calculation}” has no input “{input}”; it has: {known}",
  },
  "mistake.calculation-no-leading": {
    vi: "phép tính «{calculation}» cần ít nhất một trong các đầu vào: {inputs}",
    en: "the calculation “{calculation}” needs at least one of the inputs {inputs}",
  },
  "mistake.calculation-input-unit": {
    vi: "đầu vào «{input}» phải tính bằng {expected}, còn «{part}» tính bằng «{found}»",
    en: "the input “{input}” is counted in {expected}, and “{part}” in “{found}”",
  },
  "mistake.calculation-input-period": {
    vi: "phép tính «{calculation}» cần số liệu theo phút hoặc giờ; «{part}» tính theo kỳ dài hơn",
    en: "the calculation “{calculation}” takes figures by the minute or hour; “{part}” has a longer period",
  },
  "mistake.calculation-input-month": {
    vi: "phép tính «{calculation}» cần số liệu theo tháng (kế hoạch thì theo năm); «{part}» tính theo kỳ khác",
    en: "the calculation “{calculation}” takes figures by the month (a plan by the year); “{part}” has another period",
  },
  "mistake.calculation-unit": {
    vi: "phép tính «{calculation}» cho kết quả bằng {expected}, đơn vị ghi «{found}»",
    en: "the calculation “{calculation}” gives {expected}, and the unit is said to be “{found}”",
  },
  "mistake.edition-incomplete": {
    vi: "chương trình không có phép tính «{calculation}», nên phải khai đủ name, formula, inputs, units",
    en: "the program has no calculation “{calculation}”, so name, formula, inputs and units have to be stated",
  },
  "mistake.edition-formula": {
    vi: "không có công thức «{formula}»; hiện có: {known}",
    en: "there is no formula “{formula}”; there are: {known}",
  },
  "mistake.edition-parameters": {
    vi: "tham số của công thức «{formula}» sai ở {at}: {detail}",
    en: "the parameters of the formula “{formula}” are wrong at {at}: {detail}",
  },
  "mistake.edition-inputs": {
    vi: "đầu vào và tham số không khớp nhau: {inputs} chỉ có ở một bên",
    en: "inputs and parameters do not fit: {inputs} stand on one side only",
  },
  "mistake.edition-no-leading": {
    vi: "phép tính theo giờ hoặc ngày cần ít nhất một đầu vào isLeading",
    en: "what is taken over hours or a day needs an input that is leading",
  },
  "mistake.edition-differs": {
    vi: "các bản của phép tính «{calculation}» phải có cùng đầu vào, đơn vị và cách lấy số; nếu khác, hãy đặt mã khác",
    en: "the editions of “{calculation}” must have the same inputs, units and taking; give another one another id",
  },
  "mistake.edition-overlap": {
    vi: "hai bản của phép tính «{calculation}» cùng có hiệu lực từ {day}",
    en: "two editions of “{calculation}” are in force from {day} on",
  },
  "mistake.edition-gap": {
    vi: "từ {from} đến {to} không có bản nào của phép tính «{calculation}» có hiệu lực",
    en: "from {from} to {to} no edition of “{calculation}” is in force",
  },
  "explanation.not-calculated": {
    vi: "Chỉ tiêu «{indicator}» không tính bằng phép tính có quy định nên không mở ra được.",
    en: "“{indicator}” does not come of a calculation, so it cannot be opened.",
    http: 404,
  },
  "explanation.no-figure": {
    vi: "Chỉ tiêu «{indicator}» chưa có số ở «{place}» vào thời điểm đó.",
    en: "“{indicator}” has no figure at “{place}” at that time.",
    http: 404,
  },
} as const satisfies Record<string, Entry>;

import type { Entry } from "./entry.ts";

/** Tables as offices hand them over, and the catalogue of indicators among them. */
export const tablesErrors = {
  "table.not-a-workbook": {
    vi: "Tệp không phải bảng tính XLSX đọc được: {detail}.",
    en: "The file is no XLSX workbook that can be read: {detail}.",
    exit: 65,
    http: 422,
  },
  "table.not-a-csv": {
    vi: "Tệp không phải bảng CSV hay XLSX đọc được: {detail}.",
    en: "The file is no CSV or XLSX table that can be read: {detail}.",
    exit: 65,
    http: 422,
  },
  "table.unpacks-to-too-much": {
    vi: "Bảng tính bung ra hơn {limitMb} MB nên không đọc. Hãy lưu lại tệp bằng Excel hay LibreOffice, chỉ giữ trang cần nhập.",
    en: "The workbook unpacks to more than {limitMb} MB and was not read. Save it anew with Excel or LibreOffice, with only the sheet to import.",
    exit: 65,
    http: 413,
  },
  "table.too-heavy": {
    vi: "Đọc bảng tính này tốn quá nhiều ({detail}) nên đã dừng. Hãy lưu lại tệp, chỉ giữ trang và các dòng cần nhập.",
    en: "Reading this workbook takes too much ({detail}) and was stopped. Save it anew, with only the sheet and rows to import.",
    exit: 65,
    http: 413,
  },
  "table.too-many-rows": {
    vi: "Bảng có {rows} dòng, quá {limit} dòng, nên không đọc dòng nào.",
    en: "The table has {rows} rows, more than {limit}; none of them was read.",
    exit: 65,
    http: 413,
  },
  "takeaway.nothing": {
    vi: "Không có số liệu nào để lấy ra: ô này chỉ có hình, chữ hay camera.",
    en: "There is no figure to take away: this tile has only pictures, text or cameras.",
    exit: 65,
    http: 404,
  },
  "catalogue.no-sheet": {
    vi: "Bảng tính không có trang «{sheet}». Hãy xuất danh mục ra rồi sửa trên tệp đó.",
    en: "The workbook has no sheet “{sheet}”. Export the catalogue and change that file.",
    exit: 65,
    http: 422,
  },
  "table.too-large": {
    vi: "Tệp lớn hơn {limitMb} MB, không nhận.",
    en: "The file is larger than {limitMb} MB and is not taken.",
    exit: 65,
    http: 413,
  },
  "catalogue.nothing-to-undo": {
    vi: "Chưa nhập danh mục nào, nên không có gì để quay lại.",
    en: "No catalogue was imported, so there is nothing to go back from.",
    exit: 66,
    http: 404,
  },
  "catalogue.not-writable": {
    vi: "Không ghi được danh mục vào «{folder}»: {detail}. Danh mục đang dùng không đổi.",
    en: "The catalogue cannot be written to “{folder}”: {detail}. The one in use has not changed.",
    exit: 73,
    http: 503,
  },
  "table.file-unreadable": {
    vi: "Không đọc được tệp «{file}»: {detail}.",
    en: "The file “{file}” cannot be read: {detail}.",
    exit: 66,
  },
  "table.file-exists": {
    vi: "Tệp «{file}» đã có; hãy chọn tên khác hoặc thêm --force để ghi đè.",
    en: "The file “{file}” is there already; choose another name, or overwrite it with --force.",
    exit: 73,
  },
  "table.cell": { vi: "cần {vi}; nhận được «{found}»", en: "expected {en}; found “{found}”" },
  "table.cell-missing": { vi: "ô này không được trống (cần {vi})", en: "may not be empty (expected {en})" },
  "table.unknown-column": {
    vi: "không có cột «{heading}»; hãy kiểm tra chính tả hoặc bỏ cột này",
    en: "there is no column “{heading}”; check its spelling or take it out",
  },
  "table.column-twice": { vi: "cột «{heading}» có hai lần", en: "the column “{heading}” stands twice" },
  "table.no-column": { vi: "thiếu cột «{heading}»", en: "the column “{heading}” is missing" },
  "catalogue.unknown-code": {
    vi: "không có chỉ tiêu «{id}» trong bảng",
    en: "there is no indicator “{id}” in the table",
  },
  "catalogue.unit-changed": {
    vi: "chỉ tiêu «{code}» đã có số liệu tính bằng «{before}» nên không đổi sang «{after}» được; hãy lập mã mới và cho mã này ngừng dùng",
    en: "“{code}” has figures in “{before}” already and cannot change to “{after}”; make a new code and put this one out of use",
  },
  "catalogue.freshness-order": {
    vi: "«Chậm sau» phải ngắn hơn «Cũ sau», và «Cũ sau» ngắn hơn «Mất sau»",
    en: "“Late after” must be shorter than “Stale after”, and that shorter than “Lost after”",
  },
  "catalogue.expected-every": {
    vi: "«Có số mới mỗi» không được dài hơn «Chậm sau»",
    en: "“Expected every” may not be longer than “Late after”",
  },
  "catalogue.no-plan": {
    vi: "chỉ tiêu «{part}» chưa có kế hoạch (cột «Kế hoạch») nên không so được",
    en: "“{part}” has no plan (column “Plan”) to be compared with",
  },
  "catalogue.retired-on-scene": {
    vi: "«{code}» ngừng dùng nhưng còn trên cảnh «{scene}», ô «{tile}»: ô đó sẽ hiện số cuối cùng rồi báo mất",
    en: "“{code}” is out of use but still on tile “{tile}” of scene “{scene}”, which will show its last figure and then report it lost",
  },
  "catalogue.own-not-kept": {
    vi: "Lúc đó danh mục của chính hồ sơ được dùng; nội dung cũ của tệp hồ sơ không được lưu, nên không xuất được như lúc đó.",
    en: "The profile's own catalogue counted then; former contents of the profile's files are not kept, so it cannot be exported as it was.",
    http: 404,
  },
  "import.time-unknown": {
    vi: "Không biết lần nhập số {number} được nhập hoặc bỏ lúc nào (tệp đã được sửa bằng tay), nên không thể nói bảng nào có hiệu lực lúc đó.",
    en: "It is not known when import number {number} was made or undone (its file was changed by hand), so nobody can say which table counted then.",
    http: 404,
  },
  "import.stays": {
    vi: "đã sửa bằng tay sau lần nhập đó nên giữ nguyên: {ids}",
    en: "changed by hand since that import, and so left as they are: {ids}",
  },
  "import.waits": {
    vi: "đã ghi vào tệp cấu hình nhưng chưa có hiệu lực, vì tệp cấu hình như hiện nay chưa nhận được: «ioc status» nói rõ vì sao",
    en: "written into the profile's files but not counting yet, as the files as they are now were not taken over: “ioc status” says why",
  },
  "catalogue.moved": {
    vi: "Danh mục đã nhập số {number} nay nằm ngay trong tệp cấu hình, ở «{folder}». Không có gì khác đi; từ nay sửa mục indicators ở đó là có hiệu lực.",
    en: "The imported catalogue number {number} now stands in the profile's files, in “{folder}”. Nothing else changes; from now on the key indicators is changed there.",
  },
  "catalogue.not-moved": {
    vi: "Chưa ghi được danh mục đã nhập vào tệp cấu hình; nó vẫn được dùng như trước, thay cho mục indicators. {reason}",
    en: "The imported catalogue could not be written into the profile's files; it counts as before, in the place of the key indicators. {reason}",
  },
  "catalogue.in-force": {
    vi: "các chỉ tiêu lấy từ danh mục đã nhập «{file}», không phải từ mục indicators của cấu hình",
    en: "indicators are those of the imported catalogue “{file}”, not of the profile's key indicators",
  },
} as const satisfies Record<string, Entry>;

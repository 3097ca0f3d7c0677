import type { Entry } from "./entry.ts";

/** Warnings of dangers (CAP 1.2), and the documents that they come in. */
export const warningsErrors = {
  "cap.too-large": {
    vi: "{host} gửi bản tin cảnh báo lớn hơn {limitMb} MB nên không đọc. Đề nghị bên gửi kiểm tra.",
    en: "{host} sent a warning of more than {limitMb} MB, which is not read. The sender should look at it.",
  },
  "cap.doctype": {
    vi: "Bản tin cảnh báo của {host} có khai báo DOCTYPE hoặc ENTITY. Chuẩn CAP không dùng, và khai báo như vậy có thể làm treo máy đọc, nên không đọc.",
    en: "The warning of {host} declares a DOCTYPE or an ENTITY. CAP has none, and such a one can bring a reader down, so it is not read.",
  },
  "cap.not-xml": {
    vi: "Bản tin cảnh báo của {host} hỏng ở dòng {line}, không phải XML đúng: {detail}.",
    en: "The warning of {host} is broken in line {line} and no proper XML: {detail}.",
  },
  "cap.other-version": {
    vi: "Bản tin của {host} không theo CAP 1.2 (không gian tên «{found}»). Đề nghị bên gửi dùng urn:oasis:names:tc:emergency:cap:1.2.",
    en: "What {host} sent is not of CAP 1.2 (namespace “{found}”). The sender should use urn:oasis:names:tc:emergency:cap:1.2.",
  },
  "cap.not-cap": {
    vi: "{host} gửi XML nhưng không phải bản tin cảnh báo CAP hay danh sách RSS, Atom (thẻ gốc «{found}»). Hãy kiểm tra địa chỉ.",
    en: "{host} sent XML that is neither a CAP warning nor a list of such in RSS or Atom (root “{found}”). Check the address.",
  },
  "cap.too-many": {
    vi: "Danh sách của {host} có {count} bản tin, nhiều hơn {limit} nên không đọc; không rõ đang thiếu bản tin nào.",
    en: "The list of {host} has {count} warnings, more than {limit}, and is not read: nobody would know which are missing.",
  },
  "warning.invalid": {
    vi: "Bản tin cảnh báo không đúng dạng ở {at}: {detail}. Hãy đối chiếu với chuẩn CAP 1.2.",
    en: "The warning is malformed at {at}: {detail}. Compare it with CAP 1.2.",
  },
  "warning.no-info": {
    vi: "Bản tin «{id}» không có phần nội dung (info) nên không biết cảnh báo điều gì.",
    en: "The message “{id}” has no info: nobody knows what it warns of.",
  },
  "warning.not-for-people": {
    vi: "Bản tin «{id}» là bản {kind} giữa các hệ thống, không phải cảnh báo nên không đưa lên tường.",
    en: "The message “{id}” is a {kind} between systems and no warning; it is not put on the wall.",
  },
  "warning.not-public": {
    vi: "Bản tin «{id}» chỉ gửi cho người nhận nêu tên ({scope}), không được đưa lên tường.",
    en: "The message “{id}” is for named receivers only ({scope}) and must not be on the wall.",
  },
  "warning.bad-area": {
    vi: "Bản tin «{id}» có vùng không đọc được: «{found}». Cần các cặp vĩ độ,kinh độ (độ thập phân WGS 84), vùng khép kín.",
    en: "The message “{id}” has an area that cannot be read: “{found}”. Pairs of latitude,longitude are needed (decimal degrees, WGS 84), closed.",
  },
  "warning.from-future": {
    vi: "Bản tin «{id}» ghi gửi lúc {time}, ở tương lai quá 5 phút. Hãy kiểm tra đồng hồ của bên gửi.",
    en: "The message “{id}” is dated {time}, more than 5 minutes in the future. Check the sender's clock.",
  },
  "warning.too-old": {
    vi: "Bản tin «{id}» gửi lúc {time}, cũ hơn mức giữ ({days} ngày).",
    en: "The message “{id}” was sent at {time}, longer ago than what is kept ({days} days).",
  },
  "warning.too-many": {
    vi: "Đang có {limit} lần gửi cảnh báo chờ ghi; hãy gửi lại sau ít giây.",
    en: "{limit} sets of warnings wait to be written; send again in some seconds.",
    http: 503,
  },
  "warning.no-references": {
    vi: "Bản tin «{id}» là bản {kind} nhưng không nêu bản tin trước (references) hoặc nêu sai dạng, nên không biết thay hay huỷ bản nào.",
    en: "The message “{id}” is a {kind} but names no earlier one (references), or not in the right form: nobody knows which it replaces or cancels.",
  },
  "source.not-csv": {
    vi: "{host} không trả lời bằng bảng CSV có các cột {columns}; nhận được: «{found}». Hãy kiểm tra địa chỉ và khoá truy cập.",
    en: "{host} did not answer with a CSV table that has the columns {columns}; it said: “{found}”. Check the address and the access key.",
  },
} as const satisfies Record<string, Entry>;

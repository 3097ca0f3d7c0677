import type { Entry } from "./entry.ts";

/** Messages of the exchange of e-documents (edXML, QCVN 102:2016). */
export const documentsErrors = {
  "document.not-xml": {
    vi: "Thông điệp văn bản điện tử hỏng: {detail} (dòng {line}). Hãy đề nghị bên gửi gửi lại.",
    en: "The e-document message is broken: {detail} (line {line}). Ask the sender to send it again.",
  },
  "document.has-doctype": {
    vi: "Thông điệp có khai báo DOCTYPE. Văn bản điện tử không cần khai báo này; nó có thể dùng để phá phần mềm, nên thông điệp không được đọc.",
    en: "The message declares a DOCTYPE, which no e-document needs and which can be used to break programs. It was not read.",
  },
  "document.not-edxml": {
    vi: "Đây không phải thông điệp edXML (QCVN 102:2016): phần tử gốc là «{root}». Hãy kiểm tra xem thư mục hoặc địa chỉ có đúng là của trục liên thông văn bản không.",
    en: "This is no edXML message (QCVN 102:2016): its root is “{root}”. Check whether the folder or address is that of the document exchange.",
  },
  "document.too-large": {
    vi: "Thông điệp lớn hơn {limitMb} MB nên không được đọc. Tệp đính kèm lớn nên gửi bằng đường dẫn.",
    en: "The message is larger than {limitMb} MB and was not read. Large attachments are better sent as links.",
  },
  "document.no-part": {
    vi: "Thông điệp thiếu «{part}», nên không biết nói về văn bản nào hoặc của ai. Hãy báo đơn vị vận hành phần mềm quản lý văn bản.",
    en: "The message lacks “{part}”, so nobody can tell which document or whose it is. Tell whoever runs the document system.",
  },
  "document.bad-state": {
    vi: "Trạng thái «{found}» của văn bản «{id}» không có trong QCVN 102:2016 (01–06, 13).",
    en: "The state “{found}” of the document “{id}” is none of QCVN 102:2016 (01–06, 13).",
  },
  "document.bad-date": {
    vi: "Ngày giờ ở «{at}» không đọc được: «{found}» (cần như 2026-11-27 hoặc 2026/11/27 08:30:00).",
    en: "The date at “{at}” cannot be read: “{found}” (wanted as in 2026-11-27 or 2026/11/27 08:30:00).",
  },
  "document.invalid": {
    vi: "Thông điệp văn bản không đúng dạng ở {at}: {detail}. Hãy sửa «mapping», hoặc để nguyên «$» nếu nguồn gửi edXML.",
    en: "The document message is malformed at {at}: {detail}. Mend the “mapping”, or leave it as “$” where the source sends edXML.",
  },
  "document.unknown-organ": {
    vi: "Văn bản «{id}»: mã cơ quan {organs} không có trong mục «organs» của nguồn. Nếu là đơn vị của tỉnh, hãy thêm mã đó.",
    en: "Document “{id}”: the organisations {organs} are not among the source's “organs”. If one is the province's, add its code.",
  },
  "document.from-future": {
    vi: "Thông điệp về văn bản «{id}» ghi lúc {time}, ở tương lai quá 5 phút. Hãy kiểm tra đồng hồ của bên gửi.",
    en: "The message about “{id}” is dated {time}, more than 5 minutes in the future. Check the sender's clock.",
  },
  "document.state-back": {
    vi: "Văn bản «{id}» ở {organ} đã «{known}» nhưng thông điệp sau lại báo «{told}». Trạng thái lùi không được nhận; nếu mở lại thật, hãy gửi bằng mã văn bản mới.",
    en: "Document “{id}” at {organ} was “{known}”, and a later message says “{told}”. A state that goes back is not taken; if it was really reopened, send it under a new id.",
  },
  "document.no-room": {
    vi: "Đã giữ đủ {limit} văn bản và tất cả đều chưa xong, nên văn bản mới không được ghi. Số liệu văn bản từ lúc này thiếu; hãy báo quản trị.",
    en: "{limit} documents are kept and all of them are open, so no new one is written. Figures of documents lack from now on; tell an administrator.",
  },
  "document.too-many": {
    vi: "Đang có {limit} lần gửi văn bản chờ ghi; hãy gửi lại sau ít giây.",
    en: "{limit} sets of documents wait to be written; send again in some seconds.",
    http: 503,
  },
} as const satisfies Record<string, Entry>;

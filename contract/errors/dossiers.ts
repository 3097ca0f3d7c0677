import type { Entry } from "./entry.ts";

/** Dossiers of administrative procedures, as one-stop systems tell of them. */
export const dossiersErrors = {
  "dossier.invalid": {
    vi: "Hồ sơ không đúng dạng ở {at}: {detail}. Hãy sửa «mapping» cho ra MaHoSo, MaTTHC, NgayTiepNhan, NgayHenTra, TrangThaiHoSo, DonViXuLy.",
    en: "The dossier is malformed at {at}: {detail}. Have “mapping” give MaHoSo, MaTTHC, NgayTiepNhan, NgayHenTra, TrangThaiHoSo, DonViXuLy.",
  },
  "dossier.unknown-unit": {
    vi: "Hồ sơ «{code}» do «{unit}» xử lý, mà danh sách địa điểm không có đơn vị này. Hãy thêm một nơi loại office (sở, trung tâm) hoặc commune có tên như vậy, hoặc đổi mã trong «mapping».",
    en: "The dossier “{code}” is handled by “{unit}”, which is none of the places. Add a place of kind office or commune of that name, or translate it in “mapping”.",
  },
  "dossier.unknown-state": {
    vi: "Hồ sơ «{code}» có trạng thái «{found}» chưa biết. Hãy đổi trong «mapping» thành 1–10 theo danh mục trạng thái hồ sơ.",
    en: "The dossier “{code}” is in the state “{found}”, which is not known. Translate it in “mapping” to 1–10 of the list of states.",
  },
  "dossier.unknown-channel": {
    vi: "Hồ sơ «{code}» nộp qua kênh «{found}» chưa biết. Hãy đổi trong «mapping»: 1 trực tiếp, 2 trực tuyến, 3 bưu chính.",
    en: "The dossier “{code}” came in by “{found}”, which is not known. Translate it in “mapping”: 1 counter, 2 online, 3 post.",
  },
  "dossier.bad-time": {
    vi: "Hồ sơ «{code}»: {field} ghi «{found}», không phải thời điểm (cần dd/MM/yyyy HH:mm:ss, yyyyMMddHHmmss hoặc ISO 8601).",
    en: "The dossier “{code}”: {field} says “{found}”, which is no moment (dd/MM/yyyy HH:mm:ss, yyyyMMddHHmmss or ISO 8601).",
  },
  "dossier.not-accepted": {
    vi: "Hồ sơ «{code}» không có ngày tiếp nhận (NgayTiepNhan), nên không biết tính vào tháng nào.",
    en: "The dossier “{code}” has no day of acceptance (NgayTiepNhan), so it belongs to no month.",
  },
  "dossier.times-crossed": {
    vi: "Hồ sơ «{code}» có {later} trước {earlier}. Hãy kiểm tra ở hệ thống một cửa.",
    en: "The dossier “{code}” has {later} before {earlier}. Check it in the one-stop system.",
  },
  "dossier.from-future": {
    vi: "Hồ sơ «{code}» ghi lúc {time}, ở tương lai quá 5 phút. Hãy kiểm tra đồng hồ của nền tảng.",
    en: "The dossier “{code}” is dated {time}, more than 5 minutes in the future. Check the platform's clock.",
  },
  "dossier.too-old": {
    vi: "Hồ sơ «{code}» đã xong từ lâu (đổi lần cuối {time}), cũ hơn mức giữ ({days} ngày).",
    en: "The dossier “{code}” ended long ago (last changed {time}), longer than what is kept ({days} days).",
  },
  "dossier.no-room": {
    vi: "Sổ hồ sơ đã đủ {limit} hồ sơ; «{code}» không vào được nữa. Hãy giảm thời hạn lưu (retention.dossiers), hoặc hỏi vì sao nhiều hồ sơ mở đến vậy.",
    en: "The register holds {limit} dossiers, as many as may be; “{code}” does not get in. Shorten retention.dossiers, or ask why so many are open.",
  },
  "dossier.too-many": {
    vi: "Đang có {limit} lần gửi hồ sơ chờ ghi; hãy gửi lại sau ít giây.",
    en: "{limit} sets of dossiers wait to be written; send again in some seconds.",
    http: 503,
  },
  "dossier.not-counted": {
    vi: "Chỉ tiêu «{indicator}» không đếm từ sổ hồ sơ, nên không có danh sách hồ sơ phía sau.",
    en: "The indicator “{indicator}” is not counted from the register, so there are no dossiers behind it.",
    http: 404,
  },
  "mistake.dossiers-elsewhere": {
    vi: "mục dossiers chỉ dành cho nguồn có gives: dossiers",
    en: "dossiers is only for a source with gives: dossiers",
  },
  "mistake.dossiers-twice": {
    vi: "nguồn «{id}» đã nói cách đếm hồ sơ; cả sổ chỉ đếm một lần",
    en: "the source “{id}” says already how dossiers are counted; the register is counted once",
  },
} as const satisfies Record<string, Entry>;

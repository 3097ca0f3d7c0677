import type { Entry } from "./entry.ts";

/** The database, what waits in it to be delivered, and what was missed. */
export const storeErrors = {
  "store.locked": {
    vi: "Cơ sở dữ liệu «{file}» đang bị chương trình khác khoá. Hãy đóng chương trình đó rồi mở lại.",
    en: "The database “{file}” is locked by another program. Close it and start again.",
    exit: 75,
  },
  "store.foreign": {
    vi: "Tệp «{file}» không phải cơ sở dữ liệu của phần mềm này; nó được giữ nguyên. Hãy chọn thư mục dữ liệu khác bằng --data.",
    en: "“{file}” is not this program's database; it was left as it is. Choose another data folder with --data.",
    exit: 78,
  },
  "store.newer": {
    vi: "Cơ sở dữ liệu «{file}» do phiên bản mới hơn tạo ra (lược đồ {found}, bản này đọc đến {known}). Hãy cập nhật phần mềm.",
    en: "The database “{file}” was made by a newer version (schema {found}, this one reads up to {known}). Update the program.",
    exit: 78,
  },
  "store.damaged": {
    vi: "Cơ sở dữ liệu «{file}» bị hỏng: {detail}. Tệp được giữ nguyên để khôi phục; hãy gọi người quản trị.",
    en: "The database “{file}” is damaged: {detail}. It was left for recovery; call the administrator.",
    exit: 74,
  },
  "store.recovered": {
    vi: "Cơ sở dữ liệu bị hỏng lúc {time}; đã khôi phục từ bản sao lưu lúc {backup}. Tệp hỏng được giữ ở «{file}»; xem xong hãy chuyển nó đi nơi khác.",
    en: "The database was damaged at {time}; it was restored from the backup of {backup}. The damaged file is kept as “{file}”; move it away once it was looked at.",
  },
  "store.begun-anew": {
    vi: "Cơ sở dữ liệu bị hỏng lúc {time} và chưa có bản sao lưu; đã bắt đầu lại từ trống. Tệp hỏng được giữ ở «{file}»; hãy gọi người quản trị.",
    en: "The database was damaged at {time} and there was no backup; it began empty. The damaged file is kept as “{file}”; call the administrator.",
  },
  "store.recovered-and-salvaged": {
    vi: "Cơ sở dữ liệu bị hỏng lúc {time}; đã khôi phục từ bản sao lưu lúc {backup}, cùng {rows} dòng còn đọc được của tệp hỏng. Tệp hỏng được giữ ở «{file}»; xem xong hãy chuyển nó đi nơi khác.",
    en: "The database was damaged at {time}; it was restored from the backup of {backup}, with {rows} rows that could still be read of the damaged file. That is kept as “{file}”; move it away once it was looked at.",
  },
  "store.salvaged": {
    vi: "Cơ sở dữ liệu bị hỏng lúc {time} và chưa có bản sao lưu; đã lấy lại {rows} dòng còn đọc được, phần kia đã mất. Tệp hỏng được giữ ở «{file}»; hãy gọi người quản trị.",
    en: "The database was damaged at {time} and there was no backup; {rows} rows that could still be read were taken over, the rest is lost. The damaged file is kept as “{file}”; call the administrator.",
  },
  "store.full": {
    vi: "Đĩa chứa «{folder}» đã đầy: số liệu mới chưa được ghi nên chưa hiển thị. Hãy giải phóng dung lượng; phần mềm tự tiếp tục.",
    en: "The disk of “{folder}” is full: new figures are not stored and therefore not shown. Free some space; it goes on by itself.",
    exit: 74,
    http: 503,
  },
  "store.failed": {
    vi: "Không ghi được số liệu vào «{folder}»: {detail}. Số liệu mới chưa hiển thị; phần mềm tự thử lại.",
    en: "Figures cannot be written to “{folder}”: {detail}. New ones are not shown; it tries again by itself.",
    exit: 74,
    http: 503,
  },
  "outbox.full": {
    vi: "Đã có {limit} việc chờ gửi lên trung tâm, không nhận thêm: việc này CHƯA được ghi. Hãy nối lại đường lên trung tâm.",
    en: "{limit} things wait for the centre and no more are taken: this one was NOT recorded. Restore the line to the centre.",
    http: 503,
  },
  "outage.unknown": {
    vi: "Không có báo cáo gián đoạn này, hoặc gián đoạn chưa kết thúc.",
    en: "There is no such report of an outage, or the outage is not over yet.",
    http: 404,
  },
  "past.not-kept": {
    vi: "Ở đây chỉ trả lời được hiện tại: quá khứ của mục này không được lưu, nên không hỏi được bằng asOfMs.",
    en: "Only the present can be answered here: the past of this is not kept, so asOfMs cannot be asked for.",
    http: 400,
  },
  "past.before-kept": {
    vi: "Chỉ biết được từ {since} trở đi; những gì trước đó không được lưu hoặc đã quá hạn lưu.",
    en: "It is known from {since} on; what was before was not kept, or is kept no longer.",
    http: 404,
  },
  "past.not-running": {
    vi: "Lúc {time} phần mềm không chạy, hoặc những gì nó biết lúc đó đã mất, nên không thể nói lúc đó thế nào.",
    en: "At {time} this program was not running, or what it knew then is lost, so nobody can say how it was.",
    http: 404,
  },
} as const satisfies Record<string, Entry>;

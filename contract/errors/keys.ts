import type { Entry } from "./entry.ts";

/** Where the keys lie that protect what is stored. */
export const keysErrors = {
  "keys.missing": {
    vi: "Không thấy khoá «{name}»: lần trước khoá nằm ở «{place}», ngoài thư mục dữ liệu. Hãy đưa khoá về đó, hoặc đặt IOC_KEYS (hay LoadCredential của systemd) cho đúng. Chưa tạo khoá mới, vì mật khẩu đã lưu sẽ không đọc được nữa.",
    en: "The key “{name}” is not there: last time it lay in “{place}”, outside of the data folder. Put it back, or set IOC_KEYS (or systemd's LoadCredential) right. No other one was made, as the stored passwords could not be read with it.",
    exit: 78,
  },
  "keys.not-moved": {
    vi: "Khoá «{name}» vẫn nằm trong thư mục dữ liệu, chưa ở «{folder}» như đã đặt (IOC_KEYS). Hãy tắt phần mềm và chạy: ioc keys move {folder}",
    en: "The key “{name}” still lies in the data folder, not in “{folder}” as was set (IOC_KEYS). Stop the program and run: ioc keys move {folder}",
  },
  "keys.left-behind": {
    vi: "Khoá «{name}» đang dùng ở «{place}», nhưng trong thư mục dữ liệu vẫn còn một bản. Hãy xoá bản ấy.",
    en: "The key “{name}” in use is the one in “{place}”, but there is still one in the data folder. Delete that one.",
  },
  "keys.bad-folder": {
    vi: "«{folder}» không dùng được: cần đường dẫn đầy đủ tới một thư mục ngoài thư mục dữ liệu.",
    en: "“{folder}” cannot be used: give the full path of a folder outside of the data folder.",
    exit: 64,
  },
  "keys.other-there": {
    vi: "Ở «{file}» đã có một khoá khác: chưa chuyển gì. Hãy xem lại đó là khoá của bức tường nào.",
    en: "There is another key at “{file}” already: nothing was moved. See which wall's it is.",
    exit: 73,
  },
  "keys.not-written": {
    vi: "Không ghi được khoá vào «{folder}»: {detail}. Khoá cũ còn nguyên trong thư mục dữ liệu.",
    en: "The keys cannot be written to “{folder}”: {detail}. They are as they were in the data folder.",
    exit: 73,
  },
} as const satisfies Record<string, Entry>;

import type { Entry } from "./entry.ts";

/** What keeps the program from starting. */
export const startingErrors = {
  "profile.not-found": {
    vi: "Không tìm thấy cấu hình «{profile}». Hãy kiểm tra tên hoặc đường dẫn sau --profile.",
    en: "There is no profile “{profile}”. Check the name or path after --profile.",
    exit: 66,
  },
  "profile.invalid": {
    vi: "Cấu hình «{profile}» có {count} lỗi, chưa thể chạy:\n{list}",
    en: "The profile “{profile}” has {count} mistakes and cannot be used:\n{list}",
    exit: 78,
  },
  "profile.change-refused": {
    vi: "Tệp cấu hình «{profile}» vừa sửa có {count} lỗi nên chưa được áp dụng; hệ thống vẫn chạy theo cấu hình trước:\n{list}",
    en: "The changed files of the profile “{profile}” have {count} mistakes and are not taken over; the former profile goes on:\n{list}",
    exit: 78,
  },
  "profile.needs-restart": {
    vi: "Thay đổi ở {keys} trong tệp cấu hình chỉ có hiệu lực sau khi khởi động lại hệ thống; các thay đổi khác đã được áp dụng.",
    en: "What was changed in {keys} of the profile counts after the next start; all else is taken over.",
  },
  "profile.all-needs-restart": {
    vi: "Thay đổi ở {keys} trong tệp cấu hình cần khởi động lại hệ thống, và các thay đổi khác phụ thuộc vào đó; hệ thống vẫn chạy theo cấu hình trước.",
    en: "What was changed in {keys} of the profile needs a restart, and the other changes stand on it; the former profile goes on until then.",
  },
  "profile.changed-meanwhile": {
    vi: "Tệp cấu hình đã được người khác sửa trong lúc bạn làm. Hãy xem lại bản mới rồi sửa lại; chưa có gì được ghi.",
    en: "The files of the profile were changed by somebody else meanwhile. Look at them as they are now and do it again; nothing was written.",
    http: 409,
  },
  "profile.not-writable": {
    vi: "Không ghi được tệp cấu hình vào {folder} ({detail}). Hãy kiểm tra quyền và chỗ trống của thư mục này; cấu hình vẫn như cũ.",
    en: "The files of the profile could not be written to {folder} ({detail}). Check the folder's rights and the room on its disk; the profile is as it was.",
    http: 503,
  },
  "options.invalid": {
    vi: "Tham số không đúng: {detail}. Gõ --help để xem cách dùng.",
    en: "Wrong options: {detail}. See --help.",
    exit: 64,
  },
  "options.missing": {
    vi: "Thiếu tham số: {detail}. Gõ --help để xem cách dùng.",
    en: "Missing: {detail}. See --help.",
    exit: 64,
  },
  "port.in-use": {
    vi: "Cổng {port} đang được chương trình khác dùng. Hãy đóng chương trình đó hoặc chọn cổng khác bằng --port.",
    en: "Port {port} is used by another program. Close it or choose another port with --port.",
    exit: 69,
  },
  "port.not-allowed": {
    vi: "Không được phép mở cổng {port}. Hãy chọn cổng từ 1024 trở lên bằng --port.",
    en: "Port {port} may not be opened. Choose one from 1024 up with --port.",
    exit: 77,
  },
  "host.not-available": {
    vi: "Địa chỉ «{host}» trong cấu hình không có trên máy này. Hãy sửa server.host trong cấu hình.",
    en: "This machine has no address “{host}”. Correct server.host in the profile.",
    exit: 78,
  },
  "data.not-writable": {
    vi: "Không ghi được vào thư mục dữ liệu «{folder}». Hãy kiểm tra quyền hoặc chọn thư mục khác bằng --data.",
    en: "The data folder “{folder}” cannot be written. Check its rights or choose another with --data.",
    exit: 73,
  },
  "data.in-use": {
    vi: "Thư mục dữ liệu «{folder}» đang được một bức tường khác dùng (tiến trình {pid}). Hãy tắt nó hoặc chọn thư mục khác bằng --data.",
    en: "The data folder “{folder}” is in use by another wall (process {pid}). Stop it or choose another with --data.",
    exit: 75,
  },
  "page.hung": {
    vi: "Trang của màn hình không trả lời trong {seconds} giây nên đã bị kết thúc và nạp lại.",
    en: "The monitor's page did not answer for {seconds} seconds; it was ended and loaded anew.",
  },
  "page.died": {
    vi: "Trang của màn hình tự dừng ({detail}) nên đã được nạp lại.",
    en: "The monitor's page ended by itself ({detail}) and was loaded anew.",
  },
  "page.not-loaded": {
    vi: "Trang của màn hình không nạp được ({detail}) nên đã nạp lại lần nữa.",
    en: "The monitor's page could not be loaded ({detail}) and was loaded again.",
  },
  "core.hung": {
    vi: "Máy chủ dữ liệu không trả lời trong {seconds} giây nên đã bị kết thúc và khởi động lại.",
    en: "The core did not answer for {seconds} seconds; it was ended and started anew.",
  },
  "core.died": {
    vi: "Máy chủ dữ liệu tự dừng (mã {exit}) nên đã được khởi động lại.",
    en: "The core ended by itself (code {exit}) and was started anew.",
  },
  "simulator.failed": {
    vi: "Bộ mô phỏng đã dừng: {detail}. Đang khởi động lại.",
    en: "The simulator stopped: {detail}. Starting it again.",
  },
} as const satisfies Record<string, Entry>;

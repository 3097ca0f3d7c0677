import type { Entry } from "./entry.ts";

/** Copies of a wall's data that people take and put back. */
export const backupsErrors = {
  "backup.exists": {
    vi: "«{folder}» đã có và không trống. Hãy chọn tên thư mục khác.",
    en: "“{folder}” is there already and not empty. Choose another folder.",
    exit: 73,
  },
  "backup.no-data": {
    vi: "Thư mục «{folder}» không có dữ liệu của bức tường. Hãy chỉ đúng chỗ bằng --data.",
    en: "The folder “{folder}” holds no data of a wall. Name the right one by --data.",
    exit: 66,
  },
  "backup.failed": {
    vi: "Không chép được vào «{folder}»: {detail}. Bản dở dang đã được xoá; dữ liệu đang dùng vẫn nguyên.",
    en: "Cannot copy into “{folder}”: {detail}. What was begun is removed; the data in use is as it was.",
    exit: 74,
  },
  "restore.no-backup": {
    vi: "«{folder}» không phải bản sao lưu do lệnh `ioc backup` làm (không thấy backup.json).",
    en: "“{folder}” is no backup made by `ioc backup` (there is no backup.json).",
    exit: 66,
  },
  "restore.damaged": {
    vi: "Bản sao lưu hỏng ở «{file}» ({detail}): chưa thay gì. Hãy dùng bản khác.",
    en: "The backup is damaged at “{file}” ({detail}): nothing was changed. Use another one.",
    exit: 65,
  },
  "restore.running": {
    vi: "Bức tường đang chạy trên «{folder}» (tiến trình {pid}). Hãy tắt nó rồi làm lại; chưa thay gì.",
    en: "The wall runs on “{folder}” (process {pid}). Stop it and try again; nothing was changed.",
    exit: 75,
  },
} as const satisfies Record<string, Entry>;

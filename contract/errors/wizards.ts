import type { Entry } from "./entry.ts";

/** What administrators change in the profile by wizards. */
export const wizardsErrors = {
  "wizard.refused": {
    vi: "Chưa ghi gì, vì cấu hình sẽ có {count} lỗi:\n{list}",
    en: "Nothing was written, as the profile would have {count} mistakes:\n{list}",
    http: 422,
  },
  "wizard.changed-since": {
    vi: "Không bỏ được thay đổi này vì «{name}» đã được sửa tiếp sau đó ({keys}). Hãy bỏ lần sửa sau trước, hoặc sửa tay.",
    en: "This change cannot be taken back: “{name}” was changed again since ({keys}). Take the later change back first, or change it by hand.",
    http: 409,
  },
  "wizard.taken-back": {
    vi: "Thay đổi này đã được bỏ rồi.",
    en: "This change was taken back already.",
    http: 409,
  },
  "wizard.source-wrong": {
    vi: "Nguồn chưa khai đủ: {detail}",
    en: "The source is not complete: {detail}",
    http: 422,
  },
  "wizard.camera-wrong": {
    vi: "Camera chưa khai đủ: {detail}",
    en: "The camera is not complete: {detail}",
    http: 422,
  },
  "wizard.no-trial": {
    vi: "Kiểu nguồn này không hỏi thử được ở đây.",
    en: "A source of this kind cannot be asked from here.",
    http: 422,
  },
  "wizard.folder": {
    vi: "Trình hướng dẫn chỉ nhận thư mục dưới {allowed}. Thư mục khác phải do người quản trị máy ghi vào tệp cấu hình.",
    en: "By wizard only folders below {allowed} can be taken. Another one is written into the profile's file by whoever runs the machine.",
    http: 422,
  },
  "wizard.file": {
    vi: "«{key}» chỉ đến một tệp trên máy chủ; việc đó chỉ ghi được trong tệp cấu hình.",
    en: "“{key}” names a file on the server; that can only be written in the profile's file.",
    http: 422,
  },
} as const satisfies Record<string, Entry>;

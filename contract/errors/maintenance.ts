import type { Entry } from "./entry.ts";

/** Planned downtimes of sources. */
export const maintenanceErrors = {
  "maintenance.time-unreadable": {
    vi: "Không đọc được giờ «{text}». Hãy ghi như 17:00, 17:00 28/11 hoặc 28/11/2026 17:00.",
    en: "The time “{text}” cannot be read. Write it as 17:00, 17:00 28/11 or 28/11/2026 17:00.",
    http: 400,
  },
  "maintenance.times-wrong": {
    vi: "Bảo trì phải kết thúc sau lúc bắt đầu và sau bây giờ: {from} – {until}.",
    en: "Maintenance has to end after it begins and after now: {from} – {until}.",
    http: 400,
  },
  "maintenance.until-missing": {
    vi: "Hãy ghi bảo trì đến lúc nào: --until 17:00.",
    en: "Say until when: --until 17:00.",
    exit: 64,
  },
  "maintenance.too-far": {
    vi: "Chỉ báo trước được bảo trì trong {days} ngày tới; {until} xa hơn.",
    en: "Maintenance can be said for the next {days} days; {until} is further off.",
    http: 400,
  },
  "maintenance.too-many": {
    vi: "Nguồn {id} đã có {limit} lần bảo trì chưa xong. Hãy huỷ bớt rồi báo lại.",
    en: "Source {id} already has {limit} windows of maintenance that are not over. End some of them first.",
    http: 409,
  },
  "maintenance.none": {
    vi: "Nguồn {id} không có lần bảo trì nào đang hay sắp diễn ra.",
    en: "Source {id} has no maintenance that lasts or is to come.",
    http: 404,
  },
} as const satisfies Record<string, Entry>;

import type { Entry } from "./entry.ts";

/** Notifications to people's devices. */
export const pushErrors = {
  "push.service-unknown": {
    vi: "Trình duyệt này nhận thông báo qua {host}, là dịch vụ mà trung tâm không gửi tới. Hãy dùng Chrome, Edge, Firefox hoặc Safari.",
    en: "This browser gets its notifications by {host}, a service that the centre does not send to. Use Chrome, Edge, Firefox or Safari.",
    http: 400,
  },
  "push.too-many": {
    vi: "Đã bật thông báo trên {most} máy, là nhiều nhất. Tắt ở một máy không còn dùng rồi bật lại ở đây.",
    en: "Notifications are on for {most} devices, the most that can be. Turn them off on one that is no longer used.",
    http: 409,
  },
} as const satisfies Record<string, Entry>;

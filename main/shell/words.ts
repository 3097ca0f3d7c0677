import type { Language, Words } from "#contract/entities/text.ts";

/** The few sentences the shell itself says: in its title bars, its one question, and to whoever started it. */
const words = {
  display: { vi: "Màn hình {number}", en: "Monitor {number}" },
  desk: { vi: "Bàn điều khiển", en: "Desk" },
  up: {
    vi: "Bức tường «{title}» đã lên: {count} màn hình.\nXem bằng trình duyệt: {link}\nBàn điều khiển: Ctrl+D. Thoát: Ctrl+Q trên bức tường, hoặc Ctrl+C ở đây.",
    en: "The wall “{title}” is up: {count} monitors.\nIn a browser: {link}\nThe desk: Ctrl+D. Leave: Ctrl+Q on the wall, or Ctrl+C here.",
  },
  shown: {
    vi: "Các màn hình hiện số liệu lần cuối; đang kết nối máy chủ dữ liệu.",
    en: "The monitors show their last figures; the core is being started.",
  },
  coreLost: {
    vi: "Máy chủ dữ liệu của bức tường đã dừng; đang khởi động lại. Các màn hình giữ số liệu cuối.",
    en: "The wall's core stopped and is being started again. The monitors keep their last figures.",
  },
  fatal: { vi: "Bức tường không mở được.", en: "The wall could not be opened." },
  fatalMore: {
    vi: "Cài đặt của máy này (IOC_PORT, IOC_DATA …): {settings}\nNhật ký: {log}\nKiểm tra máy: gõ lệnh «ioc doctor»",
    en: "Settings of this machine (IOC_PORT, IOC_DATA …): {settings}\nLog: {log}\nTo check the machine: ioc doctor",
  },
  logPlace: {
    vi: "core.log trong thư mục dữ liệu",
    en: "core.log in the data folder",
  },
  standIn: {
    vi: "BẢN THỬ: Electron {version} thay cho bản hiện hành; không dùng để vận hành.",
    en: "FOR TRYING ONLY: Electron {version} stands in for the current one; not for real use.",
  },
  runsAlready: {
    vi: "Bức tường đang mở trên máy này; đã đưa lên trước.",
    en: "The wall is open on this machine already; it was brought to the front.",
  },
  close: { vi: "Đóng", en: "Close" },
  quitQuestion: { vi: "Tắt toàn bộ bức tường?", en: "Switch the whole wall off?" },
  quitDetail: {
    vi: "Mọi màn hình sẽ trống cho đến khi mở lại. Số liệu đã nhận được giữ nguyên.",
    en: "All monitors stay empty until it is started again. What was received is kept.",
  },
  quitYes: { vi: "Tắt", en: "Switch off" },
  quitNo: { vi: "Giữ nguyên", en: "Keep it on" },
} as const satisfies Record<string, Words>;

export function say(key: keyof typeof words, language: Language, params: Record<string, string | number> = {}): string {
  return words[key][language].replace(/\{(\w+)\}/g, (all, name) => String(params[name] ?? all));
}

/** Sentences for whoever started the program; the launcher passes stdout through. */
export function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

import type { Entry } from "./entry.ts";

/** Why there is no forecast. */
export const forecastErrors = {
  "forecast.no-figure": {
    vi: "Chưa có số liệu nào để dự báo.",
    en: "There is no figure to forecast from.",
  },
  "forecast.late": {
    vi: "Số liệu đã {minutes} phút chưa có số mới, nên không dự báo. Xem nguồn số liệu.",
    en: "No new figure has come for {minutes} minutes, so nothing is forecast. See the source.",
  },
  "forecast.bad": {
    vi: "Nguồn báo số liệu hiện tại không dùng được, nên không dự báo.",
    en: "The source says that its present figure is bad, so nothing is forecast.",
  },
  "forecast.gap": {
    vi: "Số liệu mấy giờ qua bị đứt quãng, nên chưa dự báo được; cần {needed} giờ liền.",
    en: "The figures of the last hours have a gap, so nothing is forecast; {needed} hours on end are needed.",
  },
  "forecast.too-little-past": {
    vi: "Mới có {found} giờ số liệu, chưa đủ để dự báo; cần ít nhất {needed} giờ.",
    en: "There are {found} hours of figures, too few to forecast from; at least {needed} are needed.",
  },
  "forecast.too-many": {
    vi: "Đã dự báo đủ {limit} chuỗi số liệu; chuỗi này không được dự báo. Bớt forecastHours ở chỉ tiêu khác.",
    en: "{limit} series are forecast already, and this one is not. Take forecastHours from another indicator.",
  },
  "forecast.off": {
    vi: "Chỉ tiêu này không còn được dự báo.",
    en: "This indicator is forecast no longer.",
  },
  "forecast.unknown": {
    vi: "Chỉ tiêu «{indicator}» không được dự báo. Muốn dự báo, ghi forecastHours ở chỉ tiêu đó.",
    en: "“{indicator}” is not forecast. State forecastHours of that indicator to have it forecast.",
    http: 404,
  },
} as const satisfies Record<string, Entry>;

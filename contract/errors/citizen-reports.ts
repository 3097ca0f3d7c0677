import type { Entry } from "./entry.ts";

/** Reports of citizens, as the platform that takes them tells of them. */
export const citizenReportsErrors = {
  "citizen-report.invalid": {
    vi: "Phản ánh không đúng dạng ở {at}: {detail}. Hãy sửa «mapping» cho khớp Open311 GeoReport v2.",
    en: "The report is malformed at {at}: {detail}. Have “mapping” give what Open311 GeoReport v2 says.",
  },
  "citizen-report.no-id": {
    vi: "Phản ánh không có mã (service_request_id), nên không biết lần sau có phải là nó không.",
    en: "The report has no id (service_request_id), so nobody could tell whether the next one is the same.",
  },
  "citizen-report.no-service": {
    vi: "Phản ánh «{id}» không nói về việc gì (service_name, service_code).",
    en: "The report “{id}” does not say what it is about (service_name, service_code).",
  },
  "citizen-report.bad-position": {
    vi: "Toạ độ của phản ánh «{id}» không dùng được: lat {lat}, long {long} (cần độ thập phân WGS 84).",
    en: "The position of the report “{id}” cannot be used: lat {lat}, long {long} (decimal degrees, WGS 84).",
  },
  "citizen-report.outside": {
    vi: "Phản ánh «{id}» ở ngoài phạm vi bản đồ: lat {lat}, long {long}. Nếu cả loạt đều thế, có thể vĩ độ và kinh độ bị đảo.",
    en: "The report “{id}” is outside the site's map: lat {lat}, long {long}. If all of them are, latitude and longitude may be swapped.",
  },
  "citizen-report.from-future": {
    vi: "Phản ánh «{id}» ghi lúc {time}, ở tương lai quá 5 phút. Hãy kiểm tra đồng hồ của nền tảng.",
    en: "The report “{id}” is dated {time}, more than 5 minutes in the future. Check the platform's clock.",
  },
  "citizen-report.too-old": {
    vi: "Phản ánh «{id}» đổi lần cuối lúc {time}, cũ hơn mức giữ ({days} ngày).",
    en: "The report “{id}” last changed at {time}, longer ago than what is kept ({days} days).",
  },
  "citizen-report.no-room": {
    vi: "Đã giữ đủ {limit} phản ánh; «{id}» đổi lần cuối lúc {time}, trước mọi phản ánh đang giữ, nên bỏ qua.",
    en: "{limit} reports are kept, as many as may be; “{id}” last changed at {time}, before all of them, and is left out.",
  },
  "citizen-report.too-many": {
    vi: "Đang có {limit} lần gửi phản ánh chờ ghi; hãy gửi lại sau ít giây.",
    en: "{limit} sets of reports wait to be written; send again in some seconds.",
    http: 503,
  },
  "citizen-report.unknown": { vi: "Không còn phản ánh này.", en: "There is no such report any more.", http: 404 },
} as const satisfies Record<string, Entry>;

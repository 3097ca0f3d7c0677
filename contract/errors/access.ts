import type { Entry } from "./entry.ts";

/** Who may, what a request must be, and the live stream. */
export const accessErrors = {
  "secret.missing": {
    vi: "Chưa có mật khẩu «{name}». Hãy đặt bằng lệnh: ioc secret set {name}",
    en: "The secret “{name}” is not set. Set it with: ioc secret set {name}",
    exit: 78,
    http: 404,
  },
  "secret.unreadable": {
    vi: "Không giải mã được mật khẩu «{name}» (khoá đã đổi). Hãy đặt lại bằng lệnh: ioc secret set {name}",
    en: "The secret “{name}” cannot be decrypted (the key changed). Set it again with: ioc secret set {name}",
    exit: 78,
  },
  "secret.bound-elsewhere": {
    vi: "Mật khẩu «{name}» chưa được phép gửi tới «{host}» (cho {user}; trước đây: {bound}). Nếu đúng là máy mới, quản trị viên chạy: ioc secret bind {name}",
    en: "The secret “{name}” may not be sent to “{host}” yet (for {user}; before: {bound}). If that is the right machine, an administrator runs: ioc secret bind {name}",
    exit: 78,
    http: 409,
  },
  "secret.key-damaged": {
    vi: "Tệp khoá «{file}» bị hỏng. Hãy chép lại từ bản sao lưu, hoặc xoá nó rồi đặt lại các mật khẩu.",
    en: "The key file “{file}” is damaged. Restore it from the backup, or delete it and set the passwords again.",
    exit: 78,
  },
  "audit.not-written": {
    vi: "Nhật ký kiểm toán không ghi được: việc vừa làm không có trong nhật ký. Hãy kiểm tra đĩa chứa thư mục dữ liệu.",
    en: "The audit trail cannot be written: what was just done is not in it. Check the disk of the data folder.",
    http: 503,
  },
  "audit.nearly-full": {
    vi: "Nhật ký kiểm toán sắp đầy: {entries} trên {most} mục; quá mức đó mục cũ nhất bị bỏ trước hạn. Hãy tải nhật ký về lưu.",
    en: "The audit trail is nearly full: {entries} of {most} entries; beyond that the oldest go before their time. Take a copy of it.",
    http: 503,
  },
  "audit.syslog-cut": {
    vi: "Máy chủ nhật ký {host} không nhận bản sao nhật ký kiểm toán ({detail}). Chưa mất mục nào: sẽ gửi tiếp khi nối lại. Hãy kiểm tra máy chủ, tường lửa và chứng thư.",
    en: "The log server {host} does not take the copy of the audit trail ({detail}). Nothing is lost: it goes on once it is reached. Check the server, the firewall and the certificate.",
    http: 503,
  },
  "audit.syslog-behind": {
    vi: "Bản sao nhật ký kiểm toán gửi tới {host} đang chậm hơn nhật ký. Chưa mất mục nào; hãy xem máy chủ đó có quá tải không.",
    en: "The copy of the audit trail that goes to {host} is behind. Nothing is lost; see whether that server is overloaded.",
    http: 503,
  },
  "audit.broken": {
    vi: "Nhật ký kiểm toán không còn nguyên vẹn từ mục {number} ({fault}). Giữ nguyên thư mục dữ liệu và báo người phụ trách an toàn thông tin.",
    en: "The audit trail is not whole from entry {number} on ({fault}). Leave the data folder as it is and tell whoever is responsible for security.",
    exit: 65,
  },
  "access.no-token": {
    vi: "Cần mã truy cập. Hãy mở bằng liên kết được in ra khi khởi động, hoặc xin quản trị viên cấp.",
    en: "A token is needed. Open the link printed at the start, or ask an administrator for one.",
    http: 401,
  },
  "access.start-link": { vi: "liên kết in ra khi mở phần mềm", en: "the link printed at the start" },
  "access.bad-token": {
    vi: "Mã truy cập không đúng hoặc đã bị thu hồi. Hãy xin quản trị viên cấp lại.",
    en: "The token is wrong or was withdrawn. Ask an administrator for a new one.",
    http: 401,
  },
  "access.bad-signature": {
    vi: "Chữ ký không đúng, hoặc đồng hồ hai bên lệch quá {minutes} phút.",
    en: "The signature is wrong, or the two clocks are more than {minutes} minutes apart.",
    http: 401,
  },
  "access.signature-needed": {
    vi: "Nguồn này chỉ nhận lần gọi có chữ ký; mã truy cập là chưa đủ. Muốn nhận cả hai, đặt acceptTokens: true cho nguồn trong cấu hình.",
    en: "This source takes signed calls only; a token is not enough. To take both, set acceptTokens: true for the source in the profile.",
    http: 401,
  },
  "access.other-source": {
    vi: "Mã truy cập này được cấp cho nguồn khác, không phải «{id}». Hãy tạo mã riêng: ioc token create --role ingest --source {id}",
    en: "This token is for other sources, not for “{id}”. Make one for it: ioc token create --role ingest --source {id}",
    http: 403,
  },
  "access.forbidden": {
    vi: "Tài khoản này không có quyền làm việc đó.",
    en: "This token has no right to do that.",
    http: 403,
  },
  "access.desk-forbidden": {
    vi: "Bàn điều khiển chỉ mở cho trực ban và quản trị. Mã đang dùng không có quyền đó; hãy xin quản trị viên cấp mã trực ban.",
    en: "The desk opens for operators and administrators only. This token has no such right; ask the administrator for an operator's token.",
    http: 403,
  },
  "request.invalid": {
    vi: "Yêu cầu không đúng dạng ở {at}: {detail}.",
    en: "The request is malformed at {at}: {detail}.",
    http: 400,
  },
  "request.wrong-host": {
    vi: "Máy chủ này không mang tên «{host}». Hãy mở bằng liên kết được in ra khi khởi động.",
    en: "This server is not called “{host}”. Open the link printed at the start.",
    http: 421,
  },
  "request.too-large": {
    vi: "Một lần gửi tối đa {readings} số liệu và {limitKb} KB. Hãy chia nhỏ.",
    en: "One call takes at most {readings} readings and {limitKb} KB. Send it in parts.",
    http: 413,
  },
  "request.no-room": {
    vi: "Đang có quá nhiều lần gọi chờ kiểm tra chữ ký. Hãy gửi lại sau ít giây; chưa có gì bị mất.",
    en: "Too many calls wait for their signature to be looked at. Send again in a few seconds; nothing was taken.",
    http: 503,
  },
  "request.too-slow": {
    vi: "Nội dung không tới đủ trong {seconds} giây. Hãy kiểm tra đường truyền rồi gửi lại.",
    en: "The body did not come within {seconds} seconds. Check the line and send again.",
    http: 408,
  },
  "request.broken-off": {
    vi: "Lần gọi đứt giữa chừng. Hãy gửi lại.",
    en: "The call broke off. Send it again.",
    http: 400,
  },
  "request.not-found": { vi: "Không có địa chỉ này.", en: "There is nothing at this address.", http: 404 },
  "request.too-many": {
    vi: "Quá nhiều yêu cầu. Hãy thử lại sau ít giây.",
    en: "Too many requests. Try again in a few seconds.",
    http: 429,
  },
  "token.unknown": { vi: "Không có mã truy cập số {id}.", en: "There is no token number {id}.", exit: 66, http: 404 },
  "token.needs-source": {
    vi: "Mã để gửi số liệu phải nói rõ của nguồn nào: --source TÊN-NGUỒN (ghi nhiều lần được). Nguồn nhận mã: {known}.",
    en: "A token to hand readings in must say for which sources: --source NAME (may be given several times). Sources that take tokens: {known}.",
    exit: 64,
    http: 400,
  },
  "token.no-such-source": {
    vi: "Không có nguồn «{id}» nào nhận lần gọi bằng mã. Nguồn nhận mã: {known}.",
    en: "There is no source “{id}” that takes calls with a token. Sources that take tokens: {known}.",
    exit: 64,
    http: 400,
  },
  "token.sources-of-ingest-only": {
    vi: "Chỉ mã quyền ingest mới gắn với nguồn.",
    en: "Only tokens of role ingest are bound to sources.",
    exit: 64,
    http: 400,
  },
  "token.was-bound": {
    vi: "Mã nhập số liệu số {id} ({label}) có từ trước, nay chỉ dùng được cho: {sources}. Nên tạo mã riêng cho từng nguồn rồi thu hồi mã này.",
    en: "Token number {id} ({label}) for readings is from before; from now on it is good for these alone: {sources}. Better make a token for each source and revoke this one.",
  },
  "live.protocol-mismatch": {
    vi: "Màn hình này dùng phiên bản {client}, máy chủ dùng {server}. Hãy tải lại hoặc cập nhật.",
    en: "This screen speaks version {client}, the core {server}. Reload or update it.",
  },
  "live.message-invalid": {
    vi: "Tin nhắn không đúng dạng: {detail}.",
    en: "Malformed message: {detail}.",
  },
  "live.too-many-unknown": {
    vi: "Đang có quá nhiều kết nối chưa xưng danh. Hãy thử lại sau ít giây.",
    en: "Too many lines have not said yet who they are. Try again in a few seconds.",
    http: 503,
  },
  "live.too-many-clients": {
    vi: "Đã có {limit} màn hình kết nối; không nhận thêm.",
    en: "{limit} screens are connected already; no more are taken.",
  },
  internal: {
    vi: "Có lỗi bên trong phần mềm (mã {reference}). Đã ghi nhật ký; hãy báo quản trị viên.",
    en: "Something went wrong inside the program (reference {reference}). It was logged; tell the administrator.",
    exit: 70,
    http: 500,
  },
} as const satisfies Record<string, Entry>;

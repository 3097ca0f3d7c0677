import { z } from "zod";
import type { Language, Words } from "./entities/text.ts";

/** What a code carries: words for people in both languages, the exit code where it ends a program, the HTTP status where it answers a call. */
type Entry = Words & { exit?: number; http?: number };

/**
 * Every error that crosses a process or network line. A code is never reused for another meaning. {name} is filled
 * from the parameters. Exit codes follow sysexits(3): 64 usage, 66 no input, 69 unavailable, 73 cannot create,
 * 74 I/O, 75 try again, 77 no permission, 78 configuration.
 */
export const catalogue = {
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
  "store.locked": {
    vi: "Cơ sở dữ liệu «{file}» đang bị chương trình khác khoá. Hãy đóng chương trình đó rồi mở lại.",
    en: "The database “{file}” is locked by another program. Close it and start again.",
    exit: 75,
  },
  "store.foreign": {
    vi: "Tệp «{file}» không phải cơ sở dữ liệu của phần mềm này; nó được giữ nguyên. Hãy chọn thư mục dữ liệu khác bằng --data.",
    en: "“{file}” is not this program's database; it was left as it is. Choose another data folder with --data.",
    exit: 78,
  },
  "store.newer": {
    vi: "Cơ sở dữ liệu «{file}» do phiên bản mới hơn tạo ra (lược đồ {found}, bản này đọc đến {known}). Hãy cập nhật phần mềm.",
    en: "The database “{file}” was made by a newer version (schema {found}, this one reads up to {known}). Update the program.",
    exit: 78,
  },
  "store.damaged": {
    vi: "Cơ sở dữ liệu «{file}» bị hỏng: {detail}. Tệp được giữ nguyên để khôi phục; hãy gọi người quản trị.",
    en: "The database “{file}” is damaged: {detail}. It was left for recovery; call the administrator.",
    exit: 74,
  },
  "store.full": {
    vi: "Đĩa chứa «{folder}» đã đầy: số liệu mới chưa được ghi nên chưa hiển thị. Hãy giải phóng dung lượng; phần mềm tự tiếp tục.",
    en: "The disk of “{folder}” is full: new figures are not stored and therefore not shown. Free some space; it goes on by itself.",
    exit: 74,
  },
  "store.failed": {
    vi: "Không ghi được số liệu vào «{folder}»: {detail}. Số liệu mới chưa hiển thị; phần mềm tự thử lại.",
    en: "Figures cannot be written to “{folder}”: {detail}. New ones are not shown; it tries again by itself.",
    exit: 74,
  },
  "secret.missing": {
    vi: "Chưa có mật khẩu «{name}». Hãy đặt bằng lệnh: npm run ioc -- secret set {name}",
    en: "The secret “{name}” is not set. Set it with: npm run ioc -- secret set {name}",
    exit: 78,
    http: 404,
  },
  "source.unreachable": {
    vi: "Không kết nối được tới {host}: {detail}.",
    en: "{host} cannot be reached: {detail}.",
  },
  "source.refused": {
    vi: "{host} từ chối đăng nhập. Hãy kiểm tra tài khoản và mật khẩu.",
    en: "{host} refuses the login. Check the account and its password.",
  },
  "source.timeout": {
    vi: "{host} không trả lời trong {seconds} giây.",
    en: "{host} did not answer within {seconds} seconds.",
  },
  "source.http-status": {
    vi: "{host} trả lời mã lỗi {status}.",
    en: "{host} answered with status {status}.",
  },
  "source.redirected": {
    vi: "{host} chuyển hướng sang máy chủ khác ({to}); không đi theo vì lý do an toàn.",
    en: "{host} redirects to another host ({to}); not followed, for safety.",
  },
  "source.too-large": {
    vi: "{host} trả lời quá lớn (hơn {limitMb} MB), đã bỏ.",
    en: "{host} answered with more than {limitMb} MB; dropped.",
  },
  "source.not-json": {
    vi: "Nội dung nhận từ {host} không phải JSON: {detail}.",
    en: "What {host} sent is not JSON: {detail}.",
  },
  "source.mapping-failed": {
    vi: "Biểu thức ánh xạ của nguồn báo lỗi: {detail}.",
    en: "The source's mapping expression fails: {detail}.",
  },
  "source.nothing-mapped": {
    vi: "Nguồn có trả lời nhưng không có số liệu nào dùng được: {detail}.",
    en: "The source answers, but no reading could be used: {detail}.",
  },
  "source.silent": {
    vi: "Không nhận được số liệu mới từ {time}.",
    en: "No new reading since {time}.",
  },
  "source.folder-missing": {
    vi: "Không có thư mục «{folder}».",
    en: "There is no folder “{folder}”.",
  },
  "source.file-unreadable": {
    vi: "Không đọc được tệp «{file}»: {detail}.",
    en: "The file “{file}” cannot be read: {detail}.",
  },
  "source.file-too-large": {
    vi: "Tệp «{file}» lớn hơn {limitMb} MB, không đọc.",
    en: "The file “{file}” is larger than {limitMb} MB and was not read.",
  },
  "reading.invalid": {
    vi: "Số liệu không đúng dạng ở {at}: {detail}.",
    en: "The reading is malformed at {at}: {detail}.",
  },
  "reading.unknown-indicator": {
    vi: "Không có chỉ tiêu «{indicator}» trong danh mục.",
    en: "There is no indicator “{indicator}” in the catalogue.",
  },
  "reading.unknown-place": {
    vi: "Không có địa điểm «{place}» trong danh mục.",
    en: "There is no place “{place}” in the catalogue.",
  },
  "reading.wrong-unit": {
    vi: "Chỉ tiêu «{indicator}» tính bằng «{expected}», nhận được «{found}».",
    en: "“{indicator}” is counted in “{expected}”, got “{found}”.",
  },
  "reading.out-of-range": {
    vi: "Giá trị {value} của «{indicator}» nằm ngoài khoảng hợp lý {min}–{max}.",
    en: "{value} is outside the plausible range {min}–{max} of “{indicator}”.",
  },
  "reading.from-future": {
    vi: "Thời điểm {asOf} của «{indicator}» ở tương lai quá 5 phút. Hãy kiểm tra đồng hồ của nguồn.",
    en: "{asOf} of “{indicator}” is more than 5 minutes in the future. Check the source's clock.",
  },
  "camera.unreachable": {
    vi: "Không kết nối được camera. Hãy kiểm tra nguồn điện và đường mạng.",
    en: "The camera cannot be reached. Check its power and network.",
  },
  "camera.wrong-password": {
    vi: "Camera từ chối mật khẩu. Hãy đặt lại bằng lệnh «secret set».",
    en: "The camera refuses the password. Set it again with “secret set”.",
  },
  "camera.not-found": {
    vi: "Camera không có luồng hình ở địa chỉ đã khai.",
    en: "The camera has no stream at the given address.",
  },
  "camera.unsupported": {
    vi: "Camera dùng chuẩn nén {codec}, chưa hiển thị được. Hãy chọn luồng H.264 trên camera.",
    en: "The camera uses {codec}, which cannot be shown. Choose an H.264 stream on the camera.",
  },
  "camera.no-pictures": {
    vi: "Camera có kết nối nhưng không gửi hình mới từ {time}.",
    en: "The camera is connected but has sent no new picture since {time}.",
  },
  "camera.gateway-missing": {
    vi: "Máy này chưa có ffmpeg nên không xem được camera. Hãy cài: {command}",
    en: "ffmpeg is not installed here, so cameras cannot be shown. Install it: {command}",
  },
  "camera.gateway-failed": {
    vi: "Cổng hình dừng bất thường (mã {exit}); đang nối lại.",
    en: "The gateway stopped unexpectedly (code {exit}); reconnecting.",
  },
  "camera.unknown": { vi: "Không có camera «{id}».", en: "There is no camera “{id}”.", http: 404 },
  "camera.not-ready": {
    vi: "Camera chưa có hình mới.",
    en: "The camera has no new pictures yet.",
    http: 503,
  },
  "camera.no-last-picture": {
    vi: "Camera chưa có hình nào được lưu.",
    en: "No picture of this camera is kept.",
    http: 404,
  },
  "simulator.failed": {
    vi: "Bộ mô phỏng đã dừng: {detail}. Đang khởi động lại.",
    en: "The simulator stopped: {detail}. Starting it again.",
  },
  "access.no-token": {
    vi: "Cần mã truy cập. Hãy mở bằng liên kết được in ra khi khởi động, hoặc xin quản trị viên cấp.",
    en: "A token is needed. Open the link printed at the start, or ask an administrator for one.",
    http: 401,
  },
  "access.bad-token": {
    vi: "Mã truy cập không đúng hoặc đã bị thu hồi. Hãy xin quản trị viên cấp lại.",
    en: "The token is wrong or was withdrawn. Ask an administrator for a new one.",
    http: 401,
  },
  "access.forbidden": {
    vi: "Tài khoản này không có quyền làm việc đó.",
    en: "This token has no right to do that.",
    http: 403,
  },
  "request.invalid": {
    vi: "Yêu cầu không đúng dạng ở {at}: {detail}.",
    en: "The request is malformed at {at}: {detail}.",
    http: 400,
  },
  "request.not-found": { vi: "Không có địa chỉ này.", en: "There is nothing at this address.", http: 404 },
  "request.too-many": {
    vi: "Quá nhiều yêu cầu. Hãy thử lại sau ít giây.",
    en: "Too many requests. Try again in a few seconds.",
    http: 429,
  },
  "live.protocol-mismatch": {
    vi: "Màn hình này dùng phiên bản {client}, máy chủ dùng {server}. Hãy tải lại hoặc cập nhật.",
    en: "This screen speaks version {client}, the core {server}. Reload or update it.",
  },
  "live.message-invalid": {
    vi: "Tin nhắn không đúng dạng: {detail}.",
    en: "Malformed message: {detail}.",
  },
  "live.too-many-clients": {
    vi: "Đã có {limit} màn hình kết nối; không nhận thêm.",
    en: "{limit} screens are connected already; no more are taken.",
  },
  "wall.not-running": {
    vi: "Không thấy bức tường nào đang chạy ({where}). Hãy mở bằng npm start, hoặc chỉ rõ --data hay --port.",
    en: "No running wall was found ({where}). Start it with npm start, or name --data or --port.",
    exit: 69,
  },
  "wall.no-windows": {
    vi: "Chưa có màn hình nào của bức tường đang mở, nên không chụp được.",
    en: "No window of the wall is open, so there is nothing to take a picture of.",
    exit: 69,
    http: 503,
  },
  "wall.capture-failed": {
    vi: "Không chụp được bức tường: {detail}.",
    en: "The wall could not be captured: {detail}.",
    exit: 74,
    http: 503,
  },
  "file.not-writable": {
    vi: "Không ghi được tệp «{file}»: {detail}.",
    en: "The file “{file}” cannot be written: {detail}.",
    exit: 73,
  },
  "panel.unknown": { vi: "Không có loại ô «{panel}».", en: "There is no panel kind “{panel}”." },
  "panel.settings-invalid": {
    vi: "Thiết đặt của ô không đúng ở {at}: {detail}.",
    en: "The tile's settings are wrong at {at}: {detail}.",
  },
  internal: {
    vi: "Có lỗi bên trong phần mềm (mã {reference}). Đã ghi nhật ký; hãy báo quản trị viên.",
    en: "Something went wrong inside the program (reference {reference}). It was logged; tell the administrator.",
    exit: 70,
    http: 500,
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof catalogue;
export type ErrorParams = Record<string, string | number>;

/** An error as it crosses a line: a code and its parameters, never a finished sentence, so each reader gets their language. */
export const CodedMessage = z.strictObject({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type CodedMessage = z.infer<typeof CodedMessage>;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(catalogue, code);

/** The sentence for a person. A code from a newer version that is not known here is shown as itself rather than hidden. */
export function sentence(message: CodedMessage, language: Language): string {
  if (!isErrorCode(message.code)) return message.code;
  return catalogue[message.code][language].replace(/\{(\w+)\}/g, (all, name) => String(message.params[name] ?? all));
}

/** Thrown inside a process; `toMessage()` is what crosses its border. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: { cause?: unknown }) {
    super(sentence({ code, params }, "en"), options);
    this.name = "CodedError";
    this.code = code;
    this.params = params;
  }

  toMessage(): CodedMessage {
    return { code: this.code, params: this.params };
  }

  get exitCode(): number {
    return (catalogue[this.code] as Entry).exit ?? 70;
  }

  get httpStatus(): number {
    return (catalogue[this.code] as Entry).http ?? 500;
  }
}

// Long because it is one catalogue: a code is looked up, translated and kept unique in one place.
import type { CodedMessage } from "./coded-message.ts";
import type { Language, Words } from "./entities/text.ts";

export type { CodedMessage } from "./coded-message.ts";

/** What a code carries: words for people in both languages, the exit code where it ends a program, the HTTP status where it answers a call. */
type Entry = Words & { exit?: number; http?: number };

/**
 * Every error that crosses a process or network line. A code is never reused for another meaning. {name} is filled
 * from the parameters. Exit codes follow sysexits(3): 64 usage, 65 bad data, 66 no input, 69 unavailable, 73 cannot create,
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
  "mistake.yaml": { vi: "sai cú pháp YAML: {detail}", en: "not YAML: {detail}" },
  "mistake.unreadable": { vi: "không đọc được tệp: {detail}", en: "the file cannot be read: {detail}" },
  "mistake.no-files": { vi: "thư mục không có tệp .yaml nào", en: "the folder holds no .yaml file" },
  "mistake.not-a-map": {
    vi: "cả tệp phải là các mục «tên: giá trị», nhận được {found}",
    en: "the file must be a map of keys, found {found}",
  },
  "mistake.duplicate-key": {
    vi: "mục «{key}» khai hai lần trong cùng một chỗ; hãy giữ một",
    en: "the key “{key}” stands twice in one place; keep one",
  },
  "mistake.key-in-two-files": {
    vi: "mục «{key}» đã khai trong {other}; mỗi mục chỉ nằm trong một tệp",
    en: "the key “{key}” stands in {other} already; a key belongs into one file",
  },
  "mistake.unknown-key": {
    vi: "không có mục «{key}» ở đây; hãy kiểm tra chính tả",
    en: "there is no key “{key}” here; check its spelling",
  },
  "mistake.missing": { vi: "thiếu mục này (cần {expected})", en: "is missing (expected {expected})" },
  "mistake.expected": { vi: "cần {expected}, nhận được {found}", en: "expected {expected}, found {found}" },
  "mistake.span": {
    vi: "cần khoảng thời gian như 30s, 5m, 12h hoặc 450d, nhận được {found}",
    en: "expected a span such as 30s, 5m, 12h or 450d, found {found}",
  },
  "mistake.id": {
    vi: "cần mã gồm chữ thường không dấu, số, dấu chấm, gạch nối (ví dụ huu-nghi), nhận được {found}",
    en: "expected an id of lower-case letters, digits, dots and hyphens (such as huu-nghi), found {found}",
  },
  "mistake.instant": {
    vi: "cần thời điểm ISO 8601 có múi giờ (ví dụ 2025-12-31T23:59:59+07:00), nhận được {found}",
    en: "expected an ISO 8601 instant with an offset (such as 2025-12-31T23:59:59+07:00), found {found}",
  },
  "mistake.rtsp-url": {
    vi: "cần địa chỉ rtsp://máy/đường-dẫn không kèm tài khoản (đặt username, password riêng)",
    en: "expected rtsp://host/path without an account (username and password stand apart)",
  },
  "mistake.freshness-order": {
    vi: "cần lateAfter < staleAfter < lostAfter",
    en: "expected lateAfter < staleAfter < lostAfter",
  },
  "mistake.threshold-side": {
    vi: "mỗi ngưỡng cần đúng một trong hai mục above, below",
    en: "a threshold takes exactly one of above and below",
  },
  "mistake.duplicate-id": {
    vi: "mã «{id}» đã dùng ở trên; mỗi mã chỉ dùng một lần",
    en: "the id “{id}” is used above already",
  },
  "mistake.unknown-place": {
    vi: "không có địa điểm «{id}» trong danh sách places",
    en: "there is no place “{id}” among the places",
  },
  "mistake.unknown-indicator": {
    vi: "không có chỉ tiêu «{id}» trong danh sách indicators",
    en: "there is no indicator “{id}” among the indicators",
  },
  "mistake.unknown-camera": {
    vi: "không có camera «{id}» trong danh sách cameras",
    en: "there is no camera “{id}” among the cameras",
  },
  "mistake.unknown-scene": {
    vi: "không có cảnh «{id}» trong danh sách scenes",
    en: "there is no scene “{id}” among the scenes",
  },
  "mistake.outside-wall": {
    vi: "ô nằm ngoài bức tường {width}×{height} đơn vị",
    en: "the tile lies outside the wall of {width}×{height} units",
  },
  "mistake.derived-retired": {
    vi: "chỉ tiêu «{part}» đã ngừng dùng nên không tính từ nó được",
    en: "“{part}” is out of use, so nothing can be derived from it",
  },
  "mistake.derived-twice": {
    vi: "địa điểm «{place}» ghi hai lần, sẽ bị cộng hai lần",
    en: "the place “{place}” stands twice and would be added twice",
  },
  "mistake.derived-circle": {
    vi: "các chỉ tiêu được tính vòng tròn từ nhau: {circle}; hãy bỏ một mắt xích",
    en: "indicators are derived from one another in a circle: {circle}; take one link out",
  },
  "mistake.derived-cumulative": {
    vi: "luỹ kế từ đầu năm cần số liệu theo ngày, tháng, quý hoặc năm; «{part}» tính theo phút hoặc giờ",
    en: "a sum since the beginning of the year takes figures by the day, month, quarter or year; “{part}” is by the minute or hour",
  },
  "mistake.derived-average": {
    vi: "trung bình trượt của chỉ tiêu này dài nhất {limit} ngày, nhận được {found}",
    en: "a moving average of this indicator is over {limit} days at most, found {found}",
  },
  "mistake.derived-no-plan": {
    vi: "chỉ tiêu «{part}» chưa có kế hoạch (mục plan) nên không so được",
    en: "“{part}” has no plan (key plan) to be compared with",
  },
  "mistake.derived-unit": {
    vi: "được tính từ «{part}» nên đơn vị phải là «{expected}», nhận được «{found}»",
    en: "is derived from “{part}”, so its unit must be “{expected}”, found “{found}”",
  },
  "mistake.expected-every": {
    vi: "cần every không dài hơn lateAfter",
    en: "expected every to be no longer than lateAfter",
  },
  "mistake.place-dates": {
    vi: "ngày thôi tồn tại ({to}) phải sau ngày bắt đầu ({from})",
    en: "the day it ceases ({to}) must come after the day it begins ({from})",
  },
  "mistake.succession-end": {
    vi: "«{place}» khai thôi tồn tại từ {end}; ngày kế thừa phải đúng ngày đó",
    en: "“{place}” ceases on {end}; its succession must be on that day",
  },
  "mistake.shares": {
    vi: "các phần của «{place}» cộng lại phải bằng 1, nhận được {total}",
    en: "the shares of “{place}” must add up to 1, found {total}",
  },
  "mistake.succession-days": {
    vi: "«{place}» nhận nơi khác vào cả ngày {day} lẫn ngày {on}; nơi đã mở rộng cần một mã mới",
    en: "“{place}” takes others in on {day} and on {on}; a place that has grown needs an id of its own",
  },
  "mistake.succession-order": {
    vi: "«{place}» chỉ có từ {day}, nên ngày kế thừa phải sau đó",
    en: "“{place}” exists from {day} only, so its succession must come later",
  },
  "mistake.day": {
    vi: "cần ngày dạng 2025-07-01, nhận được {found}",
    en: "expected a day such as 2025-07-01, found {found}",
  },
  "mistake.time-zone": {
    vi: "không có múi giờ «{found}»; dùng tên IANA, ví dụ Asia/Ho_Chi_Minh",
    en: "there is no time zone “{found}”; use an IANA name such as Asia/Ho_Chi_Minh",
  },
  "mistake.mapping": {
    vi: "biểu thức JSONata sai: {detail}",
    en: "the JSONata expression is wrong: {detail}",
  },
  "mistake.unknown-reference": {
    vi: "không có tham chiếu «{name}»; dùng data, profile, simulator.mqtt, simulator.http, simulator.folder hoặc secret.TÊN",
    en: "there is no reference “{name}”; use data, profile, simulator.mqtt, simulator.http, simulator.folder or secret.NAME",
  },
  "mistake.url": {
    vi: "cần địa chỉ bắt đầu bằng {expected}, nhận được {found}",
    en: "expected an address that starts with {expected}, found {found}",
  },
  "mistake.schedule": {
    vi: "lịch {found} không đúng ({detail}); cần năm phần «phút giờ ngày tháng thứ», ví dụ 0 6 * * 1-5 là 6 giờ sáng thứ Hai đến thứ Sáu",
    en: "the schedule {found} is wrong ({detail}); expected “minute hour day month weekday”, such as 0 6 * * 1-5 for 6 a.m. from Monday to Friday",
  },
  "mistake.schedule-never": {
    vi: "lịch {found} không rơi vào ngày nào cả",
    en: "the schedule {found} falls on no day at all",
  },
  "mistake.every-or-schedule": {
    vi: "cần đúng một trong hai mục every (ví dụ 30s) và schedule (ví dụ 0 6 * * 1-5)",
    en: "a source takes exactly one of every (such as 30s) and schedule (such as 0 6 * * 1-5)",
  },
  "mistake.postgresql-url": {
    vi: "cần địa chỉ postgresql://máy:cổng/tên-cơ-sở-dữ-liệu không kèm tài khoản (đặt username, password riêng)",
    en: "expected postgresql://host:port/database without an account (username and password stand apart)",
  },
  "mistake.query": {
    vi: "câu truy vấn phải là một câu đọc, bắt đầu bằng SELECT hoặc WITH; nhận được {found}",
    en: "the query must be one that reads, beginning with SELECT or WITH; found {found}",
  },
  "mistake.query-since": {
    vi: "có since thì câu truy vấn phải dùng $1, và không có since thì không được dùng $1",
    en: "with since the query has to use $1, and without since it may not",
  },
  "mistake.one-login": {
    vi: "chỉ đăng nhập bằng một cách: bearer, basic hoặc oauth",
    en: "log in by one way only: bearer, basic or oauth",
  },
  "mistake.folder": {
    vi: "cần đường dẫn đầy đủ, hoặc bắt đầu bằng tham chiếu data hay profile, nhận được {found}",
    en: "expected a full path, or one that starts with a reference to data or profile, found {found}",
  },
  "mistake.file-missing": { vi: "không có tệp «{file}»", en: "there is no file “{file}”" },
  "mistake.word.text": { vi: "chữ", en: "text" },
  "mistake.word.number": { vi: "số", en: "a number" },
  "mistake.word.whole-number": { vi: "số nguyên", en: "a whole number" },
  "mistake.word.list": { vi: "danh sách", en: "a list" },
  "mistake.word.map": { vi: "nhóm mục «tên: giá trị»", en: "a map of keys" },
  "mistake.word.boolean": { vi: "true hoặc false", en: "true or false" },
  "mistake.word.nothing": { vi: "để trống", en: "nothing" },
  "mistake.word.value": { vi: "giá trị", en: "a value" },
  "options.invalid": {
    vi: "Tham số không đúng: {detail}. Gõ --help để xem cách dùng.",
    en: "Wrong options: {detail}. See --help.",
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
  "store.recovered": {
    vi: "Cơ sở dữ liệu bị hỏng lúc {time}; đã khôi phục từ bản sao lưu lúc {backup}. Tệp hỏng được giữ ở «{file}»; xem xong hãy chuyển nó đi nơi khác.",
    en: "The database was damaged at {time}; it was restored from the backup of {backup}. The damaged file is kept as “{file}”; move it away once it was looked at.",
  },
  "store.begun-anew": {
    vi: "Cơ sở dữ liệu bị hỏng lúc {time} và chưa có bản sao lưu; đã bắt đầu lại từ trống. Tệp hỏng được giữ ở «{file}»; hãy gọi người quản trị.",
    en: "The database was damaged at {time} and there was no backup; it began empty. The damaged file is kept as “{file}”; call the administrator.",
  },
  "store.full": {
    vi: "Đĩa chứa «{folder}» đã đầy: số liệu mới chưa được ghi nên chưa hiển thị. Hãy giải phóng dung lượng; phần mềm tự tiếp tục.",
    en: "The disk of “{folder}” is full: new figures are not stored and therefore not shown. Free some space; it goes on by itself.",
    exit: 74,
    http: 503,
  },
  "store.failed": {
    vi: "Không ghi được số liệu vào «{folder}»: {detail}. Số liệu mới chưa hiển thị; phần mềm tự thử lại.",
    en: "Figures cannot be written to “{folder}”: {detail}. New ones are not shown; it tries again by itself.",
    exit: 74,
    http: 503,
  },
  "secret.missing": {
    vi: "Chưa có mật khẩu «{name}». Hãy đặt bằng lệnh: npm run ioc -- secret set {name}",
    en: "The secret “{name}” is not set. Set it with: npm run ioc -- secret set {name}",
    exit: 78,
    http: 404,
  },
  "secret.unreadable": {
    vi: "Không giải mã được mật khẩu «{name}» (khoá đã đổi). Hãy đặt lại bằng lệnh: npm run ioc -- secret set {name}",
    en: "The secret “{name}” cannot be decrypted (the key changed). Set it again with: npm run ioc -- secret set {name}",
    exit: 78,
  },
  "secret.key-damaged": {
    vi: "Tệp khoá «{file}» bị hỏng. Hãy chép lại từ bản sao lưu, hoặc xoá nó rồi đặt lại các mật khẩu.",
    en: "The key file “{file}” is damaged. Restore it from the backup, or delete it and set the passwords again.",
    exit: 78,
  },
  "source.unreachable": {
    vi: "Không kết nối được tới {host}: {detail}.",
    en: "{host} cannot be reached: {detail}.",
  },
  "source.refused": {
    vi: "{host} từ chối đăng nhập. Hãy kiểm tra tài khoản và mật khẩu.",
    en: "{host} refuses the login. Check the account and its password.",
  },
  "source.token-refused": {
    vi: "{host} không cấp mã truy cập cho tài khoản này ({detail}). Hãy kiểm tra client, secret và scope.",
    en: "{host} gives this account no access token ({detail}). Check client, secret and scope.",
  },
  "source.token-unusable": {
    vi: "{host} trả lời nhưng không có mã truy cập dùng được (OAuth 2.0): {detail}.",
    en: "{host} answers, but with no usable access token (OAuth 2.0): {detail}.",
  },
  "source.no-right": {
    vi: "{host} không cho tài khoản này đọc: {detail}. Hãy xin quyền đọc (SELECT).",
    en: "{host} does not let this account read: {detail}. Ask for the right to read (SELECT).",
  },
  "source.no-tls": {
    vi: "{host} không mã hoá đường truyền (TLS). Hãy bật TLS ở máy chủ đó; chỉ khi nó ở ngay trên máy này mới đặt tls: false.",
    en: "{host} does not encrypt the line (TLS). Enable TLS there; set tls: false only for a server on this very machine.",
  },
  "source.not-postgresql": {
    vi: "{host} không trả lời như một máy chủ PostgreSQL. Hãy kiểm tra địa chỉ và cổng.",
    en: "{host} does not answer as a PostgreSQL server does. Check address and port.",
  },
  "source.query-failed": {
    vi: "{host} không thực hiện được câu truy vấn: {detail}.",
    en: "{host} could not carry out the query: {detail}.",
  },
  "source.query-wrong": {
    vi: "{host} báo lỗi ở dòng {line} của câu truy vấn: {detail}.",
    en: "{host} finds a mistake in line {line} of the query: {detail}.",
  },
  "source.query-writes": {
    vi: "Câu truy vấn định ghi vào {host}; phần mềm chỉ đọc nên đã bị chặn.",
    en: "The query tries to write to {host}; only reading is allowed, so it was stopped.",
  },
  "source.too-many-rows": {
    vi: "{host} trả về hơn {limit} dòng, đã bỏ. Hãy thêm điều kiện hoặc LIMIT vào câu truy vấn.",
    en: "{host} answered with more than {limit} rows; dropped. Add a condition or a LIMIT to the query.",
  },
  "source.no-rows": {
    vi: "{host} trả lời nhưng câu truy vấn không cho dòng nào.",
    en: "{host} answers, but the query gives no row.",
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
  "source.busy": {
    vi: "{host} yêu cầu chờ {seconds} giây rồi mới hỏi lại (mã {status}).",
    en: "{host} asks to wait {seconds} seconds before the next question (status {status}).",
  },
  "source.tls": {
    vi: "Không tin được chứng chỉ bảo mật (TLS) của {host}: {detail}. Hãy kiểm tra địa chỉ và tệp chứng chỉ (mục ca).",
    en: "The certificate (TLS) of {host} cannot be trusted: {detail}. Check the address and the certificate file (key ca).",
  },
  "source.certificate-file": {
    vi: "Không đọc được tệp chứng chỉ «{file}»: {detail}.",
    en: "The certificate file “{file}” cannot be read: {detail}.",
  },
  "source.mute": {
    vi: "Đường nối tới {host} còn mở nhưng im lặng hơn {seconds} giây; đang nối lại.",
    en: "The line to {host} is open but silent for more than {seconds} seconds; connecting again.",
  },
  "source.closed": { vi: "{host} đã đóng đường nối ({detail}).", en: "{host} closed the line ({detail})." },
  "source.too-large": {
    vi: "{host} trả lời quá lớn (hơn {limitMb} MB), đã bỏ.",
    en: "{host} answered with more than {limitMb} MB; dropped.",
  },
  "source.not-json": {
    vi: "Nội dung nhận từ {host} không phải JSON: {detail}.",
    en: "What {host} sent is not JSON: {detail}.",
  },
  "source.not-events": {
    vi: "{host} có trả lời nhưng không phải luồng sự kiện (text/event-stream).",
    en: "{host} answers, but with no stream of events (text/event-stream).",
  },
  "centre.other-version": {
    vi: "Trung tâm {host} dùng phiên bản giao thức {theirs}, máy này dùng {own}; chưa nối được. Hãy cập nhật máy có số nhỏ hơn.",
    en: "The centre {host} speaks protocol version {theirs}, this machine {own}; they cannot talk. Update the one with the lower number.",
  },
  "centre.wrong-role": {
    vi: "Mã truy cập đặt cho {host} có vai trò «{role}», cần vai trò «mirror». Ở trung tâm, hãy tạo: npm run ioc -- token create --role mirror",
    en: "The token for {host} has the role “{role}”; “mirror” is needed. At the centre: npm run ioc -- token create --role mirror",
  },
  "centre.not-a-core": {
    vi: "{host} có trả lời nhưng không phải phần mềm của trung tâm: {detail}. Hãy kiểm tra địa chỉ (mục url).",
    en: "{host} answers, but is no core of a centre: {detail}. Check the address (key url).",
  },
  "feed.gone": {
    vi: "Không còn biết số liệu nào đã đến sau mốc này; hãy lấy lại từ đầu.",
    en: "What came after this mark is not known any more; begin anew.",
    http: 410,
  },
  "source.unknown": { vi: "Không có nguồn «{id}».", en: "There is no source “{id}”.", exit: 66, http: 404 },
  "source.not-stored-yet": {
    vi: "Đã nhận nhưng chưa ghi xong sau {seconds} giây. Hãy gửi lại; gửi trùng không sao.",
    en: "Received, but not stored within {seconds} seconds. Send it again; twice does no harm.",
    http: 503,
  },
  "source.no-call-yet": {
    vi: "Nền tảng chưa gọi tới lần nào, nên chưa có gì để thử.",
    en: "The platform has not called yet, so there is nothing to try.",
  },
  "source.trial-running": {
    vi: "Nguồn «{id}» đang được thử; hãy đợi vài giây.",
    en: "The source “{id}” is being tried already; wait a few seconds.",
    exit: 75,
    http: 429,
  },
  "source.trial-silent": {
    vi: "Đã chờ {seconds} giây mà nguồn chưa gửi gì.",
    en: "The source has sent nothing within {seconds} seconds.",
  },
  "source.mapping-failed": {
    vi: "Biểu thức ánh xạ của nguồn báo lỗi: {detail}.",
    en: "The source's mapping expression fails: {detail}.",
    http: 422,
  },
  "source.mapping-syntax": {
    vi: "Biểu thức ánh xạ sai cú pháp ở dòng {line}, cột {column}: {detail}.",
    en: "The mapping expression has a mistake in line {line}, column {column}: {detail}.",
    http: 422,
  },
  "source.mapping-too-slow": {
    vi: "Biểu thức ánh xạ chạy quá {seconds} giây hoặc dùng quá nhiều bộ nhớ nên đã dừng. Hãy viết gọn hơn.",
    en: "The mapping expression ran for more than {seconds} s or took too much memory and was stopped. Make it simpler.",
    http: 422,
  },
  "source.nothing-mapped": {
    vi: "Nguồn có trả lời nhưng không có số liệu nào dùng được: {detail}.",
    en: "The source answers, but no reading could be used: {detail}.",
  },
  "source.nothing-given": {
    vi: "Nguồn có trả lời nhưng biểu thức ánh xạ không cho số liệu nào.",
    en: "The source answers, but its mapping gives no reading.",
    http: 422,
  },
  "source.too-many": {
    vi: "Nguồn gửi dồn dập hơn mức ghi kịp ({limit} số liệu đang chờ); phần vượt quá đã bỏ.",
    en: "The source sends faster than can be stored ({limit} readings wait); the rest was dropped.",
    http: 503,
  },
  "source.silent": {
    vi: "Không nhận được số liệu mới từ {time}.",
    en: "No new reading since {time}.",
  },
  "source.missed": {
    vi: "Lịch hẹn {time} đã qua mà chưa có số liệu mới.",
    en: "The appointment of {time} has passed without a new reading.",
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
  "reading.retired": {
    vi: "Chỉ tiêu «{indicator}» đã ngừng dùng.",
    en: "“{indicator}” is out of use.",
  },
  "reading.wrong-place": {
    vi: "Chỉ tiêu «{indicator}» không tính ở loại địa điểm như «{place}».",
    en: "“{indicator}” is not counted at places of the kind of “{place}”.",
  },
  "reading.place-ended": {
    vi: "Địa điểm «{place}» không còn từ {day}; số liệu sau ngày đó phải gửi theo địa bàn mới.",
    en: "“{place}” ceased to be on {day}; later figures belong to the places that took its place.",
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
  "reading.derived": {
    vi: "Chỉ tiêu «{indicator}» được tính từ chỉ tiêu khác, không nhận từ nguồn.",
    en: "“{indicator}” is computed from other indicators and taken from no source.",
  },
  "reading.too-old": {
    vi: "Thời điểm {asOf} của «{indicator}» cũ hơn mức nhận ({days} ngày).",
    en: "{asOf} of “{indicator}” is older than what is taken ({days} days).",
  },
  "mistake.retention": {
    vi: "cần raw từ 2d trở lên và không dài hơn hourly",
    en: "expected raw to be at least 2d and at most hourly",
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
    vi: "Camera dùng chuẩn nén {codec}, máy này không chuyển được. Hãy chọn luồng H.264 trên camera.",
    en: "The camera uses {codec}, which cannot be converted here. Choose an H.264 stream on the camera.",
  },
  "camera.no-pictures": {
    vi: "Camera có kết nối nhưng không gửi hình mới từ {time}.",
    en: "The camera is connected but has sent no new picture since {time}.",
  },
  "camera.redirected": {
    vi: "Camera chuyển sang địa chỉ khác; không đi theo vì mật khẩu sẽ tới máy lạ. Nếu đúng, hãy khai địa chỉ mới.",
    en: "The camera sends elsewhere; not followed, as the password would go there. If that is right, give the new address.",
  },
  "camera.untrusted": {
    vi: "Chứng thư của camera không đáng tin. Hãy khai tệp chứng thư («ca») của nền tảng trong hồ sơ.",
    en: "The camera's certificate is not to be trusted. Name the platform's authority (“ca”) in the profile.",
  },
  "camera.failing": {
    vi: "Camera hoặc nền tảng trả lời báo lỗi. Hãy báo người quản trị thiết bị.",
    en: "The camera or platform answers with an error. Tell those who run it.",
  },
  "camera.stale": {
    vi: "Nền tảng không đưa ra hình mới: danh sách phát đứng yên. Hãy báo nền tảng.",
    en: "The platform publishes no new pictures: its playlist stands still. Tell those who run it.",
  },
  "camera.encrypted": {
    vi: "Luồng HLS được mã hóa hoặc cắt tệp theo cách mà máy này không đọc. Hãy xin nền tảng luồng thường.",
    en: "The HLS stream is encrypted or cut in a way that is not read here. Ask the platform for a plain one.",
  },
  "camera.no-first-picture": {
    vi: "Camera có kết nối nhưng chưa gửi hình trọn vẹn nào. Hãy đặt khoảng cách khung hình chính (I-frame) là 1–2 giây.",
    en: "The camera is connected but has sent no whole picture. Set its key frame (I-frame) interval to 1 or 2 seconds.",
  },
  "camera.repeats": {
    vi: "Camera gửi mãi một hình từ {time}. Hãy khởi động lại camera.",
    en: "The camera has sent the same picture again and again since {time}. Restart the camera.",
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
  "camera.too-many": {
    vi: "Máy đang mở tối đa số camera cho phép; camera này chờ đến lượt.",
    en: "As many cameras are open as this machine may open; this one waits its turn.",
    http: 503,
  },
  "camera.not-movable": {
    vi: "Camera này không quay được, hoặc chưa khai ONVIF trong hồ sơ.",
    en: "This camera cannot be moved, or its ONVIF address is not in the profile.",
    http: 409,
  },
  "camera.held": {
    vi: "«{name}» đang điều khiển camera này; tự nhả sau nhiều nhất {seconds} giây.",
    en: "“{name}” is steering this camera; it is free in {seconds} seconds at most.",
    http: 409,
  },
  "camera.move-refused": {
    vi: "Camera không nhận lệnh: {detail}",
    en: "The camera does not take the command: {detail}",
    http: 502,
  },
  "camera.search-running": {
    vi: "Đang có một lần dò camera khác; hãy chờ vài giây.",
    en: "Another search for cameras is under way; wait some seconds.",
    http: 409,
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
  "access.bad-signature": {
    vi: "Chữ ký không đúng, hoặc đồng hồ hai bên lệch quá {minutes} phút.",
    en: "The signature is wrong, or the two clocks are more than {minutes} minutes apart.",
    http: 401,
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
  "request.not-found": { vi: "Không có địa chỉ này.", en: "There is nothing at this address.", http: 404 },
  "request.too-many": {
    vi: "Quá nhiều yêu cầu. Hãy thử lại sau ít giây.",
    en: "Too many requests. Try again in a few seconds.",
    http: 429,
  },
  "outbox.full": {
    vi: "Đã có {limit} việc chờ gửi lên trung tâm, không nhận thêm: việc này CHƯA được ghi. Hãy nối lại đường lên trung tâm.",
    en: "{limit} things wait for the centre and no more are taken: this one was NOT recorded. Restore the line to the centre.",
    http: 503,
  },
  "outage.unknown": {
    vi: "Không có báo cáo gián đoạn này, hoặc gián đoạn chưa kết thúc.",
    en: "There is no such report of an outage, or the outage is not over yet.",
    http: 404,
  },
  "token.unknown": { vi: "Không có mã truy cập số {id}.", en: "There is no token number {id}.", exit: 66, http: 404 },
  "live.protocol-mismatch": {
    vi: "Màn hình này dùng phiên bản {client}, máy chủ dùng {server}. Hãy tải lại hoặc cập nhật.",
    en: "This screen speaks version {client}, the core {server}. Reload or update it.",
  },
  "live.message-invalid": {
    vi: "Tin nhắn không đúng dạng: {detail}.",
    en: "Malformed message: {detail}.",
  },
  "camera.too-many-viewers": {
    vi: "Đã có {limit} ô đang xem camera; không nhận thêm.",
    en: "{limit} tiles watch cameras already; no more are taken.",
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
  "wall.several-running": {
    vi: "Có {count} bức tường đang chạy ({where}). Hãy chỉ rõ bằng --data hay --port.",
    en: "{count} walls are running ({where}). Name one with --data or --port.",
    exit: 64,
  },
  "wall.not-answering": {
    vi: "Bức tường ở {origin} không trả lời: {detail}.",
    en: "The wall at {origin} does not answer: {detail}.",
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
  "scene.unknown": {
    vi: "Không có cảnh «{scene}». Có thể cảnh đã bị bỏ; hãy chọn cảnh khác.",
    en: "There is no scene “{scene}”. It may have been removed; choose another.",
    http: 404,
  },
  "scene.changed": {
    vi: "Cảnh «{scene}» vừa được người khác lưu. Hãy mở lại bản mới rồi sửa tiếp; bản đang sửa chưa bị mất.",
    en: "Somebody else has just saved the scene “{scene}”. Open the new version and go on; what you edit is not lost.",
    http: 409,
  },
  "scene.on-air": {
    vi: "Cảnh «{scene}» đang lên tường nên không bỏ được. Hãy đưa cảnh khác lên trước.",
    en: "The scene “{scene}” is on the wall and cannot be removed. Put another one up first.",
    http: 409,
  },
  "scene.no-file": {
    vi: "Tệp này không phải tệp cảnh của phần mềm: {detail}. Không có gì thay đổi.",
    en: "This is no scene file of this program: {detail}. Nothing was changed.",
    http: 422,
  },
  "scene.newer-file": {
    vi: "Tệp do phiên bản mới hơn ghi (dạng {found}, ở đây đọc dạng {known}). Phần hiểu được đã nhận, phần còn lại giữ nguyên.",
    en: "The file was written by a newer program (form {found}, this one reads {known}). What is understood was taken, the rest is kept as it is.",
  },
  "scene.nameless": {
    vi: "Một cảnh trong tệp không có mã hay tên nên không nhận được.",
    en: "A scene of the file has no id or name and could not be taken.",
  },
  "tile.unreadable": {
    vi: "Ô không đọc được ở «{at}» nên chưa hiện; vẫn được giữ trong cảnh.",
    en: "The tile cannot be read at “{at}” and is not shown; it is kept in the scene.",
  },
  "tile.outside": {
    vi: "Ô nằm ngoài bức tường {width}×{height} đơn vị; chỉ phần ở trong hiện ra.",
    en: "The tile lies outside the wall of {width}×{height} units; only what is inside shows.",
  },
  "wall.no-such-display": {
    vi: "Bức tường không có màn hình {display}.",
    en: "The wall has no monitor {display}.",
    http: 422,
  },
  "wall.nothing-to-undo": {
    vi: "Không còn gì để hoàn tác.",
    en: "There is nothing left to undo.",
    http: 409,
  },
  "wall.nothing-to-redo": {
    vi: "Không có gì để làm lại.",
    en: "There is nothing to do again.",
    http: 409,
  },
  "wall.not-held": {
    vi: "Không có trực ban nào đang giữ tường, nên không có gì để trả.",
    en: "No operator holds the wall, so there is nothing to give back.",
    http: 409,
  },
  "programme.unknown": {
    vi: "Không có chương trình «{programme}», hoặc phần mềm này chưa đọc được nó.",
    en: "There is no programme “{programme}”, or this program cannot read it.",
    http: 404,
  },
  "programme.not-running": {
    vi: "Không có chương trình nào đang chạy. Hãy bắt đầu một chương trình trước.",
    en: "No programme is running. Start one first.",
    http: 409,
  },
  "programme.nothing-to-show": {
    vi: "Chương trình «{programme}» không có bước nào chiếu được lúc này: cảnh không còn, hoặc chưa đến giờ.",
    en: "No step of the programme “{programme}” can be shown now: the scene is gone, or it is not its time.",
    http: 409,
  },
  "rule.unknown": {
    vi: "Không có quy tắc «{rule}», hoặc quy tắc không giữ gì lúc này.",
    en: "There is no rule “{rule}”, or it holds nothing now.",
    http: 404,
  },
  "automation.changed": {
    vi: "«{id}» vừa được người khác lưu. Hãy mở lại bản mới rồi sửa tiếp; bản đang sửa chưa bị mất.",
    en: "Somebody else has just saved “{id}”. Open the new version and go on; what you edit is not lost.",
    http: 409,
  },
  "automation.too-many": {
    vi: "Đã có {most} mục loại này, không thêm được nữa. Hãy bỏ bớt mục không dùng.",
    en: "There are {most} of these already; no more can be added. Remove some that are not used.",
    http: 422,
  },
  "automation.unreadable": {
    vi: "Không đọc được ở «{at}» nên không chạy; vẫn được giữ nguyên.",
    en: "It cannot be read at “{at}” and does not run; it is kept as it is.",
  },
  "automation.nameless": {
    vi: "Một chương trình hay quy tắc trong tệp không có mã nên không nhận được.",
    en: "A programme or rule of the file has no id and could not be taken.",
  },
  "automation.no-indicator": {
    vi: "Không có chỉ tiêu «{indicator}»; điều kiện dùng chỉ tiêu này không bao giờ xảy ra.",
    en: "There is no indicator “{indicator}”; a condition on it never comes true.",
  },
  "automation.no-place": {
    vi: "Không có nơi «{place}»; điều kiện ở nơi này không bao giờ xảy ra.",
    en: "There is no place “{place}”; a condition there never comes true.",
  },
  "automation.no-source": {
    vi: "Không có nguồn «{source}»; quy tắc không bao giờ được gọi.",
    en: "There is no source “{source}”; the rule is never set off.",
  },
  "automation.no-camera": {
    vi: "Không có camera «{camera}»; quy tắc không bao giờ được gọi.",
    en: "There is no camera “{camera}”; the rule is never set off.",
  },
  "automation.no-scene": {
    vi: "Không có cảnh «{scene}»; chỗ dùng cảnh này được bỏ qua.",
    en: "There is no scene “{scene}”; what uses it is passed over.",
  },
  "automation.no-tile": {
    vi: "Cảnh «{scene}» không có ô «{tile}»; quy tắc không hiện được gì.",
    en: "The scene “{scene}” has no tile “{tile}”; the rule can show nothing.",
  },
  "automation.no-step": {
    vi: "Bước {step} nhảy tới bước {to}, mà chương trình không có bước đó.",
    en: "Step {step} jumps to step {to}, which the programme does not have.",
  },
  "automation.no-duration": {
    vi: "Quy tắc theo giờ hay theo sự kiện phải nói giữ trong bao lâu; khi chưa nói, giữ 60 giây.",
    en: "A rule by time or event has to say for how long; while it does not, it is 60 seconds.",
  },
  "automation.no-subject": {
    vi: "Quy tắc này không nói về một camera hay chỉ tiêu nào để hiện.",
    en: "This rule is about no camera and no figure that could be shown.",
  },
  "panel.unknown": { vi: "Không có loại ô «{panel}».", en: "There is no panel kind “{panel}”." },
  "panel.settings-invalid": {
    vi: "Thiết đặt của ô không đúng ở «{at}». Sửa ở trang Soạn cảnh của bàn điều khiển (F8).",
    en: "The tile's settings are wrong at “{at}”. Mend them in the desk's scene editor (F8).",
  },
  "news.unreadable": {
    vi: "{host} gửi nội dung không phải tin RSS hay Atom. Hãy kiểm tra địa chỉ.",
    en: "What {host} sends is no RSS or Atom feed. Check the address.",
  },
  "site-file.unknown": {
    vi: "Chưa có tệp «{name}». Hãy chép vào thư mục «files» của dữ liệu hoặc của cấu hình.",
    en: "There is no file “{name}”. Copy it into the folder “files” of the data or of the profile.",
    http: 404,
  },
  "site-file.too-large": {
    vi: "Tệp «{name}» quá lớn: chỉ trình chiếu tệp đến {limitMb} MB.",
    en: "The file “{name}” is too large: up to {limitMb} MB are shown.",
    http: 413,
  },
  "site-file.unsupported": {
    vi: "Tệp «{name}» không phải ảnh PNG, JPEG, WebP hay tài liệu PDF.",
    en: "The file “{name}” is no PNG, JPEG or WebP picture and no PDF document.",
    http: 415,
  },
  "map.unknown-file": {
    vi: "«{name}» không phải tệp bản đồ mà phần mềm đọc được. Hãy đưa PMTiles, MBTiles, GeoJSON, shapefile nén .zip hoặc CSV địa điểm.",
    en: "“{name}” is no map file that can be read. Give PMTiles, MBTiles, GeoJSON, a zipped shapefile or a CSV of places.",
    exit: 65,
    http: 422,
  },
  "map.too-large": {
    vi: "«{name}» quá lớn: loại tệp này nhận tối đa {limitMb} MB. Hãy cắt theo phạm vi tỉnh rồi thử lại.",
    en: "“{name}” is too large: at most {limitMb} MB of this kind. Cut it to the province and try again.",
    exit: 65,
    http: 413,
  },
  "map.cut-short": {
    vi: "«{name}» bị cụt: phải có {expected} byte, chỉ có {found}. Hãy chép lại tệp từ nơi gốc.",
    en: "“{name}” is cut short: it should have {expected} bytes and has {found}. Copy it again from where it came.",
    exit: 65,
    http: 422,
  },
  "map.unreadable": {
    vi: "Không đọc được «{name}»: {detail}. Tệp có thể đã hỏng; hãy xuất lại.",
    en: "“{name}” cannot be read: {detail}. It may be damaged; export it again.",
    exit: 65,
    http: 422,
  },
  "map.empty": {
    vi: "«{name}» không có hình nào để vẽ.",
    en: "“{name}” holds nothing that could be drawn.",
    exit: 65,
    http: 422,
  },
  "map.not-finite": {
    vi: "Toạ độ trong «{name}» có chỗ không phải số (đối tượng thứ {feature}). Hãy sửa hoặc bỏ đối tượng đó.",
    en: "A coordinate in “{name}” is no number (feature {feature}). Mend that feature or take it out.",
    exit: 65,
    http: 422,
  },
  "map.wrong-place": {
    vi: "«{name}» nằm ở {where}, không chạm tới phạm vi bản đồ của cấu hình ({site}). Có đúng tệp không?",
    en: "“{name}” lies at {where} and does not touch the map of the profile ({site}). Is it the right file?",
    exit: 65,
    http: 422,
  },
  "map.swapped-axes": {
    vi: "«{name}» ghi vĩ độ trước kinh độ. GeoJSON cần kinh độ trước; hãy xuất lại với thứ tự kinh độ, vĩ độ.",
    en: "“{name}” gives latitude before longitude. GeoJSON wants longitude first; export it again in that order.",
    exit: 65,
    http: 422,
  },
  "map.projected": {
    vi: "Toạ độ trong «{name}» là mét ({sample}), chắc là VN-2000, mà tệp không nói hệ nào. Hãy xuất lại theo WGS 84 (EPSG:4326), hoặc kèm tệp .prj.",
    en: "Coordinates in “{name}” are metres ({sample}), VN-2000 perhaps, and the file does not say which system. Export it in WGS 84 (EPSG:4326), or add the .prj file.",
    exit: 65,
    http: 422,
  },
  "map.other-system": {
    vi: "«{name}» dùng hệ toạ độ {system}, chưa đổi được. Hãy xuất lại theo WGS 84 (EPSG:4326).",
    en: "“{name}” is in the coordinate system {system}, which cannot be converted. Export it in WGS 84 (EPSG:4326).",
    exit: 65,
    http: 422,
  },
  "map.zip-too-large": {
    vi: "«{name}» bung ra lớn hơn {limitMb} MB hoặc quá nhiều tệp, nên đã dừng. Chỉ nén các tệp của một shapefile.",
    en: "“{name}” unpacks to more than {limitMb} MB or too many files, so it was stopped. Zip the files of one shapefile only.",
    exit: 65,
    http: 422,
  },
  "map.zip-without-shapefile": {
    vi: "«{name}» không có đúng một tệp .shp. Hãy nén .shp, .dbf, .prj của một lớp.",
    en: "“{name}” does not hold exactly one .shp file. Zip the .shp, .dbf and .prj of one layer.",
    exit: 65,
    http: 422,
  },
  "map.csv-columns": {
    vi: "«{name}» thiếu cột {missing}. Cần các cột tên, vĩ độ, kinh độ (name, lat, lon) và nếu có thì loại (kind).",
    en: "“{name}” lacks the column {missing}. It needs name, lat, lon, and kind where there is one.",
    exit: 65,
    http: 422,
  },
  "map.unclear-role": {
    vi: "Chưa rõ «{name}» dùng làm gì. Hãy chọn (trên dòng lệnh: --as): communes (xã, phường), outline (ranh giới tỉnh), border (biên giới), roads (đường), neighbours (tỉnh bạn) hoặc places (địa điểm).",
    en: "It is not clear what “{name}” is for. Choose it (on the command line: --as): communes, outline, border, roads, neighbours or places.",
    exit: 65,
    http: 422,
  },
  "map.wrong-role": {
    vi: "«{name}» không dùng làm «{role}» được: tệp chứa {found}.",
    en: "“{name}” cannot serve as “{role}”: it holds {found}.",
    exit: 65,
    http: 422,
  },
  "map.too-heavy": {
    vi: "«{name}» cần quá nhiều bộ nhớ hoặc thời gian ({detail}), nên đã dừng. Hãy làm thưa hình rồi thử lại.",
    en: "“{name}” needs too much memory or time ({detail}), so it was stopped. Simplify it and try again.",
    exit: 65,
    http: 422,
  },
  "map.busy": {
    vi: "Đang nhập một tệp bản đồ khác. Hãy đợi xong rồi thử lại.",
    en: "Another map file is being imported. Wait for it and try again.",
    exit: 75,
    http: 409,
  },
  "map.nothing-former": {
    vi: "Không còn bản nào trước đó để quay lại.",
    en: "There is nothing earlier to go back to.",
    exit: 65,
    http: 409,
  },
  "map.not-stored": {
    vi: "Không chép được tệp vào thư mục dữ liệu: {detail}. Bản đồ đang dùng vẫn nguyên.",
    en: "The file could not be copied into the data folder: {detail}. The map in use is as it was.",
    exit: 74,
    http: 507,
  },
  "map.file-missing": {
    vi: "Không tìm thấy hoặc không đọc được tệp «{name}»: {detail}.",
    en: "The file “{name}” is not there or cannot be read: {detail}.",
    exit: 66,
  },
  "map.token-refused": {
    vi: "Máy chủ Mapbox không nhận mã truy cập; bản đồ đang dùng bộ vẽ dựng sẵn. Hãy đặt lại mã bằng secret set.",
    en: "Mapbox does not take the token; the map is drawn by the built-in engine. Set the token again with secret set.",
  },
  "map.network-lost": {
    vi: "Không tới được máy chủ Mapbox; bản đồ đang dùng bộ vẽ dựng sẵn.",
    en: "Mapbox cannot be reached; the map is drawn by the built-in engine.",
  },
  "map.found.tiles": {
    vi: "{tiles} mảnh bản đồ, mức phóng {minZoom}–{maxZoom}, kiểu {schema}",
    en: "{tiles} tiles, zoom {minZoom}–{maxZoom}, schema {schema}",
  },
  "map.found.layers": { vi: "Các lớp: {list}", en: "Layers: {list}" },
  "map.found.unknown-schema": {
    vi: "Không nhận ra kiểu lớp (Protomaps, OpenMapTiles, Shortbread); sẽ chỉ vẽ nét đơn giản",
    en: "The layers are of no known schema (Protomaps, OpenMapTiles, Shortbread); they will be drawn plainly",
  },
  "map.found.bounds": {
    vi: "Phạm vi: {west}–{east}° kinh đông, {south}–{north}° vĩ bắc",
    en: "Extent: {west}–{east}° E, {south}–{north}° N",
  },
  "map.found.part": {
    vi: "Chỉ phủ {percent} % phạm vi bản đồ của cấu hình",
    en: "Covers only {percent} % of the map of the profile",
  },
  "map.found.areas": { vi: "{count} vùng, tổng {km2} km²", en: "{count} areas, {km2} km² in all" },
  "map.found.lines": { vi: "{count} đường", en: "{count} lines" },
  "map.found.points": { vi: "{count} điểm", en: "{count} points" },
  "map.found.overlap": {
    vi: "{count} chỗ chồng lấn, lớn nhất {km2} km² giữa {a} và {b}",
    en: "{count} overlaps, the largest of {km2} km² between {a} and {b}",
  },
  "map.found.overlaps-unchecked": {
    vi: "Quá nhiều vùng nên chưa kiểm tra hết chồng lấn",
    en: "Too many areas to look for all overlaps",
  },
  "map.found.communes-all": {
    vi: "Đủ {count} xã, phường của cấu hình",
    en: "All {count} communes of the profile are there",
  },
  "map.found.communes-missing": {
    vi: "Thiếu {count} xã, phường có trong cấu hình: {list}",
    en: "{count} communes of the profile are missing: {list}",
  },
  "map.found.communes-unknown": {
    vi: "{count} xã, phường không có trong cấu hình: {list}",
    en: "{count} communes are unknown to the profile: {list}",
  },
  "map.found.no-communes": {
    vi: "Cấu hình chưa khai xã, phường nào trong places.yaml, nên chưa tô màu theo chỉ tiêu được",
    en: "The profile names no communes in places.yaml, so none can be coloured by an indicator yet",
  },
  "map.found.repeated": { vi: "{count} tên lặp lại: {list}", en: "{count} names come twice: {list}" },
  "map.found.outside": {
    vi: "{count} đối tượng nằm ngoài phạm vi bản đồ: {list}",
    en: "{count} features lie outside the map: {list}",
  },
  "map.found.skipped": {
    vi: "{count} dòng bỏ qua vì thiếu tên hoặc toạ độ: dòng {list}",
    en: "{count} rows were left out for want of a name or coordinates: rows {list}",
  },
  "map.found.converted": {
    vi: "Đã đổi toạ độ từ {system} sang WGS 84",
    en: "Coordinates were converted from {system} to WGS 84",
  },
  "map.found.replaces": {
    vi: "Thay cho «{former}»; quay lại được (map back)",
    en: "Takes the place of “{former}”; the import can be taken back (map back)",
  },
  "map.found.no-projection": {
    vi: "Không có tệp .prj; toạ độ được coi là WGS 84",
    en: "There is no .prj file; coordinates were taken for WGS 84",
  },
  "table.not-a-workbook": {
    vi: "Tệp không phải bảng tính XLSX đọc được: {detail}.",
    en: "The file is no XLSX workbook that can be read: {detail}.",
    exit: 65,
    http: 422,
  },
  "table.not-a-csv": {
    vi: "Tệp không phải bảng CSV hay XLSX đọc được: {detail}.",
    en: "The file is no CSV or XLSX table that can be read: {detail}.",
    exit: 65,
    http: 422,
  },
  "catalogue.no-sheet": {
    vi: "Bảng tính không có trang «{sheet}». Hãy xuất danh mục ra rồi sửa trên tệp đó.",
    en: "The workbook has no sheet “{sheet}”. Export the catalogue and change that file.",
    exit: 65,
    http: 422,
  },
  "table.too-large": {
    vi: "Tệp lớn hơn {limitMb} MB, không nhận.",
    en: "The file is larger than {limitMb} MB and is not taken.",
    exit: 65,
    http: 413,
  },
  "catalogue.nothing-to-undo": {
    vi: "Chưa nhập danh mục nào, nên không có gì để quay lại.",
    en: "No catalogue was imported, so there is nothing to go back from.",
    exit: 66,
    http: 404,
  },
  "catalogue.not-writable": {
    vi: "Không ghi được danh mục vào «{folder}»: {detail}. Danh mục đang dùng không đổi.",
    en: "The catalogue cannot be written to “{folder}”: {detail}. The one in use has not changed.",
    exit: 73,
    http: 503,
  },
  "table.file-unreadable": {
    vi: "Không đọc được tệp «{file}»: {detail}.",
    en: "The file “{file}” cannot be read: {detail}.",
    exit: 66,
  },
  "table.file-exists": {
    vi: "Tệp «{file}» đã có; hãy chọn tên khác hoặc thêm --force để ghi đè.",
    en: "The file “{file}” is there already; choose another name, or overwrite it with --force.",
    exit: 73,
  },
  "table.cell": { vi: "cần {vi}; nhận được «{found}»", en: "expected {en}; found “{found}”" },
  "table.cell-missing": { vi: "ô này không được trống (cần {vi})", en: "may not be empty (expected {en})" },
  "table.unknown-column": {
    vi: "không có cột «{heading}»; hãy kiểm tra chính tả hoặc bỏ cột này",
    en: "there is no column “{heading}”; check its spelling or take it out",
  },
  "table.column-twice": { vi: "cột «{heading}» có hai lần", en: "the column “{heading}” stands twice" },
  "table.no-column": { vi: "thiếu cột «{heading}»", en: "the column “{heading}” is missing" },
  "catalogue.unknown-code": {
    vi: "không có chỉ tiêu «{id}» trong bảng",
    en: "there is no indicator “{id}” in the table",
  },
  "catalogue.unit-changed": {
    vi: "chỉ tiêu «{code}» đã có số liệu tính bằng «{before}» nên không đổi sang «{after}» được; hãy lập mã mới và cho mã này ngừng dùng",
    en: "“{code}” has figures in “{before}” already and cannot change to “{after}”; make a new code and put this one out of use",
  },
  "catalogue.freshness-order": {
    vi: "«Chậm sau» phải ngắn hơn «Cũ sau», và «Cũ sau» ngắn hơn «Mất sau»",
    en: "“Late after” must be shorter than “Stale after”, and that shorter than “Lost after”",
  },
  "catalogue.expected-every": {
    vi: "«Có số mới mỗi» không được dài hơn «Chậm sau»",
    en: "“Expected every” may not be longer than “Late after”",
  },
  "catalogue.no-plan": {
    vi: "chỉ tiêu «{part}» chưa có kế hoạch (cột «Kế hoạch») nên không so được",
    en: "“{part}” has no plan (column “Plan”) to be compared with",
  },
  "catalogue.retired-on-scene": {
    vi: "«{code}» ngừng dùng nhưng còn trên cảnh «{scene}», ô «{tile}»: ô đó sẽ hiện số cuối cùng rồi báo mất",
    en: "“{code}” is out of use but still on tile “{tile}” of scene “{scene}”, which will show its last figure and then report it lost",
  },
  "catalogue.in-force": {
    vi: "các chỉ tiêu lấy từ danh mục đã nhập «{file}», không phải từ mục indicators của cấu hình",
    en: "indicators are those of the imported catalogue “{file}”, not of the profile's key indicators",
  },
  "camera-event.invalid": {
    vi: "Sự kiện không đúng dạng ở {at}: {detail}.",
    en: "The event is malformed at {at}: {detail}.",
  },
  "camera-event.unknown-camera": {
    vi: "Không có camera «{camera}» trong bức tường này. Hãy dùng mã camera của bức tường, hoặc đổi mã trong «mapping».",
    en: "There is no camera “{camera}” on this wall. Use the wall's own codes, or change them in “mapping”.",
  },
  "camera-event.from-future": {
    vi: "Sự kiện ghi lúc {time}, ở tương lai quá 5 phút. Hãy kiểm tra đồng hồ của nền tảng camera.",
    en: "The event is dated {time}, more than 5 minutes in the future. Check the clock of the camera platform.",
  },
  "camera-event.too-old": {
    vi: "Sự kiện ghi lúc {time} cũ hơn mức giữ ({days} ngày).",
    en: "The event is dated {time}, older than what is kept ({days} days).",
  },
  "camera-event.no-picture": {
    vi: "Hình kèm theo không phải ảnh JPEG hay PNG nguyên vẹn (base64).",
    en: "What came as a picture is no whole JPEG or PNG (base64).",
  },
  "camera-event.picture-too-large": {
    vi: "Hình kèm theo quá lớn: tối đa {limitMb} MB và {limitMegapixels} triệu điểm ảnh.",
    en: "The picture is too large: at most {limitMb} MB and {limitMegapixels} megapixels.",
  },
  "camera-event.too-large": {
    vi: "Một lần gửi tối đa {events} sự kiện và {limitMb} MB. Hãy chia nhỏ.",
    en: "One call takes at most {events} events and {limitMb} MB. Send it in parts.",
    http: 413,
  },
  "camera-event.too-many": {
    vi: "Đang có {limit} lần gửi chờ ghi; hãy gửi lại sau ít giây.",
    en: "{limit} calls wait to be written; send again in some seconds.",
    http: 503,
  },
  "camera-event.picture-gone": {
    vi: "Hình của sự kiện này không còn: đã nhường chỗ cho hình mới hơn.",
    en: "The picture of this event is gone: its room was needed for newer ones.",
    http: 410,
  },
  "camera-event.unknown": { vi: "Không có sự kiện này.", en: "There is no such event.", http: 404 },
  "camera-list.not-writable": {
    vi: "Không ghi được danh sách camera vào «{folder}»: {detail}. Danh sách đang dùng không đổi.",
    en: "The list of cameras cannot be written to “{folder}”: {detail}. The one in use has not changed.",
    exit: 73,
    http: 503,
  },
  "camera-list.nothing-to-undo": {
    vi: "Chưa nhập danh sách camera nào, nên không có gì để quay lại.",
    en: "No list of cameras was imported, so there is nothing to go back from.",
    exit: 66,
    http: 404,
  },
  "camera-list.no-sheet": {
    vi: "Bảng tính không có trang «{sheet}». Hãy xuất danh sách ra rồi sửa trên tệp đó.",
    en: "The workbook has no sheet “{sheet}”. Export the list and change that file.",
    exit: 65,
    http: 422,
  },
  "camera-list.in-force": {
    vi: "camera lấy từ cấu hình và từ danh sách đã nhập «{file}»",
    en: "cameras are those of the profile and of the imported list “{file}”",
  },
  "camera-list.account-in-address": {
    vi: "địa chỉ không được chứa tài khoản hay mật khẩu: bỏ phần trước dấu @, ghi tài khoản vào cột «Tài khoản», đặt mật khẩu bằng «npm run ioc -- secret set TÊN», rồi ghi TÊN vào cột «Tên mật khẩu»",
    en: "the address may hold no account or password: take out what stands before the @, write the account into the column “Account”, set the password with “npm run ioc -- secret set NAME”, and write NAME into the column “Name of the password”",
  },
  "camera-list.password-in-address": {
    vi: "địa chỉ chứa mật khẩu: đặt mật khẩu bằng «npm run ioc -- secret set TÊN» rồi thay nó trong địa chỉ bằng {reference}",
    en: "the address holds a password: set it with “npm run ioc -- secret set NAME”, and write {reference} in its place",
  },
  "camera-list.secret-name": {
    vi: "ô này ghi TÊN của mật khẩu, không ghi mật khẩu: đặt bằng «npm run ioc -- secret set TÊN» (chữ thường không dấu, số, dấu chấm, gạch nối), rồi ghi TÊN vào đây",
    en: "this cell takes the NAME of a password, never the password: set it with “npm run ioc -- secret set NAME” (lower-case letters, digits, dots, hyphens), then write NAME here",
  },
  "camera-list.secret-not-set": {
    vi: "chưa đặt mật khẩu nào tên như vậy: chạy «npm run ioc -- secret set TÊN» trước, hoặc kiểm tra chính tả (xem tên bằng «secret list»); đừng ghi chính mật khẩu vào đây",
    en: "no password of that name is set: run “npm run ioc -- secret set NAME” first, or check its spelling (“secret list” shows the names); never write the password itself here",
  },
  "camera-list.secret-without-account": {
    vi: "có tên mật khẩu thì cần cả tài khoản (cột «Tài khoản»)",
    en: "a password takes an account too (column “Account”)",
  },
  "camera-list.password-in-profile": {
    vi: "mật khẩu của camera này viết thẳng trong cấu hình; muốn sửa camera ở đây thì đặt nó bằng «npm run ioc -- secret set TÊN» rồi ghi TÊN vào ô này",
    en: "the password of this camera is written in the profile; to change the camera here, set it with “npm run ioc -- secret set NAME” and write NAME into this cell",
  },
  "camera-list.half-position": {
    vi: "vị trí cần cả vĩ độ và kinh độ; ghi cả hai hoặc để trống cả hai",
    en: "a position takes latitude and longitude; write both or neither",
  },
  "camera-list.stream-type": {
    vi: "địa chỉ http cần nói rõ kiểu luồng: hls, mjpeg hay ảnh jpeg",
    en: "an http address takes the kind of stream: hls, mjpeg or jpeg",
  },
  "camera-list.stream-scheme": {
    vi: "địa chỉ không hợp với kiểu luồng «{type}»: rtsp thì cần rtsp://…, hls, mjpeg và ảnh jpeg thì cần http://…",
    en: "the address does not go with the kind of stream “{type}”: rtsp takes rtsp://…, hls, mjpeg and jpeg take http://…",
  },
  "camera-list.no-sub-stream": {
    vi: "kiểu luồng «{type}» không có luồng phụ; hãy để trống ô này",
    en: "the kind of stream “{type}” has no sub stream; leave this cell empty",
  },
  "camera-list.id-twice": {
    vi: "mã «{id}» đã có ở dòng {row}; mỗi camera một mã",
    en: "the code “{id}” stands in row {row} already; each camera has its own",
  },
  "camera-list.too-many": {
    vi: "cộng với camera của cấu hình thì vượt {limit} camera; bớt từ dòng này trở xuống",
    en: "together with the profile's own this makes more than {limit} cameras; take out this row and those below",
  },
  "camera-list.still-shown": {
    vi: "camera «{id}» không còn trong bảng nhưng tệp cấu hình còn đặt nó trên cảnh «{scene}»; giữ dòng của nó, hoặc bỏ nó khỏi cảnh trước",
    en: "the camera “{id}” is in no row any more, but the profile still has it on the scene “{scene}”; keep its row, or take it off the scene first",
  },
  "camera-list.on-scene": {
    vi: "camera «{id}» không còn trong bảng nhưng còn trên cảnh «{scene}»: ô đó sẽ báo không có camera",
    en: "the camera “{id}” is in no row any more but still on the scene “{scene}”, whose tile will say that there is none",
  },
  "camera-list.stays": {
    vi: "camera «{id}» là của cấu hình nên vẫn còn dù không có trong bảng; muốn bỏ thì xoá nó trong cameras.yaml",
    en: "the camera “{id}” is the profile's own and stays, though it is in no row; to be rid of it, take it out of cameras.yaml",
  },
  "camera-list.same-address": {
    vi: "dòng {row} và dòng {other} có cùng địa chỉ luồng chính",
    en: "rows {row} and {other} have the same main stream",
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

import type { Entry } from "./entry.ts";

/** Platforms, another core, and the readings that come from them. */
export const sourcesErrors = {
  "source.unreachable": {
    vi: "Không kết nối được tới {host}: {detail}.",
    en: "{host} cannot be reached: {detail}.",
  },
  "source.basic-in-clear": {
    vi: "Không gửi tài khoản (basic) tới {host} vì đường truyền không mã hoá, ai trên đường cũng đọc được. Hãy dùng https, hoặc ghi overPlainHttp: true vào mục basic nếu chấp nhận.",
    en: "The account (basic) is not sent to {host}: the line is not encrypted, and anybody on the way reads it. Use https, or say overPlainHttp: true under basic if that is accepted.",
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
  "source.forbidden-address": {
    vi: "{host} là địa chỉ mà nền tảng đám mây dùng để đưa khoá cho máy chủ; không hỏi nguồn nào ở đó. Hãy sửa địa chỉ của nguồn.",
    en: "{host} is an address by which a cloud hands a machine its keys; no source is asked there. Correct the source's address.",
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
  "source.no-subscription": {
    vi: "{host} cho vào nhưng không trả lời yêu cầu nhận tin (đăng ký chủ đề) trong {seconds} giây; đang nối lại. Hãy báo người quản trị broker.",
    en: "{host} lets us in but left the subscription unanswered for {seconds} seconds; connecting again. Tell the broker's administrator.",
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
    vi: "Mã truy cập đặt cho {host} có vai trò «{role}», cần vai trò «mirror». Ở trung tâm, hãy tạo: ioc token create --role mirror",
    en: "The token for {host} has the role “{role}”; “mirror” is needed. At the centre: ioc token create --role mirror",
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
  "source.folder-unreadable": {
    vi: "Không xem được thư mục «{folder}»: {detail}. Hãy kiểm tra quyền đọc và ổ mạng.",
    en: "The folder “{folder}” cannot be looked into: {detail}. Check the right to read it, and the network drive.",
  },
  "source.folder-hangs": {
    vi: "Thư mục «{folder}» không trả lời quá {seconds} giây. Hãy kiểm tra ổ mạng; khi nó trả lời lại thì phần mềm tự đọc tiếp.",
    en: "The folder “{folder}” has not answered for more than {seconds} seconds. Check the network drive; reading goes on by itself once it answers.",
  },
  "source.folder-too-many": {
    vi: "Thư mục «{folder}» có hơn {limit} tệp; phần còn lại chưa được đọc. Hãy chuyển bớt tệp cũ đi.",
    en: "The folder “{folder}” holds more than {limit} files; the rest is not read. Move old files elsewhere.",
  },
  "source.in-file": { vi: "Tệp «{file}»: {said}", en: "File “{file}”: {said}" },
  "source.file-no-file": {
    vi: "«{file}» không phải tệp thường (ống dẫn, thiết bị hoặc thư mục), không đọc. Hãy bỏ nó khỏi thư mục.",
    en: "“{file}” is no ordinary file (a pipe, a device or a folder) and is not read. Take it out of the folder.",
  },
  "source.file-link-loop": {
    vi: "Liên kết «{file}» dẫn vòng về chính nó, không đọc. Hãy tạo lại liên kết hoặc chép tệp vào thư mục.",
    en: "The link “{file}” leads back to itself and is not read. Make it anew, or copy the file into the folder.",
  },
  "source.file-link-broken": {
    vi: "Liên kết «{file}» dẫn tới một tệp không có. Hãy tạo lại liên kết hoặc chép tệp vào thư mục.",
    en: "The link “{file}” leads to a file that is not there. Make it anew, or copy the file into the folder.",
  },
  "source.file-hangs": {
    vi: "Tệp «{file}» không trả lời sau {seconds} giây (ổ mạng treo?). Các tệp khác vẫn được đọc; tệp này sẽ được thử lại.",
    en: "The file “{file}” has not answered within {seconds} seconds (a network drive that hangs?). Other files are read; this one is tried again.",
  },
  "source.file-too-many-rows": {
    vi: "Tệp «{file}» có {rows} dòng, quá {limit} dòng, nên không đọc dòng nào. Hãy chia nhỏ tệp.",
    en: "The file “{file}” has {rows} rows, more than {limit}; none of them was read. Split the file.",
  },
  "source.file-unpacks-to-too-much": {
    vi: "Tệp «{file}» bung ra hơn {limitMb} MB nên không đọc. Hãy chia nhỏ tệp, hoặc lưu lại chỉ trang cần đọc.",
    en: "The file “{file}” unpacks to more than {limitMb} MB and was not read. Split it, or save only the sheet to read.",
  },
  "source.file-too-heavy": {
    vi: "Đọc tệp «{file}» cần hơn {limitMb} MB bộ nhớ nên đã dừng. Hãy chia nhỏ tệp hoặc bỏ các dòng, cột trống ở xa.",
    en: "Reading the file “{file}” takes more than {limitMb} MB of memory and was stopped. Split it, or take out far rows and columns that are empty.",
  },
  "source.charset-unknown": {
    vi: "{host} nói dùng bảng mã «{charset}», phần mềm không biết bảng mã này. Hãy nhờ bên đó gửi UTF-8.",
    en: "{host} says it uses the character set “{charset}”, which is not known here. Ask them to send UTF-8.",
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
  "reading.out-of-range-here": {
    vi: "Giá trị {value} của «{indicator}» nằm ngoài khoảng hợp lý {min}–{max} của «{place}».",
    en: "{value} is outside the plausible range {min}–{max} of “{indicator}” at “{place}”.",
  },
  "reading.slipped": {
    vi: "Giá trị {value} của «{indicator}» ở «{place}» ngoài khoảng hợp lý {min}–{max}, có lẽ đặt sai dấu phẩy: {meant} mới đúng khoảng. Không nhận; đề nghị bên gửi kiểm tra đơn vị (m hay cm) và gửi lại.",
    en: "{value} of “{indicator}” at “{place}” is outside its plausible range {min}–{max}; the point may have slipped: {meant} would be within. It is not taken: the sender should check the unit (m or cm) and send it again.",
  },
  "reading.from-future": {
    vi: "Thời điểm {asOf} của «{indicator}» ở tương lai quá 5 phút. Hãy kiểm tra đồng hồ của nguồn.",
    en: "{asOf} of “{indicator}” is more than 5 minutes in the future. Check the source's clock.",
  },
  "reading.less-official": {
    vi: "«{indicator}» của {asOf} đã có số chính thức hơn (sơ bộ hoặc chính thức); số ước tính gửi sau không được thay. Nếu là đính chính, hãy gửi với đúng tình trạng và ngày phát hành.",
    en: "“{indicator}” of {asOf} has a more official value already (preliminary or official); an estimate that comes later does not take its place. A correction has to be sent with its own status and date of issue.",
  },
  "reading.derived": {
    vi: "Chỉ tiêu «{indicator}» được tính từ chỉ tiêu khác, không nhận từ nguồn.",
    en: "“{indicator}” is computed from other indicators and taken from no source.",
  },
  "reading.too-old": {
    vi: "Thời điểm {asOf} của «{indicator}» cũ hơn mức nhận ({days} ngày).",
    en: "{asOf} of “{indicator}” is older than what is taken ({days} days).",
  },
  "news.unreadable": {
    vi: "{host} gửi nội dung không phải tin RSS hay Atom. Hãy kiểm tra địa chỉ.",
    en: "What {host} sends is no RSS or Atom feed. Check the address.",
  },
} as const satisfies Record<string, Entry>;

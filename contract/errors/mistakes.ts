// Long because it is all that can be wrong in a profile, in both languages: words alone, no logic.
import type { Entry } from "./entry.ts";

/** What is wrong in a profile's files: the end of a sentence that begins with file and line. */
export const mistakesErrors = {
  "mistake.cap-gives-warnings": {
    vi: "nguồn có answers: cap cho cảnh báo chứ không cho số liệu; cần ghi gives: warnings",
    en: "a source with answers: cap tells warnings and no figures; say gives: warnings",
  },
  "mistake.yaml": {
    vi: "sai cú pháp YAML ở đây; hãy so với mục tương tự đang đúng",
    en: "wrong YAML here; compare it with a similar entry that is right",
  },
  "mistake.yaml-indent": {
    vi: "sai cú pháp YAML: dòng này thụt vào không khớp với các dòng quanh nó; các mục ngang nhau phải thụt bằng nhau",
    en: "wrong YAML: this line's indentation does not fit those around it; entries side by side begin at one column",
  },
  "mistake.yaml-tab": {
    vi: "sai cú pháp YAML: thụt dòng bằng phím Tab; YAML chỉ nhận dấu cách",
    en: "wrong YAML: is indented with a tab; YAML takes spaces only",
  },
  "mistake.yaml-end": {
    vi: "sai cú pháp YAML: thiếu dấu đóng: một trong ngoặc kép, ngoặc đơn, ] hay }, hoặc dấu phẩy giữa hai mục",
    en: "wrong YAML: something is not closed: a quote, ] or }, or a comma between two entries is missing",
  },
  "mistake.yaml-colon": {
    vi: "sai cú pháp YAML: chỗ này cần «tên: giá trị» trên một dòng; hãy xem có thiếu dấu hai chấm và dấu cách sau nó, hoặc giá trị có dấu «: » mà chưa đặt trong ngoặc kép",
    en: "wrong YAML: expected “key: value” on one line; is a colon or the space after it missing, or does the value hold “: ” outside quotes?",
  },
  "mistake.yaml-quote": {
    vi: "sai cú pháp YAML: giá trị bắt đầu bằng ký tự riêng của YAML (như @, `, %, &, *, !); hãy đặt nó trong ngoặc kép",
    en: "wrong YAML: the value begins with a character that YAML keeps for itself (such as @, `, %, &, *, !); put it in quotes",
  },
  "mistake.yaml-escape": {
    vi: "sai cú pháp YAML: dấu \\ trong ngoặc kép phải viết thành \\\\, hoặc dùng ngoặc đơn",
    en: "wrong YAML: a \\ inside double quotes is written \\\\, or use single quotes",
  },
  "mistake.yaml-anchor": {
    vi: "sai cú pháp YAML: nhắc tới một mốc (*tên) không có ở trên; hãy đặt giá trị trong ngoặc kép nếu nó không phải là mốc",
    en: "wrong YAML: names an anchor (*name) that is not above; put the value in quotes if it is none",
  },
  "mistake.yaml-many": {
    vi: "sai cú pháp YAML: một tệp chỉ chứa một tài liệu; hãy bỏ dòng --- ở giữa",
    en: "wrong YAML: a file holds one document; take out the --- in its middle",
  },
  "mistake.not-utf8": {
    vi: "không đọc được tệp: không phải UTF-8; hãy lưu lại bằng bảng mã UTF-8",
    en: "the file cannot be read: it is not UTF-8; save it again in that encoding",
  },
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
  "mistake.expected-concealed": {
    vi: "cần {expected}; giá trị hiện có không ghi ra đây vì có thể là bí mật",
    en: "expected {expected}; what stands there is not repeated here, as it may be secret",
  },
  "mistake.empty": { vi: "không được để trống", en: "must not be empty" },
  "mistake.too-short": {
    vi: "cần ít nhất {limit} ký tự, nhận được {count}",
    en: "expected at least {limit} characters, found {count}",
  },
  "mistake.too-long": {
    vi: "dài quá: nhiều nhất {limit} ký tự, nhận được {count}",
    en: "is too long: at most {limit} characters, found {count}",
  },
  "mistake.too-few": {
    vi: "danh sách cần ít nhất {limit} mục, nhận được {count}",
    en: "the list takes at least {limit} entries, found {count}",
  },
  "mistake.too-many": {
    vi: "danh sách có nhiều nhất {limit} mục, nhận được {count}",
    en: "the list takes at most {limit} entries, found {count}",
  },
  "mistake.too-low": {
    vi: "cần số từ {limit} trở lên, nhận được {found}",
    en: "expected a number of {limit} or more, found {found}",
  },
  "mistake.too-high": {
    vi: "cần số không quá {limit}, nhận được {found}",
    en: "expected a number of {limit} or less, found {found}",
  },
  "mistake.not-above": {
    vi: "cần số lớn hơn {limit}, nhận được {found}",
    en: "expected a number greater than {limit}, found {found}",
  },
  "mistake.not-below": {
    vi: "cần số nhỏ hơn {limit}, nhận được {found}",
    en: "expected a number less than {limit}, found {found}",
  },
  "mistake.span-most": {
    vi: "cần khoảng thời gian không quá {most}, nhận được {found}",
    en: "expected a span of {most} or less, found {found}",
  },
  "mistake.span-least": {
    vi: "cần khoảng thời gian từ {least} trở lên, nhận được {found}",
    en: "expected a span of {least} or more, found {found}",
  },
  "mistake.freshness-order": {
    vi: "cần lateAfter < staleAfter < lostAfter",
    en: "expected lateAfter < staleAfter < lostAfter",
  },
  "mistake.threshold-side": {
    vi: "mỗi ngưỡng cần đúng một trong hai mục above, below",
    en: "a threshold takes exactly one of above and below",
  },
  "mistake.pack-missing": {
    vi: "không có gói «{id}»; các thư mục đã tìm: {folders}",
    en: "there is no pack “{id}”; looked for in: {folders}",
  },
  "mistake.pack-id": {
    vi: "gói nằm trong thư mục «{id}» nhưng ghi mã «{found}»; hai mã phải giống nhau",
    en: "the pack lies in the folder “{id}” but says “{found}”; both have to be the same",
  },
  "mistake.pack-key": {
    vi: "gói không được có mục «{key}»; gói chỉ gồm pack và các danh sách như indicators, sources, scenes, rules",
    en: "a pack cannot have the key “{key}”: only pack and lists such as indicators, sources, scenes, rules",
  },
  "mistake.pack-item": {
    vi: "thiếu mã của mục này, nên không ai gọi tên hay ghi đè được",
    en: "this item has no id, so nothing can name it or be laid over it",
  },
  "mistake.pack-clash": {
    vi: "«{id}» đã có ở {other}; hai gói không được cùng một mã, hãy bỏ một gói hoặc đổi mã",
    en: "“{id}” stands in {other} already; two packs cannot have the same id: drop one or rename it",
  },
  "mistake.pack-monitors": {
    vi: "cần monitors: từ 1 đến {most} màn hình, mỗi màn hình có tiles, và không kèm tiles của cả cảnh",
    en: "expected monitors: 1 to {most} of them, each with tiles, and no tiles of the whole scene beside them",
  },
  "mistake.left-out-nothing": {
    vi: "không gói nào có «{id}», nên không có gì để bỏ (leftOut)",
    en: "no pack has “{id}”, so there is nothing to leave out (leftOut)",
  },
  "mistake.duplicate-id": {
    vi: "mã «{id}» đã dùng ở trên; mỗi mã chỉ dùng một lần",
    en: "the id “{id}” is used above already",
  },
  "mistake.unknown-place": {
    vi: "không có địa điểm «{id}» trong danh sách places",
    en: "there is no place “{id}” among the places",
  },
  "mistake.unknown-unit": {
    vi: "không có đơn vị «{id}» trong danh sách units",
    en: "there is no unit “{id}” among the units",
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
  "mistake.entered-derived": {
    vi: "chỉ tiêu «{id}» được tính từ chỉ tiêu khác nên không nhập tay",
    en: "“{id}” is derived from other indicators and is not entered by hand",
  },
  "mistake.entered-period": {
    vi: "chỉ tiêu «{id}» tính theo phút hoặc giờ; chỉ nhập tay số theo ngày, tháng, quý, năm",
    en: "“{id}” is by the minute or hour; only figures by the day, month, quarter or year are entered by hand",
  },
  "mistake.entered-months": {
    vi: "chỉ tiêu «{id}» không tính theo tháng; months: report chỉ dùng cho số theo tháng",
    en: "“{id}” is not by the month; months: report is for figures by the month alone",
  },
  "mistake.entered-twice": {
    vi: "chỉ tiêu «{id}» đã được nhập ở mục khác, cùng nơi",
    en: "“{id}” is entered for another item already, at the same place",
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
  "mistake.time-zone": {
    vi: "không có múi giờ «{found}»; dùng tên IANA, ví dụ Asia/Ho_Chi_Minh",
    en: "there is no time zone “{found}”; use an IANA name such as Asia/Ho_Chi_Minh",
  },
  "mistake.mapping": {
    vi: "biểu thức JSONata sai: {detail}",
    en: "the JSONata expression is wrong: {detail}",
  },
  // What is wrong with a JSONata expression, as the end of a sentence.
  "mistake.mapping-quote": { vi: "có dấu nháy mở mà không đóng", en: "a quote is opened and not closed" },
  "mistake.mapping-escape": {
    vi: "dấu \\ trong chữ phải viết thành \\\\",
    en: "a \\ within a text is written \\\\",
  },
  "mistake.mapping-number": { vi: "số {token} lớn quá", en: "the number {token} is too large" },
  "mistake.mapping-comment": {
    vi: "có chú thích mở bằng /* mà không đóng bằng */",
    en: "a comment is opened with /* and not closed with */",
  },
  "mistake.mapping-regex": {
    vi: "biểu thức chính quy giữa hai dấu / để trống hoặc chưa đóng",
    en: "the regular expression between two / is empty or not closed",
  },
  "mistake.mapping-got": { vi: "cần «{value}», lại gặp «{token}»", en: "expected “{value}”, found “{token}”" },
  "mistake.mapping-lacks": { vi: "còn thiếu «{value}» ở cuối", en: "“{value}” is missing at the end" },
  "mistake.mapping-end": { vi: "biểu thức dừng giữa chừng", en: "the expression ends halfway" },
  "mistake.mapping-token": { vi: "«{token}» không đứng ở chỗ này được", en: "“{token}” cannot stand here" },
  "mistake.mapping-variable": {
    vi: "chỗ này phải là tên biến, bắt đầu bằng dấu $",
    en: "a variable's name must stand here, beginning with $",
  },
  "mistake.mapping-other": {
    vi: "JSONata không nhận cách viết này (mã {mark})",
    en: "JSONata does not take this (its code {mark})",
  },
  "mistake.unknown-reference": {
    vi: "không có tham chiếu «{name}»; dùng data, profile, simulator.mqtt, simulator.http, simulator.folder, simulator.secret hoặc secret.TÊN",
    en: "there is no reference “{name}”; use data, profile, simulator.mqtt, simulator.http, simulator.folder, simulator.secret or secret.NAME",
  },
  "mistake.url": {
    vi: "cần địa chỉ bắt đầu bằng {expected}, nhận được {found}",
    en: "expected an address that starts with {expected}, found {found}",
  },
  "mistake.schedule": {
    vi: "lịch {found} sai ở phần {part}; cần năm phần «phút giờ ngày tháng thứ», ví dụ 0 6 * * 1-5 là 6 giờ sáng thứ Hai đến thứ Sáu",
    en: "the schedule {found} is wrong in its {part}; expected “minute hour day month weekday”, such as 0 6 * * 1-5 for 6 a.m. from Monday to Friday",
  },
  "mistake.schedule-parts": {
    vi: "lịch {found} có {count} phần; cần năm phần «phút giờ ngày tháng thứ», ví dụ 0 6 * * 1-5 là 6 giờ sáng thứ Hai đến thứ Sáu",
    en: "the schedule {found} has {count} parts; expected five, “minute hour day month weekday”, such as 0 6 * * 1-5 for 6 a.m. from Monday to Friday",
  },
  "mistake.schedule-never": {
    vi: "lịch {found} không rơi vào ngày nào cả",
    en: "the schedule {found} falls on no day at all",
  },
  "mistake.every-or-schedule": {
    vi: "cần đúng một trong hai mục every (ví dụ 30s) và schedule (ví dụ 0 6 * * 1-5)",
    en: "a source takes exactly one of every (such as 30s) and schedule (such as 0 6 * * 1-5)",
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
  "mistake.tls-files-or-ca": {
    vi: "cần đúng một trong hai cách: certificate và key, hoặc ownCa: true (có thể kèm names)",
    en: "expected exactly one of both: certificate and key, or ownCa: true (which may have names)",
  },
  "mistake.outside-plain": {
    vi: "cửa cho bên ngoài cần tls, hoặc publicUrl với host là 127.0.0.1; không mã hoá thì phải ghi rõ plainHttp: true",
    en: "the door for the outside takes tls, or publicUrl with the host 127.0.0.1; without encryption say plainHttp: true",
  },
  "mistake.retention": {
    vi: "cần raw từ 2d trở lên và không dài hơn hourly",
    en: "expected raw to be at least 2d and at most hourly",
  },

  // What a value should have been, as part of the sentences above: named by schemas (contract/mistake-params.ts).
  "mistake.word.text": { vi: "chữ", en: "text" },
  "mistake.word.number": { vi: "số", en: "a number" },
  "mistake.word.whole-number": { vi: "số nguyên", en: "a whole number" },
  "mistake.word.list": { vi: "danh sách", en: "a list" },
  "mistake.word.map": { vi: "nhóm mục «tên: giá trị»", en: "a map of keys" },
  "mistake.word.boolean": { vi: "true hoặc false", en: "true or false" },
  "mistake.word.nothing": { vi: "để trống", en: "nothing" },
  "mistake.word.value": { vi: "giá trị", en: "a value" },
  "mistake.word.quoted-text": { vi: "chữ, đặt trong ngoặc kép", en: "text, in quotes" },
  "mistake.word.minute": { vi: "phút", en: "minute" },
  "mistake.word.hour": { vi: "giờ", en: "hour" },
  "mistake.word.month-day": { vi: "ngày", en: "day" },
  "mistake.word.month": { vi: "tháng", en: "month" },
  "mistake.word.weekday": { vi: "thứ", en: "weekday" },
  "mistake.word.words": {
    vi: "chữ bằng hai thứ tiếng, { vi: …, en: … }",
    en: "a text in both languages, { vi: …, en: … }",
  },
  "mistake.word.id": {
    vi: "mã gồm chữ thường không dấu, số, dấu chấm, gạch nối (ví dụ huu-nghi)",
    en: "an id of lower-case letters, digits, dots and hyphens (such as huu-nghi)",
  },
  "mistake.word.span": {
    vi: "khoảng thời gian như 30s, 5m, 12h hoặc 450d",
    en: "a span such as 30s, 5m, 12h or 450d",
  },
  "mistake.word.day": { vi: "ngày dạng 2025-07-01", en: "a day such as 2025-07-01" },
  "mistake.word.time-of-day": { vi: "giờ trong ngày dạng 07:30", en: "a time of day such as 07:30" },
  "mistake.word.instant": {
    vi: "thời điểm ISO 8601 có múi giờ (ví dụ 2025-12-31T23:59:59+07:00)",
    en: "an ISO 8601 instant with an offset (such as 2025-12-31T23:59:59+07:00)",
  },
  "mistake.word.phone": {
    vi: "số điện thoại gồm chữ số, dấu cách, dấu chấm, gạch nối (ví dụ 0205 3812 345)",
    en: "a telephone number of digits, spaces, dots and hyphens (such as 0205 3812 345)",
  },
  "mistake.word.rtsp-url": {
    vi: "địa chỉ rtsp://máy/đường-dẫn không kèm tài khoản (đặt username, password riêng)",
    en: "rtsp://host/path without an account (username and password stand apart)",
  },
  "mistake.word.http-url": {
    vi: "địa chỉ http:// hoặc https:// không kèm tài khoản (đặt username, password riêng)",
    en: "an address with http:// or https:// and without an account (username and password stand apart)",
  },
  "mistake.word.onvif-url": {
    vi: "địa chỉ dịch vụ ONVIF như http://máy/onvif/device_service, không kèm tài khoản",
    en: "the address of an ONVIF service such as http://host/onvif/device_service, without an account",
  },
  "mistake.word.postgresql-url": {
    vi: "địa chỉ postgresql://máy:cổng/tên-cơ-sở-dữ-liệu không kèm tài khoản (đặt username, password riêng)",
    en: "postgresql://host:port/database without an account (username and password stand apart)",
  },
  "mistake.word.page-url": {
    vi: "địa chỉ trang như https://máy/đường-dẫn, tên máy viết thường, không kèm tài khoản",
    en: "a page's address such as https://host/path, its host in lower case, without an account",
  },
  "mistake.word.origin": {
    vi: "địa chỉ máy chủ như https://máy, không kèm đường dẫn",
    en: "a server's address such as https://host, without a path",
  },
  "mistake.word.tiles-url": {
    vi: "địa chỉ như https://máy/{z}/{x}/{y}.pbf, không kèm tài khoản hay khoá",
    en: "an address such as https://host/{z}/{x}/{y}.pbf, without an account or a key",
  },
  "mistake.word.host-url": {
    vi: "địa chỉ máy chủ như https://máy:cổng, tên máy viết thường, không kèm đường dẫn",
    en: "a server's address such as https://host:port, in lower case and without a path",
  },
  "mistake.word.host-name": {
    vi: "tên máy viết thường như tiles.example.vn hoặc *.example.vn, không kèm https://",
    en: "a host's name in lower case such as tiles.example.vn or *.example.vn, without https://",
  },
  "mistake.word.secret-reference": {
    vi: `tham chiếu tới một bí mật, dạng \${secret.TÊN}`,
    en: `a reference to a secret, \${secret.NAME}`,
  },
  "mistake.word.mapbox-style": {
    vi: "tên kiểu bản đồ dạng mapbox://styles/tài-khoản/kiểu",
    en: "the name of a style such as mapbox://styles/account/style",
  },
  "mistake.word.certified-name": {
    vi: "tên máy viết thường hoặc địa chỉ IP, như tuong.example.vn hay 10.0.0.5",
    en: "a host's name in lower case or an IP address, such as wall.example.org or 10.0.0.5",
  },
  "mistake.word.https-origin": {
    vi: "địa chỉ như https://tuong.example.vn, viết thường, không kèm đường dẫn",
    en: "an address such as https://wall.example.org, in lower case and without a path",
  },
  "mistake.word.https-url": { vi: "địa chỉ bắt đầu bằng https://", en: "an address that starts with https://" },
  "mistake.word.network": {
    vi: "địa chỉ IP hoặc mạng, như 10.0.0.2 hay 10.1.0.0/16",
    en: "an IP address or a network, such as 10.0.0.2 or 10.1.0.0/16",
  },
  "mistake.word.contact-url": {
    vi: "mailto:hộp-thư, https://… hoặc tel:+84…",
    en: "mailto:address, https://… or tel:+84…",
  },
  "mistake.word.xml-text": { vi: "chữ không có dấu <, > hay &", en: "text without <, > or &" },
} as const satisfies Record<string, Entry>;

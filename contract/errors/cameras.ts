import type { Entry } from "./entry.ts";

/** Cameras, their platforms' events, and the list of them as a table. */
export const camerasErrors = {
  "camera.unreachable": {
    vi: "Không kết nối được camera. Hãy kiểm tra nguồn điện và đường mạng.",
    en: "The camera cannot be reached. Check its power and network.",
    http: 502,
  },
  "camera.wrong-password": {
    vi: "Camera từ chối mật khẩu. Hãy đặt lại bằng lệnh «secret set».",
    en: "The camera refuses the password. Set it again with “secret set”.",
    http: 502,
  },
  "camera.login-unknown": {
    vi: "Camera đòi kiểu đăng nhập mà máy này không biết ({offered}); mật khẩu chưa bị từ chối. Hãy bật Digest (MD5 hoặc SHA-256) hay Basic trên camera.",
    en: "The camera wants a kind of login that is not known here ({offered}); no password was refused. Enable Digest (MD5 or SHA-256) or Basic on it.",
  },
  "camera.no-bandwidth": {
    vi: "Camera báo hết băng thông (453). Hãy bớt người xem camera này, hoặc giảm tốc độ bit của luồng.",
    en: "The camera has no bandwidth left (453). Fewer may watch it, or lower the bit rate of its stream.",
  },
  "camera.no-session": {
    vi: "Camera bỏ phiên xem giữa chừng (454); đang nối lại. Nếu lặp lại, hãy khởi động lại camera.",
    en: "The camera dropped the session (454); connecting again. If it comes back, restart the camera.",
  },
  "camera.no-transport": {
    vi: "Camera không nhận cách truyền nào của máy này (461). Hãy bật RTSP qua TCP (interleaved) trên camera, hoặc cho UDP qua tường lửa.",
    en: "The camera takes no way of sending known here (461). Enable RTSP over TCP (interleaved) on it, or let UDP through the firewall.",
  },
  "camera.busy": {
    vi: "Camera hoặc đầu ghi đang bận, tạm không nhận thêm người xem (503); đang tự thử lại.",
    en: "The camera or recorder is busy and takes no more viewers for now (503); it is tried again.",
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
    http: 502,
  },
  "camera.basic-in-clear": {
    vi: "Camera đòi mật khẩu dạng đọc được (basic) trên đường không mã hoá; không gửi. Hãy bật digest hoặc https ở camera, hoặc ghi basicOverPlainHttp: true nếu chấp nhận.",
    en: "The camera asks for the password in a readable form (basic) over a line that is not encrypted; it is not sent. Switch on digest or https at the camera, or say basicOverPlainHttp: true if that is accepted.",
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
  "camera.no-sound": {
    vi: "Camera này không gửi tiếng: không có micrô, hoặc micrô đang tắt trong phần cài đặt của camera.",
    en: "This camera sends no sound: it has no microphone, or it is switched off in the camera's settings.",
  },
  "camera.sound-failing": {
    vi: "Hiện không nhận được tiếng của camera; đang tự thử lại. Hình không bị ảnh hưởng.",
    en: "No sound comes from the camera now; it is tried again. Its pictures are not affected.",
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
  "camera.no-interface": {
    vi: "Máy này không có cổng mạng «{name}» đang nối mạng. Các cổng đang có: {known}.",
    en: "This machine has no network interface “{name}” that is connected. There are: {known}.",
    exit: 64,
    http: 400,
  },
  "camera.picture-running": {
    vi: "Đang lấy hình của một camera khác. Hãy đợi vài giây rồi thử lại.",
    en: "A picture of another camera is being taken. Try again in a few seconds.",
    http: 409,
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
  "camera.too-many-viewers": {
    vi: "Đã có {limit} ô đang xem camera; không nhận thêm.",
    en: "{limit} tiles watch cameras already; no more are taken.",
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
    vi: "địa chỉ không được chứa tài khoản hay mật khẩu: bỏ phần trước dấu @, ghi tài khoản vào cột «Tài khoản», đặt mật khẩu bằng «ioc secret set TÊN», rồi ghi TÊN vào cột «Tên mật khẩu»",
    en: "the address may hold no account or password: take out what stands before the @, write the account into the column “Account”, set the password with “ioc secret set NAME”, and write NAME into the column “Name of the password”",
  },
  "camera-list.password-in-address": {
    vi: "địa chỉ chứa mật khẩu: đặt mật khẩu bằng «ioc secret set TÊN» rồi thay nó trong địa chỉ bằng {reference}",
    en: "the address holds a password: set it with “ioc secret set NAME”, and write {reference} in its place",
  },
  "camera-list.secret-name": {
    vi: "ô này ghi TÊN của mật khẩu, không ghi mật khẩu: đặt bằng «ioc secret set TÊN» (chữ thường không dấu, số, dấu chấm, gạch nối), rồi ghi TÊN vào đây",
    en: "this cell takes the NAME of a password, never the password: set it with “ioc secret set NAME” (lower-case letters, digits, dots, hyphens), then write NAME here",
  },
  "camera-list.secret-not-set": {
    vi: "chưa đặt mật khẩu nào tên như vậy: chạy «ioc secret set TÊN» trước, hoặc kiểm tra chính tả (xem tên bằng «secret list»); đừng ghi chính mật khẩu vào đây",
    en: "no password of that name is set: run “ioc secret set NAME” first, or check its spelling (“secret list” shows the names); never write the password itself here",
  },
  "camera-list.secret-without-account": {
    vi: "có tên mật khẩu thì cần cả tài khoản (cột «Tài khoản»)",
    en: "a password takes an account too (column “Account”)",
  },
  "camera-list.password-in-profile": {
    vi: "mật khẩu của camera này viết thẳng trong cấu hình; muốn sửa camera ở đây thì đặt nó bằng «ioc secret set TÊN» rồi ghi TÊN vào ô này",
    en: "the password of this camera is written in the profile; to change the camera here, set it with “ioc secret set NAME” and write NAME into this cell",
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
    vi: "Quay lại thì mất camera «{id}», mà tệp cấu hình còn đặt nó trên cảnh «{scene}». Hãy bỏ nó khỏi cảnh đó trước.",
    en: "Going back would take the camera “{id}” away, which the profile still has on the scene “{scene}”. Take it off that scene first.",
    exit: 65,
    http: 409,
  },
  "camera-list.on-scene": {
    vi: "camera «{id}» không còn nữa nhưng còn trên cảnh «{scene}»: ô đó sẽ báo không có camera",
    en: "the camera “{id}” is gone but still on the scene “{scene}”, whose tile will say that there is none",
  },
  "camera-list.stays": {
    vi: "không có trong bảng nên giữ nguyên ({count} camera): {ids}; muốn bỏ camera nào thì xoá nó trong cameras.yaml",
    en: "in no row, and so left as they are ({count}): {ids}; to be rid of one, take it out of cameras.yaml",
  },
  "camera-list.password-stays": {
    vi: "mật khẩu trước kia của camera «{id}» viết thẳng trong cấu hình nên không được lưu lại; camera giữ tài khoản và mật khẩu của danh sách đã nhập",
    en: "the former password of the camera “{id}” was written in the profile and was not kept; it keeps the account and password of the imported list",
  },
  "camera-list.moved": {
    vi: "Danh sách camera đã nhập số {number} nay nằm ngay trong tệp cấu hình, ở «{folder}». Không có gì khác đi; từ nay sửa hay xoá camera ở mục cameras trong đó là có hiệu lực.",
    en: "The imported list of cameras number {number} now stands in the profile's files, in “{folder}”. Nothing else changes; from now on cameras are changed and taken out there, at the key cameras.",
  },
  "camera-list.not-moved": {
    vi: "Chưa ghi được danh sách camera đã nhập vào tệp cấu hình; nó vẫn được dùng như trước, chồng lên mục cameras. {reason}",
    en: "The imported list of cameras could not be written into the profile's files; it counts as before, over the key cameras. {reason}",
  },
  "camera-list.same-address": {
    vi: "dòng {row} và dòng {other} có cùng địa chỉ luồng chính",
    en: "rows {row} and {other} have the same main stream",
  },
} as const satisfies Record<string, Entry>;

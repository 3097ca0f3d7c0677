import type { Entry } from "./entry.ts";

/** Scenes, what drives the wall by itself, and what stands in a tile. */
export const wallErrors = {
  "wall.not-running": {
    vi: "Không thấy bức tường nào đang chạy ({where}). Hãy mở bức tường, hoặc chỉ rõ --data hay --port.",
    en: "No running wall was found ({where}). Start it, or name --data or --port.",
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
  "wall.answer-late": {
    vi: "Bức tường ở {origin} đang chạy nhưng chưa trả lời sau {seconds} giây; máy có thể đang quá tải. Hãy thử lại sau ít phút.",
    en: "The wall at {origin} is running but has not answered for {seconds} seconds; the machine may be overloaded. Try again in some minutes.",
    exit: 75,
  },
  "wall.no-windows": {
    vi: "Chưa có màn hình nào của bức tường đang mở, nên không chụp được.",
    en: "No window of the wall is open, so there is nothing to take a picture of.",
    exit: 69,
    http: 503,
  },
  "wall.capture-failed": {
    vi: "Không chụp được bức tường (máy báo: {detail}). Hãy thử lại; nếu vẫn vậy, hãy báo người quản trị.",
    en: "The wall could not be captured (the machine says: {detail}). Try again; if it stays so, tell the administrator.",
    exit: 74,
    http: 503,
  },
  "wall.capture-late": {
    vi: "Các màn hình chưa chụp xong sau {seconds} giây; máy có thể đang quá tải. Hãy thử lại, hoặc chụp nhỏ hơn: --scale 0.25.",
    en: "The monitors' picture was not ready after {seconds} seconds; the machine may be overloaded. Try again, or take a smaller one: --scale 0.25.",
    exit: 75,
    http: 503,
  },
  "wall.capture-gone": {
    vi: "Chương trình màn hình đóng giữa lúc chụp. Hãy chụp lại khi tường hiện lại.",
    en: "The program of the monitors closed while the picture was taken. Take it again once the wall shows again.",
    exit: 75,
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
  "wall.written-meanwhile": {
    vi: "Một máy khác vừa đổi bức tường đúng lúc này, nên thao tác của bạn chưa được làm. Hãy nhìn lại tường rồi làm lại.",
    en: "Another machine has changed the wall at this very moment, so what you did was not done. Look at the wall and do it again.",
    http: 409,
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
  "wall.surface-shape": {
    vi: "Các màn hình {displays} không xếp thành hình chữ nhật nên không nối thành một mặt được. Hãy chọn những màn hình kề nhau.",
    en: "Monitors {displays} do not make a rectangle, so they cannot be one surface. Choose neighbouring ones.",
    http: 422,
  },
  "wall.surface-overlap": {
    vi: "Màn hình {display} đã thuộc một mặt khác. Hãy bỏ nó khỏi mặt kia trước.",
    en: "Monitor {display} is part of another surface already. Take it out of that one first.",
    http: 422,
  },
  "wall.surface-machines": {
    vi: "Các màn hình {displays} nối vào những máy khác nhau; một cửa sổ không phủ qua hai máy được.",
    en: "Monitors {displays} are on different machines; one window cannot span two of them.",
    http: 422,
  },
  "wall.surface-unreadable": {
    vi: "Phần mặt hiển thị trong tệp không đọc được nên không nhận; các mặt đang có giữ nguyên.",
    en: "The surfaces in the file cannot be read and were not taken; those that are there stay.",
  },
  "wall.overtaken-surfaces": {
    vi: "Các màn hình đã được nối hay tách sau việc đó{by}, nên không hoàn tác hay làm lại được. Hãy nối, tách theo ý bạn.",
    en: "Monitors have been joined or split since{by}, so this cannot be undone or done again. Join or split them as you want.",
    http: 409,
  },
  "wall.nothing-to-undo": {
    vi: "Bạn không còn việc nào để hoàn tác.",
    en: "There is nothing of your own left to undo.",
    http: 409,
  },
  "wall.nothing-to-redo": {
    vi: "Bạn không có việc nào để làm lại.",
    en: "There is nothing of your own to do again.",
    http: 409,
  },
  "wall.entry-unknown": {
    vi: "Việc số {entry} không còn trong nhật ký, hoặc là việc không hoàn tác được.",
    en: "Deed number {entry} is no longer written down, or is none that can be taken back.",
    http: 404,
  },
  "wall.entry-undone": {
    vi: "Việc đó đã được hoàn tác rồi{by}.",
    en: "That has been taken back already{by}.",
    http: 409,
  },
  "wall.overtaken-scene": {
    vi: "Cảnh trên tường đã được đổi sau việc đó{by}, nên không hoàn tác hay làm lại được. Hãy đưa cảnh cần chiếu lên.",
    en: "The scene on the wall has been changed since{by}, so this cannot be undone or done again. Take the scene you want.",
    http: 409,
  },
  "wall.overtaken-display": {
    vi: "Màn hình {name} đã được đổi sau việc đó{by}, nên không hoàn tác hay làm lại được. Hãy đưa lên hay trả lại màn hình đó.",
    en: "Monitor {name} has been changed since{by}, so this cannot be undone or done again. Push to it or give it back.",
    http: 409,
  },
  "wall.overtaken-blank": {
    vi: "Các màn hình bị che đã được đổi sau việc đó{by}, nên không hoàn tác hay làm lại được. Hãy che hay bỏ che (B, ⇧B).",
    en: "Which monitors are blanked has been changed since{by}, so this cannot be undone or done again. Blank or show them (B, ⇧B).",
    http: 409,
  },
  "wall.overtaken-freeze": {
    vi: "Các màn hình giữ hình đã được đổi sau việc đó{by}, nên không hoàn tác hay làm lại được. Hãy giữ hình hay thả (F).",
    en: "Which monitors are held has been changed since{by}, so this cannot be undone or done again. Hold or release them (F).",
    http: 409,
  },
  "wall.overtaken-number": {
    vi: "Phím {name} đã được giao cho cảnh khác sau việc đó{by}, nên không hoàn tác hay làm lại được. Hãy đổi phím của cảnh (K).",
    en: "Key {name} has been given to another scene since{by}, so this cannot be undone or done again. Change the scene's key (K).",
    http: 409,
  },
  "wall.overtaken-banner": {
    vi: "Dòng chữ trên tường đã được đổi sau việc đó{by}, nên không hoàn tác hay làm lại được. Hãy chạy dòng chữ khác (T).",
    en: "The text across the wall has been changed since{by}, so this cannot be undone or done again. Run another text (T).",
    http: 409,
  },
  "wall.overtaken-sound": {
    vi: "Âm thanh của tường đã được chỉnh sau việc đó{by}, nên không hoàn tác hay làm lại được. Hãy chỉnh lại ở nút loa trên bàn điều khiển.",
    en: "The wall's sound has been changed since{by}, so this cannot be undone or done again. Set it with the loudspeaker button of the desk.",
    http: 409,
  },
  "wall.overtaken-programme": {
    vi: "Chương trình đang chạy đã được đổi sau việc đó{by}, nên không hoàn tác hay làm lại được. Hãy điều khiển ở trang Tự động (F9).",
    en: "The running programme has been changed since{by}, so this cannot be undone or done again. Drive it on the page Automatic (F9).",
    http: 409,
  },
  "wall.overtaken-rule": {
    vi: "Quy tắc «{name}» đã được gạt hay trả lại sau việc đó{by}, nên không hoàn tác hay làm lại được.",
    en: "The rule “{name}” has been sent away or brought back since{by}, so this cannot be undone or done again.",
    http: 409,
  },
  "wall.overtaken-saved": {
    vi: "«{name}» đã được sửa sau việc đó{by}, nên không hoàn tác hay làm lại được. Hãy mở bản mới nhất rồi sửa tiếp.",
    en: "“{name}” has been edited since{by}, so this cannot be undone or done again. Open the newest version and go on.",
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
  "panel.settings-unknown": {
    vi: "Ô có thiết đặt mà phiên bản này không biết: {keys}. Bỏ đi ở trang Soạn cảnh (F8), hoặc cập nhật phần mềm.",
    en: "The tile has settings that this version does not know: {keys}. Take them out in the scene editor (F8), or update the program.",
  },
  "panel.settings-invalid": {
    vi: "Thiết đặt của ô không đúng ở «{at}». Sửa ở trang Soạn cảnh của bàn điều khiển (F8).",
    en: "The tile's settings are wrong at “{at}”. Mend them in the desk's scene editor (F8).",
  },
  "site-file.unknown": {
    vi: "Chưa có tệp «{name}». Hãy chép vào thư mục «files» của dữ liệu hoặc của cấu hình.",
    en: "There is no file “{name}”. Copy it into the folder “files” of the data or of the profile.",
    http: 404,
  },
  "site-file.not-a-picture": {
    vi: "Tệp «{name}» không mở được như một ảnh. Hãy chép lại tệp.",
    en: "The file “{name}” cannot be opened as a picture. Copy it again.",
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
  "web-page.unknown": {
    vi: "Trang «{id}» không có trong mục «web» của cấu hình.",
    en: "The page “{id}” is not under “web” of the profile.",
  },
  "web-page.unprotected": {
    vi: "Không mở trang mạng: phần mềm đang chạy bằng tài khoản root nên không có lớp bảo vệ. Hãy chạy bằng tài khoản thường.",
    en: "Pages of the net are not shown: the program runs as root and so without protection. Start it as an ordinary user.",
  },
  "web-page.forbidden": {
    vi: "Trang chuyển sang {host}, nơi cấu hình không cho phép.",
    en: "The page leads to {host}, which the profile does not allow.",
  },
  "web-page.silent": {
    vi: "{host} không trả lời trong {seconds} giây.",
    en: "{host} did not answer within {seconds} seconds.",
  },
  "web-page.certificate": {
    vi: "Chứng thư của {host} không tin được ({detail}). Hãy báo đơn vị quản lý trang.",
    en: "The certificate of {host} cannot be trusted ({detail}). Tell who runs the page.",
  },
  "web-page.status": {
    vi: "{host} báo lỗi {status}.",
    en: "{host} answered with an error, {status}.",
  },
  "web-page.unreachable": {
    vi: "Không tới được {host} ({detail}). Kiểm tra mạng của máy tường.",
    en: "{host} cannot be reached ({detail}). Check the wall machine's network.",
  },
  "web-page.crashed": {
    vi: "Trang của {host} đã hỏng và bị đóng.",
    en: "The page of {host} crashed and was closed.",
  },
  "web-page.hung": {
    vi: "Trang của {host} bị treo và đã bị đóng.",
    en: "The page of {host} hung and was closed.",
  },
  "document.picture": {
    vi: "Tệp «{name}» là ảnh, không phải PDF. Hãy dùng loại ô «Ảnh».",
    en: "The file “{name}” is a picture and no PDF. Use a tile of the kind “Picture”.",
  },
  "document.protected": {
    vi: "Tài liệu «{name}» có mật khẩu. Hãy xuất lại PDF không đặt mật khẩu.",
    en: "The document “{name}” has a password. Export the PDF again without one.",
  },
  "document.damaged": {
    vi: "Tài liệu «{name}» hỏng, không mở được. Hãy chép lại tệp.",
    en: "The document “{name}” is damaged and cannot be opened. Copy the file again.",
  },
  "document.too-many-pages": {
    vi: "Tài liệu «{name}» có {pages} trang; chỉ trình chiếu tài liệu đến {limit} trang.",
    en: "The document “{name}” has {pages} pages; up to {limit} are shown.",
  },
  "document.page": {
    vi: "Không vẽ được trang {page} của «{name}».",
    en: "Page {page} of “{name}” cannot be drawn.",
  },
  "document.slow": {
    vi: "Tài liệu «{name}» quá nặng: trang {page} chưa vẽ xong sau {seconds} giây. Hãy xuất PDF nhẹ hơn.",
    en: "The document “{name}” is too heavy: page {page} was not drawn within {seconds} seconds. Export a lighter PDF.",
  },
} as const satisfies Record<string, Entry>;

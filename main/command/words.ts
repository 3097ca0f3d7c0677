// Long because it is all that the command says, in both languages: words alone, no logic.

import type { AccountRole, TokenRole } from "#contract/access/role.ts";
import type { AccountState } from "#contract/accounts/account.ts";
import type { CameraState } from "#contract/entities/camera.ts";
import type { SourceState } from "#contract/entities/source.ts";
import type { Language, Words } from "#contract/entities/text.ts";

/** All that the command says, besides the sentences of the error catalogue. */
const words = {
  usage: { vi: "[tuỳ chọn] LỆNH", en: "[options] COMMAND" },
  "usage.options": { vi: "[tuỳ chọn]", en: "[options]" },
  description: {
    vi: "Quản trị bức tường đang chạy trên máy này.",
    en: "Administers the wall that runs on this machine.",
  },
  "title.Usage:": { vi: "Cách dùng:", en: "Usage:" },
  "title.Options:": { vi: "Tuỳ chọn:", en: "Options:" },
  "title.Commands:": { vi: "Lệnh:", en: "Commands:" },
  "title.Arguments:": { vi: "Tham số:", en: "Arguments:" },
  "title.Global Options:": { vi: "Tuỳ chọn chung:", en: "Global options:" },
  "option.help": { vi: "xem cách dùng", en: "show this" },
  "man.title": { vi: "Quản trị bức tường", en: "Administration of the wall" },
  "man.name": { vi: "TÊN", en: "NAME" },
  "man.synopsis": { vi: "CÁCH DÙNG", en: "SYNOPSIS" },
  "man.options": { vi: "TUỲ CHỌN CHUNG", en: "OPTIONS" },
  "man.commands": { vi: "LỆNH", en: "COMMANDS" },
  "man.settings": { vi: "TỆP CÀI ĐẶT", en: "SETTINGS FILE" },
  "man.settings.text": {
    vi: "{file}: mỗi dòng một mục TÊN=GIÁ-TRỊ, ghi chú bắt đầu bằng #. Biến môi trường cùng tên thay được mục trong tệp; tuỳ chọn của lệnh thay được cả hai. Không bao giờ ghi mã truy cập hay mật khẩu vào đây. Có mục sai thì bức tường không mở, và nói rõ dòng nào.",
    en: "{file}: a NAME=VALUE on each line; notes begin with #. Variables of the environment by the same names stand over the file, options of the command over both. Tokens and passwords never stand in it. With a mistake in it the wall does not open, and says in which line it is.",
  },
  "man.setting.IOC_PROFILE": {
    vi: "tên cấu hình có sẵn, hoặc đường dẫn đầy đủ tới thư mục cấu hình",
    en: "name of a built-in profile, or the full path of a profile's folder",
  },
  "man.setting.IOC_DATA": {
    vi: "thư mục dữ liệu, ví dụ /var/lib/ioc-wall; không ghi: thư mục dữ liệu của người dùng",
    en: "the data folder, such as /var/lib/ioc-wall; without it: the user's own",
  },
  "man.setting.IOC_PORT": { vi: "cổng của máy chủ dữ liệu; không ghi: 7780", en: "the core's port; without it: 7780" },
  "man.setting.IOC_KIOSK": {
    vi: "1: phủ kín màn hình, cả khi chỉ có một",
    en: "1: the wall covers the monitors, also where there is one only",
  },
  "man.setting.IOC_JOIN_CA": {
    vi: "để tin máy ấy khi IOC_JOIN là https://: tệp chứng chỉ PEM, hoặc sha256: kèm dấu vân tay mà ioc door ca in ra ở đó",
    en: "whom to trust where IOC_JOIN is an https:// address: a PEM certificate, or sha256: and the fingerprint that ioc door ca shows there",
  },
  "man.setting.IOC_KEYS": {
    vi: "thư mục để các khoá bảo vệ dữ liệu (xem ioc keys move); không đặt thì khoá nằm trong thư mục dữ liệu",
    en: "the folder of the keys that protect what is stored (see ioc keys move); without, they lie in the data folder",
  },
  "man.setting.IOC_JOIN": {
    vi: "địa chỉ máy chính, khi màn hình của máy này là một phần của tường ở máy đó",
    en: "the first machine's address, where this one's monitors are part of its wall",
  },
  "man.setting.IOC_MONITORS": {
    vi: "chỉ dùng chừng ấy màn hình của máy này, từ trên trái",
    en: "so many of this machine's monitors are the wall's, from the top left",
  },
  "man.setting.IOC_DESK": { vi: "1: mở cả bàn điều khiển", en: "1: the desk opens with the wall" },
  "man.setting.IOC_LANG": {
    vi: "ngôn ngữ của các dòng thông báo: vi hoặc en",
    en: "language of what is told: vi or en",
  },
  "man.setting.IOC_FFMPEG": {
    vi: "đường dẫn đầy đủ tới chương trình ffmpeg, nếu không có sẵn trên máy",
    en: "full path of ffmpeg's program, where it is not on the path",
  },
  "man.exit": { vi: "MÃ KẾT THÚC", en: "EXIT STATUS" },
  "man.exit.text": {
    vi: "0 xong; 64 dùng sai; 65 dữ liệu sai; 66 không thấy; 69 chưa sẵn sàng; 70 lỗi phần mềm; 73 không tạo được; 74 lỗi đọc ghi; 75 thử lại sau; 77 không có quyền; 78 sai cấu hình hoặc tệp cài đặt.",
    en: "0 done; 64 wrong use; 65 wrong data; 66 not found; 69 not ready; 70 a fault of the program; 73 cannot be made; 74 cannot be read or written; 75 try again; 77 not allowed; 78 a mistake in the profile or the settings file.",
  },
  "option.version": { vi: "xem phiên bản", en: "show the version" },
  "version.release": {
    vi: "ioc-wall {version} · Electron {electron} · Node {node}",
    en: "ioc-wall {version} · Electron {electron} · Node {node}",
  },
  "version.source": {
    vi: "ioc-wall {version}, từ mã nguồn · Node {node}",
    en: "ioc-wall {version}, from source · Node {node}",
  },
  "version.unknown": {
    vi: "ioc-wall {version} · Node {node} · không rõ bản cài đặt (thiếu release.json)",
    en: "ioc-wall {version} · Node {node} · unknown package (release.json is missing)",
  },
  "version.stand-in": {
    vi: "BẢN THỬ: Electron {electron} thay cho bản hiện hành; không dùng để vận hành.",
    en: "FOR TRYING ONLY: Electron {electron} stands in for the current one; not for real use.",
  },
  "help.wall": {
    vi: "mở bức tường trên các màn hình của máy này",
    en: "open the wall on this machine's monitors",
  },
  "help.wall.more": {
    vi: `Không ghi gì: nhiều màn hình thì phủ kín mọi màn hình, một màn hình thì mở trong cửa sổ.
Mục nào không ghi thì lấy theo biến môi trường, rồi theo tệp cài đặt của nơi này (/etc/ioc-wall/ioc-wall.conf).
Ctrl+Q trên bức tường hoặc Ctrl+C ở đây để thoát.`,
    en: `With nothing said: on several monitors it covers them all, on a single one it opens in windows.
What is not said comes from the environment, then from the site's settings file (/etc/ioc-wall/ioc-wall.conf).
Ctrl+Q on the wall or Ctrl+C here leaves.`,
  },
  "help.serve": {
    vi: "chạy riêng máy chủ dữ liệu, không mở màn hình",
    en: "run the core alone, without any screen",
  },
  "option.windowed": {
    vi: "mỗi màn hình của tường là một cửa sổ thường",
    en: "each monitor of the wall is an ordinary window",
  },
  "option.kiosk": {
    vi: "phủ kín màn hình, cả khi chỉ có một",
    en: "cover the monitors, also where there is one only",
  },
  "option.desk": {
    vi: "mở cả bàn điều khiển (không có thì nhấn Ctrl+D trên bức tường)",
    en: "open the desk too (without: Ctrl+D on the wall)",
  },
  "option.join": {
    vi: "ghép màn hình của máy này vào tường của máy khác, ví dụ http://10.0.0.5:7780; lần đầu cần mã vai trò machine trong biến môi trường IOC_JOIN_TOKEN",
    en: "make this machine's monitors part of another one's wall, such as http://10.0.0.5:7780; at the first time with a token of role machine in IOC_JOIN_TOKEN",
  },
  "option.monitors": {
    vi: "chỉ dùng chừng ấy màn hình của máy này, từ trên trái",
    en: "so many of this machine's monitors are the wall's, from the top left",
  },
  "option.ffmpeg": {
    vi: "chương trình ffmpeg, nếu không có sẵn trên máy",
    en: "ffmpeg's program, where it is not on the path",
  },
  "option.json": { vi: "in một dòng JSON cho chương trình khác đọc", en: "print one line of JSON for programs" },
  "option.data": { vi: "thư mục dữ liệu của bức tường", en: "the wall's data folder" },
  "option.port": { vi: "cổng của bức tường", en: "the wall's port" },
  "option.profile": { vi: "tên hoặc thư mục cấu hình của bức tường", en: "name or folder of the wall's profile" },
  "option.language": { vi: "ngôn ngữ: vi hoặc en", en: "language: vi or en" },
  "option.role": { vi: "quyền: {roles}", en: "role: {roles}" },
  "option.token-source": {
    vi: "nguồn mà mã quyền ingest được gửi số liệu; ghi nhiều được",
    en: "sources that a token of role ingest hands readings in for; one or more",
  },
  "option.label": { vi: "ghi chú để nhớ mã này của ai", en: "a note whose token this is" },
  "option.scale": {
    vi: "tỉ lệ từ 0 đến 1; mặc định rộng nhất 3840 điểm ảnh",
    en: "scale from 0 to 1; by default 3840 pixels wide at most",
  },
  "help.status": { vi: "tình trạng màn hình, nguồn số liệu và camera", en: "state of displays, sources and cameras" },
  "help.door": { vi: "cửa vào từ máy khác: HTTPS, chứng chỉ", en: "how other machines come in: HTTPS, certificates" },
  "help.door.show": {
    vi: "đang mở ở đâu, chứng chỉ tới ngày nào",
    en: "where it listens, and until when certificates are good",
  },
  "help.door.ca": {
    vi: "chứng chỉ của nơi cấp thuộc đơn vị, để cài lên điện thoại và máy khác",
    en: "the certificate of the site's own authority, for telephones and other machines",
  },
  "argument.door-ca": { vi: "tệp mới để ghi; không có thì in ra", en: "a new file to write; without, it is printed" },
  "door.inner": { vi: "trong phòng", en: "inner" },
  "door.public": { vi: "cửa chung", en: "public" },
  "door.outside": { vi: "ra bên ngoài", en: "outside" },
  "door.plain": { vi: "không mã hoá", en: "without encryption" },
  "door.shut": { vi: "đang đóng", en: "shut" },
  "door.certificate": { vi: "chứng chỉ tới {until}", en: "certificate until {until}" },
  "door.own-ca": { vi: "của đơn vị tự cấp", en: "by the site's own authority" },
  "door.files": { vi: "từ tệp", en: "from files" },
  "door.by": { vi: "người dùng mở {url}", en: "people open {url}" },
  "door.fingerprint": { vi: "Dấu vân tay (SHA-256): {fingerprint}", en: "Fingerprint (SHA-256): {fingerprint}" },
  "door.ca-written": {
    vi: "Đã ghi chứng chỉ của nơi cấp vào {file}.",
    en: "The authority's certificate was written to {file}.",
  },
  "help.machine": { vi: "các máy ghép vào tường", en: "machines that have joined the wall" },
  "help.machine.remove": {
    vi: "bỏ hẳn một máy đã tắt khỏi tường",
    en: "take a machine that is off from the wall for good",
  },
  "machine.removed": {
    vi: "Đã bỏ máy {name} khỏi tường; số màn hình của nó dùng lại được.",
    en: "The machine {name} is off the wall; the numbers of its monitors are free.",
  },
  "help.backup": {
    vi: "chép toàn bộ dữ liệu của bức tường ra một thư mục",
    en: "copy all data of the wall into a folder",
  },
  "argument.backup": { vi: "thư mục mới, chưa có hoặc còn trống", en: "a new folder: not there yet, or empty" },
  "help.backup.more": {
    vi: `Làm được cả khi bức tường đang chạy lẫn khi đã tắt; tường vẫn chạy trong lúc chép.
Có: số liệu, cảnh, quy tắc, nhật ký, mã truy cập, mật khẩu (kèm khoá), danh mục và danh sách camera đã nhập,
bản đồ, hình của sự kiện. Không có: cấu hình (profile.yaml), nhật ký kỹ thuật, ảnh cuối của camera.
Bản chép có khoá mật khẩu: hãy giữ như giữ mật khẩu.

Ví dụ:
  ioc backup /media/usb/tuong-2026-11-27
  ioc backup /media/usb/tuong --data /srv/ioc-wall

Mã kết thúc: 0 xong; 66 không thấy dữ liệu; 73 thư mục đã có; 74 không chép được (bản dở đã xoá).`,
    en: `Works while the wall runs and while it does not; it runs on meanwhile.
In it: figures, scenes, rules, entries, tokens, passwords (with their key), imported catalogue and cameras, maps,
pictures of events. Not in it: the profile (profile.yaml), technical logs, the last pictures of cameras.
The copy holds the key of the passwords: keep it as you keep passwords.

Examples:
  ioc backup /media/usb/wall-2026-11-27
  ioc backup /media/usb/wall --data /srv/ioc-wall

Exit codes: 0 done; 66 no data found; 73 the folder is there; 74 cannot copy (what was begun is removed).`,
  },
  "backup.made": {
    vi: "Đã sao lưu vào {folder}: {files} tệp, {mb} MB.",
    en: "Backed up into {folder}: {files} files, {mb} MB.",
  },
  "backup.has-keys": {
    vi: "Trong đó có khoá của các mật khẩu: hãy giữ kín. Cấu hình (profile.yaml) không nằm trong bản này.",
    en: "The key of the passwords is in it: keep it closed. The profile (profile.yaml) is not in it.",
  },
  "backup.has-no-keys": {
    vi: "Khoá của các mật khẩu nằm ngoài thư mục dữ liệu (ioc keys show) nên KHÔNG có trong bản này: hãy sao lưu khoá riêng, ở nơi khác. Cấu hình (profile.yaml) cũng không nằm trong bản này.",
    en: "The key of the passwords lies outside of the data folder (ioc keys show) and is NOT in it: back the keys up apart, in another place. Nor is the profile (profile.yaml) in it.",
  },
  "help.keys": { vi: "khoá bảo vệ những gì được lưu", en: "the keys that protect what is stored" },
  "help.keys.show": { vi: "các khoá đang nằm ở đâu", en: "where they lie" },
  "help.keys.move": {
    vi: "chuyển khoá ra ngoài thư mục dữ liệu (tắt phần mềm trước)",
    en: "move them out of the data folder (stop the program first)",
  },
  "argument.keys": { vi: "thư mục nhận khoá, đường dẫn đầy đủ", en: "the folder to move them to, a full path" },
  "keys.none": { vi: "chưa có", en: "none yet" },
  "keys.moved": { vi: "Đã chuyển {count} khoá sang {folder}.", en: "{count} keys were moved to {folder}." },
  "keys.set-folder": {
    vi: "Trước khi mở lại, ghi vào tệp cài đặt (hoặc đặt biến môi trường):",
    en: "Before the next start, write into the settings file (or set in the environment):",
  },
  "keys.set-credentials": {
    vi: "hoặc, nếu systemd mở phần mềm, ghi vào [Service] thay cho dòng trên:",
    en: "or, where systemd starts the program, into [Service] in its place:",
  },
  "keys.open-folder": {
    vi: "Thư mục {folder} đang mở cho người khác xem: chạy chmod 700 {folder}",
    en: "The folder {folder} can be seen by others: run chmod 700 {folder}",
  },
  "help.restore": {
    vi: "lấy lại dữ liệu từ một bản sao lưu; diễn tập trước, hỏi rồi mới thay",
    en: "put a backup back; rehearsed first, changed only after a yes",
  },
  "argument.restore": { vi: "thư mục do `ioc backup` làm", en: "a folder made by `ioc backup`" },
  "option.yes": { vi: "thay luôn, không hỏi", en: "go on without asking" },
  "help.restore.more": {
    vi: `Tắt bức tường trước. Lệnh đọc và kiểm từng tệp của bản sao lưu, cho xem cái gì sẽ đổi thành bao nhiêu,
rồi hỏi. Không có --yes và không có người trả lời thì chỉ diễn tập, không thay gì.
Dữ liệu đang có được chuyển vào before-restore-… trong thư mục dữ liệu, không bị xoá.

Ví dụ:
  ioc restore /media/usb/tuong-2026-11-27 --data /srv/ioc-wall
  ioc restore /media/usb/tuong-2026-11-27 --profile lang-son --yes

Mã kết thúc: 0 xong, hoặc đã diễn tập; 1 trả lời không; 65 bản sao lưu hỏng; 66 không phải bản sao lưu;
74 không chép được (dữ liệu vẫn như cũ); 75 bức tường còn đang chạy.`,
    en: `Stop the wall first. Every file of the backup is read and checked, it is shown what would change into what,
and then it is asked. Without --yes and with nobody to answer it is rehearsed only, and nothing changes.
What is there now goes into before-restore-… in the data folder and is not deleted.

Examples:
  ioc restore /media/usb/wall-2026-11-27 --data /srv/ioc-wall
  ioc restore /media/usb/wall-2026-11-27 --profile lang-son --yes

Exit codes: 0 done, or rehearsed; 1 the answer was no; 65 the backup is damaged; 66 it is no backup;
74 cannot copy (the data is as it was); 75 the wall still runs.`,
  },
  "restore.would": {
    vi: "Diễn tập: thay dữ liệu ở {data} bằng bản sao lưu lúc {time}.",
    en: "Rehearsal: the data in {data} would become that of the backup of {time}.",
  },
  "restore.of.readings": { vi: "số liệu", en: "readings" },
  "restore.of.scenes": { vi: "cảnh", en: "scenes" },
  "restore.of.rules": { vi: "chương trình, quy tắc, ngày nghỉ", en: "programmes, rules, holidays" },
  "restore.of.entries": { vi: "việc đã làm trên tường", en: "deeds on the wall" },
  "restore.of.tokens": { vi: "mã truy cập còn hiệu lực", en: "tokens that are good" },
  "restore.of.accounts": { vi: "tài khoản", en: "accounts" },
  "restore.of.secrets": { vi: "mật khẩu", en: "passwords" },
  "restore.of.cameraEvents": { vi: "sự kiện camera", en: "camera events" },
  "restore.of.citizenReports": { vi: "phản ánh của người dân", en: "citizens' reports" },
  "restore.of.outages": { vi: "gián đoạn", en: "outages" },
  "restore.of.aliveAtMs": { vi: "dùng lần cuối", en: "last in use" },
  "restore.files": {
    vi: "Tệp khác: thêm {added}, thay {replaced}, giữ nguyên {same}, bỏ {removed}.",
    en: "Other files: {added} added, {replaced} replaced, {same} the same, {removed} removed.",
  },
  "restore.only-rehearsed": {
    vi: "Chưa thay gì. Thêm --yes để thay.",
    en: "Nothing was changed. Add --yes to do it.",
  },
  "restore.sure": { vi: "Thay dữ liệu ở {data}? (c/k) ", en: "Replace the data in {data}? (y/n) " },
  "restore.left": { vi: "Chưa thay gì.", en: "Nothing was changed." },
  "restore.done": {
    vi: "Đã lấy lại dữ liệu của lúc {time} vào {data}. Mở lại bức tường là dùng được.",
    en: "The data of {time} is back in {data}. Start the wall again.",
  },
  "restore.aside": {
    vi: "Dữ liệu trước đó nằm ở {folder}; chắc chắn rồi hãy xoá.",
    en: "What was there before lies in {folder}; delete it once you are sure.",
  },
  "help.token": { vi: "mã truy cập cho người và thiết bị", en: "tokens for people and devices" },
  "help.token.create": { vi: "tạo mã truy cập mới", en: "make a new token" },
  "help.token.list": { vi: "các mã còn hiệu lực", en: "tokens that are still good" },
  "help.token.revoke": { vi: "thu hồi một mã", en: "withdraw a token" },
  "help.user": { vi: "tài khoản của người dùng", en: "people's accounts" },
  "help.user.add": {
    vi: "thêm người, và in liên kết để người đó tự đặt mật khẩu",
    en: "add somebody, and print the link by which that one sets a password",
  },
  "help.user.list": { vi: "các tài khoản và tình trạng", en: "the accounts and how they stand" },
  "help.user.invite": {
    vi: "in liên kết mới để đặt mật khẩu; liên kết cũ hết hiệu lực",
    en: "print a new link to set a password; older ones are good for nothing",
  },
  "help.user.reset": {
    vi: "như invite, và bỏ bước xác thực thứ hai: khi mất cả điện thoại lẫn mã dự phòng",
    en: "as invite, and remove second factors: when telephone and recovery codes are lost",
  },
  "help.user.unlock": {
    vi: "mở khoá tài khoản nhập sai nhiều lần hoặc lâu không dùng",
    en: "unlock one that is locked after failures, or was not used for long",
  },
  "help.user.end-sessions": {
    vi: "kết thúc ngay mọi phiên làm việc của người đó",
    en: "end all sessions of somebody at once",
  },
  "help.user.leave": {
    vi: "cho nghỉ: thu hồi quyền vào ngay, giữ lại việc đã làm",
    en: "let somebody go: access ends at once, what was done stays",
  },
  "option.account-role": { vi: "vai trò: {roles}", en: "role: {roles}" },
  "option.full-name": { vi: "họ và tên", en: "full name" },
  "option.of-unit": {
    vi: "mã đơn vị: người đó thuộc về, và chỉ có quyền trong đơn vị ấy (bỏ trống: cả tỉnh)",
    en: "id of the unit that somebody belongs to, and whose things alone the role is for (absent: the whole province)",
  },
  "option.of-commune": { vi: "mã xã, phường: cũng như vậy", en: "id of the commune: the same" },
  "user.added": {
    vi: "Đã thêm «{name}». Người đó mở liên kết này trước {time} để đặt mật khẩu; liên kết chỉ hiện một lần:",
    en: "“{name}” is added. By this link a password is set, until {time}; it is shown this once:",
  },
  "user.invited": {
    vi: "Liên kết mới của «{name}», dùng trước {time}; chỉ hiện một lần, liên kết cũ hết hiệu lực:",
    en: "The new link of “{name}”, good until {time}; it is shown this once, and older ones are good for nothing:",
  },
  "user.unlocked": { vi: "Đã mở khoá «{name}».", en: "“{name}” is unlocked." },
  "user.sessions-ended": {
    vi: "Đã kết thúc các phiên của «{name}»: {sessions}.",
    en: "The sessions of “{name}” are ended: {sessions}.",
  },
  "user.left": {
    vi: "«{name}» không vào được nữa; việc đã làm vẫn còn.",
    en: "“{name}” has no access any more; what was done stays.",
  },
  "user.none": {
    vi: "Chưa có tài khoản nào. Thêm quản trị viên đầu tiên: ioc user add TÊN --role admin",
    en: "There are no accounts. Add the first administrator: ioc user add NAME --role admin",
  },
  "user.name": { vi: "Tên", en: "Name" },
  "user.full-name": { vi: "Họ tên", en: "Full name" },
  "user.roles": { vi: "Vai trò", en: "Roles" },
  "user.state": { vi: "Tình trạng", en: "State" },
  "user.factors": { vi: "Bước hai", en: "Factors" },
  "user.sessions": { vi: "Phiên", en: "Sessions" },
  "user.last": { vi: "Vào lần cuối", en: "Last sign-in" },
  "help.audit": {
    vi: "nhật ký kiểm toán: ai đã làm, đã xem, bị từ chối việc gì",
    en: "the audit trail: who did, saw or was refused what",
  },
  "help.audit.verify": { vi: "kiểm tra nhật ký còn nguyên vẹn không", en: "check that the trail is as it was written" },
  "help.audit.list": { vi: "các mục mới nhất", en: "the newest entries" },
  "option.limit": { vi: "nhiều nhất bấy nhiêu mục", en: "at most so many" },
  "audit.none": { vi: "Nhật ký chưa có mục nào.", en: "There are no entries yet." },
  "audit.whole": {
    vi: "Nhật ký nguyên vẹn: đã kiểm tra {checked} mục, từ số {first} đến số {last}.",
    en: "The audit trail is whole: {checked} entries checked, from {first} to {last}.",
  },
  "help.secret": { vi: "mật khẩu của nguồn số liệu và camera", en: "passwords of sources and cameras" },
  "help.secret.set": {
    vi: "đặt mật khẩu (hỏi, hoặc đọc từ đầu vào)",
    en: "set one (asked for, or read from standard input)",
  },
  "help.secret.bind": {
    vi: "cho phép gửi mật khẩu tới các máy mà cấu hình đang ghi",
    en: "allow it to be sent to the hosts that the profile names now",
  },
  "secret.was-bound": {
    vi: "Mật khẩu «{name}» từ nay chỉ được gửi cho:",
    en: "The secret “{name}” may from now on be sent for these alone:",
  },
  "help.secret.list": { vi: "tên các mật khẩu đã đặt", en: "names of those that are set" },
  "help.secret.remove": { vi: "xoá một mật khẩu", en: "remove one" },
  "help.source": { vi: "nguồn số liệu", en: "sources" },
  "help.source.test": {
    vi: "hỏi thử nền tảng một lần, không ghi gì",
    en: "ask a platform once, storing nothing",
  },
  "help.source.list": {
    vi: "trạng thái các nguồn, nay hoặc ở một thời điểm",
    en: "the states of sources, now or then",
  },
  "help.source.maintenance": {
    vi: "báo một nguồn bảo trì đến lúc nào, kết thúc sớm, hoặc xem đã báo những gì",
    en: "say until when a source is down for maintenance, end that early, or show what was said",
  },
  "option.until": {
    vi: 'bảo trì đến lúc nào, giờ của nơi này: 17:00, "17:00 28/11"',
    en: 'until when, in the site\'s time: 17:00, "17:00 28/11"',
  },
  "option.from": { vi: "từ lúc nào; không ghi: ngay bây giờ", en: "from when; without it: from now" },
  "option.reason": { vi: "lý do, tối đa 200 ký tự", en: "why, at most 200 characters" },
  "option.end": { vi: "kết thúc sớm, hoặc huỷ lần sắp tới", en: "end it early, or take back the next one" },
  "maintenance.of": {
    vi: "Bảo trì của nguồn {source} (giờ {zone}):",
    en: "Maintenance of source {source} (times of {zone}):",
  },
  "maintenance.none-said": { vi: "chưa báo lần nào", en: "none was said" },
  "maintenance.window": { vi: "{from} – {until}", en: "{from} – {until}" },
  "maintenance.lasts": { vi: "đang bảo trì", en: "lasts" },
  "maintenance.waits": { vi: "sắp tới", en: "to come" },
  "maintenance.over": { vi: "đã qua", en: "over" },
  "maintenance.ended": { vi: "kết thúc sớm lúc {time}", en: "ended early at {time}" },
  "maintenance.by": { vi: "{who} báo lúc {time}", en: "said by {who} at {time}" },
  "status.planned": { vi: "bảo trì đến {until}", en: "maintenance until {until}" },
  "status.contact": { vi: "Liên hệ: {whom}", en: "Contact: {whom}" },
  "help.source.refusals": {
    vi: "số liệu của một nguồn bị từ chối, theo lý do, nay hoặc ở một thời điểm",
    en: "what of a source was refused, by reason, now or then",
  },
  "option.as-of": {
    vi: 'như đã biết lúc đó: "2026-11-25 14:30" theo giờ máy này',
    en: 'as it was known then: "2026-11-25 14:30" by this machine\'s clock',
  },
  "as-of": { vi: "Tính đến {time}:", en: "As of {time}:" },
  "help.catalogue": { vi: "danh mục chỉ tiêu dạng bảng tính", en: "the catalogue of indicators as a workbook" },
  "help.catalogue.export": { vi: "xuất danh mục ra tệp XLSX", en: "write the catalogue to an XLSX file" },
  "help.catalogue.import": {
    vi: "nhập danh mục từ tệp XLSX; có một lỗi thì không nhập gì",
    en: "import one from an XLSX file; with one mistake nothing is imported",
  },
  "help.catalogue.undo": { vi: "quay lại trước lần nhập gần nhất", en: "go back to before the last import" },
  "help.catalogue.show": { vi: "đang dùng danh mục nào", en: "which catalogue is in use" },
  "help.camera": {
    vi: "danh sách camera dạng bảng, dò camera trong mạng",
    en: "the list of cameras as a table, and those of the network",
  },
  "help.camera.export": { vi: "xuất danh sách ra tệp XLSX hoặc CSV", en: "write the list to an XLSX or CSV file" },
  "help.camera.import": {
    vi: "nhập danh sách từ tệp XLSX hoặc CSV; có một lỗi thì không nhập gì",
    en: "import one from an XLSX or CSV file; with one mistake nothing is imported",
  },
  "help.camera.undo": { vi: "quay lại trước lần nhập gần nhất", en: "go back to before the last import" },
  "help.camera.show": { vi: "đang dùng danh sách nào", en: "which list is in use" },
  "option.check": { vi: "chỉ kiểm tra, không nhập", en: "only check, import nothing" },
  "option.force": { vi: "ghi đè tệp đã có", en: "overwrite a file that is there" },
  "help.snapshot": { vi: "chụp cả bức tường ra tệp PNG", en: "take a picture of the wall, PNG" },
  "help.camera.discover": {
    vi: "dò camera ONVIF trong mạng; chỉ liệt kê, không thêm gì",
    en: "look for ONVIF cameras in the network; lists them and adds none",
  },
  "option.seconds": { vi: "chờ trả lời bao nhiêu giây, 1 đến 15", en: "how long to wait for answers, 1 to 15" },
  "option.interface": { vi: "chỉ dò qua các cổng mạng này", en: "look on these network interfaces only" },
  "camera.found": { vi: "{count} camera trả lời:", en: "{count} cameras answered:" },
  "camera.none": {
    vi: "Không camera nào trả lời. Camera phải bật ONVIF và cùng mạng với máy này (dò không đi qua bộ định tuyến).",
    en: "No camera answered. A camera must have ONVIF switched on and be in this machine's own network (the search passes no router).",
  },
  "camera.none-usable": {
    vi: "Có thiết bị trả lời, nhưng không câu trả lời nào dùng được.",
    en: "Devices answered, but with nothing that can be used.",
  },
  "camera.known": { vi: "đã khai: {id}", en: "in the profile: {id}" },
  "camera.new": { vi: "chưa khai", en: "not in the profile" },
  "camera.nameless": { vi: "(không tên)", en: "(no name)" },
  "camera.refused": {
    vi: "{count} trả lời bị bỏ qua: không đọc được, hoặc chỉ sang máy khác.",
    en: "{count} answers were left out: not readable, or pointing to another host.",
  },
  "camera.cut": { vi: "Còn nhiều nữa; dò từng cổng mạng một.", en: "There are more; look on one interface at a time." },
  "camera.next": {
    vi: "Muốn dùng camera nào thì thêm nó trên bàn điều khiển (bản đồ F7, phím N), hoặc khai trong cameras.yaml (onvif: { url: … }).",
    en: "To use one, add it on the desk (map F7, key N), or write it into cameras.yaml (onvif: { url: … }).",
  },
  "help.map": { vi: "bản đồ: nhập tệp của tỉnh, quay lại bản trước", en: "the map: import the site's files, go back" },
  "help.map.import": {
    vi: "kiểm tra rồi nhập PMTiles, MBTiles, GeoJSON, shapefile .zip hoặc CSV địa điểm",
    en: "check and import PMTiles, MBTiles, GeoJSON, a zipped shapefile or a CSV of places",
  },
  "help.map.back": { vi: "quay lại bản đồ trước lần nhập cuối", en: "go back to the map before the last import" },
  "help.map.show": { vi: "bản đồ đang dùng những tệp nào", en: "what the map is made of" },
  "option.as": { vi: "tệp dùng làm gì: {roles}", en: "what the file is for: {roles}" },
  "option.look": { vi: "chỉ kiểm tra, không nhập", en: "only check, take nothing" },
  "help.doctor": { vi: "kiểm tra máy này có đủ để chạy bức tường", en: "check whether this machine can run the wall" },

  "status.ok": {
    vi: "Bức tường «{profile}» đang chạy, mọi thứ đều tốt.",
    en: "The wall “{profile}” is running, all is well.",
  },
  "status.attention": {
    vi: "Bức tường «{profile}» đang chạy, có chỗ cần xem lại.",
    en: "The wall “{profile}” is running, something needs attention.",
  },
  "status.line": {
    vi: "Phiên bản {version} · chạy từ {since} · {clients} màn hình và trình duyệt đang nối",
    en: "Version {version} · up since {since} · {clients} screens and browsers connected",
  },
  "status.store": { vi: "Kho số liệu", en: "Store" },
  "status.store.ok": { vi: "{readings} số liệu, {series} chuỗi", en: "{readings} readings, {series} series" },
  "status.following": { vi: "Máy chính của tường", en: "First machine of the wall" },
  "status.following.up": { vi: "{host}, nối từ {since}", en: "{host}, joined since {since}" },
  "status.following.cut": { vi: "{host}, mất liên lạc từ {since}", en: "{host}, no word since {since}" },
  "status.following.clock": {
    vi: "đồng hồ máy chính sớm hơn {ahead} ms (± {within})",
    en: "its clock is {ahead} ms ahead (± {within})",
  },
  "status.following.no-clock": { vi: "chưa đo được đồng hồ", en: "its clock is not measured yet" },
  "status.displays": { vi: "Màn hình", en: "Displays" },
  "status.no-displays": { vi: "không có màn hình, chỉ xem qua trình duyệt", en: "none, seen by browser only" },
  "status.machines": { vi: "Máy", en: "Machines" },
  "status.machine.processor": { vi: "bộ xử lý {share} % của {cores} nhân", en: "processor {share} % of {cores} cores" },
  "status.machine.memory": { vi: "bộ nhớ còn {free} trong {total} GB", en: "{free} of {total} GB memory free" },
  "status.machine.storage": { vi: "đĩa còn {free} trong {total} GB", en: "{free} of {total} GB disk free" },
  "machine.ok": { vi: "tốt", en: "well" },
  "machine.away": { vi: "mất liên lạc", en: "not there" },
  "machine.storage-out": { vi: "hết đĩa", en: "disk full" },
  "machine.storage-low": { vi: "sắp hết đĩa", en: "disk nearly full" },
  "machine.memory-low": { vi: "sắp hết bộ nhớ", en: "memory nearly full" },
  "machine.busy": { vi: "quá tải", en: "overloaded" },
  "status.sources": { vi: "Nguồn số liệu", en: "Sources" },
  "status.cameras": { vi: "Camera", en: "Cameras" },
  "status.none": { vi: "không có", en: "none" },
  "status.simulated": { vi: "MÔ PHỎNG", en: "SIMULATED" },
  "status.last": { vi: "mới nhất lúc {time}", en: "newest at {time}" },
  "status.since": { vi: "Từ {time}.", en: "Since {time}." },
  "status.next-try": { vi: "Thử lại lúc {time}.", en: "Next try at {time}." },
  "status.appointment": { vi: "hỏi tiếp lúc {time}", en: "asked next at {time}" },
  "status.outbox": { vi: "{count} việc chờ gửi lên", en: "{count} things wait to be handed on" },
  "status.outbox.refused": {
    vi: "{count} việc trung tâm không nhận được",
    en: "{count} things the centre cannot take",
  },
  "status.not-entered": { vi: "chưa ai nhập", en: "nothing entered yet" },
  "status.no-reading": { vi: "chưa có số liệu", en: "no reading yet" },
  "status.display": { vi: "màn hình {number}", en: "display {number}" },

  "display.starting": { vi: "đang mở", en: "starting" },
  "display.ok": { vi: "tốt", en: "ok" },
  "display.wrong-bounds": { vi: "cửa sổ chưa phủ kín", en: "window does not fit" },
  "display.page-hung": { vi: "trang không trả lời", en: "page does not answer" },
  "display.no-line": { vi: "trang không nhận được số liệu", en: "page without its data line" },
  "display.reloaded": { vi: "Lúc {time}: {reason}", en: "At {time}: {reason}" },
  "display.page-lost": { vi: "trang đang nạp lại", en: "page being reloaded" },
  "display.missing": { vi: "không thấy màn hình", en: "missing" },

  "token.created": {
    vi: "Mã số {id}, quyền {role}. Mã chỉ hiện một lần, hãy cất ngay:",
    en: "Token {id}, role {role}. It is shown this once, keep it now:",
  },
  "token.link": {
    vi: "Mở bằng liên kết, hoặc đưa camera điện thoại vào mã vuông:",
    en: "Open it by the link, or point a phone's camera at the square:",
  },
  "token.link-here": {
    vi: "Liên kết này chỉ mở được trên chính máy này. Muốn điện thoại, máy khác mở được: server.tls hoặc server.publicUrl trong profile.yaml (docs/operations.md, «Cửa vào»), rồi mở lại phần mềm.",
    en: "This link opens on this machine only. For phones and other machines: server.tls or server.publicUrl in profile.yaml (docs/operations.md, “The door”), then start again.",
  },
  "token.revoked": { vi: "Đã thu hồi mã số {id}.", en: "Token {id} is withdrawn." },
  "token.none": { vi: "Chưa có mã nào.", en: "There are no tokens." },
  "token.id": { vi: "Số", en: "Id" },
  "token.role": { vi: "Quyền", en: "TokenRole" },
  "token.created-at": { vi: "Tạo lúc", en: "Created" },
  "token.sources": { vi: "Nguồn", en: "Sources" },
  "token.label": { vi: "Ghi chú", en: "Label" },
  "secret.prompt": { vi: "Mật khẩu «{name}» (không hiện khi gõ): ", en: "Secret “{name}” (not shown): " },
  "secret.was-set": { vi: "Đã đặt mật khẩu «{name}».", en: "The secret “{name}” is set." },
  "secret.was-removed": { vi: "Đã xoá mật khẩu «{name}».", en: "The secret “{name}” is removed." },
  "secret.none": { vi: "Chưa đặt mật khẩu nào.", en: "No secret is set." },
  "trial.took": {
    vi: "Thử nguồn «{id}» ({type}) trong {seconds} giây, không ghi gì.",
    en: "Tried “{id}” ({type}) for {seconds} s, nothing was stored.",
  },
  "trial.not-live": {
    vi: "Nền tảng này tự gọi tới, nên dưới đây là lần gọi gần nhất.",
    en: "This platform calls by itself, so its last call is shown.",
  },
  "trial.answer": { vi: "Trả lời gốc", en: "Raw answer" },
  "trial.answer.line": { vi: "{from} · {bytes} byte · {time}", en: "{from} · {bytes} bytes · {time}" },
  "trial.no-answer": { vi: "không có", en: "none" },
  "trial.cut": { vi: "… (còn nữa; xem đủ bằng --json)", en: "… (there is more; see it with --json)" },
  "trial.readings": { vi: "Số liệu sẽ được nhận: {count}", en: "Readings that would be taken: {count}" },
  "trial.reports": {
    vi: "Phản ánh của người dân sẽ được nhận: {count}",
    en: "Reports of citizens that would be taken: {count}",
  },
  "trial.report-open": { vi: "đang xử lý", en: "open" },
  "trial.report-closed": { vi: "đã xong", en: "closed" },
  "trial.no-position": { vi: "không có toạ độ", en: "no position" },
  "trial.refused": { vi: "Bị loại: {count}", en: "Refused: {count}" },
  "trial.more": { vi: "… còn {count} dòng", en: "… {count} more" },
  "trial.no-value": { vi: "không có số", en: "no value" },
  "snapshot.taken": {
    vi: "Đã chụp bức tường: {file} ({width}×{height})",
    en: "The wall is in {file} ({width}×{height})",
  },

  "map.taken": { vi: "Đã nhập «{name}» làm {role}.", en: "“{name}” is taken as {role}." },
  "map.looked": {
    vi: "«{name}» nhập được, làm {role}. Chưa nhập gì.",
    en: "“{name}” can be taken as {role}. Nothing was taken.",
  },
  "map.undone": { vi: "Đã bỏ lần nhập «{name}»; bản đồ trở lại như trước.", en: "The import of “{name}” is undone." },
  "map.base": { vi: "Nền: {name} ({kind}), từ {time}", en: "Base: {name} ({kind}), since {time}" },
  "map.base.built-in": { vi: "Nền: dựng sẵn", en: "Base: built in" },
  "map.layer": {
    vi: "{role}: {name}, {features} đối tượng, từ {time}",
    en: "{role}: {name}, {features} features, since {time}",
  },
  "role.base": { vi: "nền bản đồ", en: "the base" },
  "role.communes": { vi: "ranh giới xã, phường", en: "communes" },
  "role.outline": { vi: "ranh giới tỉnh", en: "the province's outline" },
  "role.border": { vi: "đường biên giới", en: "the border" },
  "role.roads": { vi: "đường giao thông", en: "roads" },
  "role.neighbours": { vi: "các tỉnh lân cận", en: "neighbours" },
  "role.places": { vi: "địa điểm", en: "places" },

  "catalogue.exported": {
    vi: "Đã xuất danh mục ra {file}. Trang «Giải thích» nói rõ từng cột.",
    en: "The catalogue is in {file}. Its sheet “Giải thích” explains the columns.",
  },
  "table.mistakes": {
    vi: "{count} lỗi, chưa nhập gì:",
    en: "{count} mistakes, nothing was imported:",
  },
  "table.at-row": { vi: "dòng {row}, cột {column}", en: "row {row}, column {column}" },
  "table.at": {
    vi: "trang «{sheet}», dòng {row}, cột {column}",
    en: "sheet “{sheet}”, row {row}, column {column}",
  },
  "catalogue.unchanged": {
    vi: "Danh mục trong tệp giống danh mục hiện có; không có gì để nhập.",
    en: "The file says what the catalogue says already; there is nothing to import.",
  },
  "catalogue.checked": {
    vi: "Không có lỗi. Chưa nhập gì; bỏ --check để nhập.",
    en: "No mistakes. Nothing was imported; leave --check out to import it.",
  },
  "catalogue.imported": {
    vi: "Đã nhập danh mục số {number} vào tệp cấu hình; có hiệu lực ngay. Quay lại: ioc catalogue undo",
    en: "Imported into the profile as catalogue number {number}; it counts from now on. To go back: ioc catalogue undo",
  },
  "catalogue.added": { vi: "thêm", en: "added" },
  "catalogue.retired": { vi: "ngừng dùng", en: "out of use" },
  "catalogue.revived": { vi: "dùng lại", en: "in use again" },
  "catalogue.changed": { vi: "sửa", en: "changed" },
  "catalogue.in-use": { vi: "Đang dùng:", en: "In use:" },
  "catalogue.next": { vi: "Từ lần mở tới:", en: "From the next start on:" },
  "catalogue.own": { vi: "danh mục của cấu hình", en: "the profile's own catalogue" },
  "catalogue.number": {
    vi: "danh mục số {number}, {count} chỉ tiêu, nhập lúc {time} từ «{file}»",
    en: "catalogue number {number}, {count} indicators, imported {time} from “{file}”",
  },
  "camera-list.exported": {
    vi: "Đã xuất danh sách camera ra {file}. Không có mật khẩu nào trong tệp.",
    en: "The list of cameras is in {file}. No password is in it.",
  },
  "camera-list.unchanged": {
    vi: "Danh sách trong tệp giống danh sách hiện có ({cameras} camera); không có gì để nhập.",
    en: "The file says what the list says already ({cameras} cameras); there is nothing to import.",
  },
  "camera-list.checked": {
    vi: "Không có lỗi; sẽ có {cameras} camera. Chưa nhập gì; bỏ --check để nhập.",
    en: "No mistakes; there would be {cameras} cameras. Nothing was imported; leave --check out to import it.",
  },
  "camera-list.imported": {
    vi: "Đã nhập danh sách số {number} vào tệp cấu hình: có {cameras} camera, có hiệu lực ngay. Quay lại: ioc camera undo",
    en: "Imported into the profile as list number {number}: there are {cameras} cameras, from now on. To go back: ioc camera undo",
  },
  "camera-list.last": { vi: "Lần nhập gần nhất:", en: "Last import:" },
  "camera-list.own": { vi: "chưa có, hoặc đã quay lại hết", en: "none, or all were taken back" },
  "camera-list.number": {
    vi: "danh sách số {number}, {count} camera thêm hoặc sửa, nhập lúc {time} từ «{file}»",
    en: "list number {number}, {count} cameras added or changed, imported {time} from “{file}”",
  },
  "camera-list.count": { vi: "Đang có {count} camera.", en: "There are {count} cameras." },
  "doctor.ok": { vi: "Máy này sẵn sàng.", en: "This machine is ready." },
  "doctor.warning": { vi: "Chạy được, nhưng thiếu vài thứ.", en: "It will run, with some things missing." },
  "doctor.error": { vi: "Chưa chạy được: hãy sửa những chỗ có dấu ✗.", en: "It cannot run yet: mend what has a ✗." },
  "check.node": { vi: "Node.js", en: "Node.js" },
  "check.ffmpeg": { vi: "ffmpeg", en: "ffmpeg" },
  "check.electron": { vi: "Electron", en: "Electron" },
  "check.monitors": { vi: "Màn hình", en: "Monitors" },
  "check.profile": { vi: "Cấu hình", en: "Profile" },
  "check.data": { vi: "Thư mục dữ liệu", en: "Data folder" },
  "check.core": { vi: "Bức tường", en: "Wall" },
  "check.port": { vi: "Cổng", en: "Port" },
  "node.old": { vi: "{version}, cần từ {needed}", en: "{version}, {needed} or newer is needed" },
  "ffmpeg.missing": { vi: "chưa có, nên không xem được camera", en: "not installed, so cameras cannot be shown" },
  "electron.missing": {
    vi: "chưa có, chỉ xem được qua trình duyệt; hãy chạy npm run setup",
    en: "not there, browsers only; run npm run setup",
  },
  "electron.damaged": {
    vi: "bản cài đặt hỏng, thiếu {file}; hãy cài lại",
    en: "what is installed is damaged: {file} is missing; install it again",
  },
  "electron.stand-in": {
    vi: "{version}, BẢN THỬ thay cho bản hiện hành; không dùng để vận hành",
    en: "{version}, STANDS IN for the current one; not for real use",
  },
  "electron.present": { vi: "có", en: "present" },
  "monitors.real": { vi: "máy có màn hình ({display})", en: "there is a screen ({display})" },
  "monitors.virtual": { vi: "không có; dùng được màn hình ảo", en: "none; virtual monitors can be used" },
  "monitors.none": {
    vi: "không có, và thiếu {missing} để dùng màn hình ảo",
    en: "none, and {missing} for virtual ones is missing",
  },
  "monitors.absent": {
    vi: "không có; chỉ chạy được máy chủ dữ liệu (ioc serve)",
    en: "none; only the core can run (ioc serve)",
  },
  "monitors.system": { vi: "do hệ điều hành quản lý", en: "managed by the system" },
  "profile.valid": { vi: "«{profile}» hợp lệ: {folder}", en: "“{profile}” is valid: {folder}" },
  "core.missing": {
    vi: "chưa dịch phần lõi; hãy chạy npm run setup",
    en: "the core is not compiled; run npm run setup",
  },
  "data.free": { vi: "{folder} · còn trống {free} GB", en: "{folder} · {free} GB free" },
  "data.little": {
    vi: "{folder} · chỉ còn {free} GB, hãy giải phóng bớt",
    en: "{folder} · only {free} GB left, free some",
  },
  "data.unknown": { vi: "chưa biết vì cấu hình chưa hợp lệ", en: "unknown while the profile is not valid" },
  "core.running": { vi: "đang chạy ở {origin}", en: "running at {origin}" },
  "core.stopped": { vi: "chưa chạy", en: "not running" },
  "core.cannot-start": {
    vi: "không khởi động được vì cấu hình «{profile}» có lỗi; sửa xong thì tự chạy lại nếu bức tường còn mở",
    en: "cannot start: the profile “{profile}” has mistakes; once mended it starts by itself if the wall is still open",
  },
  "core.mute": {
    vi: "có tiến trình {pid} nhưng không trả lời ở {origin}",
    en: "process {pid} is there but does not answer at {origin}",
  },
  "port.own": { vi: "{port}, bức tường đang dùng", en: "{port}, used by the wall" },
  "port.free": { vi: "{port} còn trống", en: "{port} is free" },
  "port.taken": { vi: "{port} đang được chương trình khác dùng", en: "{port} is used by another program" },
  "port.forbidden": { vi: "{port} không được phép mở", en: "{port} may not be opened" },
} as const satisfies Record<string, Words>;

export type WordKey = keyof typeof words;

export const sourceStates: Record<SourceState, Words> = {
  starting: { vi: "đang nối", en: "starting" },
  ok: { vi: "tốt", en: "ok" },
  late: { vi: "chậm", en: "late" },
  failing: { vi: "mất kết nối", en: "failing" },
  refused: { vi: "bị từ chối", en: "refused" },
  "mis-mapped": { vi: "sai ánh xạ", en: "mis-mapped" },
  "store-failed": { vi: "không ghi được", en: "not stored" },
};

export const cameraStates: Record<CameraState, Words> = {
  idle: { vi: "chưa ai xem", en: "idle" },
  connecting: { vi: "đang nối", en: "connecting" },
  ok: { vi: "tốt", en: "ok" },
  frozen: { vi: "đứng hình", en: "frozen" },
  "no-signal": { vi: "mất tín hiệu", en: "no signal" },
  "wrong-password": { vi: "sai mật khẩu", en: "wrong password" },
  unsupported: { vi: "không hỗ trợ", en: "unsupported" },
  "gateway-missing": { vi: "thiếu ffmpeg", en: "ffmpeg missing" },
};

export const roles: Record<TokenRole, Words> = {
  admin: { vi: "quản trị", en: "admin" },
  operator: { vi: "trực ban", en: "operator" },
  viewer: { vi: "chỉ xem", en: "viewer" },
  ingest: { vi: "gửi số liệu", en: "ingest" },
  mirror: { vi: "máy tường nối vào", en: "mirror" },
  machine: { vi: "máy cùng một tường", en: "machine of the wall" },
};

export const accountRoles: Record<AccountRole, Words> = {
  admin: { vi: "quản trị", en: "admin" },
  operator: { vi: "trực ban", en: "operator" },
  leader: { vi: "lãnh đạo", en: "leader" },
  officer: { vi: "cán bộ", en: "officer" },
  viewer: { vi: "chỉ xem", en: "viewer" },
};

export const accountStates: Record<AccountState, Words> = {
  invited: { vi: "chưa nhận lời mời", en: "invited" },
  active: { vi: "đang dùng", en: "active" },
  locked: { vi: "bị khoá", en: "locked" },
  unused: { vi: "lâu không dùng", en: "unused" },
  left: { vi: "đã nghỉ", en: "left" },
};

/** Says a text in one language. */
export type Say = (key: WordKey, params?: Record<string, string | number>) => string;

export const sayIn =
  (language: Language): Say =>
  (key, params = {}) =>
    words[key][language].replace(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all));

export const isWordKey = (key: string): key is WordKey => Object.hasOwn(words, key);

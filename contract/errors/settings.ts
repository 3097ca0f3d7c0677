import type { Entry } from "./entry.ts";

const at = { exit: 78 } as const;

/** The settings file of a site, and what is installed. */
export const settingsErrors = {
  "settings.not-readable": {
    vi: "Không đọc được tệp cài đặt {file}: {detail}. Hãy cho mọi người quyền đọc tệp này, hoặc bỏ tệp đi.",
    en: "The settings file {file} cannot be read: {detail}. Let everyone read it, or take it away.",
    ...at,
  },
  "settings.too-long": {
    vi: "{file} quá dài, không phải tệp cài đặt của bức tường.",
    en: "{file} is too long to be the wall's settings file.",
    ...at,
  },
  "settings.no-setting": {
    vi: "{file}:{line}: dòng này không có dạng TÊN=GIÁ-TRỊ. Ghi chú thì bắt đầu bằng #.",
    en: "{file}:{line}: this is no NAME=VALUE line. Notes begin with #.",
    ...at,
  },
  "settings.token": {
    vi: "{file}:{line}: không ghi mã truy cập hay mật khẩu ({name}) vào tệp này, vì ai trên máy cũng đọc được. Mã máy ghép: đặt biến môi trường IOC_JOIN_TOKEN ở lần mở đầu.",
    en: "{file}:{line}: tokens and passwords ({name}) are never written here, since everyone on the machine can read it. To join: set IOC_JOIN_TOKEN in the environment at the first start.",
    ...at,
  },
  "settings.unknown": {
    vi: "{file}:{line}: không có mục «{name}». Các mục: {names}.",
    en: "{file}:{line}: there is no setting “{name}”. There are: {names}.",
    ...at,
  },
  "settings.twice": {
    vi: "{file}:{line}: mục {name} ghi hai lần; hãy giữ một.",
    en: "{file}:{line}: {name} is set twice; keep one.",
    ...at,
  },
  "settings.clash": {
    vi: "{file}: {first} và {second} không dùng cùng nhau được; hãy bỏ một mục.",
    en: "{file}: {first} and {second} cannot be used together; take one out.",
    ...at,
  },
  "settings.text": {
    vi: "{file}:{line}: {name} cần tên một cấu hình có sẵn (ví dụ lang-son) hoặc đường dẫn đầy đủ tới thư mục cấu hình.",
    en: "{file}:{line}: {name} needs the name of a built-in profile (such as lang-son) or the full path of a profile's folder.",
    ...at,
  },
  "settings.folder": {
    vi: "{file}:{line}: {name} cần một đường dẫn đầy đủ, ví dụ /var/lib/ioc-wall.",
    en: "{file}:{line}: {name} needs a full path, such as /var/lib/ioc-wall.",
    ...at,
  },
  "settings.port": {
    vi: "{file}:{line}: {name} cần một số từ 0 đến 65535 (0: tự chọn cổng trống).",
    en: "{file}:{line}: {name} needs a number from 0 to 65535 (0: any free one).",
    ...at,
  },
  "settings.switch": {
    vi: "{file}:{line}: {name} cần 1 (có) hoặc 0 (không).",
    en: "{file}:{line}: {name} needs 1 (yes) or 0 (no).",
    ...at,
  },
  "settings.origin": {
    vi: "{file}:{line}: {name} cần địa chỉ của máy chính, ví dụ http://10.0.0.5:7780, không kèm tài khoản hay mã truy cập.",
    en: "{file}:{line}: {name} needs the first machine's address, such as http://10.0.0.5:7780, without an account or token.",
    ...at,
  },
  "settings.monitors": {
    vi: "{file}:{line}: {name} cần một số từ 1 đến 64.",
    en: "{file}:{line}: {name} needs a number from 1 to 64.",
    ...at,
  },
  "settings.language": {
    vi: "{file}:{line}: {name} cần vi hoặc en.",
    en: "{file}:{line}: {name} needs vi or en.",
    ...at,
  },
  "settings.environment": {
    vi: "Biến môi trường {name} đặt sai. Giá trị dùng được: {wanted}",
    en: "{name} in the environment has a wrong value. It takes: {wanted}",
    exit: 64,
  },
  "package.damaged": {
    vi: "Bản cài đặt bị hỏng: thiếu {file}. Hãy cài lại phần mềm; dữ liệu vẫn còn nguyên.",
    en: "What is installed is damaged: {file} is missing. Install the program again; the data stays as it is.",
    exit: 70,
  },
  "package.not-installed": {
    vi: "Lệnh này chỉ có trong bản cài đặt. Từ mã nguồn hãy dùng: {command}",
    en: "This command is there where the program is installed. From its source use: {command}",
    exit: 64,
  },
  "package.no-display": {
    vi: "Máy này không có màn hình (hoặc lệnh được gọi từ xa), nên không mở được bức tường. Chỉ chạy máy chủ dữ liệu: ioc serve",
    en: "This machine has no display (or the command comes from afar), so the wall cannot be opened. The core alone: ioc serve",
    exit: 69,
  },
  "package.no-sandbox": {
    vi: "Chromium không chạy được trong vùng cách ly: máy này không cho tài khoản thường tạo vùng tên người dùng. Hãy chạy một lần: sudo chown root:root '{file}' && sudo chmod 4755 '{file}'",
    en: "Chromium cannot run in its sandbox: this machine keeps user namespaces from ordinary accounts. Run once: sudo chown root:root '{file}' && sudo chmod 4755 '{file}'",
    exit: 77,
  },
  "package.join-serves-nothing": {
    vi: "Máy này được đặt để ghép vào tường ở {join} (IOC_JOIN), nên không chạy riêng máy chủ dữ liệu ở đây. Bỏ IOC_JOIN, hoặc mở tường bằng: ioc wall",
    en: "This machine is set to join the wall at {join} (IOC_JOIN), so it runs no core of its own. Take IOC_JOIN out, or open the wall: ioc wall",
    exit: 64,
  },
} as const satisfies Record<string, Entry>;

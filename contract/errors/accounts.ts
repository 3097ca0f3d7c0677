import type { Entry } from "./entry.ts";

/** People: signing in, sessions, and what administrators do with accounts. */
export const accountsErrors = {
  "sign-in.failed": {
    vi: "Tên đăng nhập hoặc mật khẩu không đúng. Sai năm lần liên tiếp thì tên này bị khoá một thời gian.",
    en: "The name or the password is wrong. After five failures in a row the name is locked for a while.",
    http: 401,
  },
  "sign-in.locked": {
    vi: "Tên này đang bị khoá vì nhập sai nhiều lần; còn {minutes} phút. Quản trị viên mở sớm hơn được: ioc user unlock TÊN",
    en: "This name is locked after too many failures, for {minutes} more minutes. An administrator can unlock it sooner: ioc user unlock NAME",
    http: 403,
  },
  "sign-in.too-many": {
    vi: "Quá nhiều lần đăng nhập sai từ địa chỉ này. Hãy thử lại sau một phút.",
    en: "Too many failed sign-ins from this address. Try again in a minute.",
    http: 429,
  },
  "sign-in.busy": {
    vi: "Đang có quá nhiều người đăng nhập cùng lúc. Hãy thử lại sau ít giây.",
    en: "Too many are signing in at this moment. Try again in a few seconds.",
    http: 503,
  },
  "sign-in.unused": {
    vi: "Tài khoản đã {days} ngày không dùng nên bị ngừng. Hãy nhờ quản trị viên mở lại.",
    en: "The account was not used for {days} days and is closed. Ask an administrator to open it again.",
    http: 403,
  },
  "sign-in.ticket-over": {
    vi: "Lần đăng nhập này đã quá lâu hoặc đã xong. Hãy đăng nhập lại từ đầu.",
    en: "This sign-in took too long, or is over. Sign in from the beginning.",
    http: 410,
  },
  "factor.wrong-code": {
    vi: "Mã không đúng, đã dùng rồi hoặc đã hết hạn. Hãy nhập mã mới nhất; kiểm tra đồng hồ của điện thoại.",
    en: "The code is wrong, was used before, or is too old. Enter the newest one, and check the phone's clock.",
    http: 403,
  },
  "factor.not-begun": {
    vi: "Việc cài ứng dụng mã đã quá lâu. Hãy làm lại từ bước quét mã.",
    en: "Setting up the app took too long. Begin again with scanning the code.",
    http: 409,
  },
  "factor.needed": {
    vi: "Tài khoản này phải có bước xác thực thứ hai. Hãy cài cách khác trước khi bỏ cách này.",
    en: "This account has to have a second factor. Set up another one before removing this one.",
    http: 409,
  },
  "password.wrong": { vi: "Mật khẩu không đúng.", en: "The password is wrong.", http: 403 },
  "password.known": {
    vi: "Mật khẩu này quá dễ đoán: có từ thường gặp, tên đăng nhập hoặc tên cơ quan. Hãy chọn mật khẩu khác, chẳng hạn bốn từ không liên quan.",
    en: "This password is too easy to guess: it is made of common words, your name, or the site's. Choose another, such as four words that have nothing to do with one another.",
    http: 422,
  },
  "password.used-before": {
    vi: "Mật khẩu này là một trong {count} mật khẩu gần nhất. Hãy chọn mật khẩu mới.",
    en: "This is one of the last {count} passwords. Choose a new one.",
    http: 422,
  },
  "session.locked": {
    vi: "Phiên làm việc đã khoá vì không thao tác. Hãy nhập mật khẩu để tiếp tục.",
    en: "The session is locked, as nothing was done for a while. Enter the password to go on.",
    http: 423,
  },
  "session.not-fresh": {
    vi: "Việc này chỉ làm được trong {minutes} phút sau khi đăng nhập. Hãy đăng xuất, đăng nhập lại rồi làm.",
    en: "This can be done within {minutes} minutes of signing in only. Sign out, sign in again, and do it then.",
    http: 403,
  },
  "session.unknown": { vi: "Không có phiên làm việc này.", en: "There is no such session.", http: 404 },
  "invitation.unknown": {
    vi: "Liên kết không đúng, đã dùng hoặc đã hết hạn. Hãy xin quản trị viên liên kết mới.",
    en: "The link is wrong, was used, or is too old. Ask an administrator for a new one.",
    http: 404,
  },
  "account.unknown": { vi: "Không có tài khoản «{id}».", en: "There is no account “{id}”.", exit: 66, http: 404 },
  "account.name-taken": {
    vi: "Tên «{name}» đã có người dùng, hoặc từng có. Hãy chọn tên khác.",
    en: "The name “{name}” is somebody's, or was. Choose another.",
    exit: 65,
    http: 409,
  },
  "account.too-many": {
    vi: "Đã có {most} tài khoản; không thêm được nữa.",
    en: "There are {most} accounts; no more can be added.",
    exit: 65,
    http: 409,
  },
  "account.no-such-scope": {
    vi: "Vai trò «{role}» không giao được cho phạm vi «{scope}».",
    en: "The role “{role}” cannot be given for “{scope}”.",
    exit: 64,
    http: 400,
  },
  "account.no-such-unit": {
    vi: "Cấu hình không có đơn vị hay xã, phường «{id}».",
    en: "The profile has no unit or commune “{id}”.",
    exit: 64,
    http: 400,
  },
  "account.last-admin": {
    vi: "Đây là quản trị viên cuối cùng. Hãy giao quyền quản trị cho người khác trước.",
    en: "This is the last administrator. Make somebody else one first.",
    exit: 65,
    http: 409,
  },
  "substitution.unknown": { vi: "Không có lần thay thế này.", en: "There is no such substitution.", http: 404 },
  "substitution.of-oneself": {
    vi: "Không ai thay chính mình được. Hãy chọn người khác.",
    en: "Nobody can stand in for himself. Choose somebody else.",
    http: 400,
  },
  "substitution.days": {
    vi: "Ngày cuối phải sau hoặc trùng ngày đầu.",
    en: "The last day cannot be before the first.",
    http: 400,
  },
  "substitution.too-many": {
    vi: "Đã có {most} lần thay thế; hãy bỏ những lần đã qua.",
    en: "There are {most} substitutions; remove those that are over.",
    http: 409,
  },
} as const satisfies Record<string, Entry>;

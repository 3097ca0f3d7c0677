import type { Entry } from "./entry.ts";

/** Single sign-on, by providers of OpenID Connect. */
export const signOnErrors = {
  "sign-on.unknown": {
    vi: "Cách đăng nhập này không còn dùng ở đây. Hãy mở lại trang đăng nhập.",
    en: "This way of signing in is no longer used here. Open the sign-in page again.",
    http: 404,
  },
  "sign-on.unreachable": {
    vi: "Không kết nối được với «{name}» ({detail}). Hãy thử lại, hoặc đăng nhập bằng mật khẩu.",
    en: "“{name}” cannot be reached ({detail}). Try again, or sign in with a password.",
    http: 502,
  },
  "sign-on.refused": {
    vi: "«{name}» không xác nhận việc đăng nhập ({detail}). Hãy thử lại, hoặc đăng nhập bằng mật khẩu.",
    en: "“{name}” did not confirm the sign-in ({detail}). Try again, or sign in with a password.",
    http: 403,
  },
  "sign-on.over": {
    vi: "Lần đăng nhập này đã quá lâu, đã dùng rồi, hoặc bắt đầu từ trình duyệt khác. Hãy bắt đầu lại.",
    en: "This sign-in took too long, was used before, or was begun in another browser. Begin again.",
    http: 403,
  },
  "sign-on.nobody": {
    vi: "Chưa có tài khoản nào ở đây gắn với người vừa đăng nhập ở «{name}». Hãy nhờ quản trị viên, hoặc đăng nhập bằng mật khẩu rồi liên kết ở Tài khoản của tôi.",
    en: "No account here belongs to whoever signed in at “{name}”. Ask an administrator, or sign in with a password and link it under My account.",
    http: 403,
  },
  "sign-on.taken": {
    vi: "Người này (hay số định danh này) đã gắn với một tài khoản khác.",
    en: "This person (or identity number) belongs to another account already.",
    http: 409,
  },
} as const satisfies Record<string, Entry>;

import type { Entry } from "./entry.ts";

/** Signing in without a password, by what a telephone, a computer or a security key keeps. */
export const passkeysErrors = {
  "passkey.not-possible": {
    vi: "Khoá truy cập (passkey) chỉ dùng được ở địa chỉ chính thức của trung tâm (https). Hãy mở đúng địa chỉ đó, hoặc đăng nhập bằng mật khẩu.",
    en: "Passkeys work at the site's own https address alone. Open that address, or sign in with a password.",
    http: 409,
  },
  "passkey.refused": {
    vi: "Khoá truy cập này không dùng được: không phải của tài khoản ở đây, đã bị gỡ, hoặc để quá {minutes} phút. Hãy thử lại, hoặc đăng nhập bằng mật khẩu.",
    en: "This passkey is no good here: it is of no account, was removed, or took more than {minutes} minutes. Try again, or sign in with a password.",
    http: 401,
  },
  "passkey.copied": {
    vi: "Khoá truy cập «{label}» có dấu hiệu bị sao chép nên không được nhận. Hãy đăng nhập bằng mật khẩu, gỡ khoá đó và báo quản trị viên.",
    en: "The passkey “{label}” looks as if it was copied, and is not taken. Sign in with your password, remove it and tell an administrator.",
    http: 401,
  },
  "passkey.not-added": {
    vi: "Chưa thêm được khoá truy cập: thiết bị trả lời không đúng, không xác minh bạn bằng vân tay, khuôn mặt hoặc mã PIN, hoặc để quá {minutes} phút. Hãy thử lại.",
    en: "The passkey was not added: the device's answer is not right, did not check that it is you (finger, face or PIN), or took more than {minutes} minutes. Try again.",
    http: 400,
  },
  "passkey.is-known": {
    vi: "Khoá truy cập này đã có trong tài khoản.",
    en: "This passkey is in the account already.",
    http: 409,
  },
  "passkey.too-many": {
    vi: "Mỗi tài khoản có tối đa {most} khoá truy cập. Hãy gỡ khoá không dùng nữa trước.",
    en: "An account has at most {most} passkeys. Remove one that is not used any more first.",
    http: 409,
  },
  "passkey.unknown": {
    vi: "Tài khoản không có khoá truy cập này; có thể nó đã được gỡ.",
    en: "The account has no such passkey; it may have been removed.",
    http: 404,
  },
} as const satisfies Record<string, Entry>;

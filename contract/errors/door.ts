import type { Entry } from "./entry.ts";

/** Where the core is reached, and how that is kept safe. */
export const doorErrors = {
  "tls.not-readable": {
    vi: "không đọc được tệp «{file}»: {detail}",
    en: "the file “{file}” cannot be read: {detail}",
  },
  "tls.no-certificate": {
    vi: "tệp «{file}» không có chứng chỉ dạng PEM nào đọc được",
    en: "the file “{file}” holds no PEM certificate that can be read",
  },
  "tls.no-key": {
    vi: "tệp «{file}» không có khoá riêng dạng PEM đọc được (khoá có mật khẩu thì không dùng được)",
    en: "the file “{file}” holds no PEM key that can be read (one with a passphrase cannot be used)",
  },
  "tls.other-key": {
    vi: "khoá trong «{key}» không phải của chứng chỉ trong «{file}»",
    en: "the key in “{key}” does not belong to the certificate in “{file}”",
  },
  "tls.over-already": {
    vi: "chứng chỉ trong «{file}» đã hết hạn ngày {day}",
    en: "the certificate in “{file}” ended on {day}",
  },
  "tls.ca-damaged": {
    vi: "nơi cấp chứng chỉ của đơn vị trong «{folder}» không dùng được: {detail}. Hãy chép lại ca.key và ca.pem từ bản sao lưu; xoá cả hai thì phần mềm lập nơi cấp mới và mọi thiết bị phải cài lại chứng chỉ",
    en: "the site's authority in “{folder}” cannot be used: {detail}. Restore ca.key and ca.pem from the backup; where both are deleted a new authority is made, and every device has to be given its certificate again",
  },
  "tls.closed": {
    vi: "Cửa HTTPS ({door}) đang đóng: {said}. Máy trong phòng vẫn chạy; phần mềm tự mở cửa khi tệp đã đúng.",
    en: "The HTTPS door ({door}) is shut: {said}. The room's own screens go on; the door opens by itself once the files are right.",
  },
  "tls.new-refused": {
    vi: "Chứng chỉ mới của cửa HTTPS ({door}) chưa dùng được: {said}. Chứng chỉ cũ vẫn được dùng tới {day}.",
    en: "The new certificate of the HTTPS door ({door}) cannot be used: {said}. The one before stays in use, until {day}.",
  },
  "tls.ending": {
    vi: "Chứng chỉ của cửa HTTPS ({door}) hết hạn ngày {day}, còn {days} ngày. Hãy thay tệp chứng chỉ; không phải mở lại phần mềm.",
    en: "The certificate of the HTTPS door ({door}) ends on {day}, in {days} days. Replace its files; no restart is needed.",
  },
  "tls.expired": {
    vi: "Chứng chỉ của cửa HTTPS ({door}) đã hết hạn ngày {day}: trình duyệt không mở được nữa. Hãy thay tệp chứng chỉ; không phải mở lại phần mềm.",
    en: "The certificate of the HTTPS door ({door}) ended on {day}: browsers do not open it any more. Replace its files; no restart is needed.",
  },
  "tls.not-yet": {
    vi: "Chứng chỉ của cửa HTTPS ({door}) chỉ có hiệu lực từ ngày {day}, hoặc đồng hồ máy này sai.",
    en: "The certificate of the HTTPS door ({door}) is good from {day} only, or this machine's clock is wrong.",
  },
  "tls.ca-ending": {
    vi: "Nơi cấp chứng chỉ của đơn vị hết hạn ngày {day}. Hãy lập nơi cấp mới và cài chứng chỉ của nó lên các thiết bị trước ngày đó.",
    en: "The site's own authority ends on {day}. Make a new one, and give its certificate to the devices before that.",
  },
  "tls.no-ca": {
    vi: "Ở đây không có nơi cấp chứng chỉ của đơn vị. Muốn có: server.tls: { ownCa: true } trong cấu hình.",
    en: "There is no authority of the site here. To have one: server.tls: { ownCa: true } in the profile.",
    exit: 69,
    http: 404,
  },
  "tls.other-ca": {
    vi: "Chứng chỉ của máy chính {host} có dấu vân tay {found}, không phải {expected} như đã cho. Đừng tiếp tục: hãy so lại trên máy chính bằng lệnh: ioc door ca",
    en: "The authority of the first machine {host} has the fingerprint {found}, not {expected} as was given. Do not go on: compare it on the first machine with: ioc door ca",
    exit: 77,
  },
  "tls.bad-ca": {
    vi: "IOC_JOIN_CA phải là đường dẫn tới tệp chứng chỉ PEM, hoặc sha256: kèm 64 chữ số thập lục phân; nhận được «{found}»",
    en: "IOC_JOIN_CA is the path of a PEM certificate, or sha256: and 64 hexadecimal digits; found “{found}”",
    exit: 64,
  },
  "door.plain": {
    vi: "Cấu hình cho phép mở ở «{host}» không mã hoá (plainHttp): ai ở giữa đường cũng đọc và sửa được. Nên dùng server.tls hoặc server.publicUrl.",
    en: "The profile has it listen at “{host}” without encryption (plainHttp): whoever is on the way can read and change what passes. Better use server.tls or server.publicUrl.",
  },
  "door.plain-unsaid": {
    vi: "Đang mở ở «{host}» cho máy khác mà không mã hoá, và cấu hình không nói là được phép. Từ phiên bản {until} sẽ không mở như vậy nữa: hãy dùng server.tls, hoặc ghi server.plainHttp: true nếu thật sự muốn.",
    en: "It listens at “{host}” for other machines without encryption, and the profile does not say that it may. From version {until} on it will not: use server.tls, or write server.plainHttp: true where that is really wanted.",
  },
  "door.no-proxies": {
    vi: "Cấu hình có {key} nhưng không có server.trustedProxies: mọi người truy cập đều bị tính là một địa chỉ. Hãy ghi địa chỉ của máy chủ trung gian.",
    en: "The profile has {key} and no server.trustedProxies: all visitors count as one address. Write the proxy's address there.",
  },
  "door.inner-only": {
    vi: "Việc này chỉ làm được từ bên trong trung tâm, không làm được từ địa chỉ này.",
    en: "This is done from inside the centre only, not from this address.",
    http: 403,
  },
  "door.no-contact": {
    vi: "Đơn vị chưa khai nơi nhận báo lỗi bảo mật. Quản trị viên ghi server.security.contact trong cấu hình.",
    en: "No contact for security reports is given here. An administrator writes server.security.contact into the profile.",
    http: 404,
  },
} as const satisfies Record<string, Entry>;

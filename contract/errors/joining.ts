import type { Entry } from "./entry.ts";

/** Several machines that make one wall. */
export const joiningErrors = {
  "join.bad-address": {
    vi: "Địa chỉ sau --join không đúng: «{address}». Hãy ghi như http://10.0.0.5:7780 hoặc https://tuong.vi-du.vn, không kèm mã truy cập.",
    en: "The address after --join is wrong: “{address}”. Write it as http://10.0.0.5:7780 or https://wall.example.org, without a token.",
    exit: 64,
  },
  "join.no-token": {
    vi: "Chưa có mã truy cập để ghép vào tường ở {host}. Trên máy chính chạy: ioc token create --role machine; rồi đặt mã vào biến môi trường IOC_JOIN_TOKEN khi mở lần đầu.",
    en: "There is no token for joining the wall at {host}. On the first machine run: ioc token create --role machine; then set it as IOC_JOIN_TOKEN at the first start.",
    exit: 77,
  },
  "join.refused": {
    vi: "Máy chính {host} không nhận mã truy cập này: mã sai, đã thu hồi, hoặc không thuộc vai trò machine. Hãy tạo mã mới trên máy chính: ioc token create --role machine.",
    en: "The first machine {host} does not accept this token: it is wrong, revoked, or not of role machine. Make a new one there: ioc token create --role machine.",
    exit: 77,
    http: 502,
  },
  "join.other-version": {
    vi: "Máy chính và máy này chạy hai phiên bản không hiểu nhau (máy chính: {theirs}, máy này: {own}). Hãy cài cùng một phiên bản.",
    en: "The first machine and this one run versions that do not understand one another (there: {theirs}, here: {own}). Install the same version on both.",
    exit: 69,
    http: 426,
  },
  "join.unreachable": {
    vi: "Không tới được máy chính {host}: {detail}. Hãy kiểm tra địa chỉ, mạng, và server.host trong cấu hình của máy chính.",
    en: "The first machine {host} cannot be reached: {detail}. Check the address, the network, and server.host in the first machine's profile.",
    exit: 69,
  },
  "join.untrusted": {
    vi: "Chưa tin được chứng chỉ của máy chính {host} ({detail}). Trên máy chính chạy: ioc door ca; rồi ở máy này đặt IOC_JOIN_CA là tệp đó, hoặc sha256: kèm dấu vân tay. Địa chỉ ghép phải là một tên có trong chứng chỉ.",
    en: "The certificate of the first machine {host} is not to be trusted yet ({detail}). There run: ioc door ca; then here set IOC_JOIN_CA to that file, or to sha256: and its fingerprint. The address to join must be a name in the certificate.",
    exit: 69,
  },
  "join.not-a-wall": {
    vi: "Ở {host} không phải là phần mềm này, hoặc là bản quá cũ: {detail}.",
    en: "What answers at {host} is not this program, or too old: {detail}.",
    exit: 69,
    http: 502,
  },
  "join.no-room": {
    vi: "Tường có {count} màn hình và tất cả đã có máy giữ số. Hãy tăng wall.columns hoặc wall.rows trong cấu hình của máy chính.",
    en: "The wall has {count} monitors and all their numbers are taken. Raise wall.columns or wall.rows in the first machine's profile.",
    exit: 78,
    http: 409,
  },
  "join.not-yet": {
    vi: "Máy chính chưa biết hết màn hình của nó; máy này hỏi lại sau vài giây.",
    en: "The first machine does not know its own monitors yet; this one asks again in a few seconds.",
    exit: 75,
    http: 503,
  },
  "join.unknown-machine": {
    vi: "Không có máy ghép nào tên «{name}». Xem tên bằng ioc status.",
    en: "No machine called “{name}” has joined. ioc status tells their names.",
    exit: 64,
    http: 404,
  },
  "join.still-there": {
    vi: "Máy «{name}» đang nối vào tường. Hãy tắt phần mềm trên máy đó trước, rồi bỏ.",
    en: "The machine “{name}” is on the line. Switch it off first, then take it off the wall.",
    exit: 69,
    http: 409,
  },
  "join.silent": {
    vi: "Máy chính {host} im lặng {seconds} giây.",
    en: "The first machine {host} has been silent for {seconds} seconds.",
  },
  "join.follows": {
    vi: "Máy này ghép vào tường của {host}: việc này làm ở máy chính, không làm ở đây.",
    en: "This machine is part of the wall of {host}: this is done on the first machine, not here.",
    http: 409,
  },
  "join.other-site": {
    vi: "Cấu hình hoặc số màn hình ở máy chính {host} đã đổi: máy này mở lại để nhận.",
    en: "The profile of the first machine {host}, or this machine's numbers there, are others now: this machine starts anew with them.",
  },
  "join.cut": {
    vi: "Nội dung này đi qua máy chính {host}, đang mất liên lạc với máy này.",
    en: "This comes through the first machine {host}, of which there is no word now.",
    http: 503,
  },
  "join.itself": {
    vi: "Máy ở {host} tự nó đang ghép vào một tường khác. Hãy ghép vào máy chính.",
    en: "The machine at {host} has itself joined another wall. Join the first machine.",
    exit: 64,
    http: 409,
  },
} as const satisfies Record<string, Entry>;

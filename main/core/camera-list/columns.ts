import type { CameraConfig } from "#contract/entities/camera-config.ts";
import type { Place } from "#contract/entities/place.ts";
import type { Words } from "#contract/entities/text.ts";
import { choice, code, optional, text } from "../tables/cells.ts";
import { type Column, column } from "../tables/columns.ts";
import { address, degrees, placeKind, secretName } from "./cells.ts";

const accuracies = {
  surveyed: { vi: "đã đo", en: "surveyed" },
  approximate: { vi: "ước chừng", en: "approximate" },
  rough: { vi: "chỉ biết vùng", en: "rough" },
} as const satisfies Record<string, Words>;

const streamTypes: Record<CameraConfig["stream"]["type"], Words> = {
  rtsp: { vi: "rtsp", en: "rtsp" },
  hls: { vi: "hls", en: "hls" },
  mjpeg: { vi: "mjpeg", en: "mjpeg" },
  jpeg: { vi: "ảnh jpeg", en: "jpeg" },
  test: { vi: "thử", en: "test" },
};

const secretReference = /^\$\{secret\.([a-z0-9.-]+)\}$/;

/** The name of the secret that is a camera's password; undefined where it has none, or another kind of password. */
export const secretOf = ({ stream }: CameraConfig): string | undefined =>
  stream.type === "test" ? undefined : secretReference.exec(stream.password ?? "")?.[1];

const mainOf = ({ stream }: CameraConfig): string | undefined =>
  stream.type === "test" ? `test:${stream.pattern}` : stream.url;

/** In this order in the file that is handed out; one to import may have them in any. */
export const cameraColumns = (places: readonly Place[]): readonly Column<CameraConfig>[] => [
  column(
    "id",
    ["Mã camera", "Code"],
    24,
    code("nga-tu-phai-ve"),
    (c) => c.id,
    ["Không đổi: cảnh và ảnh đã lưu gắn với mã này.", "Never changes: scenes and kept pictures go by it."],
    true,
  ),
  column(
    "name.vi",
    ["Tên camera", "Name in Vietnamese"],
    34,
    text,
    (c) => c.name.vi,
    ["Tên trên màn hình; tìm camera bằng ba chữ của tên.", "As screens have it; found by three letters of it."],
    true,
  ),
  column("name.en", ["Tên tiếng Anh", "Name in English"], 34, text, (c) => c.name.en, [
    "Để trống: lấy tên tiếng Việt.",
    "Empty: the Vietnamese one.",
  ]),
  column("place", ["Địa điểm", "Place"], 24, placeKind(places), (c) => c.place, [
    "Để chọn camera gần một nơi. Danh sách ở trang «Địa điểm».",
    "So that cameras near a place are found. The sheet “Places” lists them.",
  ]),
  column(
    "position.lat",
    ["Vĩ độ", "Latitude"],
    11,
    degrees(90, "vĩ độ", "latitude in decimal degrees, such as 21.8537"),
    (c) => c.position?.lat,
    ["Vị trí trên bản đồ, WGS 84.", "Where it stands on the map, WGS 84."],
  ),
  column(
    "position.lon",
    ["Kinh độ", "Longitude"],
    11,
    degrees(180, "kinh độ", "longitude in decimal degrees, such as 106.7615"),
    (c) => c.position?.lon,
    ["Vị trí trên bản đồ, WGS 84.", "Where it stands on the map, WGS 84."],
  ),
  column(
    "position.accuracy",
    ["Vị trí do", "Position is"],
    12,
    optional(choice(accuracies)),
    (c) => c.position?.accuracy,
    ["Để trống: ước chừng; bản đồ nói rõ điều đó.", "Empty: approximate, which maps say."],
  ),
  column("stream.type", ["Kiểu luồng", "Kind of stream"], 11, optional(choice(streamTypes)), (c) => c.stream.type, [
    "Để trống: rtsp, hoặc hls nếu địa chỉ có .m3u8. Địa chỉ http khác thì ghi mjpeg hay ảnh jpeg.",
    "Empty: rtsp, or hls for an address with .m3u8. Another http address takes mjpeg or jpeg.",
  ]),
  column(
    "stream.url",
    ["Địa chỉ luồng chính", "Main stream"],
    52,
    address,
    mainOf,
    [
      "Cho ô lớn. Không bao giờ ghi tài khoản hay mật khẩu trong địa chỉ.",
      "For large tiles. Never with an account or password.",
    ],
    true,
  ),
  column(
    "stream.sub",
    ["Địa chỉ luồng phụ", "Sub stream"],
    52,
    address,
    ({ stream }) => ("sub" in stream ? stream.sub : undefined),
    ["Cho lưới nhiều ô; nên là H.264, 640×360. Để trống: không có.", "For grids, best H.264 at 640×360. Empty: none."],
  ),
  column(
    "stream.username",
    ["Tài khoản", "Account"],
    16,
    text,
    ({ stream }) => (stream.type === "test" ? undefined : stream.username),
    ["Tài khoản xem hình của camera.", "The camera's account for viewing."],
  ),
  column("secret", ["Tên mật khẩu", "Name of the password"], 20, secretName, secretOf, [
    "TÊN đã đặt bằng «ioc secret set TÊN»; nhiều camera dùng chung được. Không ghi mật khẩu.",
    "The NAME that was set with “ioc secret set NAME”; cameras may share one. Never the password.",
  ]),
];

export const sheetNames = {
  cameras: { vi: "Camera", en: "Cameras" },
  places: { vi: "Địa điểm", en: "Places" },
} as const satisfies Record<string, Words>;

const plain = { expected: { vi: "", en: "" }, help: { vi: "", en: "" }, isRequired: false, choices: undefined };

/** For the sheet to look places up in. */
export const placeColumns = [
  { ...plain, heading: { vi: "Mã", en: "Id" }, width: 26 },
  { ...plain, heading: { vi: "Tên", en: "Name" }, width: 40 },
];

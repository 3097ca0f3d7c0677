import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import readXlsxFile from "read-excel-file/node";
import { expect, it } from "vitest";
import { CodedError, sentence } from "#contract/errors.ts";
import { windows1258 } from "../../../lab/windows1258.ts";
import { startCameraList, told } from "./rig.ts";

const heading =
  "Mã camera;Tên camera;Địa điểm;Vĩ độ;Kinh độ;Địa chỉ luồng chính;Địa chỉ luồng phụ;Tài khoản;Tên mật khẩu";

it("goes out and comes in the same, as workbook and as CSV, in both languages, without any password", async () => {
  await using rig = await startCameraList();
  for (const format of ["xlsx", "csv"] as const)
    for (const language of ["vi", "en"] as const) {
      const table = await rig.exported(format, language);
      expect(await rig.take(table)).toMatchObject({ outcome: "unchanged", mistakes: [], cameras: 3 });
    }
  expect(await rig.files()).toEqual([]);
  const csv = (await rig.exported("csv")).toString("utf8");
  expect(csv).toContain(
    "cong-truoc;Cổng trước;Front gate;cua-a;21,9;106,7;đã đo;rtsp;rtsp://10.0.0.5:554/101;rtsp://10.0.0.5:554/102;ioc;camera\r\n",
  );
  expect(csv).toContain("test:gate");
  expect(csv).not.toContain("trong-cau-hinh");
  const [cameras, places, help] = await readXlsxFile(await rig.exported());
  expect([cameras?.sheet, places?.sheet, help?.sheet]).toEqual(["Camera", "Địa điểm", "Giải thích"]);
  expect(places?.data).toContainEqual(["cua-a", "Cửa khẩu A"]);
  expect(help?.data.map((row) => row[1])).toEqual(expect.arrayContaining(cameras?.data[0] ?? []));
});

it("tells every mistake with row, column and what to do, never repeats a password, and imports nothing", async () => {
  await using rig = await startCameraList();
  const report = await rig.take(
    [
      "DANH SÁCH CAMERA GIAO THÔNG NĂM 2026;;;;;;;;",
      ";;;;;;;;",
      heading,
      "cong-truoc;Cổng trước;Cửa khẩu A;21,9;106,7;rtsp://10.0.0.5/1;;ioc;camera",
      "Ngã tư 1;Ngã tư;;;;rtsp://10.0.0.7/1;;;",
      "nga-tu-2;;;;;rtsp://10.0.0.8/1;;;",
      "nga-tu-3;Ngã tư;Nơi không có;;;rtsp://10.0.0.9/1;;;",
      "",
      "nga-tu-4;Ngã tư;;106,76;21,85;rtsp://10.0.0.10/1;;;",
      "nga-tu-5;Ngã tư;;21.85;;rtsp://10.0.0.11/1;;;",
      "nga-tu-6;Ngã tư;;;;rtsp://admin:Bi-Mat-1@10.0.0.12/1;;;",
      "nga-tu-7;Ngã tư;;;;rtsp://10.0.0.13/user=admin&password=BiMat2&channel=1;;;",
      "nga-tu-8;Ngã tư;;;;ftp://10.0.0.14/1;;;",
      "nga-tu-9;Ngã tư;;;;rtsp://10.0.0.15/1;;admin;BiMat@3",
      "nga-tu-10;Ngã tư;;;;rtsp://10.0.0.16/1;;admin;bimat4",
      "nga-tu-11;Ngã tư;;;;rtsp://10.0.0.17/1;;;camera",
      "cong-truoc;Cổng trước;;;;rtsp://10.0.0.5/1;;ioc;camera",
      "cong-sau;Cổng sau, tên mới;;;;rtsp://10.0.0.6/101;;ioc;",
      "thu;Camera thử;;;;test:sea;;;",
    ].join("\r\n"),
  );
  expect(report).toMatchObject({ outcome: "refused", number: null, added: [], mistakeCount: report.mistakes.length });
  expect(told(report)).toEqual([
    "A5: cần mã gồm chữ thường không dấu, số, dấu chấm, gạch nối, ví dụ nga-tu-phai-ve; nhận được «Ngã tư 1»",
    "B6: ô này không được trống (cần chữ)",
    "C7: cần mã một địa điểm của trang «Địa điểm», hoặc tên của nó nếu không trùng với nơi khác; nhận được «Nơi không có»",
    "D9: cần vĩ độ bằng độ thập phân, ví dụ 21,8537; nhận được «106,76»",
    "E10: vị trí cần cả vĩ độ và kinh độ; ghi cả hai hoặc để trống cả hai",
    "F11: địa chỉ không được chứa tài khoản hay mật khẩu: bỏ phần trước dấu @, ghi tài khoản vào cột «Tài khoản», đặt mật khẩu bằng «ioc secret set TÊN», rồi ghi TÊN vào cột «Tên mật khẩu»",
    "F12: địa chỉ chứa mật khẩu: đặt mật khẩu bằng «ioc secret set TÊN» rồi thay nó trong địa chỉ bằng $".concat(
      "{secret.TEN}",
    ),
    "F13: cần địa chỉ rtsp://máy:cổng/đường-dẫn (hoặc http://…), không kèm tài khoản và mật khẩu; nhận được «ftp://10.0.0.14/1»",
    "I14: ô này ghi TÊN của mật khẩu, không ghi mật khẩu: đặt bằng «ioc secret set TÊN» (chữ thường không dấu, số, dấu chấm, gạch nối), rồi ghi TÊN vào đây",
    "I15: chưa đặt mật khẩu nào tên như vậy: chạy «ioc secret set TÊN» trước, hoặc kiểm tra chính tả (xem tên bằng «secret list»); đừng ghi chính mật khẩu vào đây",
    "H16: có tên mật khẩu thì cần cả tài khoản (cột «Tài khoản»)",
    "A17: mã «cong-truoc» đã có ở dòng 4; mỗi camera một mã",
    "I18: mật khẩu của camera này viết thẳng trong cấu hình; muốn sửa camera ở đây thì đặt nó bằng «ioc secret set TÊN» rồi ghi TÊN vào ô này",
    "F19: cần highway | gate | street | bridge, nhận được «sea»",
  ]);
  expect(JSON.stringify(report)).not.toMatch(/bi-?mat|trong-cau-hinh/i);
  expect(await rig.files()).toEqual([]);
});

it("counts at once and after each start over the profile's own cameras, keeps what no column holds, and can be taken back", async () => {
  await using rig = await startCameraList();
  const report = await rig.changed((rows, at) => {
    const own = rows.find(([id]) => id === "cong-truoc") ?? [];
    own[at("Tên camera")] = "Cổng chính";
    // Left out of the table, and stays: it is the profile's.
    rows.splice(
      rows.findIndex(([id]) => id === "thu"),
      1,
    );
    const row: (string | number | null)[] = rows[0]?.map(() => null) ?? [];
    row[at("Mã camera")] = "nga-tu";
    row[at("Tên camera")] = "Ngã tư Phai Vệ";
    row[at("Địa điểm")] = "cửa khẩu a";
    row[at("Vĩ độ")] = 21.85;
    row[at("Kinh độ")] = "106.76";
    row[at("Địa chỉ luồng chính")] = "rtsp://10.0.0.5:554/101";
    row[at("Tài khoản")] = "ioc";
    row[at("Tên mật khẩu")] = "camera";
    rows.push(row);
  });
  expect(report).toMatchObject({
    ...{ outcome: "imported", number: 1, added: ["nga-tu"], removed: [], cameras: 4 },
    changed: [{ id: "cong-truoc", headings: ["Tên camera"] }],
  });
  expect(report.warnings.map((warning) => sentence(warning, "vi"))).toEqual([
    "dòng 2 và dòng 4 có cùng địa chỉ luồng chính",
    "camera «thu» là của cấu hình nên vẫn còn dù không có trong bảng; muốn bỏ thì xoá nó trong cameras.yaml",
  ]);
  expect(await rig.view()).toEqual({
    inUse: { number: 1, importedAtMs: 1_000, file: "a.csv", cameras: 2 },
    cameras: 4,
  });
  expect(await rig.kept("0001.json")).not.toContain("trong-cau-hinh");

  const cameras = rig.cameras();
  expect(await rig.startAgain()).toEqual(cameras);
  expect(cameras.map(({ id }) => id)).toEqual(["cong-truoc", "cong-sau", "thu", "nga-tu"]);
  expect(cameras[0]).toMatchObject({ name: { vi: "Cổng chính" }, position: { accuracy: "surveyed" } });
  expect(cameras[1]).toMatchObject({ stream: { password: "trong-cau-hinh" } });
  expect(cameras[3]).toEqual({
    id: "nga-tu",
    name: { vi: "Ngã tư Phai Vệ", en: "Ngã tư Phai Vệ" },
    place: "cua-a",
    position: { lon: 106.76, lat: 21.85, accuracy: "approximate" },
    stream: { type: "rtsp", url: "rtsp://10.0.0.5:554/101", username: "ioc", password: "$".concat("{secret.camera}") },
  });
  // Read from memory the second time, and the same.
  expect(await rig.startAgain()).toEqual(cameras);
  expect(await rig.take(await rig.exported("csv"))).toMatchObject({ outcome: "unchanged", mistakes: [] });

  // What the profile says of a camera that the list leaves alone goes on to count.
  const file = join(rig.profileFolder, "cameras.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace("Cổng sau", "Cổng hậu"));
  expect((await rig.startAgain())[1]).toMatchObject({ name: { vi: "Cổng hậu" } });

  const without = await rig.changed(
    (rows) =>
      rows.splice(
        rows.findIndex(([id]) => id === "nga-tu"),
        1,
      ),
    true,
  );
  expect(without).toMatchObject({ outcome: "checked", removed: ["nga-tu"], cameras: 3 });
  expect(await rig.undo()).toEqual({ inUse: null, cameras: 3 });
  expect(rig.cameras().map(({ id }) => id)).toEqual(["cong-truoc", "cong-sau", "thu"]);
  await expect(rig.undo()).rejects.toMatchObject({ code: "camera-list.nothing-to-undo" });
  expect(await rig.startAgain()).toHaveLength(3);
  expect(await rig.files()).toEqual([expect.stringMatching(/^0001\.json\.undone\.\d+$/)]);
});

it("takes every kind of stream, finds out the kind where the address tells it, and asks where it does not", async () => {
  await using rig = await startCameraList();
  const wide = `${heading};Kiểu luồng`;
  const rows = [
    "a;A;;;;rtsp://10.0.0.7/1;rtsp://10.0.0.7/2;;;",
    "b;B;;;;https://giao-thong.example/b/live.m3u8;;;;",
    "c;C;;;;http://10.0.0.8/video;;ioc;camera;mjpeg",
    "d;D;;;;http://10.0.0.8/snapshot.jpg;;ioc;camera;Ảnh JPEG",
    "e;E;;;;test:street;;;;thử",
  ];
  expect(await rig.take([wide, ...rows].join("\n"))).toMatchObject({ outcome: "imported", mistakes: [] });
  const cameras = await rig.startAgain();
  expect(cameras.slice(3).map(({ stream }) => stream.type)).toEqual(["rtsp", "hls", "mjpeg", "jpeg", "test"]);
  expect(await rig.take(await rig.exported())).toMatchObject({ outcome: "unchanged", mistakes: [] });
  const wrong = [
    "a;A;;;;http://10.0.0.7/1;;;;",
    "b;B;;;;rtsp://10.0.0.7/1;;;;hls",
    "c;C;;;;http://10.0.0.8/video;http://10.0.0.8/nho;;;mjpeg",
  ];
  expect(told(await rig.take([wide, ...wrong].join("\n")))).toEqual([
    "J2: địa chỉ http cần nói rõ kiểu luồng: hls, mjpeg hay ảnh jpeg",
    "F3: địa chỉ không hợp với kiểu luồng «hls»: rtsp thì cần rtsp://…, hls, mjpeg và ảnh jpeg thì cần http://…",
    "G4: kiểu luồng «mjpeg» không có luồng phụ; hãy để trống ô này",
  ]);
});

it("refuses to take a camera away that the profile shows, and warns of scenes that people have made", async () => {
  await using rig = await startCameraList();
  await rig.take(`${heading}\nnga-tu;Ngã tư;;;;rtsp://10.0.0.7/1;;;\nnga-ba;Ngã ba;;;;rtsp://10.0.0.8/1;;;`);
  const file = join(rig.profileFolder, "profile.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace("settings: { indicator: grdp }", "settings: { camera: nga-tu }"));
  // Nor by going back, after which the next start would fail.
  await expect(rig.undo()).rejects.toMatchObject({
    ...{ code: "camera-list.still-shown", params: { id: "nga-tu", scene: "chinh" }, httpStatus: 409 },
  });
  expect(await rig.view()).toMatchObject({ inUse: { number: 1 }, cameras: 5 });
  const tile = { id: "o", panel: "camera", x: 0, y: 0, width: 1, height: 1, settings: { camera: "nga-ba" } };
  rig.scenes.push({ id: "dem", tiles: [tile] } as never);
  expect(told(await rig.take(`${heading}\nnga-ba;Ngã ba;;;;rtsp://10.0.0.8/1;;;`))).toEqual([
    "A1: camera «nga-tu» không còn trong bảng nhưng tệp cấu hình còn đặt nó trên cảnh «chinh»; giữ dòng của nó, hoặc bỏ nó khỏi cảnh trước",
  ]);
  const taken = await rig.take(`${heading}\nnga-tu;Ngã tư;;;;rtsp://10.0.0.7/1;;;`);
  expect(taken).toMatchObject({ outcome: "imported", removed: ["nga-ba"] });
  expect(taken.warnings).toContainEqual({ code: "camera-list.on-scene", params: { id: "nga-ba", scene: "dem" } });
});

it("reads what other programs write: Windows-1258, tabs, and refuses what is no table", async () => {
  await using rig = await startCameraList();
  const old = `${heading}\nnga-tu;Ngã tư Phai Vệ;;;;rtsp://10.0.0.7/1;;;`.replaceAll(";", "\t");
  const bytes = windows1258(old);
  expect(await rig.take(bytes, true)).toMatchObject({ outcome: "checked", added: ["nga-tu"] });
  await expect(rig.take(Buffer.from([0, 1, 2, 0, 3]))).rejects.toMatchObject({ code: "table.not-a-csv" });
  await expect(rig.take(Buffer.from("PK\x03\x04rác"))).rejects.toMatchObject({ code: "table.not-a-workbook" });
  expect(told(await rig.take(""))).toContain("A1: thiếu cột «Mã camera»");
});

it("says how many are too many, at the row where they begin", async () => {
  await using rig = await startCameraList();
  const rows = Array.from({ length: 499 }, (_, at) => `c-${at};Camera ${at};;;;rtsp://10.0.1.1/${at};;;`);
  expect(told(await rig.take([heading, ...rows].join("\n")))).toEqual([
    "A499: cộng với camera của cấu hình thì vượt 500 camera; bớt từ dòng này trở xuống",
  ]);
  expect(await rig.take([heading, ...rows.slice(2)].join("\n"), true)).toMatchObject({ cameras: 500 });
});

it("says which file a camera is from when the profile was changed and no longer fits it", async () => {
  await using rig = await startCameraList();
  await rig.take(`${heading}\nnga-tu;Ngã tư;cua-a;;;rtsp://10.0.0.7/1;;;`);
  const file = join(rig.profileFolder, "profile.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace("id: cua-a", "id: cua-b"));
  const error = await rig.load().catch((reason: unknown) => reason);
  if (!(error instanceof CodedError)) throw new Error("the profile was taken", { cause: error });
  const list = String(error.params.list);
  expect(list).toMatch(/cameras\.yaml:5:12 {2}cameras\[0\]\.place: không có địa điểm «cua-a»/);
  expect(list).toMatch(/0001\.json:\d+:\d+ {2}cameras\[3\]\.place: không có địa điểm «cua-a»/);
  expect(list).toMatch(/camera lấy từ cấu hình và từ danh sách đã nhập «.*0001\.json»/);
});

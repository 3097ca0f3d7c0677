// Long because each step goes the whole way, from a table to the profile's files and back, in one rig.
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
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

it("is written into the profile, counts at once and after each start, keeps what no column holds, and can be taken back", async () => {
  await using rig = await startCameraList();
  const report = await rig.changed((rows, at) => {
    const own = rows.find(([id]) => id === "cong-truoc") ?? [];
    own[at("Tên camera")] = "Cổng chính";
    // Left out of the table, and stays.
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
    ...{ outcome: "imported", number: 1, added: ["nga-tu"], cameras: 4 },
    changed: [{ id: "cong-truoc", headings: ["Tên camera"] }],
  });
  expect(report.warnings.map((warning) => sentence(warning, "vi"))).toEqual([
    "dòng 2 và dòng 4 có cùng địa chỉ luồng chính",
    "không có trong bảng nên giữ nguyên (1 camera): thu; muốn bỏ camera nào thì xoá nó trong cameras.yaml",
  ]);
  const first = { number: 1, importedAtMs: 1_000, file: "a.csv", cameras: 2 };
  expect(await rig.view()).toEqual({ inUse: first, next: first, isWaiting: false, cameras: 4 });
  const kept = await rig.kept("0001.json.written.1000");
  expect(JSON.parse(kept)).toMatchObject({
    cameras: [{ id: "cong-truoc", name: { vi: "Cổng chính" } }, { id: "nga-tu" }],
    before: [{ id: "cong-truoc", name: { vi: "Cổng trước" } }],
  });
  expect(kept).not.toContain("trong-cau-hinh");

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

  const without = await rig.changed((rows) =>
    rows.splice(
      rows.findIndex(([id]) => id === "nga-tu"),
      1,
    ),
  );
  expect(without).toMatchObject({ outcome: "unchanged", added: [], changed: [], cameras: 4 });
  expect(without.warnings).toContainEqual({ code: "camera-list.stays", params: { count: 1, ids: "nga-tu" } });
  const none = { inUse: null, next: null, isWaiting: false };
  expect(await rig.undo()).toEqual({ ...none, cameras: 3, warnings: [] });
  expect(rig.cameras().map(({ id }) => id)).toEqual(["cong-truoc", "cong-sau", "thu"]);
  await expect(rig.undo()).rejects.toMatchObject({ code: "camera-list.nothing-to-undo" });
  expect(await rig.startAgain()).toHaveLength(3);
  expect(await rig.view()).toEqual({ ...none, cameras: 3 });
  // Nothing that was imported is gone, and no number is used twice.
  expect(await rig.files()).toEqual(["0001.json.written.1000.undone.1000"]);
  expect(await rig.take(`${heading}\nnga-ba;Ngã ba;;;;rtsp://10.0.0.8/1;;;`)).toMatchObject({ number: 2 });
});

it("keeps the file's words for what did not change, and what is changed or taken out by hand since, which is said", async () => {
  await using rig = await startCameraList();
  const before = await readFile(rig.camerasFile, "utf8");
  const rows = ["nga-tu;Ngã tư;;;;rtsp://10.0.0.7/1;;;", "nga-ba;Ngã ba;;;;rtsp://10.0.0.8/1;;;"];
  const named =
    "cong-truoc;Cổng chính;Cửa khẩu A;21,9;106,7;rtsp://10.0.0.5:554/101;rtsp://10.0.0.5:554/102;ioc;camera";
  const report = await rig.take(
    [`${heading};Tên tiếng Anh;Vị trí do`, ...rows, `${named};Front gate;đã đo`].join("\n"),
  );
  expect(report).toMatchObject({ outcome: "imported", mistakes: [], added: ["nga-tu", "nga-ba"] });
  const imported = await readFile(rig.camerasFile, "utf8");
  const lines = (text: string) => text.split("\n");
  expect(lines(imported).slice(0, lines(before).length - 1)).toEqual(
    lines(before.replace("vi: Cổng trước", "vi: Cổng chính")).slice(0, -1),
  );
  expect(lines(imported).slice(lines(before).length - 1)).toEqual([
    "  - id: nga-tu",
    "    name: { vi: Ngã tư, en: Ngã tư }",
    expect.stringMatching(/^ {4}stream: \{ type: rtsp, url: .*10\.0\.0\.7\/1.* \}$/),
    "  - id: nga-ba",
    "    name: { vi: Ngã ba, en: Ngã ba }",
    expect.stringMatching(/^ {4}stream: \{ type: rtsp, url: .*10\.0\.0\.8\/1.* \}$/),
    "",
  ]);
  // One that was added is renamed by hand, and a note is written beside another.
  const byHand = imported
    .replace("vi: Ngã tư, en: Ngã tư", "vi: Ngã tư lớn, en: Ngã tư")
    .replace("- id: thu", "- id: thu # mới");
  await writeFile(rig.camerasFile, byHand);
  const tile = { id: "o", panel: "camera", x: 0, y: 0, width: 1, height: 1, settings: { camera: "nga-ba" } };
  rig.scenes.push({ id: "dem", tiles: [tile] } as never);
  expect((await rig.undo()).warnings).toEqual([
    { code: "import.stays", params: { ids: "nga-tu" } },
    { code: "camera-list.on-scene", params: { id: "nga-ba", scene: "dem" } },
  ]);
  const added = lines(byHand).slice(lines(before).length - 1, lines(before).length + 2);
  expect(await readFile(rig.camerasFile, "utf8")).toBe(
    `${before.replace("- id: thu", "- id: thu # mới")}${added.join("\n")}\n`,
  );
  expect(rig.cameras().map(({ id }) => id)).toEqual(["cong-truoc", "cong-sau", "thu", "nga-tu"]);

  // Taken out by hand, and changed by the import before: it stays out.
  await rig.take(`${heading}\nthu;Camera tập;;;;test:gate;;;`);
  const now = await readFile(rig.camerasFile, "utf8");
  await writeFile(rig.camerasFile, now.replace(/ {2}- id: thu[\s\S]*?(?= {2}- id: nga-tu)/, ""));
  await rig.reload();
  expect((await rig.undo()).warnings).toEqual([{ code: "import.stays", params: { ids: "thu" } }]);
  expect(rig.cameras().map(({ id }) => id)).toEqual(["cong-truoc", "cong-sau", "nga-tu"]);
});

it("keeps no password that stands in the profile, and says which account one who goes back is left with", async () => {
  await using rig = await startCameraList();
  await rig.take(`${heading}\ncong-sau;Cổng sau;;;;rtsp://10.0.0.9:554/101;;ioc;camera`);
  const reference = "$".concat("{secret.camera}");
  expect(rig.cameras()[1]).toMatchObject({ stream: { url: "rtsp://10.0.0.9:554/101", password: reference } });
  for (const name of await rig.files()) expect(await rig.kept(name)).not.toContain("trong-cau-hinh");
  expect((await rig.undo()).warnings).toEqual([{ code: "camera-list.password-stays", params: { id: "cong-sau" } }]);
  expect(rig.cameras()[1]).toMatchObject({
    name: { vi: "Cổng sau", en: "Back gate" },
    stream: { url: "rtsp://10.0.0.6:554/101", username: "ioc", password: reference },
  });
});

it("leaves the files as they are where the table has a mistake or the history cannot be written", async () => {
  await using rig = await startCameraList();
  const before = await readFile(rig.camerasFile, "utf8");
  expect(await rig.take(`${heading}\nnga-tu;Ngã tư;;;;ftp://10.0.0.7/1;;;`)).toMatchObject({ outcome: "refused" });
  await mkdir(dirname(rig.folder), { recursive: true });
  await writeFile(rig.folder, "in the place of the folder");
  await expect(rig.take(`${heading}\nnga-tu;Ngã tư;;;;rtsp://10.0.0.7/1;;;`)).rejects.toMatchObject({
    code: "camera-list.not-writable",
  });
  expect(await readFile(rig.camerasFile, "utf8")).toBe(before);
  expect(await rig.view()).toMatchObject({ inUse: null, next: null, cameras: 3 });
});

it("says that what was written does not count yet where the files as a whole are not taken over", async () => {
  await using rig = await startCameraList();
  rig.setTakenOver(false);
  const report = await rig.take(`${heading}\nnga-tu;Ngã tư;;;;rtsp://10.0.0.7/1;;;`);
  expect(report).toMatchObject({ outcome: "imported", number: 1 });
  expect(report.warnings[0]).toEqual({ code: "import.waits", params: {} });
  expect(await rig.view()).toMatchObject({ inUse: null, next: { number: 1 }, isWaiting: true, cameras: 3 });
  rig.setTakenOver(true);
  expect(await rig.startAgain()).toHaveLength(4);
  expect(await rig.view()).toMatchObject({ inUse: { number: 1 }, isWaiting: false, cameras: 4 });
});

/** What an older program imported, twice: the second changed a camera of the profile otherwise, and had one less. */
async function laidOver(rig: Awaited<ReturnType<typeof startCameraList>>) {
  const camera = (id: string, vi: string, host: string) => ({
    ...{ id, name: { vi, en: vi }, stream: { type: "rtsp", url: `rtsp://${host}/1` } },
  });
  const lists = [
    [camera("cong-truoc", "Cổng một", "10.0.0.5"), camera("nga-tu", "Ngã tư", "10.0.0.7")],
    [
      { ...camera("thu", "Camera tập", ""), stream: { type: "test", pattern: "gate" } },
      { ...camera("cong-truoc", "Cổng hai", "10.0.0.5"), place: "cua-a" },
      camera("nga-ba", "Ngã ba", "10.0.0.8"),
    ],
  ];
  await mkdir(rig.folder, { recursive: true });
  for (const [at, cameras] of lists.entries())
    await writeFile(
      join(rig.folder, `000${at + 1}.json`),
      JSON.stringify({ importedAtMs: 100 * (at + 1), file: "cu.csv", cameras }),
    );
  rig.setNow(2_000);
  await rig.startAgain();
}
const namesIn = (rig: Awaited<ReturnType<typeof startCameraList>>) => rig.cameras().map(({ name }) => name.vi);

it("moves what an older program laid over the profile into its files, once, and can still go back", async () => {
  await using rig = await startCameraList();
  const own = rig.cameras();
  const before = await readFile(rig.camerasFile, "utf8");
  await laidOver(rig);
  const [laid, names] = [rig.cameras(), ["Cổng hai", "Cổng sau", "Camera tập", "Ngã ba"]];
  expect(namesIn(rig)).toEqual(names);
  // What only is looked at is looked at over it.
  expect(await rig.take(await rig.exported("csv"), true)).toMatchObject({ outcome: "unchanged", cameras: 4 });
  expect(await rig.moveIntoProfile()).toMatchObject({ code: "camera-list.moved", params: { number: 2 } });
  expect(await rig.moveIntoProfile()).toBeUndefined();
  expect(rig.cameras()).toEqual(laid);
  const moved = await readFile(rig.camerasFile, "utf8");
  expect(moved).toContain("# a comment that stays");
  expect(moved).toContain(
    'stream: { type: rtsp, url: "rtsp://10.0.0.6:554/101", username: ioc, password: trong-cau-hinh }',
  );
  expect(await rig.files()).toEqual(["0001.json.written.2000", "0002.json.written.2000", "own.json"]);
  expect(await rig.kept("own.json")).not.toContain("trong-cau-hinh");
  // As a kill before the renaming would have left it.
  for (const number of [1, 2])
    await rename(join(rig.folder, `000${number}.json.written.2000`), join(rig.folder, `000${number}.json`));
  await rig.startAgain();
  expect(await rig.moveIntoProfile()).toMatchObject({ code: "camera-list.moved" });
  expect(await readFile(rig.camerasFile, "utf8")).toBe(moved);
  expect(await rig.startAgain()).toEqual(laid);
  expect(await rig.view()).toMatchObject({ inUse: { number: 2, file: "cu.csv", cameras: 3 }, cameras: 4 });
  // The files are the truth: what is changed there counts, and stays when one goes back.
  await writeFile(rig.camerasFile, moved.replace("Cổng sau", "Cổng hậu"));
  await rig.startAgain();
  expect(await rig.undo()).toMatchObject({ inUse: { number: 1 }, warnings: [] });
  expect(namesIn(rig)).toEqual(["Cổng một", "Cổng hậu", "Camera thử", "Ngã tư"]);
  expect(await rig.undo()).toMatchObject({ inUse: null, next: null, warnings: [] });
  expect(namesIn(rig)).toEqual(["Cổng trước", "Cổng hậu", "Camera thử"]);
  expect(rig.cameras()[0]).toEqual(own[0]);
  expect(rig.cameras()[1]).toEqual({ ...own[1], name: { vi: "Cổng hậu", en: "Back gate" } });
  await expect(rig.undo()).rejects.toMatchObject({ code: "camera-list.nothing-to-undo" });
  expect(before).toContain("Cổng trước");
});

it("leaves what lies over the profile as it was where it cannot be moved, says so, and imports nothing beneath it", async () => {
  await using rig = await startCameraList();
  await laidOver(rig);
  const before = await readFile(rig.camerasFile, "utf8");
  const laid = rig.cameras();
  // Not even an administrator writes a file where a folder is.
  const half = `${rig.camerasFile}.half`;
  await mkdir(join(half, "x"), { recursive: true });
  const word = await rig.moveIntoProfile();
  expect(word?.code).toBe("camera-list.not-moved");
  expect(word && sentence(word, "vi")).toMatch(/chồng lên mục cameras\. Không ghi được/);
  const more = () => rig.take(`${heading}\nmoi;Mới;;;;rtsp://10.0.0.10/1;;;`);
  await expect(more()).rejects.toMatchObject({ code: "profile.not-writable" });
  await expect(rig.undo()).rejects.toMatchObject({ code: "profile.not-writable" });
  expect(await readFile(rig.camerasFile, "utf8")).toBe(before);
  expect(await rig.startAgain()).toEqual(laid);
  expect(await rig.view()).toMatchObject({ inUse: { number: 2 }, isWaiting: false, cameras: 4 });
  await rm(half, { recursive: true });
  expect(await more()).toMatchObject({ outcome: "imported", number: 3, added: ["moi"], cameras: 5 });
  expect(await rig.files()).toContain("0002.json.written.2000");
  expect(rig.cameras().slice(0, 4)).toEqual(laid);
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

it("takes no camera away that the profile shows", async () => {
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
  // Nor by a table that does not have it.
  const taken = await rig.take(`${heading}\nnga-ba;Ngã ba mới;;;;rtsp://10.0.0.8/1;;;`);
  expect(taken).toMatchObject({ outcome: "imported", changed: [{ id: "nga-ba" }], cameras: 5 });
  expect(taken.warnings).toEqual([
    { code: "camera-list.stays", params: { count: 4, ids: "cong-truoc, cong-sau, thu, nga-tu" } },
  ]);
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

it("says where a camera stands when the profile was changed and no longer fits it", async () => {
  await using rig = await startCameraList();
  await rig.take(`${heading}\nnga-tu;Ngã tư;cua-a;;;rtsp://10.0.0.7/1;;;`);
  const file = join(rig.profileFolder, "profile.yaml");
  await writeFile(file, (await readFile(file, "utf8")).replace("id: cua-a", "id: cua-b"));
  const listOf = async () => {
    const error = await rig.load().catch((reason: unknown) => reason);
    if (!(error instanceof CodedError)) throw new Error("the profile was taken", { cause: error });
    return String(error.params.list);
  };
  expect(await listOf()).toMatch(/cameras\.yaml:5:12 {2}cameras\[0\]\.place: không có địa điểm «cua-a»/);
  expect(await listOf()).toMatch(/cameras\.yaml:\d+:\d+ {2}cameras\[3\]\.place: không có địa điểm «cua-a»/);
  // As an older program has left it, over the profile.
  const kept = "0001.json.written.1000";
  await writeFile(join(rig.folder, "0002.json"), (await rig.kept(kept)).replaceAll("nga-tu", "nga-nam"));
  const list = await listOf();
  expect(list).toMatch(/0002\.json:\d+:\d+ {2}cameras\[4\]\.place: không có địa điểm «cua-a»/);
  expect(list).toMatch(/camera lấy từ cấu hình và từ danh sách đã nhập «.*0002\.json»/);
});

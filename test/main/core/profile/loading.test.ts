import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { communeKey } from "#contract/entities/map.ts";
import { SiteView } from "#contract/entities/profile.ts";
import { CodedError, sentence } from "#contract/errors.ts";
import { loadProfile } from "../../../../main/core/profile/loading.ts";
import { siteView } from "../../../../main/core/profile/site-view.ts";
import { projectRoot } from "../../../lab/programs.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const assetsFolder = fileURLToPath(new URL("../../../../assets", import.meta.url));

/** A site without packs, changed in one place of one file for each edit. */
async function changedProfile(edits: [file: string, from: string, to: string][]) {
  const folder = await temporaryFolder();
  await cp(join(projectRoot, "test/fixtures/profiles/six-figures"), folder.path, { recursive: true });
  for (const [file, from, to] of edits) {
    const path = join(folder.path, file);
    const text = await readFile(path, "utf8");
    expect(text).toContain(from);
    await writeFile(path, text.replace(from, to));
  }
  return folder;
}

async function mistakesOf(folder: string): Promise<{ count: number; lines: string[] }> {
  const error = await loadProfile(folder, { assetsFolder }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CodedError)) throw new Error("the profile was taken", { cause: error });
  expect(error.code).toBe("profile.invalid");
  expect(error.exitCode).toBe(78);
  return { count: Number(error.params.count), lines: String(error.params.list).split("\n") };
}

async function lineOf(folder: string, file: string, text: string): Promise<number> {
  const lines = (await readFile(join(folder, file), "utf8")).split("\n");
  return lines.findIndex((line) => line.includes(text)) + 1;
}

it("loads the built-in profile by its name, and what screens see of it holds no address", async () => {
  const { profile, folder } = await loadProfile("lang-son", { assetsFolder });
  expect(folder).toBe(join(assetsFolder, "profiles", "lang-son"));
  const site = siteView(profile);
  // Spans are milliseconds already.
  expect(site.indicators.find((i) => i.code === "cua-khau.xe-cho")?.freshness.lateAfter).toBe(120_000);
  expect(SiteView.shape.map.parse(site.map)).toEqual(site.map);
  expect(JSON.stringify(site)).not.toMatch(/simulator|mapping|"url/);
});

it("names the 65 communes of the province, each with a point that is said to be rough", async () => {
  const { profile } = await loadProfile("lang-son", { assetsFolder });
  const communes = profile.places.filter(({ kind }) => kind === "commune");
  const named = (begin: string) => communes.filter(({ name }) => name.vi.startsWith(begin)).length;
  expect([communes.length, named("Xã "), named("Phường ")]).toEqual([65, 61, 4]);
  expect(new Set(communes.map(({ name }) => communeKey(name.vi))).size).toBe(65);
  const [west, south, east, north] = profile.map.bounds;
  for (const { id, position } of communes) {
    expect(position?.accuracy, id).toBe("rough");
    const { lon = 0, lat = 0 } = position ?? {};
    expect(lon > west && lon < east && lat > south && lat < north, id).toBe(true);
    for (const degrees of [lon, lat]) expect(Math.abs(degrees * 20 - Math.round(degrees * 20)), id).toBeLessThan(1e-6);
  }
});

it("says what is not there", async () => {
  await expect(loadProfile("khong-co", { assetsFolder })).rejects.toMatchObject({ code: "profile.not-found" });
});

it("reports every mistake at once, each with file, line, path, what was expected and what was found", async () => {
  await using folder = await changedProfile([
    ["profile.yaml", "timeZone: Asia/Ho_Chi_Minh", "timeZone: Asia/Lang_Son"],
    ["profile.yaml", "viewingDistanceM: 4", "viewingDistance: 5"],
    ["profile.yaml", "scene: toan-canh", "scene: toan-can"],
    ["places.yaml", "id: huu-lung", "id: Hữu Lũng"],
    ["indicators.yaml", "period: year", "period: yearly"],
    ["indicators.yaml", "lateAfter: 15m, staleAfter: 2h", "lateAfter: 15 phút, staleAfter: 2h"],
    ["indicators.yaml", "decimals: 1\n", "decimals: một\n"],
    ["sources.yaml", "every: 15s", "every: 15s\n    evry: 3"],
    ["sources.yaml", "indicator: cong-nghiep.iip", "indicator: cong-nghiep.ipi"],
    ["sources.yaml", "{simulator.folder}", "{simulater.folder}"],
    ["sources.yaml", "$cua := $split", "$cua :== $split"],
    ["cameras.yaml", "place: huu-nghi", "place: huu-nghj"],
    ["scenes.yaml", "camera: phai-ve", "camera: phai-vee"],
    ["scenes.yaml", "waiting: cua-khau.xe-cho", "waiting: cua-khau.xe-choo"],
    ["scenes.yaml", "y: 43", "y: 44"],
  ]);
  const { count, lines } = await mistakesOf(folder.path);
  const expected: [file: string, text: string, path: string, said: RegExp][] = [
    ["profile.yaml", "timeZone:", "timeZone", /không có múi giờ «Asia\/Lang_Son»/],
    ["profile.yaml", "viewingDistance:", "wall", /không có mục «viewingDistance»/],
    ["profile.yaml", "scene:", "scene", /không có cảnh «toan-can»/],
    ["places.yaml", "id: Hữu Lũng", "places[20].id", /cần mã gồm chữ thường.*«Hữu Lũng»/],
    ["indicators.yaml", "period: yearly", "indicators[0].period", /cần minute \| hour.*nhận được «yearly»/],
    ["indicators.yaml", "15 phút", "indicators[9].freshness.lateAfter", /30s, 5m, 12h.*«15 phút»/],
    [
      "indicators.yaml",
      "decimals: một",
      "indicators[2].decimals",
      /cần số, nhận được «một»|cần số nguyên, nhận được «một»/,
    ],
    ["sources.yaml", "evry: 3", "sources[1]", /không có mục «evry»/],
    ["sources.yaml", "cong-nghiep.ipi", "sources[3].readings[6].indicator", /không có chỉ tiêu «cong-nghiep.ipi»/],
    ["sources.yaml", "{simulater.folder}", "sources[2].path", /không có tham chiếu «simulater.folder»/],
    ["sources.yaml", "$cua :==", "sources[0].mapping", /biểu thức JSONata sai/],
    ["cameras.yaml", "huu-nghj", "cameras[0].place", /không có địa điểm «huu-nghj»/],
    ["scenes.yaml", "phai-vee", "scenes[0].tiles[9].settings.camera", /không có camera «phai-vee»/],
    ["scenes.yaml", "xe-choo", "scenes[0].tiles[13].settings.waiting", /không có chỉ tiêu «cua-khau.xe-choo»/],
  ];
  for (const [file, text, path, said] of expected) {
    const line = await lineOf(folder.path, file, text);
    const told = lines.find((one) => one.includes(`${file}:${line}:`) && one.includes(`${path}: `));
    expect(told, `${file}:${line} ${path} in\n${lines.join("\n")}`).toMatch(said);
  }
  expect(lines.join("\n")).toMatch(/viewingDistanceM: thiếu mục này \(cần số\)/);
  expect(lines.join("\n")).toMatch(/scenes\.yaml:\d+:\d+ {2}scenes\[0\]\.tiles\[14\]: ô nằm ngoài bức tường 48×48/);
  // Nothing is told twice and nothing else is told.
  expect(lines).toHaveLength(count);
  expect(count, lines.join("\n")).toBe(expected.length + 2);
});

it("names duplicate keys, keys in two files, duplicate ids and broken rules of its own", async () => {
  await using folder = await changedProfile([
    ["profile.yaml", "language: vi", "language: vi\nlanguage: en"],
    ["places.yaml", "id: coc-nam", "id: na-hinh"],
    ["indicators.yaml", "lateAfter: 2m, staleAfter: 10m", "lateAfter: 20m, staleAfter: 10m"],
    ["indicators.yaml", "above: 350", "above: 350\n        below: 3"],
    ["sources.yaml", "{simulator.folder}", "{}"],
    ["sources.yaml", "    url: $", "    url: http://$"],
    ["scenes.yaml", "panel: heading", "panel: heading\n        hieght: 3"],
    ["sources.yaml", "timeout: 10s", "timeout: 10s\n    headers: { x: 5 }"],
  ]);
  await writeFile(join(folder.path, "zzz.yaml"), "cameras: []\n");
  const { lines } = await mistakesOf(folder.path);
  const text = lines.join("\n");
  expect(text).toMatch(/profile\.yaml:\d+:1 {2}mục «language» khai hai lần/);
  expect(text).toMatch(/zzz\.yaml:1:1 {2}cameras: mục «cameras» đã khai trong cameras\.yaml/);
  expect(text).toMatch(/places\[6\]\.id: mã «na-hinh» đã dùng ở trên/);
  expect(text).toMatch(/cần lateAfter < staleAfter < lostAfter/);
  expect(text).toMatch(/đúng một trong hai mục above, below/);
  expect(text).toMatch(/sources\[1\]\.headers\.x: cần chữ, đặt trong ngoặc kép; giá trị hiện có không ghi ra đây/);
  expect(text).toMatch(/sources\[2\]\.path: không có tham chiếu/);
  expect(text).toMatch(/sources\[0\]\.url: cần địa chỉ bắt đầu bằng mqtt/);
});

it("tells the slips of YAML that people make in one language, at their line", async () => {
  await using folder = await changedProfile([]);
  const slips: [text: string, line: number, told: RegExp][] = [
    ["cameras:\n  - id: a\n\tname: b\n", 3, /phím Tab/],
    ["cameras:\n  - id: a\n     name: b\n", 2, /«tên: giá trị»|thụt/],
    ["cameras:\n  - id: a\n  name: b\n", 3, /thụt|«tên: giá trị»/],
    ['cameras:\n  - id: "a\n  - id: b\n', 4, /thiếu dấu đóng/],
    ["cameras:\n  - { id: a, name: { vi: b }\n", 3, /thiếu dấu đóng/],
    ["cameras:\n  - id: a: b\n", 2, /«tên: giá trị»/],
    ["cameras:\n  - id: a\n    name b\n    x: 1\n", 3, /«tên: giá trị»/],
    ["cameras:\n  - id: @cong\n", 2, /ngoặc kép/],
    ["cameras:\n  - id: *\n", 2, /mốc|ngoặc kép/],
    ['cameras:\n  - id: "C:\\cong"\n', 2, /ngoặc kép phải viết/],
    ["cameras: []\n---\ncameras: []\n", 2, /một tài liệu/],
  ];
  for (const [text, line, told] of slips) {
    await writeFile(join(folder.path, "cameras.yaml"), text);
    const { lines } = await mistakesOf(folder.path);
    const about = lines.find((one) => one.includes(`cameras.yaml:${line}:`)) ?? lines.join("\n");
    expect(about, text).toMatch(told);
    expect(lines.join("\n"), text).not.toMatch(/\b(?:must|should|expected|missing|token|nested|anchor|while|line)\b/i);
  }
  await writeFile(join(folder.path, "cameras.yaml"), Buffer.from("# C\u00e1ch ghi\n", "latin1"));
  expect((await mistakesOf(folder.path)).lines.join("\n")).toMatch(
    /cameras\.yaml:1:1 {2}không đọc được tệp: không phải UTF-8/,
  );
});

it("tells what is wrong with a database, a login and a schedule", async () => {
  const database = (over: string) => `
  - id: csdl
    type: postgresql
    name: { vi: CSDL, en: Database }
    username: ioc
    lateAfter: 5m
    mapping: $
${over}`;
  await using folder = await changedProfile([]);
  const path = join(folder.path, "sources.yaml");
  const before = await readFile(path, "utf8");
  const linesOf = async (added: string) => {
    await writeFile(path, before + added);
    return (await mistakesOf(folder.path)).lines;
  };
  const first = await linesOf(
    database(
      [
        "    url: postgresql://ioc:mat-khau@csdl:5432/motcua",
        '    schedule: "0 25 * * *"',
        "    every: 30s",
        "    query: DELETE FROM ho_so WHERE a > $1",
      ].join("\n"),
    ),
  );
  const text = first.join("\n");
  expect(text).toMatch(/sources\.yaml:\d+:10 {2}sources\[6\]\.url: cần địa chỉ postgresql:\/\/máy:cổng/);
  const scheduleLine = await lineOf(folder.path, "sources.yaml", "schedule:");
  expect(text).toMatch(
    new RegExp(
      `sources\\.yaml:${scheduleLine}:15 {2}sources\\[6\\]\\.schedule: lịch «0 25 \\* \\* \\*» sai ở phần giờ`,
    ),
  );
  expect(text).toMatch(/sources\[6\]\.query: câu truy vấn phải là một câu đọc.*«DELETE FROM/);
  expect(text).toMatch(/sources\[6\]\.query: có since thì câu truy vấn phải dùng \$1/);
  const both = "    url: postgresql://csdl/motcua\n    query: SELECT 1\n";
  expect((await linesOf(database(both))).join("\n")).toMatch(/sources\[6\]\.every: cần đúng một trong hai mục every/);
  expect((await linesOf(database(`${both}    every: 5m\n    schedule: "@daily"\n`))).join("\n")).toMatch(
    /sources\[6\]\.every: cần đúng một trong hai mục every/,
  );
  expect((await linesOf(database(`${both}    schedule: "0 0 31 4 *"\n`))).join("\n")).toMatch(
    /sources\[6\]\.schedule: lịch «0 0 31 4 \*» không rơi vào ngày nào/,
  );
  const login = `
  - id: oauth
    type: rest
    name: { vi: a, en: a }
    url: https://a.example.vn/so
    every: 30s
    bearer: ma
    oauth: { token: sso.example.vn, client: ioc, secret: "\${sercet.x}" }
    lateAfter: 5m
    mapping: $
`;
  const told = (await linesOf(login)).join("\n");
  expect(told).toMatch(/sources\[6\]: chỉ đăng nhập bằng một cách/);
  expect(told).toMatch(/sources\[6\]\.oauth\.token: cần địa chỉ bắt đầu bằng http/);
  expect(told).toMatch(/sources\[6\]\.oauth\.secret: không có tham chiếu «sercet\.x»/);
});

it("tells broken YAML and bytes that are no text, with the place", async () => {
  await using folder = await changedProfile([["profile.yaml", "  columns: 2", "  columns: [2"]]);
  await writeFile(join(folder.path, "cameras.yaml"), Buffer.from([0x63, 0x3a, 0x20, 0xff, 0xfe, 0xfd]));
  const { lines } = await mistakesOf(folder.path);
  expect(lines.join("\n")).toMatch(/profile\.yaml:\d+:\d+ {2}sai cú pháp YAML/);
  expect(lines.join("\n")).toMatch(/cameras\.yaml:1:1 {2}không đọc được tệp/);
});

it("an empty folder is no profile", async () => {
  await using folder = await temporaryFolder();
  const { lines } = await mistakesOf(folder.path);
  expect(lines.join("\n")).toMatch(/không có tệp \.yaml nào/);
});

it("tells each mistake once, at its place, and in English without a Vietnamese word", async () => {
  await using folder = await changedProfile([
    ["profile.yaml", "  columns: 2", "  columns: 2\n  surfaces: [[1, 4]]"],
    ["cameras.yaml", "place: huu-nghi", "place: Hữu Nghị"],
    ["cameras.yaml", "id: phai-ve", "id: phai-ve\n    unit: 5"],
    ["indicators.yaml", "lateAfter: 15m, staleAfter: 2h", "lateAfter: 0m, staleAfter: 2h"],
  ]);
  const path = join(folder.path, "sources.yaml");
  await writeFile(
    path,
    `${await readFile(path, "utf8")}
  - id: bang-dien
    type: rest
    name: { vi: A, en: A }
    url: ftp://ai:mat-khau@a.vn/
    bearer: 12345
    schedule: "0 6 * * 9"
    lateAfter: 5m
    mapping: $.a[
    contact: { name: "", phone: gọi }
`,
  );
  const error = await loadProfile(folder.path, { assetsFolder }).catch((reason: CodedError) => reason);
  if (!(error instanceof CodedError)) throw new Error("the profile was taken");
  const told = (text: string) => text.replace(/^ {2}\S+:\d+:\d+ {2}/gm, "").split("\n");
  expect(told(String(error.params["list.en"]))).toEqual([
    "cameras[0].place: expected an id of lower-case letters, digits, dots and hyphens (such as huu-nghi), found “Hữu Nghị”",
    "cameras[1]: the key “unit” stands twice in one place; keep one",
    "indicators[9].freshness.lateAfter: expected a span such as 30s, 5m, 12h or 450d, found “0m”",
    "wall.surfaces: Monitors 1+4 do not make a rectangle, so they cannot be one surface. Choose neighbouring ones.",
    `sources[6].url: expected an address that starts with http:// | https:// | \${simulator.http}, found “ftp://…@a.vn/”`,
    "sources[6].bearer: expected text, in quotes; what stands there is not repeated here, as it may be secret",
    "sources[6].schedule: the schedule “0 6 * * 9” is wrong in its weekday; expected “minute hour day month weekday”, such as 0 6 * * 1-5 for 6 a.m. from Monday to Friday",
    "sources[6].mapping: the JSONata expression is wrong: “]” is missing at the end",
    "sources[6].contact.name: must not be empty",
    "sources[6].contact.phone: expected a telephone number of digits, spaces, dots and hyphens (such as 0205 3812 345), found “gọi”",
  ]);
  expect(told(String(error.params.list)).slice(-2)).toEqual([
    "sources[6].contact.name: không được để trống",
    "sources[6].contact.phone: cần số điện thoại gồm chữ số, dấu cách, dấu chấm, gạch nối (ví dụ 0205 3812 345), nhận được «gọi»",
  ]);
  expect(sentence(error.toMessage(), "en")).toContain(String(error.params["list.en"]));
  expect(sentence(error.toMessage(), "vi")).toContain(String(error.params.list));
});

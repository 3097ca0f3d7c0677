// Long because every command is held to the same: its words, its --json, and its exit codes.
import { cp, mkdir, readFile, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { CatalogueReport } from "#contract/catalogue.ts";
import { MapView } from "#contract/entities/map.ts";
import { CameraSearchAnswer } from "#contract/entities/steering.ts";
import { CreatedTokenLinks, routes, SecretList, SourcesThen, SourceTrial, Status, TokenList } from "#contract/http.ts";
import { communes, writeGeojson } from "../../lab/map-files.ts";
import { startOnvifDevice } from "../../lab/onvif-device.ts";
import { runProcess, startProcess } from "../../lab/process.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";
import { until } from "../../lab/until.ts";
import { connect } from "../core/api/server-for-test.ts";
import { edited } from "../core/catalogue/rig.ts";
import { coreFile, listenTo, own, smallProfile, startCore } from "../core/run/core-process.ts";
import { command, ioc, json, Refused } from "./ioc.ts";

describe("without a wall", () => {
  it("says so, in the language asked for, and as JSON", async () => {
    await using folder = await temporaryFolder();
    expect(await ioc(folder.path, ["status"])).toEqual({
      code: 69,
      stdout: "",
      stderr: expect.stringContaining("Không thấy bức tường nào đang chạy"),
    });
    expect((await ioc(folder.path, ["status", "--lang", "en"])).stderr).toContain("No running wall");
    expect((await ioc(folder.path, ["status"], "", { IOC_LANG: "en" })).stderr).toContain("No running wall");
    const refused = await json(Refused, folder.path, ["status", "--port", "1"]);
    expect(refused).toMatchObject({
      code: 69,
      data: { error: { code: "wall.not-running", params: { where: "--port 1" } } },
    });
  });

  it("does not believe what a crash has left", async () => {
    await using folder = await temporaryFolder();
    const core = await startCore(folder.path);
    await core.stop("SIGKILL");
    expect((await ioc(folder.path, ["status", "--data", core.data])).code).toBe(69);
    expect((await ioc(folder.path, ["status"])).code).toBe(69);
  });

  it("tells file, line and mistake of a profile that a core could not start with, for as long as they are there", async () => {
    await using folder = await temporaryFolder();
    const profile = path.join(folder.path, "ho-so");
    await cp(smallProfile, profile, { recursive: true });
    const data = path.join(folder.path, "data");
    const file = path.join(profile, "profile.yaml");
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace(/^timeZone: .*$/m, "timeZone: Sao/Hoa"));
    const line = text.split("\n").findIndex((one) => one.startsWith("timeZone: ")) + 1;
    const again = await runProcess(process.execPath, [coreFile, "--profile", profile, "--data", data, "--port", "0"], {
      env: own(folder.path),
    });
    expect(again.code).toBe(78);
    const end = await ioc(folder.path, ["status"]);
    expect(end).toMatchObject({ code: 78, stdout: "" });
    expect(end.stderr).toMatch(new RegExp(`profile\\.yaml:${line}\\b.*timeZone`));
    const doctor = await ioc(folder.path, ["doctor", "--data", data]);
    expect(doctor.stdout).toMatch(new RegExp(`profile\\.yaml:${line}\\b.*timeZone`));
    expect(doctor.stdout).toContain("không khởi động được vì cấu hình");
    await writeFile(file, text);
    expect((await ioc(folder.path, ["status", "--data", data])).stderr).toContain("Không thấy bức tường");
  });

  it("explains itself in Vietnamese, and ends with 64 when it is not understood", async () => {
    await using folder = await temporaryFolder();
    const help = await ioc(folder.path, ["--help"]);
    expect(help.code).toBe(0);
    for (const word of ["Cách dùng:", "Lệnh:", "status", "token", "secret", "snapshot", "doctor"])
      expect(help.stdout).toContain(word);
    expect(help.stdout).not.toMatch(/Usage|Options|Commands|display help/);
    for (const [args, about, how = "Tham số không đúng"] of [
      [["nothing"], "nothing"],
      [["status", "--nothing"], "--nothing"],
      [["token", "create"], "--role", "Thiếu tham số"],
      [["token", "create", "--role"], "--role", "Thiếu tham số"],
      [["token", "create", "--role", "king"], "--role"],
      [["status", "--port", "many"], "--port"],
      [["snapshot", "x.png", "--scale", "2"], "--scale"],
    ] as const) {
      const end = await ioc(folder.path, args);
      expect(end, args.join(" ")).toMatchObject({ code: 64, stdout: "" });
      expect(end.stderr).toMatch(new RegExp(`^${how}: .*${about}`));
    }
    const none = await ioc(folder.path, []);
    expect(none).toMatchObject({ code: 64, stdout: "", stderr: expect.stringContaining("Cách dùng:") });
  });
});

describe("with a wall", () => {
  it("hands the catalogue out as a workbook, says what is wrong with one, imports it, and goes back", async () => {
    await using folder = await temporaryFolder();
    const profile = path.join(folder.path, "ho-so");
    await cp(smallProfile, profile, { recursive: true });
    await using core = await startCore(folder.path, undefined, 0, profile);
    const file = path.join(folder.path, "chi-tieu.xlsx");
    expect((await ioc(folder.path, ["catalogue", "export", file])).stdout).toContain(`Đã xuất danh mục ra ${file}`);
    const again = await ioc(folder.path, ["catalogue", "export", file]);
    expect(again).toMatchObject({ code: 73, stderr: expect.stringContaining("đã có") });
    expect((await ioc(folder.path, ["catalogue", "import", file])).stdout).toContain("không có gì để nhập");
    const save = async (heading: string, value: string | number) =>
      writeFile(
        file,
        await edited(await readFile(file), (sheet) => {
          sheet.rowOf("xe-cho")[sheet.at(heading)] = value;
        }),
      );
    await save("Kế hoạch", "nhiều");
    const wrong = await ioc(folder.path, ["catalogue", "import", file]);
    expect(wrong).toMatchObject({ code: 1, stderr: "" });
    expect(wrong.stdout).toContain("1 lỗi, chưa nhập gì:");
    expect(wrong.stdout).toMatch(/trang «Chỉ tiêu», dòng 2, cột K «Kế hoạch»\n +cần số; nhận được «nhiều»/);
    await save("Kế hoạch", 300);
    expect((await ioc(folder.path, ["catalogue", "import", file, "--check"])).stdout).toContain("Chưa nhập gì");
    const imported = await json(CatalogueReport, folder.path, ["catalogue", "import", file]);
    expect(imported).toMatchObject({ code: 0, data: { outcome: "imported", number: 1 } });
    expect((await ioc(folder.path, ["catalogue", "show", "--as-of", "2001-01-01 00:00"])).stderr).toContain(
      "Chỉ biết được từ",
    );
    expect((await ioc(folder.path, ["catalogue", "show", "--as-of", "hôm qua"])).code).toBe(64);
    const at = new Date().toISOString();
    const then = await json(SourcesThen, folder.path, ["source", "list", "--as-of", at]);
    expect(then.data).toMatchObject({ asOfMs: Date.parse(at), sources: [{ id: "cong-bo" }, { id: "tha" }] });
    expect((await ioc(folder.path, ["source", "list"])).stdout).toContain("cong-bo");
    expect((await ioc(folder.path, ["source", "refusals", "tha"])).stdout).toContain("Tính đến");
    expect((await ioc(folder.path, ["catalogue", "show"])).stdout).toMatch(/Đang dùng: danh mục số 1, 2 chỉ tiêu/);
    await core.stop();
    await using _ = await startCore(folder.path, core.data, 0, profile);
    expect((await ioc(folder.path, ["catalogue", "show"])).stdout).toMatch(/Đang dùng: danh mục số 1, 2 chỉ tiêu/);
    const back = await ioc(folder.path, ["catalogue", "undo"]);
    expect(back.stdout).toContain("Đang dùng: danh mục của cấu hình");
  }, 60_000);

  it("tries a source without storing anything, and says in Vietnamese what is wrong", async () => {
    await using folder = await temporaryFolder();
    await using core = await startCore(folder.path);
    await mkdir(path.join(core.data, "tha"), { recursive: true });
    await writeFile(
      path.join(core.data, "tha", "a.json"),
      JSON.stringify([
        { indicator: "xe-cho", place: "cua-a", value: "12", asOf: "2026-01-01T00:00:00Z" },
        { indicator: "xe-cho", place: "cua-x", value: "13", asOf: "2026-01-01T00:00:00Z" },
      ]),
    );
    const shown = await ioc(folder.path, ["source", "test", "tha"]);
    expect(shown).toMatchObject({ code: 0, stderr: "" });
    for (const text of ["không ghi gì", "Trả lời gốc  a.json", "●  xe-cho  cua-a  12", "Không có địa điểm «cua-x»"])
      expect(shown.stdout).toContain(text);
    const { data } = await json(SourceTrial, folder.path, ["source", "test", "tha"]);
    expect(data).toMatchObject({ id: "tha", type: "folder", valid: 1, invalid: 1, reason: null });
    expect(await ioc(folder.path, ["source", "test", "khong-co"])).toMatchObject({
      code: 66,
      stderr: "Không có nguồn «khong-co».\n",
    });
  });

  it("finds it by itself, by folder and by port, and tells its state", async () => {
    await using folder = await temporaryFolder();
    await using core = await startCore(folder.path);
    const { port } = new URL(core.run.origin);
    for (const which of [[], ["--data", core.data], ["--port", port]]) {
      const { code, data } = await json(Status, folder.path, ["status", ...which]);
      expect(code).toBe(0);
      expect(data).toMatchObject({ profile: "nho", displays: [], cameras: [] });
      expect(data.sources.map((source) => source.name)).toEqual(["cong-bo", "tha"]);
    }
    const { stdout } = await ioc(folder.path, ["status"]);
    expect(stdout).toContain("Bức tường «nho» đang chạy");
    const rows = stdout.split("\n").filter((line) => /cong-bo|tha {2}/.test(line));
    expect(rows).toHaveLength(2);
    expect(rows.map((row) => row.search(/Số công bố|Thư mục/))).toEqual([
      rows[0]?.indexOf("Số"),
      rows[0]?.indexOf("Số"),
    ]);
    const planned = (...more: string[]) => ioc(folder.path, ["source", "maintenance", "tha", ...more]);
    expect((await planned()).stdout).toContain("chưa báo lần nào");
    expect(await planned("--from", "13:00")).toMatchObject({
      code: 64,
      stderr: expect.stringContaining("--until 17:00"),
    });
    expect((await planned("--until", "17 giờ")).stderr).toContain("«17 giờ»");
    const said = await planned("--until", "23:59", "--reason", "thay ổ đĩa");
    expect(said).toMatchObject({ code: 0, stderr: "" });
    expect(said.stdout).toMatch(/23:59.*đang bảo trì.*thay ổ đĩa/);
    expect((await ioc(folder.path, ["status"])).stdout).toContain("bảo trì đến");
    expect((await planned("--end")).stdout).toContain("kết thúc sớm");
    expect((await planned("--end")).stderr).toContain("không có lần bảo trì nào");
    expect((await ioc(folder.path, ["status"])).stdout).not.toContain("bảo trì");
  });

  it("asks which when there are several, unless one is that of the profile named", async () => {
    await using folder = await temporaryFolder();
    await using usual = await startCore(folder.path, path.join(folder.path, "share", "ioc-wall", "nho"));
    await using other = await startCore(folder.path);
    expect(await json(Refused, folder.path, ["status"])).toMatchObject({
      code: 64,
      data: { error: { code: "wall.several-running", params: { count: 2 } } },
    });
    expect((await ioc(folder.path, ["status", "--data", other.data])).code).toBe(0);
    expect((await ioc(folder.path, ["status", "--profile", smallProfile])).code).toBe(0);
    await usual.stop();
    expect((await ioc(folder.path, ["status", "--profile", smallProfile])).code).toBe(69);
    expect((await ioc(folder.path, ["status"])).code).toBe(0);
  });

  it("makes, lists and revokes tokens", async () => {
    await using folder = await temporaryFolder();
    await using core = await startCore(folder.path);
    const args = ["token", "create", "--role", "viewer", "--label", "Máy chị Lan"];
    const { data: created } = await json(CreatedTokenLinks, folder.path, args);
    const get = () =>
      fetch(`${core.run.origin}${routes.status}`, { headers: { authorization: `Bearer ${created.token}` } });
    expect((await get()).status).toBe(200);
    // The link opens the page, and stands there as a code for a phone's camera.
    expect(created.links).toEqual([`${core.run.origin}/?token=${created.token}`]);
    const entered = await fetch(created.links[0] ?? "", { redirect: "manual" });
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/"]);
    const told = await ioc(folder.path, ["token", "create", "--role", "operator"]);
    expect(told.stdout).toMatch(/http:\/\/127\.0\.0\.1:\d+\/desk\?token=[A-Za-z0-9_-]{43}\n/);
    expect(told.stdout).toMatch(/(?:[█▀▄ ]{33,}\n){17,}/);
    expect(told.stdout).toContain("chỉ mở được trên chính máy này");
    const shown = await ioc(folder.path, ["token", "list"]);
    expect(shown.stdout).toContain("Máy chị Lan");
    expect(shown.stdout).not.toContain(created.token);
    expect((await json(TokenList, folder.path, ["token", "list"])).data.tokens).toMatchObject([
      { role: "viewer", label: "liên kết in ra khi mở phần mềm" },
      { id: created.id },
      { role: "operator" },
    ]);
    expect((await ioc(folder.path, ["token", "revoke", String(created.id)])).code).toBe(0);
    expect((await get()).status).toBe(401);
    expect(await json(Refused, folder.path, ["token", "revoke", String(created.id)])).toMatchObject({
      code: 66,
      data: { error: { code: "token.unknown" } },
    });
    const spoken = await ioc(folder.path, ["token", "create", "--role", "mirror"]);
    // There is no source here that is called, so there is nothing a token for readings could be bound to.
    for (const more of [[], ["--source", "tha"]])
      expect(await ioc(folder.path, ["token", "create", "--role", "ingest", ...more])).toMatchObject({ code: 64 });
    expect(spoken.stdout.trimEnd().split("\n").at(-1)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("tells what the machine bears, and that no other is there to be taken off the wall", async () => {
    await using folder = await temporaryFolder();
    await using _core = await startCore(folder.path);
    const load = async () =>
      (await json(Status, folder.path, ["status"])).data.machines[0]?.load != null ? true : null;
    await until(load, { withinMs: 30_000, what: "the first measurement" });
    expect((await ioc(folder.path, ["status"])).stdout).toMatch(/bộ nhớ còn [\d,]+ trong [\d,]+ GB/);
    expect(await json(Refused, folder.path, ["machine", "remove", "khong-co"])).toMatchObject({
      code: 64,
      data: { error: { code: "join.unknown-machine" } },
    });
  });

  it("sets, lists and removes secrets, which appear nowhere", async () => {
    await using folder = await temporaryFolder();
    await using core = await startCore(folder.path);
    const value = "mật khẩu rất dài";
    const set = await ioc(folder.path, ["secret", "set", "may-chu"], `${value}\n`);
    expect(set).toMatchObject({ code: 0, stderr: "" });
    expect((await json(SecretList, folder.path, ["secret", "list"])).data.names).toEqual(["may-chu"]);
    const log = await readFile(path.join(core.data, "core.log"), "utf8");
    expect(log + core.output() + set.stdout).not.toContain(value);
    expect((await ioc(folder.path, ["secret", "set", "HOA"], value)).stderr).toContain("Yêu cầu không đúng dạng");
    expect((await ioc(folder.path, ["secret", "set", "rong"], "\n")).code).toBe(64);
    expect((await ioc(folder.path, ["secret", "remove", "may-chu"])).code).toBe(0);
    expect((await json(SecretList, folder.path, ["secret", "list"])).data.names).toEqual([]);
  });

  it("saves the picture that the shell takes, scaled so that people can read and send it", async () => {
    await using folder = await temporaryFolder();
    const data = path.join(folder.path, "data");
    const args = ["--profile", smallProfile, "--data", data, "--port", "0"];
    await using core = await startProcess(process.execPath, [coreFile, ...args], {
      env: own(folder.path),
      withIpc: true,
    });
    const line = listenTo(core);
    const shellToken = "s".repeat(43);
    core.child.send({ type: "start", wallToken: "w".repeat(43), shellToken, deskToken: "d".repeat(43) });
    const ready = await line.next();
    if (ready.type !== "ready") throw new Error("not ready");
    const file = path.join(folder.path, "wall.png");
    expect(await json(Refused, folder.path, ["snapshot", file])).toMatchObject({
      code: 69,
      data: { error: { code: "wall.no-windows" } },
    });

    using shell = await connect(ready, { token: shellToken, kind: "shell" });
    await shell.next("welcome");
    const display = (number: number) => {
      const bounds = { x: (number - 1) * 3_840, y: 0, width: 3_840, height: 2_160 };
      const window = { bounds, state: "ok" as const, paintedAtMs: 1, reloads: 0 };
      return { number, state: "ok" as const, bounds, scaleFactor: 1, window };
    };
    shell.send({ type: "displays", displays: [display(1), display(2)] });
    // 1×1, as any encoder writes it.
    const png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    shell.socket.on("message", (text) => {
      const message = JSON.parse(text.toString());
      if (message.type === "capture") shell.send({ type: "captured", request: message.request, png });
    });
    await expect
      .poll(async () => (await json(Status, folder.path, ["status"])).data.displays.length, { timeout: 15_000 })
      .toBe(2);
    const Taken = z.strictObject({ file: z.string(), scale: z.number(), width: z.number(), height: z.number() });
    expect(await json(Taken, folder.path, ["snapshot", file])).toEqual({
      code: 0,
      data: { file, scale: 0.5, width: 1, height: 1 },
    });
    expect((await readFile(file)).equals(Buffer.from(png, "base64"))).toBe(true);
    expect((await json(Taken, folder.path, ["snapshot", file, "--scale", "0.25"])).data.scale).toBe(0.25);
    const nowhere = await json(Refused, folder.path, ["snapshot", path.join(folder.path, "no", "wall.png")]);
    expect(nowhere).toMatchObject({ code: 73, data: { error: { code: "file.not-writable" } } });
  });

  it("checks the machine", async () => {
    await using folder = await temporaryFolder();
    await using core = await startCore(folder.path);
    const Report = z.strictObject({
      state: z.enum(["ok", "warning", "error"]),
      checks: z.array(z.strictObject({ check: z.string(), state: z.string(), detail: z.string().min(1) })),
    });
    const args = ["doctor", "--profile", smallProfile, "--data", core.data];
    const { code, data } = await json(Report, folder.path, args);
    const by = new Map(data.checks.map((one) => [one.check, one]));
    expect([...by.keys()]).toEqual(["node", "profile", "data", "core", "port", "ffmpeg", "electron", "monitors"]);
    for (const check of ["node", "profile", "data", "core", "port"]) expect(by.get(check)?.state, check).toBe("ok");
    expect(by.get("core")?.detail).toContain(core.run.origin);
    expect(code).toBe(0);

    await core.stop();
    const broken = path.join(folder.path, "broken");
    await mkdir(broken);
    await writeFile(path.join(broken, "profile.yaml"), "schema: 9\n");
    const bare = await runProcess(process.execPath, [command, "doctor", "--json", "--profile", broken], {
      env: { ...own(folder.path), PATH: folder.path },
    });
    const ill = Report.parse(JSON.parse(bare.stdout));
    expect(bare.code).toBe(69);
    expect(ill.state).toBe("error");
    expect(ill.checks.find((one) => one.check === "profile")).toMatchObject({ state: "error" });
    expect(ill.checks.find((one) => one.check === "profile")?.detail).toContain("profile.yaml");
    expect(ill.checks.find((one) => one.check === "ffmpeg")).toMatchObject({ state: "warning" });
    expect(ill.checks.find((one) => one.check === "core")).toMatchObject({ state: "ok", detail: "chưa chạy" });
  });
});

describe("the map", () => {
  it("takes a file in, says what it found, and takes it back", async () => {
    await using folder = await temporaryFolder();
    await using core = await startCore(folder.path);
    const on = ["--data", core.data];
    const file = await writeGeojson(folder.path, "xa.geojson", communes());
    const look = await ioc(folder.path, ["map", "import", file, "--look", ...on]);
    expect(look).toMatchObject({ code: 0, stdout: expect.stringContaining("Chưa nhập gì") });
    expect((await json(MapView, folder.path, ["map", "show", ...on])).data.layers).toEqual([]);

    const taken = await ioc(folder.path, ["map", "import", file, ...on]);
    expect(taken.code).toBe(0);
    expect(taken.stdout).toContain("Đã nhập «xa.geojson» làm ranh giới xã, phường.");
    expect(taken.stdout).toMatch(/● 9 vùng, tổng \d+ km²/);
    expect((await json(MapView, folder.path, ["map", "show", ...on])).data.layers).toMatchObject([
      { role: "communes", name: "xa.geojson", features: 9 },
    ]);

    const broken = await writeGeojson(folder.path, "hong.geojson", JSON.stringify(communes()).slice(0, 400));
    const refused = await ioc(folder.path, ["map", "import", broken, ...on]);
    expect(refused).toMatchObject({ code: 65, stdout: "", stderr: expect.stringContaining("Không đọc được") });
    const absent = await ioc(folder.path, ["map", "import", path.join(folder.path, "khong-co"), ...on]);
    expect(absent).toMatchObject({ code: 66, stderr: expect.stringContaining("ENOENT") });
    const large = path.join(folder.path, "lon.pmtiles");
    await writeFile(large, "PMTiles");
    await truncate(large, 2 * 1_024 ** 3);
    expect(await ioc(folder.path, ["map", "import", large, ...on])).toMatchObject({ code: 65, stdout: "" });

    expect((await ioc(folder.path, ["map", "back", ...on])).stdout).toContain("Đã bỏ lần nhập «xa.geojson»");
    expect(await ioc(folder.path, ["map", "back", ...on])).toMatchObject({ code: 65 });
  });
});

describe("cameras", () => {
  it("lists what answers in the network and adds nothing", async () => {
    await using folder = await temporaryFolder();
    await using core = await startCore(folder.path);
    await using device = await startOnvifDevice({ isDiscoverable: true });
    const args = ["camera", "discover", "--seconds", "1", "--interface", "lo", "--data", core.data];
    const { code, data } = await json(CameraSearchAnswer, folder.path, args);
    expect(code).toBe(0);
    expect(data.found.find(({ address }) => address === device.url)).toMatchObject({ hardware: "LAB-1", camera: null });
    const told = await ioc(folder.path, args);
    expect(told.stdout).toMatch(new RegExp(`○ +Cổng \\d+ +LAB-1 +${device.url} +chưa khai +type/ptz`));
    expect(told.stdout).toContain("khai trong cameras.yaml");
    expect((await ioc(folder.path, ["camera", "discover", "--seconds", "99"])).code).toBe(64);
    expect((await json(Status, folder.path, ["status", "--data", core.data])).data.cameras).toEqual([]);
  });
});

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { askedLanguage, parseServeOptions, parseStartOptions, UsageError } from "../../build/options.mjs";
import { root } from "../../build/paths.mjs";
import { electronArguments, shellEnvironment, snapshotCommand, wallToStart } from "../../build/start.mjs";
import { runProcess } from "../lab/process.ts";

const parse = (...args: string[]) => parseStartOptions(args, { INIT_CWD: "/home/lan" });

function mistake(...args: string[]): string {
  try {
    parse(...args);
  } catch (error) {
    if (error instanceof UsageError) return `${error.exitCode}: ${error.message}`;
    throw error;
  }
  return "none";
}

describe("the options of npm start", () => {
  it("takes how many monitors are the wall's", () => {
    expect(parse("--monitors", "4").monitors).toBe(4);
    for (const wrong of ["0", "65", "hai"]) expect(() => parse("--monitors", wrong), wrong).toThrow("--monitors");
  });

  it("takes the origin of another machine, and nothing that may hold an account", () => {
    expect(parse("--join", "http://10.0.0.5:7780/").join).toBe("http://10.0.0.5:7780");
    for (const wrong of ["10.0.0.5:7780", "ftp://a", "http://u:p@a", "http://a/?token=x", "http://a/wall"])
      expect(() => parse("--join", wrong), wrong).toThrow("--join");
    expect(() => parse("--join", "http://a/?token=geheim")).not.toThrow("geheim");
    expect(() => parse("--join", "http://a", "--profile", "b")).toThrow("--profile");
  });
  it("has defaults for all", () => {
    expect(parse()).toEqual({
      help: false,
      join: "",
      monitors: null,
      profile: "lang-son",
      data: "",
      port: 7780,
      windowed: false,
      desk: false,
      virtualWall: null,
    });
  });

  it("takes a virtual wall with, without and with half a size", () => {
    expect(parse("--virtual-wall").virtualWall).toEqual({ columns: 2, rows: 2, width: 1920, height: 1080 });
    expect(parse("--virtual-wall", "--port", "0")).toMatchObject({ virtualWall: { columns: 2 }, port: 0 });
    expect(parse("--virtual-wall", "3x1").virtualWall).toEqual({ columns: 3, rows: 1, width: 1920, height: 1080 });
    expect(parse("--virtual-wall=4x4@1280x720").virtualWall).toEqual({ columns: 4, rows: 4, width: 1280, height: 720 });
  });

  it("takes folders from where the person stands, and profile names as they are", () => {
    expect(parse("--data", "so-lieu", "--profile", "./tinh")).toMatchObject({
      data: "/home/lan/so-lieu",
      profile: "/home/lan/tinh",
    });
    expect(parse("--data", "/srv/wall", "--profile", "lang-son")).toMatchObject({
      data: "/srv/wall",
      profile: "lang-son",
    });
  });

  it.each([
    [["--nope"], "«--nope»"],
    [["-x"], "«-x»"],
    [["abc"], "«abc»"],
    [["--port", "99999"], "«99999»"],
    [["--port", "7780x"], "«7780x»"],
    [["--port"], "--port cần một giá trị"],
    [["--port", "--windowed"], "--port cần một giá trị"],
    [["--data="], "--data cần một giá trị"],
    [["--windowed=1"], "--windowed không nhận giá trị"],
    [["--virtual-wall", "2"], "«2»"],
    [["--virtual-wall", "5x4"], "«5x4»"],
    [["--virtual-wall", "0x2"], "«0x2»"],
    [["--virtual-wall", "2x2@100x100"], "«2x2@100x100»"],
    [["--virtual-wall", "--windowed"], "--virtual-wall và --windowed"],
    [["--lang", "fr"], "«fr»"],
  ])("says in Vietnamese what is wrong with %j", (args, words) => {
    expect(mistake(...args)).toMatch(/^64: /);
    expect(mistake(...args)).toContain(words);
  });

  it("knows the language before it reads the rest", () => {
    expect(askedLanguage(["--nope", "--lang", "en"])).toBe("en");
    expect(askedLanguage(["--lang=vi"])).toBe("vi");
    expect(askedLanguage(["--lang", "fr"])).toBeNull();
    expect(askedLanguage([])).toBeNull();
  });

  it("chooses a virtual wall where there is no display, and one monitor for windows", () => {
    expect(wallToStart(parse(), true)).toBeNull();
    expect(wallToStart(parse(), false)).toMatchObject({ columns: 2, rows: 2 });
    expect(wallToStart(parse("--windowed"), false)).toMatchObject({ columns: 1, rows: 1 });
    expect(wallToStart(parse("--virtual-wall", "1x3"), true)).toMatchObject({ columns: 1, rows: 3 });
  });

  it("hands the shell its options by environment, without what would turn Electron into Node", () => {
    const outer = { HOME: "/home/lan", ELECTRON_RUN_AS_NODE: "1", WAYLAND_DISPLAY: "wayland-0", DISPLAY: ":0" };
    const real = shellEnvironment(parse("--data", "d", "--windowed"), null, outer);
    expect(real).toMatchObject({
      IOC_PROFILE: "lang-son",
      IOC_DATA: "/home/lan/d",
      IOC_PORT: "7780",
      IOC_WINDOWED: "1",
      IOC_LANG: "vi",
    });
    expect(real).toMatchObject({ HOME: "/home/lan", WAYLAND_DISPLAY: "wayland-0", DISPLAY: ":0" });
    expect(real).not.toHaveProperty("ELECTRON_RUN_AS_NODE");
    expect(real).not.toHaveProperty("IOC_VIRTUAL");
    const virtual = shellEnvironment(parse(), ":7", outer);
    expect(virtual).toMatchObject({ IOC_VIRTUAL: "1", DISPLAY: ":7" });
    expect(virtual).not.toHaveProperty("IOC_DESK");
    expect(shellEnvironment(parse("--desk"), null, outer)).toMatchObject({ IOC_DESK: "1" });
    expect(virtual).not.toHaveProperty("WAYLAND_DISPLAY");
    expect(virtual).not.toHaveProperty("IOC_WINDOWED");
  });

  it("leaves the sandbox out for root only", () => {
    expect(electronArguments(true, false)).toContain("--no-sandbox");
    expect(electronArguments(false, true)).not.toContain("--no-sandbox");
    expect(electronArguments(false, true).at(-1)).toBe(root);
  });

  it("names the command for a picture so that it finds this wall", () => {
    expect(snapshotCommand(parse())).toBe("npm run ioc -- snapshot wall.png");
    expect(snapshotCommand(parse("--port", "8000"))).toBe("npm run ioc -- snapshot wall.png --port 8000");
    expect(snapshotCommand(parse("--port", "0", "--data", "/srv/w"))).toBe(
      "npm run ioc -- snapshot wall.png --data /srv/w",
    );
  });

  it("serves with ffmpeg's path and without windows", () => {
    expect(parseServeOptions(["--ffmpeg", "/opt/ffmpeg"], {})).toMatchObject({ ffmpeg: "/opt/ffmpeg", port: 7780 });
    expect(() => parseServeOptions(["--windowed"], {})).toThrow(/npm run serve/);
  });

  it("ends with 64 and one sentence, and prints help in either language", async () => {
    const start = (...args: string[]) => runProcess(process.execPath, [join(root, "build/start.mjs"), ...args]);
    const wrong = await start("--nope");
    expect(wrong).toMatchObject({ code: 64, stdout: "" });
    expect(wrong.stderr.trim().split("\n")).toHaveLength(1);
    const help = await start("--help");
    expect(help.code).toBe(0);
    for (const option of ["--profile", "--data", "--virtual-wall", "--windowed", "--desk", "--port"])
      expect(help.stdout).toContain(option);
    expect(help.stdout).toContain("Mở bức tường");
    expect((await start("--lang", "en", "--help")).stdout).toContain("Puts the wall");
  });
});

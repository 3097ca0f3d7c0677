import { writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { siteSettings, whichWall } from "../../../main/command/settings.ts";
import { isAboutSandbox, wallEnvironment } from "../../../main/command/wall.ts";
import { runProcess } from "../../lab/process.ts";
import { entryOf } from "../../lab/programs.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";

describe("the environment of the installed wall", () => {
  const base = { PATH: "/usr/bin", ELECTRON_RUN_AS_NODE: "1", IOC_JOIN: "http://a", IOC_PORT: "1" };
  it("carries only what was said, over what is set there", () => {
    expect(wallEnvironment({}, "vi", base)).toEqual({
      ...{ PATH: "/usr/bin", IOC_JOIN: "http://a", IOC_PORT: "1" },
      ...{ IOC_TERMINAL: "1", IOC_LANG: "vi" },
    });
    const all = { profile: "lang-son", data: "/d", port: "0", monitors: "2", windowed: true, desk: true };
    expect(wallEnvironment(all, "en", base)).toMatchObject({
      ...{ IOC_PROFILE: "lang-son", IOC_JOIN: "", IOC_DATA: "/d", IOC_PORT: "0", IOC_MONITORS: "2" },
      ...{ IOC_WINDOWED: "1", IOC_KIOSK: "0", IOC_DESK: "1" },
    });
    expect(wallEnvironment({ join: "http://b:80/", kiosk: true }, "vi", base)).toMatchObject({
      ...{ IOC_JOIN: "http://b", IOC_PROFILE: "", IOC_KIOSK: "1", IOC_WINDOWED: "0" },
    });
  });

  it("is refused with the sentences of npm start", () => {
    for (const [said, words] of [
      [{ port: "99999" }, "«99999»"],
      [{ join: "a", profile: "b" }, "--join"],
      [{ windowed: true, kiosk: true }, "--kiosk"],
      [{ monitors: "0" }, "--monitors"],
    ] as const)
      expect(() => wallEnvironment(said, "vi", {})).toThrow(words);
  });
});

describe("what Chromium says last", () => {
  it("tells whether its sandbox is what keeps it from starting", () => {
    const head = "[31:1127/143000.123456:FATAL:";
    const helper = "The SUID sandbox helper binary was found, but is not configured correctly.";
    expect(isAboutSandbox(`${head}setuid_sandbox_host.cc(158)] ${helper}`)).toBe(true);
    expect(isAboutSandbox(`${head}zygote_host_impl_linux.cc(126)] No usable sandbox! If you are …`)).toBe(true);
    expect(isAboutSandbox(`${head}gpu_data_manager.cc(448)] GPU process isn't usable. Goodbye.`)).toBe(false);
  });
});

describe("which wall a command means", () => {
  it("is the one that was named, else the one that the site has set", () => {
    const settings = { IOC_DATA: "/d", IOC_PROFILE: "p", IOC_PORT: "8000" };
    expect(whichWall({ port: 7_000 }, settings)).toEqual({ port: 7_000 });
    expect(whichWall({}, settings)).toEqual({ data: "/d" });
    expect(whichWall({}, { IOC_PROFILE: "p", IOC_PORT: "8000" })).toEqual({ profile: "p" });
    expect(whichWall({}, { IOC_PORT: "8000" })).toEqual({ port: 8_000 });
    expect(whichWall({}, { IOC_PORT: "0" })).toEqual({});
  });

  it("takes the environment over the file, and from source no file that nobody named", async () => {
    await using folder = await temporaryFolder();
    const conf = path.join(folder.path, "a.conf");
    writeFileSync(conf, "IOC_DATA=/d\nIOC_PORT=8000\n");
    expect(siteSettings(true, { IOC_CONF: conf, IOC_PORT: "9000", IOC_DESK: "" })).toEqual({
      ...{ IOC_DATA: "/d", IOC_PORT: "9000" },
    });
    expect(siteSettings(false, { IOC_PORT: "9000" })).toEqual({});
  });
});

describe("ioc", () => {
  const ioc = (args: string[], env: Record<string, string | undefined> = {}) =>
    runProcess(process.execPath, [entryOf("command"), ...args], { env: { IOC_LANG: undefined, ...env } });

  it("does not start on half of a site's settings, and says where the mistake is", async () => {
    await using folder = await temporaryFolder();
    const conf = path.join(folder.path, "a.conf");
    writeFileSync(conf, "IOC_DATA=/d\n\nIOC_COLOUR=blue\n");
    const told = await ioc(["status"], { IOC_CONF: conf });
    expect(told.code).toBe(78);
    expect(told.stderr).toContain(`${conf}:3: không có mục «IOC_COLOUR»`);
    const json = await ioc(["status", "--json"], { IOC_CONF: conf });
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: "settings.unknown", params: { line: 3 } } });
    const environment = await ioc(["status"], { IOC_CONF: conf, IOC_PORT: "abc" });
    expect([environment.code, environment.stderr]).toEqual([64, expect.stringContaining("IOC_PORT")]);
  });

  it("opens a wall where it is installed only, and takes the launcher's options", async () => {
    const [wall, serve, wrong, clash, version] = await Promise.all([
      ioc(["wall"]),
      ioc(["serve"]),
      ioc(["wall", "--monitors", "0"]),
      ioc(["wall", "--windowed", "--kiosk", "--lang", "en"]),
      ioc(["--version"]),
    ]);
    expect([wall.code, wall.stderr]).toEqual([64, expect.stringContaining("npm start")]);
    expect([serve.code, serve.stderr]).toEqual([64, expect.stringContaining("npm run serve")]);
    expect([wrong.code, wrong.stderr]).toEqual([64, expect.stringContaining("--monitors")]);
    expect([clash.code, clash.stderr]).toEqual([64, expect.stringContaining("cannot be used together")]);
    expect([version.code, version.stdout]).toEqual([0, expect.stringMatching(/^ioc-wall \d+\.\d+\.\d+.*Node \d+/)]);
  });
});

import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { missingPart, nodeIn, readRelease, resourcesOf, unpackedFolder } from "../../../main/installed/release.ts";
import { readSettings, settingsFile } from "../../../main/installed/settings-file.ts";
import { settleWindows } from "../../../main/shell/options.ts";
import { temporaryFolder } from "../../lab/temporary-folder.ts";

describe("where a site's settings are", () => {
  it("depends on the system, and IOC_CONF names another file", () => {
    expect(settingsFile({}, "linux")).toBe("/etc/ioc-wall/ioc-wall.conf");
    expect(settingsFile({ ProgramData: "D:\\PD" }, "win32")).toBe("D:\\PD\\ioc-wall\\ioc-wall.conf");
    expect(settingsFile({ IOC_CONF: "/srv/a.conf" }, "win32")).toBe("/srv/a.conf");
  });

  it("is read, or what is in the way is told", async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, "a.conf");
    expect(readSettings({ IOC_CONF: file })).toMatchObject({
      settings: {},
      mistake: { code: "settings.not-readable", params: { file, detail: "ENOENT" } },
    });
    writeFileSync(file, "IOC_PORT=7000\n");
    expect(readSettings({ IOC_CONF: file })).toEqual({ settings: { IOC_PORT: "7000" } });
    writeFileSync(file, "IOC_PORT=7000\nIOC_PORT\n");
    expect(readSettings({ IOC_CONF: file })).toMatchObject({ settings: {}, mistake: { params: { line: 2 } } });
    mkdirSync(path.join(folder.path, "d"));
    expect(readSettings({ IOC_CONF: path.join(folder.path, "d") })).toMatchObject({
      mistake: { params: { detail: "EISDIR" } },
    });
  });
});

describe("a package", () => {
  it("is told from source, and by what it was made of", async () => {
    await using folder = await temporaryFolder();
    const resources = folder.path;
    expect(resourcesOf(unpackedFolder(resources))).toBe(resources);
    expect(resourcesOf("/home/lan/ioc-wall")).toBeUndefined();
    const file = path.join(resources, "release.json");
    expect(readRelease(resources)).toBeUndefined();
    for (const wrong of ["", "null", "[]", '{"version":1}', '{"version":"1","electron":"2"}']) {
      writeFileSync(file, wrong);
      expect(readRelease(resources), wrong).toBeUndefined();
    }
    const made = { version: "1.0.0", electron: "45.4.1", node: "24.21.0" };
    writeFileSync(file, JSON.stringify({ ...made, isStandIn: false, builtAt: "x" }));
    expect(readRelease(resources)).toEqual({ ...made, isStandIn: false });
    writeFileSync(file, JSON.stringify(made));
    expect(readRelease(resources)).toEqual({ ...made, isStandIn: true });
  });

  it("names the first part that it lacks", async () => {
    await using folder = await temporaryFolder();
    const resources = folder.path;
    const put = (file: string) => {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, "");
    };
    expect(missingPart(resources)).toBe(nodeIn(resources));
    put(nodeIn(resources));
    chmodSync(nodeIn(resources), 0o755);
    const root = unpackedFolder(resources);
    expect(missingPart(resources)).toBe(path.join(root, "dist", "core", "index.mjs"));
    put(path.join(root, "dist", "core", "index.mjs"));
    put(path.join(root, "dist", "renderer", "wall", "index.html"));
    put(path.join(root, "assets", "profiles", "x"));
    put(path.join(root, "assets", "calendar", "vietnam.json"));
    put(path.join(root, "node_modules", "better-sqlite3", "package.json"));
    expect(missingPart(resources)).toBeUndefined();
  });
});

describe("a start with nothing said", () => {
  const windowed = (isWindowedAtOneMonitor: boolean, isWindowed: boolean, monitors: number) => {
    const options = { isWindowed, isWindowedAtOneMonitor } as Parameters<typeof settleWindows>[0];
    settleWindows(options, monitors);
    return options.isWindowed;
  };
  it("opens windows on one monitor and covers several; what was asked for stands", () => {
    expect(windowed(true, false, 1)).toBe(true);
    expect(windowed(true, false, 2)).toBe(false);
    expect(windowed(false, false, 1)).toBe(false);
    expect(windowed(false, true, 4)).toBe(true);
  });
});

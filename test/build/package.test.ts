import { existsSync } from "node:fs";
import { readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FuseV1Options, getCurrentFuseWire } from "@electron/fuses";
import { beforeAll, describe, expect, it } from "vitest";
import type { Status } from "#contract/http.ts";
import { signFiles, writeSums } from "../../build/package/archive.mjs";
import { controlText, readArguments } from "../../build/package/fpm.mjs";
import { fileOf, namesOf, parsePackageOptions, systems } from "../../build/package/index.mjs";
import { problemsOf } from "../../build/package/licences.mjs";
import { dist, root } from "../../build/paths.mjs";
import { startVirtualWall } from "../../build/virtual-wall.mjs";
import { freePort } from "../lab/free-port.ts";
import { runProcess, startProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";

const { unpacked, program } = systems.linux;
const programFile = join(unpacked, program);
const resources = join(unpacked, "resources");
const command = join(resources, "bin", "ioc");
const switches = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--ozone-platform=x11"];

/** One folder or file of an asar's header. */
interface AsarEntry {
  files?: Record<string, AsarEntry>;
  unpacked?: boolean;
}

/** The files in an asar: path to whether it lies beside it, in app.asar.unpacked. */
async function asarFiles(file: string): Promise<Map<string, boolean>> {
  const bytes = await readFile(file);
  const header: AsarEntry = JSON.parse(bytes.toString("utf8", 16, 16 + bytes.readUInt32LE(12)));
  const found = new Map<string, boolean>();
  const visit = (entry: AsarEntry, path: string) => {
    if (!entry.files) found.set(path, entry.unpacked === true);
    for (const [name, each] of Object.entries(entry.files ?? {})) visit(each, path === "" ? name : `${path}/${name}`);
  };
  visit(header, "");
  return found;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((each) => !each.isDirectory())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1));
}

describe("the unpacked program", () => {
  beforeAll(async () => {
    const made = await runProcess(process.execPath, [
      ...[join(root, "build", "package", "index.mjs"), "linux", "--only", "dir", "--lang", "en"],
    ]);
    expect(made.code, made.stdout + made.stderr).toBe(0);
  }, 180_000);

  it("holds what runs and nothing else", async () => {
    const inside = await asarFiles(join(resources, "app.asar"));
    const wanted = [
      /^package\.json$/,
      /^dist\/(core|command|simulator)\/[\w.-]+\.mjs$/,
      /^dist\/(shell|preload)\/[\w-]+\.cjs$/,
      /^dist\/renderer\/(wall|web|web\/app|desk)\/(index|page|signed-out)\.html(\.(gz|br))?$/,
      /^dist\/renderer\/packages\.json\.(gz|br)$/,
      /^dist\/renderer\/web\/app\/(icon-\d+\.png|manifest\.webmanifest(\.(gz|br))?|sw\.js(\.gz)?)$/,
      /^dist\/renderer\/assets\/[\w.-]+\.((js|css)(\.(gz|br))?|woff2|bcmap|pfb|ttf)$/,
      /^assets\/(calendar|fonts|icons|packs|passwords|profiles)\//,
      /^node_modules\/better-sqlite3\/(package\.json|LICENSE|lib\/.+\.js|prebuilds\/linux-x64\.node)$/,
    ];
    expect([...inside.keys()].filter((file) => !wanted.some((each) => each.test(file)))).toEqual([]);
    for (const pattern of wanted)
      expect(
        [...inside.keys()].some((file) => pattern.test(file)),
        `${pattern}`,
      ).toBe(true);

    // What plain Node reads lies outside the archive, and only that.
    const outside = [...inside].filter(([, isOutside]) => isOutside).map(([file]) => file);
    expect(outside.filter((file) => /^(package\.json|dist\/(shell|preload)\/)/.test(file))).toEqual([]);
    expect([...inside.keys()].filter((file) => !/^(package\.json|dist\/(shell|preload)\/)/.test(file))).toEqual(
      outside,
    );
    expect((await filesBelow(join(resources, "app.asar.unpacked"))).sort()).toEqual(outside.sort());

    expect((await readdir(resources)).sort()).toEqual([
      "app.asar",
      "app.asar.unpacked",
      "bin",
      "node",
      "release.json",
      "systemd",
    ]);
    expect(await filesBelow(join(resources, "node"))).toEqual(["node"]);
    expect((await readdir(join(unpacked, "locales"))).sort()).toEqual(["en-US.pak", "vi.pak"]);
  });

  it("says which Electron and Node it is made of, and whether it may be released", async () => {
    const release = JSON.parse(await readFile(join(resources, "release.json"), "utf8"));
    const asked = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const bundled = await runProcess(join(resources, "node", "node"), ["--version"]);
    expect(release).toMatchObject({ version: asked.version, node: bundled.stdout.trim().slice(1) });
    expect(release.isStandIn).toBe(release.electron !== asked.devDependencies.electron);
  });

  it("has no door to Node in its Electron", async () => {
    const wire = await getCurrentFuseWire(programFile);
    // Each fuse is the digit 0 or 1 in the program; one that this Electron has not is undefined.
    const state = (option: FuseV1Options) => String.fromCharCode(Number(wire[option]));
    expect({
      runAsNode: state(FuseV1Options.RunAsNode),
      nodeOptions: state(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      nodeCliInspect: state(FuseV1Options.EnableNodeCliInspectArguments),
      onlyAsar: state(FuseV1Options.OnlyLoadAppFromAsar),
      cookieEncryption: state(FuseV1Options.EnableCookieEncryption),
    }).toEqual({
      runAsNode: "0",
      nodeOptions: "0",
      nodeCliInspect: "0",
      onlyAsar: "1",
      cookieEncryption: "0",
    });
    const asNode = await runProcess(programFile, ["-p", "6 * 7"], {
      env: { ELECTRON_RUN_AS_NODE: "1", DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
    });
    expect(asNode.code).not.toBe(0);
    expect(asNode.stdout).not.toContain("42");
  });

  it("brings the licences of all that is inside", async () => {
    const text = await readFile(join(unpacked, "LICENSES.txt"), "utf8");
    const release = JSON.parse(await readFile(join(resources, "release.json"), "utf8"));
    const names = new Set<string>();
    for (const target of ["core", "command", "simulator", "shell", "renderer"]) {
      const inside: { name: string; version: string; license: string }[] = JSON.parse(
        await readFile(join(dist, target, "packages.json"), "utf8"),
      );
      for (const each of inside) {
        names.add(each.name);
        expect(text).toContain(`\n${each.name} ${each.version}\nLicence: ${each.license}\n\n`);
      }
    }
    // Some that are surely inside: in the core, in a worker of the pages, in the pages.
    for (const name of ["fastify", "zod", "maplibre-gl", "react"]) expect(names).toContain(name);
    for (const title of [
      `Electron ${release.electron}`,
      `Node.js ${release.node}`,
      "SQLite",
      "better-sqlite3 13.2.0",
      "mapbox-gl",
      "@fontsource/be-vietnam-pro",
      "Font: inter",
    ]) {
      expect(text).toContain(`\n${title}`);
    }
    expect((await stat(join(unpacked, "LICENSES.chromium.html"))).size).toBeGreaterThan(1_000_000);
  });

  it("has a command that finds itself through links", async () => {
    const folder = await temporaryFolder("packaged-command");
    await symlink(command, join(folder.path, "one"));
    await symlink("one", join(folder.path, "ioc"));
    const told = await runProcess(join(folder.path, "ioc"), ["--help"], { cwd: "/" });
    expect(told.code).toBe(0);
    expect(told.stdout).toContain("ioc ");
    await folder.remove();
  });

  it("shows the wall with the core and the Node that came with it", async () => {
    await using folder = await temporaryFolder("packaged-wall");
    const data = join(folder.path, "data");
    const settings = join(folder.path, "ioc-wall.conf");
    await writeFile(settings, "");
    const wall = await startVirtualWall({ columns: 2, rows: 1, width: 1280, height: 720 });
    const port = await freePort();
    // No Node on the path: what is started is what was packed.
    const env = { PATH: "/usr/bin:/bin", IOC_CONF: settings, IOC_LANG: "en", XDG_CONFIG_HOME: folder.path };
    const own = { ...env, DISPLAY: wall.display, IOC_DATA: data, IOC_PORT: String(port), IOC_TERMINAL: "1" };
    const started = await startProcess(programFile, switches, { cwd: "/", env: own, lastSignal: "SIGTERM" });
    try {
      const status = await until(
        async () => {
          const told = await runProcess(command, ["status", "--json", "--data", data], { cwd: "/", env });
          if (told.code !== 0) return null;
          // The profile's wall has four monitors; two are there.
          const shown = (JSON.parse(told.stdout) as Status).displays.filter((each) => each.state === "ok");
          return shown.length === 2 ? shown : null;
        },
        { withinMs: 45_000, everyMs: 500, what: "ioc status: two monitors, both ok" },
      ).catch((error: Error) => {
        throw new Error(`${error.message}; it wrote:\n${started.output().slice(-4_000)}`);
      });
      expect(status).toHaveLength(2);
      const children = await runProcess("ps", ["--ppid", String(started.pid), "-o", "args="]);
      expect(children.stdout).toContain(`${join(resources, "node", "node")} `);
      // The menu entry's StartupWMClass.
      const windows = await runProcess("xwininfo", ["-display", wall.display, "-root", "-tree"]);
      expect(windows.stdout).toMatch(/"ioc-wall"\)\s+1280x720/);
      const again = await runProcess(programFile, switches, { cwd: "/", env: own, withinMs: 20_000 });
      expect([again.code, again.stderr]).toEqual([0, expect.stringContaining("open on this machine already")]);
      expect(started.isRunning()).toBe(true);
    } finally {
      await started.stop("SIGTERM", 20_000);
      await wall.stop();
    }
  }, 90_000);
});

describe("the program without a terminal", () => {
  it("tells by a dialog what is wrong with a site's settings", async () => {
    await using folder = await temporaryFolder("packaged-dialog");
    const settings = join(folder.path, "ioc-wall.conf");
    await writeFile(settings, "IOC_PROT=7780\n");
    const wall = await startVirtualWall({ columns: 1, rows: 1, width: 1366, height: 768 });
    const started = await startProcess(programFile, switches, {
      cwd: "/",
      env: {
        DISPLAY: wall.display,
        IOC_CONF: settings,
        IOC_LANG: "vi",
        IOC_TERMINAL: undefined,
        XDG_CONFIG_HOME: folder.path,
      },
    });
    try {
      await started.waitForOutput(/ioc-wall\.conf:1: .*IOC_PROT/, 20_000);
      await until(
        async () => {
          const windows = await runProcess("xwininfo", ["-display", wall.display, "-root", "-tree"]);
          return windows.stdout.includes("Bức tường không mở được");
        },
        { withinMs: 20_000, everyMs: 200, what: "a dialog" },
      );
    } finally {
      await started.stop("SIGKILL");
      await wall.stop();
    }
  }, 60_000);
});

describe("the command line", () => {
  it("makes what is usual for a system, or only what is named", () => {
    expect(parsePackageOptions(["linux"])).toEqual({ help: false, system: "linux", kinds: ["deb", "tar.gz"] });
    expect(parsePackageOptions(["linux", "--only", "dir,AppImage"]).kinds).toEqual(["dir", "AppImage"]);
    for (const wrong of [[], ["mac"], ["linux", "windows"], ["linux", "--only", "nsis"], ["linux", "--fast"]]) {
      expect(() => parsePackageOptions(wrong), wrong.join(" ")).toThrow();
    }
  });

  it("says what is missing for another system and makes nothing", async () => {
    const made = await runProcess(process.execPath, [
      ...[join(root, "build", "package", "index.mjs"), "windows", "--lang", "en"],
    ]);
    expect(made.code).toBe(69);
    expect(made.stdout).toContain("No package for windows can be made:");
    expect(existsSync(systems.windows.unpacked)).toBe(false);
  });

  it("names what is made with an Electron that stands in, and lets a release replace it", () => {
    const release = namesOf("1.2.0", { version: "45.4.1", isStandIn: false });
    const standIn = namesOf("1.2.0", { version: "25.1.1", isStandIn: true });
    expect(fileOf("deb", release.label)).toBe("ioc-wall_1.2.0_amd64.deb");
    expect(fileOf("deb", standIn.label)).toBe("ioc-wall_1.2.0+standin-electron-25.1.1_amd64.deb");
    expect(standIn.version).toBe("1.2.0-standin.electron.25.1.1");
  });
});

describe("licences", () => {
  it("stop the build with the name of what brings none or another one", () => {
    const fine = { name: "fine", license: "MIT", text: "Permission is hereby granted" };
    expect(problemsOf(fine)).toEqual([]);
    expect(problemsOf({ ...fine, text: " " })).toEqual([{ name: "fine", licence: "MIT", reason: "no-text" }]);
    expect(problemsOf({ ...fine, name: "copyleft", license: "AGPL-3.0-only" })).toEqual([
      { name: "copyleft", licence: "AGPL-3.0-only", reason: "not-allowed" },
    ]);
    // Terms of one's own are allowed to the one they were read for.
    const own = "SEE LICENSE IN LICENSE.txt";
    expect(problemsOf({ ...fine, name: "mapbox-gl", license: own })).toEqual([]);
    expect(problemsOf({ ...fine, name: "other-gl", license: own })).toHaveLength(1);
  });
});

describe("the stand-in for fpm", () => {
  it("writes what dpkg reads from the arguments that electron-builder gives", () => {
    const { options, pairs } = readArguments([
      ...["-s", "dir", "--force", "-t", "deb", "-d", "libgtk-3-0t64 | libgtk-3-0", "-d", "ffmpeg"],
      ...["--deb-compression", "zst", "--architecture", "amd64", "--version", "1.2.0~beta", "--package", "/x/out.deb"],
      ...["--description", "Short\n Long one.\n\nMore.", "--name", "ioc-wall", "--maintainer", "A <a@b.vn>"],
      ...["/x/a=b/=/opt/ioc-wall", "/x/one.png=/usr/share/icons/one.png"],
    ]);
    expect(pairs).toEqual([
      ["/x/a=b/", "/opt/ioc-wall"],
      ["/x/one.png", "/usr/share/icons/one.png"],
    ]);
    expect(controlText(options, 1234)).toBe(
      [
        "Package: ioc-wall",
        "Version: 1.2.0~beta",
        "Architecture: amd64",
        "Maintainer: A <a@b.vn>",
        "Installed-Size: 1234",
        "Depends: libgtk-3-0t64 | libgtk-3-0, ffmpeg",
        "Description: Short",
        " Long one.",
        " .",
        " More.",
        "",
      ].join("\n"),
    );
  });
});

describe("sums and signatures", () => {
  it("are told apart from what was changed since", async () => {
    await using folder = await temporaryFolder("signed");
    const file = join(folder.path, "some.deb");
    await writeFile(file, "content");
    const home = join(folder.path, "gnupg");
    await runProcess("mkdir", ["-m", "700", home]);
    const former = process.env.GNUPGHOME;
    process.env.GNUPGHOME = home;
    try {
      const key = ["--batch", "--passphrase", "", "--quick-gen-key", "try@example.vn", "ed25519", "sign"];
      expect((await runProcess("gpg", key)).code).toBe(0);
      const sums = await writeSums([file]);
      expect(await signFiles([file, sums], "try@example.vn")).toBe("");
      const verify = () => runProcess("gpg", ["--verify", `${file}.asc`, file]);
      const check = () => runProcess("sha256sum", ["--check", "SHA256SUMS"], { cwd: folder.path });
      expect((await verify()).code).toBe(0);
      expect((await check()).code).toBe(0);
      await writeFile(file, "other content");
      expect((await verify()).code).not.toBe(0);
      expect((await check()).code).not.toBe(0);
      expect(await signFiles([file], "nobody@example.vn")).not.toBe("");
    } finally {
      await runProcess("gpgconf", ["--kill", "all"]);
      if (former === undefined) delete process.env.GNUPGHOME;
      else process.env.GNUPGHOME = former;
    }
  });
});

import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  arePackagesKnown,
  candidateNames,
  choosePackages,
  installedNames,
  isDebian,
  isOnDisk,
  wantedPackages,
} from "../../build/debian-packages.mjs";
import { temporaryFolder } from "../lab/temporary-folder.ts";

describe("the system's packages", () => {
  it("wants ffmpeg for a core, screens for a wall, brokers and cameras for tests only", () => {
    const names = (options: object) => wantedPackages(options).map((each) => each.names[0]);
    expect(names({ screens: false })).toEqual(["ffmpeg"]);
    expect(names({})).toEqual(expect.arrayContaining(["ffmpeg", "xserver-xorg-core", "openbox", "libnss3"]));
    expect(names({})).not.toContain("mosquitto");
    expect(names({ tests: true })).toEqual(
      expect.arrayContaining(["ffmpeg", "mosquitto", "chromium", "gstreamer1.0-rtsp"]),
    );
  });

  it("knows Debian and its relatives", () => {
    expect(isDebian('ID=debian\nVERSION_ID="13"', true)).toBe(true);
    expect(isDebian("ID=ubuntu\nID_LIKE=debian", true)).toBe(true);
    expect(isDebian('ID=linuxmint\nID_LIKE="ubuntu debian"', true)).toBe(true);
    expect(isDebian("ID=fedora", true)).toBe(false);
    expect(isDebian("ID=debian", false)).toBe(false);
  });

  it("reads dpkg and apt: a removed package whose settings are left is not installed", () => {
    expect(installedNames("ffmpeg installed\nopenbox config-files\nlibnss3 not-installed\n")).toEqual(
      new Set(["ffmpeg"]),
    );
    const policy = [
      "libasound2:",
      "  Installed: (none)",
      "  Candidate: (none)",
      "libasound2t64:",
      "  Installed: (none)",
      "  Candidate: 1.2.14-1",
      "  Version table:",
      "     1.2.14-1 500",
    ].join("\n");
    expect(candidateNames(policy)).toEqual(new Set(["libasound2t64"]));
  });

  it("takes the name that the release knows, whichever it is", () => {
    const missing = [{ names: ["libgtk-3-0t64", "libgtk-3-0"] }, { names: ["openbox"] }, { names: ["no-such"] }];
    expect(choosePackages(missing, new Set(["libgtk-3-0t64", "openbox"]))).toEqual({
      chosen: ["libgtk-3-0t64", "openbox"],
      unknown: ["no-such"],
    });
    expect(choosePackages(missing, new Set(["libgtk-3-0", "openbox"])).chosen).toEqual(["libgtk-3-0", "openbox"]);
    // A release in its transition knows both: the new one.
    expect(choosePackages(missing.slice(0, 1), new Set(["libgtk-3-0", "libgtk-3-0t64"])).chosen).toEqual([
      "libgtk-3-0t64",
    ]);
  });

  it("forgets what it knew when the program is gone from the disk", async () => {
    await using folder = await temporaryFolder();
    const env = { XDG_CACHE_HOME: join(folder.path, "cache"), HOME: folder.path };
    const programs = join(folder.path, "bin");
    await mkdir(programs, { recursive: true });
    const program = `ioc-test-${process.pid}`;
    await writeFile(join(programs, program), "");
    await chmod(join(programs, program), 0o755);
    const packages = [{ names: ["some-package"], program }];
    const path = process.env.PATH;
    process.env.PATH = `${programs}:${path}`;
    try {
      expect(isOnDisk({ program })).toBe(true);
      expect(arePackagesKnown(packages, env)).toBe(false);
      await mkdir(join(env.XDG_CACHE_HOME, "ioc-wall"), { recursive: true });
      await writeFile(join(env.XDG_CACHE_HOME, "ioc-wall", "debian-packages.json"), '{"installed":["some-package"]}');
      expect(arePackagesKnown(packages, env)).toBe(true);
      await rm(join(programs, program));
      expect(arePackagesKnown(packages, env)).toBe(false);
    } finally {
      process.env.PATH = path;
    }
  });
});

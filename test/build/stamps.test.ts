import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isFailureFresh } from "../../build/electron-binary.mjs";
import { isSameAsLock } from "../../build/libraries.mjs";
import { fingerprint, readStamp, writeStamp } from "../../build/stamps.mjs";
import { temporaryFolder } from "../lab/temporary-folder.ts";

describe("what a set-up remembers", () => {
  it("keeps a stamp whole and takes a damaged one for none", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "deep", "stamp.json");
    expect(readStamp(file)).toEqual({});
    writeStamp(file, { a: 1 });
    expect(readStamp(file)).toEqual({ a: 1 });
    expect(await readdir(join(folder.path, "deep"))).toEqual(["stamp.json"]);
    for (const damaged of ['{"a":', "null", "[1]", '"text"']) {
      await writeFile(file, damaged);
      expect(readStamp(file)).toEqual({});
    }
  });

  it("sees a file changed, touched, added, renamed and removed, and nothing else", async () => {
    await using folder = await temporaryFolder();
    const at = (...names: string[]) => join(folder.path, ...names);
    await mkdir(at("main", "core"), { recursive: true });
    await writeFile(at("main", "core", "a.ts"), "1");
    await writeFile(at("outside.ts"), "1");
    const now = () => fingerprint(folder.path, ["main", "not-there"]);
    const seen = new Set([now()]);
    expect(now()).toBe([...seen][0]);
    await writeFile(at("outside.ts"), "other");
    expect(seen.has(now())).toBe(true);
    const changes = [
      () => writeFile(at("main", "core", "a.ts"), "12"),
      () => utimes(at("main", "core", "a.ts"), 1_000, 1_000),
      () => writeFile(at("main", "b.ts"), ""),
    ];
    for (const change of changes) {
      await change();
      expect(seen.has(now())).toBe(false);
      seen.add(now());
    }
  });

  it("takes over libraries that someone else installed, when they are all that the lock asks for", () => {
    const lock = (packages: object) => JSON.stringify({ packages });
    const asked = {
      "": { name: "ioc-wall" },
      "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
      "node_modules/w": { version: "1.0.0", integrity: "sha512-w", optional: true },
    };
    const a = { "node_modules/a": asked["node_modules/a"] };
    expect(isSameAsLock(lock(asked), lock(a))).toBe(true);
    expect(isSameAsLock(lock(asked), lock({}))).toBe(false);
    expect(isSameAsLock(lock(asked), lock({ "node_modules/a": { version: "1.0.1", integrity: "sha512-b" } }))).toBe(
      false,
    );
    expect(isSameAsLock(lock(asked), lock({ ...a, "node_modules/old": { version: "1.0.0" } }))).toBe(false);
    expect(isSameAsLock(lock(asked), null)).toBe(false);
  });

  it("does not wait again for a host that just failed, but does so the next day, and for another version", () => {
    const hourMs = 3_600_000;
    const stamp = { version: "45.4.1", atMs: 1_000 * hourMs };
    expect(isFailureFresh(stamp, "45.4.1", 1_001 * hourMs)).toBe(true);
    expect(isFailureFresh(stamp, "45.4.1", 1_013 * hourMs)).toBe(false);
    expect(isFailureFresh(stamp, "46.0.0", 1_001 * hourMs)).toBe(false);
    // A clock that was set back must not block it for years.
    expect(isFailureFresh(stamp, "45.4.1", 900 * hourMs)).toBe(false);
    expect(isFailureFresh({}, "45.4.1", 0)).toBe(false);
  });
});

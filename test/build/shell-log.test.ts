import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createShellLog } from "../../build/shell-log.mjs";
import { temporaryFolder } from "../lab/temporary-folder.ts";

describe("the shell's log", () => {
  it("tells people what is meant for them and keeps the rest, however the text is cut", async () => {
    await using folder = await temporaryFolder();
    const told: string[] = [];
    const log = createShellLog(join(folder.path, "data"), (line: string) => told.push(line));
    for (const part of ["[1:ERROR] dbus\nio", "c: Cổng 7780 đang", " được dùng.\nlast ", "words"]) log.write(part);
    log.close();
    expect(told).toEqual(["Cổng 7780 đang được dùng."]);
    expect(await readFile(log.file, "utf8")).toBe("[1:ERROR] dbus\nlast words\n");
    expect((await stat(log.file)).mode & 0o077).toBe(0);
  });

  it("never takes more than twice its limit, also over several runs", async () => {
    await using folder = await temporaryFolder();
    for (let run = 0; run < 3; run += 1) {
      const log = createShellLog(folder.path, () => {}, 1_000);
      for (let line = 0; line < 40; line += 1) log.write(`${run} ${"x".repeat(50)}\n`);
      log.close();
      expect((await stat(log.file)).size).toBeLessThanOrEqual(1_000);
      expect((await stat(`${log.file}.1`)).size).toBeLessThanOrEqual(1_000);
    }
    expect(await readFile(join(folder.path, "shell.log"), "utf8")).toMatch(/^2 x/);
  });

  it("goes on where it cannot write, and still tells people", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "file"), "");
    const told: string[] = [];
    const log = createShellLog(join(folder.path, "file", "data"), (line: string) => told.push(line));
    log.write("noise\nioc: Đĩa đầy.\n");
    expect(told).toEqual(["Đĩa đầy."]);
  });
});

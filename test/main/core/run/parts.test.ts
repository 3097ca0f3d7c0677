import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { lockData } from "../../../../main/core/run/data-lock.ts";
import { openLog } from "../../../../main/core/run/log-file.ts";
import { findProgram } from "../../../../main/core/run/programs.ts";
import { startProcess } from "../../../lab/process.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

describe("the lock of a data folder", () => {
  it("keeps others out while its owner lives, and is taken over from the dead", async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, "core.lock");
    const lock = lockData(folder.path);
    expect(() => lockData(folder.path)).toThrow(expect.objectContaining({ code: "data.in-use" }));
    lock.release();
    lockData(folder.path).release();
    expect(readdirSync(folder.path)).toEqual([]);

    const ended = await startProcess(process.execPath, ["-e", ""]);
    await ended.exited;
    writeFileSync(file, JSON.stringify({ pid: ended.pid, startedAt: null }));
    lockData(folder.path).release();
    writeFileSync(file, "{half");
    lockData(folder.path).release();
    // The number of this very process, which began at another time: it was given out again.
    writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: "1" }));
    if (process.platform === "linux") lockData(folder.path).release();
    await using other = await startProcess(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    writeFileSync(file, JSON.stringify({ pid: other.pid, startedAt: null }));
    expect(() => lockData(folder.path)).toThrow(
      expect.objectContaining({ params: { folder: folder.path, pid: other.pid } }),
    );
  });
});

describe("the log", () => {
  it("stays within two files of its limit and is the user's alone", async () => {
    await using folder = await temporaryFolder();
    const limit = 10_000;
    const log = openLog(folder.path, limit);
    for (let line = 0; line < 1_000; line += 1) log.info({ line }, "nhật ký");
    expect(readdirSync(folder.path).sort()).toEqual(["core.log", "core.log.1"]);
    for (const name of readdirSync(folder.path)) {
      expect(statSync(path.join(folder.path, name)).size).toBeLessThanOrEqual(limit * 1.1);
      expect(statSync(path.join(folder.path, name)).mode & 0o777).toBe(0o600);
    }
    const last = readFileSync(path.join(folder.path, "core.log"), "utf8").trimEnd().split("\n").at(-1) ?? "";
    expect(JSON.parse(last)).toMatchObject({ line: 999, msg: "nhật ký" });
  });
});

describe("programs", () => {
  it("are found in PATH or where they are said to be, or not at all", () => {
    expect(findProgram(process.execPath)).toBe(process.execPath);
    expect(findProgram("sh")).toMatch(/\/sh$/);
    expect(findProgram("no-such-program")).toBeNull();
    expect(findProgram("/no/such/program")).toBeNull();
    expect(findProgram("/tmp/")).toBeNull();
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { createPageLog } from "../../../main/shell/page-log.ts";

let lines: string[];
let nowMs: number;
let log: ReturnType<typeof createPageLog>;
beforeEach(() => {
  lines = [];
  nowMs = Date.UTC(2026, 10, 26, 1, 2, 3);
  log = createPageLog(
    "page 7",
    (line) => lines.push(line),
    () => nowMs,
  );
});

describe("the log of a page", () => {
  it("writes what this Electron and an older one tell of an error, and nothing else", () => {
    log({ level: "warning", message: "GPU stall" });
    log({ level: "error", message: "Uncaught Error: this one" });
    log({}, 2, "GPU stall");
    log({}, 3, "Uncaught Error: an older one");
    expect(lines).toEqual([
      "2026-11-26T01:02:03.000Z page 7: Uncaught Error: this one\n",
      "2026-11-26T01:02:03.000Z page 7: Uncaught Error: an older one\n",
    ]);
  });

  it("makes one line of many, and writes no account's key", () => {
    log({
      level: "error",
      message: "Access to 'https://maps.test/a?access_token=pk.1&b' failed\n  ioc: at x\r\n\n  at y",
    });
    expect(lines).toEqual([
      "2026-11-26T01:02:03.000Z page 7: Access to 'https://maps.test/a?…' failed | ioc: at x | at y\n",
    ]);
  });

  it("says at the twentieth within a minute that it stops, cuts a long one, and goes on after the minute", () => {
    for (let at = 0; at < 1_000; at += 1) log({ level: "error", message: `${at} ${"x".repeat(5_000)}` });
    expect(lines).toHaveLength(20);
    expect(lines[19]).toMatch(/ 19 x+ \(no more within this minute\)\n$/);
    expect(lines[0]?.length).toBeLessThan(1_100);
    nowMs += 60_000;
    log({ level: "error", message: "again" });
    expect(lines).toHaveLength(21);
  });
});

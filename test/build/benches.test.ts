import { copyFile, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { unknownArgument } from "../bench/arguments.mjs";
import { isWithin } from "../bench/figures.ts";
import { peers } from "../bench/peers.mjs";
import { record, rowsOf, withRows } from "../bench/record.mjs";
import { firstScreenOf, mixOf, wallFilesIn } from "../bench/web/counting.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";

const performance = path.join(import.meta.dirname, "../../docs/performance.md");

describe("a bench's verdict", () => {
  it("is good only with figures, limits, and each limit met by a figure of its name", () => {
    expect(isWithin({ ratio: 1 }, { ratio: 1 })).toBe(true);
    expect(isWithin({ ratio: 1.01 }, { ratio: 1 })).toBe(false);
    expect(isWithin({ ratio: Number.NaN }, { ratio: 1 })).toBe(false);
    expect(isWithin({}, { ratio: 1 })).toBe(false);
    expect(isWithin({ ratio: 1 }, {})).toBe(false);
    expect(isWithin({}, {})).toBe(false);
  });
});

describe("a bench's arguments", () => {
  it("are refused where it knows nothing of them", () => {
    expect(unknownArgument("live", [])).toBe(null);
    expect(unknownArgument("live", ["--quick"])).toBe("--quick");
    expect(unknownArgument("kills", ["100"])).toBe(null);
    expect(unknownArgument("kills", ["100", "3"])).toBe("3");
    expect(unknownArgument("kills", ["many"])).toBe("many");
    expect(unknownArgument("cuts", ["3", "20", "150"])).toBe(null);
  });
});

describe("the bench of the web app", () => {
  it("counts what came whole until a moment, without fonts", () => {
    const one = { url: "/app/", kind: "Document", sentAtMs: 0, doneAtMs: 100, bytes: 700 };
    const later = { ...one, kind: "Script", doneAtMs: 101, bytes: 5_000 };
    const all = [one, { ...one, kind: "Fetch", bytes: 300 }, { ...one, kind: "Font", bytes: 9_000 }, later];
    expect(firstScreenOf(all, 100)).toEqual({ bytes: 1_000, requests: 2 });
    expect(firstScreenOf(all, 101)).toEqual({ bytes: 6_000, requests: 3 });
    expect(firstScreenOf([], 100)).toEqual({ bytes: 0, requests: 0 });
  });

  it("knows the wall's files among those of a source map", () => {
    const wall = ["../../../renderer/layout/Monitor.tsx", "../../../renderer/panels/trend/Trend.tsx"];
    const others = [
      "../../../renderer/web/app/page.tsx",
      "../../../contract/wall/http.ts",
      "../../renderer/ui/Mark.tsx",
    ];
    expect(wallFilesIn([...others, ...wall])).toEqual(wall);
  });

  it("mixes each kind by its share and evenly", () => {
    const mixed = mixOf({ often: 3, seldom: 1 });
    expect(mixed.filter((kind) => kind === "often")).toHaveLength(3);
    expect(mixed.filter((kind) => kind === "seldom")).toHaveLength(1);
    expect(mixOf({ one: 2, other: 2 })).toEqual(["one", "other", "one", "other"]);
  });
});

describe("a recorded bench", () => {
  const when = { date: "2026-11-27", machine: "2 cores, 8 GB, load 0.1" };
  const output = (p50: number) =>
    [
      { figure: "wall window, p50", unit: "ms", median: 9.2 },
      { figure: "bare page, p50", unit: "ms", median: 8.7 },
      { figure: "wall window, p95", unit: "ms", median: 17 },
      { figure: "bare page, p95", unit: "ms", median: 16.3 },
      { bench: "live", ok: true, figures: { p50, p95: 1.05, other: 3 }, limits: { p50: 1.3, p95: 1.3 } },
    ]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join("");
  const rowsIn = (page: string) => page.split("\n").filter((line) => /^\| live +\|/.test(line));
  const cells = (row = "") =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());

  it("is a row for each figure with a limit, in the place of the former one, and nothing else of the page changes", async () => {
    await using folder = await temporaryFolder();
    const file = path.join(folder.path, "performance.md");
    await copyFile(performance, file);
    const before = await readFile(file, "utf8");
    record(file, output(1.06), when);
    record(file, output(1.32), when);
    const after = await readFile(file, "utf8");
    const beside = "one bare page: 9.2 / 8.7 ms";
    expect(rowsIn(after).map(cells)).toEqual([
      ["live", "p50", "**1.32, over**", "1.3", beside, when.date, when.machine],
      ["live", "p95", "1.05", "1.3", "one bare page: 17 / 16.3 ms", when.date, when.machine],
    ]);
    const rest = (page: string) =>
      page
        .split("\n")
        .filter((line) => !/^\| (live|bench|-+) +\||^\| -/.test(line))
        .map((line) => line.replaceAll(/ +/g, " "));
    expect(rest(after)).toEqual(rest(before));
  });

  it("is refused where it ended without a verdict, lacks what its ratio is made of, or the page has no table", () => {
    expect(() => rowsOf(output(1).split("\n").slice(0, 4).join("\n"), when)).toThrow("without a verdict");
    expect(() => rowsOf(output(1).split("\n").slice(2).join("\n"), when)).toThrow("wall window, p50");
    expect(() => withRows("# Performance", rowsOf(output(1), when))).toThrow("no table");
  });

  it("has its page as it would be written itself, and a peer for each bench", async () => {
    const page = await readFile(performance, "utf8");
    expect(withRows(page, [])).toBe(page);
    const files = await readdir(path.join(import.meta.dirname, "../bench"));
    const benches = files.filter((file) => file.endsWith(".ts"));
    for (const name of Object.keys(peers)) expect(benches).toContain(`${name}.ts`);
    const recorded = page.split("\n").flatMap((line) => /^\| ([a-z-]+) +\| (?!figure)/.exec(line)?.[1] ?? []);
    for (const name of recorded.filter((one) => /[a-z]/.test(one))) expect(Object.keys(peers)).toContain(name);
  });
});

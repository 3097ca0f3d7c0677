import { existsSync } from "node:fs";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { nodeModules } from "../../build/paths.mjs";
import {
  countCheck,
  countPlaywright,
  countVitest,
  exitCodeOfCounts,
  lastLineOf,
  slowestFiles,
  total,
  unsteadyTests,
  unsteadyVitest,
} from "../count.mjs";
import { runProcess } from "../lab/process.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { longest } from "../order.mjs";

const inTests = (name: string) => join(fileURLToPath(new URL("..", import.meta.url)), name);

const vitestReport = (passed: number, failed: number, files: { status: string; tests: string[] }[] = []) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((each) => ({ status: each })),
  })),
});

it("begins with the longest files, and knows them", () => {
  expect(longest.filter((name) => !existsSync(inTests(name)))).toEqual([]);
  expect(new Set(longest).size).toBe(longest.length);
});

describe("the count of npm test", () => {
  it("counts what vitest reports, and a file that could not be loaded as a failure", () => {
    expect(countVitest(vitestReport(5, 0), true)).toEqual({ passed: 5, failed: 0, skipped: 1 });
    const files = [
      { status: "failed", tests: ["passed", "failed"] },
      { status: "failed", tests: [] },
    ];
    expect(countVitest(vitestReport(5, 1, files), false)).toEqual({ passed: 5, failed: 2, skipped: 1 });
  });

  it("never calls a run good that ended badly, wrote no report or ran nothing", () => {
    expect(countVitest(vitestReport(5, 0), false).failed).toBe(1);
    expect(countVitest(vitestReport(0, 0), true).failed).toBe(1);
    expect(countVitest(null, true)).toEqual(countCheck(false));
    const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 };
    expect(countPlaywright({ stats }, true)).toEqual({ passed: 3, failed: 0, skipped: 0 });
    expect(countPlaywright({ stats }, false).failed).toBe(1);
    expect(countPlaywright({ stats: { ...stats, flaky: 1 } }, true).failed).toBe(1);
    expect(countPlaywright({ stats: { ...stats, unexpected: 2 } }, false).failed).toBe(2);
    expect(countPlaywright(null, false)).toEqual(countCheck(false));
  });

  it("lets a test that passed only when tried again through the gate alone, and names it", () => {
    const spec = (title: string, status: string) => ({ title, file: "e2e/a.spec.ts", line: 7, tests: [{ status }] });
    const report = {
      stats: { expected: 3, unexpected: 0, flaky: 1, skipped: 0 },
      suites: [{ specs: [spec("steady", "expected")], suites: [{ specs: [spec("late", "flaky")] }] }],
    };
    expect(countPlaywright(report, true, true)).toEqual({ passed: 4, failed: 0, skipped: 0 });
    expect(countPlaywright(report, false, true).failed).toBe(1);
    expect(countPlaywright({ ...report, stats: { ...report.stats, unexpected: 1 } }, false, true).failed).toBe(1);
    expect(unsteadyTests(report)).toEqual(["e2e/a.spec.ts:7 late"]);
    expect(unsteadyTests(null)).toEqual([]);
  });

  it("names a test of vitest's that passed only when tried again, and no other", () => {
    const test = (fullName: string, status: string, failureMessages: string[]) => ({
      fullName,
      status,
      failureMessages,
    });
    const report = {
      testResults: [
        {
          name: inTests("main/a.test.ts"),
          assertionResults: [
            test("a is late", "passed", ["AssertionError: expected 1 to be 2"]),
            test("a is steady", "passed", []),
            test("a is broken", "failed", ["AssertionError", "AssertionError"]),
          ],
        },
        { name: inTests("main/unloaded.test.ts"), assertionResults: [] },
      ],
    };
    expect(unsteadyVitest(report)).toEqual(["main/a.test.ts a is late"]);
    expect(unsteadyVitest(null)).toEqual([]);
  });

  it("finds it in what vitest itself reports, and what a file took with its preparation", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "late.test.ts");
    const report = join(folder.path, "report.json");
    const lines = [
      'import { beforeAll, expect, it } from "vitest";',
      "beforeAll(() => new Promise((done) => setTimeout(done, 400)));",
      "let tries = 0;",
      'it("is late", () => expect(++tries).toBe(2));',
      'it("is steady", () => {});',
    ];
    const config = [
      `import { TimedJsonReporter } from ${JSON.stringify(pathToFileURL(inTests("report.mjs")).href)};`,
      `const reporters = [new TimedJsonReporter({ outputFile: ${JSON.stringify(report)} })];`,
      "export default { test: { retry: 1, reporters } };",
    ];
    await writeFile(file, lines.join("\n"));
    await writeFile(join(folder.path, "vitest.config.mjs"), config.join("\n"));
    await symlink(nodeModules, join(folder.path, "node_modules"));
    const args = [join(nodeModules, "vitest/vitest.mjs"), "run", "--root", folder.path];
    const ended = await runProcess(process.execPath, args, { cwd: folder.path, withinMs: 50_000 });
    expect(ended.code, ended.stderr).toBe(0);
    const written = JSON.parse(await readFile(report, "utf8"));
    const name = relative(inTests(""), file);
    expect(unsteadyVitest(written)).toEqual([`${name} is late`]);
    const [slowest] = slowestFiles(written, 1);
    expect(slowest?.file).toBe(name);
    expect(slowest?.seconds).toBeGreaterThanOrEqual(0.3);
  });

  it("names the files that took longest, of both reports", () => {
    const ofVitest = {
      testResults: [
        { name: inTests("main/a.test.ts"), startTime: 5_000, endTime: 6_500 },
        { name: inTests("main/b.test.ts"), startTime: 5_000, endTime: 8_000 },
        { name: inTests("main/c.test.ts"), startTime: 5_000, endTime: 5_001, durationMs: 2_000 },
      ],
    };
    expect(slowestFiles(ofVitest, 2)).toEqual([
      { file: "main/b.test.ts", seconds: 3 },
      { file: "main/c.test.ts", seconds: 2 },
    ]);
    const spec = (...durations: number[]) => ({ tests: [{ results: durations.map((duration) => ({ duration })) }] });
    const ofPlaywright = {
      suites: [
        { file: "e2e/a.spec.ts", specs: [spec(1_000)], suites: [{ specs: [spec(2_000, 2_500), spec(500)] }] },
        { file: "e2e/b.spec.ts", specs: [spec(7_000)] },
      ],
    };
    expect(slowestFiles(ofPlaywright, 10)).toEqual([
      { file: "e2e/b.spec.ts", seconds: 7 },
      { file: "e2e/a.spec.ts", seconds: 6 },
    ]);
    expect(slowestFiles(null, 10)).toEqual([]);
  });

  it("adds up to one line and one exit code", () => {
    const all = total([countCheck(true), countVitest(vitestReport(5, 0), true), countCheck(false)]);
    expect(lastLineOf(all)).toBe("6 passed, 1 failed");
    expect(exitCodeOfCounts(all)).toBe(1);
    expect(exitCodeOfCounts({ passed: 6, failed: 0 })).toBe(0);
    expect(exitCodeOfCounts({ passed: 0, failed: 0 })).toBe(1);
  });
});

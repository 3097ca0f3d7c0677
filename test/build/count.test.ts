import { describe, expect, it } from "vitest";
import {
  countCheck,
  countPlaywright,
  countVitest,
  exitCodeOfCounts,
  lastLineOf,
  total,
  unsteadyTests,
} from "../count.mjs";

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

  it("adds up to one line and one exit code", () => {
    const all = total([countCheck(true), countVitest(vitestReport(5, 0), true), countCheck(false)]);
    expect(lastLineOf(all)).toBe("6 passed, 1 failed");
    expect(exitCodeOfCounts(all)).toBe(1);
    expect(exitCodeOfCounts({ passed: 6, failed: 0 })).toBe(0);
    expect(exitCodeOfCounts({ passed: 0, failed: 0 })).toBe(1);
  });
});

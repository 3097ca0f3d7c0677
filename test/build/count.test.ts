import { describe, expect, it } from "vitest";
import { countCheck, countPlaywright, countVitest, exitCodeOfCounts, lastLineOf, total } from "../count.mjs";

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

  it("adds up to one line and one exit code", () => {
    const all = total([countCheck(true), countVitest(vitestReport(5, 0), true), countCheck(false)]);
    expect(lastLineOf(all)).toBe("6 passed, 1 failed");
    expect(exitCodeOfCounts(all)).toBe(1);
    expect(exitCodeOfCounts({ passed: 6, failed: 0 })).toBe(0);
    expect(exitCodeOfCounts({ passed: 0, failed: 0 })).toBe(1);
  });
});

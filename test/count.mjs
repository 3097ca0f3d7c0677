import { relative } from "node:path";
import { fileURLToPath } from "node:url";

/** What a tool's report counts: {passed, failed, skipped}. Pure, so that the last line of `npm test` can be trusted. */

/** Reports name files in full or from here; here they are all named from here. */
const folder = fileURLToPath(new URL(".", import.meta.url));
const nothing = { passed: 0, failed: 0, skipped: 0 };

/** A check that is all or nothing. */
export const countCheck = (isOk) => ({ ...nothing, passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 });

/**
 * Vitest's JSON report (null when it wrote none) and whether it ended well. A file that could not even be loaded has no
 * failed test in it and counts as one; so does a run that failed without naming a test, or in which nothing ran.
 */
export function countVitest(report, isOk) {
  if (!report) return countCheck(false);
  const unloaded = report.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  return withHiddenFailure(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded,
      skipped: (report.numPendingTests ?? 0) + (report.numTodoTests ?? 0),
    },
    isOk,
  );
}

/**
 * Playwright's JSON report likewise. A test that passed only when tried again counts as failed, but for the gate in
 * front of `main` (`isGate`), where it counts as passed and is named by `unsteadyTests`.
 */
export function countPlaywright(report, isOk, isGate = false) {
  if (!report) return countCheck(false);
  const { expected, unexpected, flaky, skipped } = report.stats;
  const [passed, failed] = isGate ? [expected + flaky, unexpected] : [expected, unexpected + flaky];
  return withHiddenFailure({ passed, failed, skipped }, isOk);
}

/** The names, with file and line, of the tests in Playwright's report that passed only when they were tried again. */
export function unsteadyTests(report) {
  const inSuite = ({ specs = [], suites = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === "flaky"))
      .map(({ file, line, title }) => `${file}:${line} ${title}`),
    ...suites.flatMap(inSuite),
  ];
  return report ? inSuite(report) : [];
}

/**
 * The same of Vitest's report: `file title`. It says nothing of retries, but keeps what went wrong in an earlier try:
 * a test that passed and has a failure was tried again.
 */
export function unsteadyVitest(report) {
  return (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status, failureMessages = [] }) => status === "passed" && failureMessages.length > 0)
      .map(({ fullName }) => `${relative(folder, name)} ${fullName}`),
  );
}

/**
 * The `count` files that took longest in Vitest's or Playwright's report, longest first: [{file, seconds}]. Tries that
 * failed count too; what Vitest took to load a file and to prepare it counts where its report says so (`report.mjs`).
 */
export function slowestFiles(report, count) {
  const inSuite = ({ specs = [], suites = [] }) =>
    specs
      .flatMap(({ tests }) => tests.flatMap(({ results = [] }) => results))
      .reduce((sum, { duration = 0 }) => sum + duration, 0) + suites.reduce((sum, suite) => sum + inSuite(suite), 0);
  const files = [
    ...(report?.testResults ?? []).map(({ name, startTime, endTime, durationMs = endTime - startTime }) => ({
      file: relative(folder, name),
      seconds: durationMs / 1_000,
    })),
    ...(report?.suites ?? []).map((suite) => ({ file: suite.file, seconds: inSuite(suite) / 1_000 })),
  ];
  return files.sort((one, other) => other.seconds - one.seconds).slice(0, count);
}

function withHiddenFailure(counts, isOk) {
  const isHidden = counts.failed === 0 && (!isOk || counts.passed === 0);
  return isHidden ? { ...counts, failed: 1 } : counts;
}

export function total(all) {
  const sum = (key) => all.reduce((so, each) => so + each[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

/** The line that ends `npm test`. */
export const lastLineOf = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/** Nothing run is nothing proven. */
export const exitCodeOfCounts = ({ passed, failed }) => (failed > 0 || passed === 0 ? 1 : 0);

/** What a tool's report counts: {passed, failed, skipped}. Pure, so that the last line of `npm test` can be trusted. */

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

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { TimedJsonReporter } from "./report.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Where the report for `npm test` goes; a run by hand writes none. */
const report = process.env.VITEST_REPORT;

export default defineConfig({
  root,
  test: {
    root,
    environment: "node",
    include: ["test/**/*.test.ts", "test/**/*.test.tsx"],
    exclude: ["**/node_modules/**", "test/e2e/**", "test/bench/**"],
    // Real brokers, cameras and databases are started; a slow machine must not make a test fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    reporters: ["default", ...(report ? [new TimedJsonReporter({ outputFile: report })] : [])],
    // Why the gate tries again, and nobody else, is told in run.mjs; the report marks such a test with "retry x1".
    retry: process.env.CI === "true" ? 1 : 0,
    // Processes, not threads: what a test starts ends with it, and native modules are loaded once in each.
    pool: "forks",
    maxWorkers: 2,
  },
});

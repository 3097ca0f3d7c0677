import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst, longest } from "./order.mjs";
import { TimedJsonReporter } from "./report.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
/** Where the report for `npm test` goes; a run by hand writes none. */
const report = process.env.VITEST_REPORT;

/** What needs no process, no native module and no state of its own. */
const pages = ["test/contract/**/*.test.ts", "test/renderer/**/*.test.{ts,tsx}"];
const withPeers = longest.map((name) => `test/${name}`);

export default defineConfig({
  root,
  test: {
    root,
    environment: "node",
    globalSetup: [fileURLToPath(new URL("run-folder.ts", import.meta.url))],
    // Real brokers, cameras and databases are started; a slow machine must not make a test fail.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    reporters: ["default", ...(report ? [new TimedJsonReporter({ outputFile: report })] : [])],
    // Why the gate tries again, and nobody else, is told in run.mjs; the report marks such a test with "retry x1".
    retry: process.env.CI === "true" ? 1 : 0,
    // More than there are cores on a small machine: many tests wait for a camera or a clock most of their time.
    maxWorkers: 6,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // Processes, not threads: what a test starts ends with it, and native modules are loaded once in each.
        extends: true,
        test: { name: "peers", include: withPeers, pool: "forks" },
      },
      {
        // A process takes one file after the other: to load the core takes longer than most of these tests.
        extends: true,
        test: {
          name: "core",
          include: ["test/**/*.test.{ts,tsx}"],
          exclude: ["**/node_modules/**", "test/e2e/**", "test/bench/**", ...pages, ...withPeers],
          pool: "forks",
          isolate: false,
        },
      },
      { extends: true, test: { name: "pages", include: pages, exclude: withPeers, pool: "threads", isolate: false } },
    ],
  },
});

import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results",
  snapshotPathTemplate: "{testDir}/../gallery/pictures/{arg}{ext}",
  // Two files at a time, for two cores; with three and the unit tests beside, graphics processes were too slow to be called well. Why the gate tries again is told in run.mjs.
  workers: 2,
  retries: process.env.CI === "true" ? 1 : 0,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
});

import { defineConfig } from "@playwright/test";

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "../test-results",
  snapshotPathTemplate: "{testDir}/../gallery/pictures/{arg}{ext}",
  // Three files at a time, for two cores: walls and browsers wait a third of their time. Why the gate tries again is told in run.mjs.
  workers: 3,
  retries: process.env.CI === "true" ? 1 : 0,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
});

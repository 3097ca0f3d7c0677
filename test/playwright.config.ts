import { defineConfig } from "@playwright/test";

/** Those that take longest begin first: at the end nobody waits for one of them alone. */
const longest = ["web-page", "gallery", "desk", "built-in", "automation", "kills"].map((name) => `**/${name}.spec.ts`);

export default defineConfig({
  testDir: "e2e",
  projects: [
    { name: "longest", testMatch: longest },
    { name: "others", testMatch: "**/*.spec.ts", testIgnore: longest },
  ],
  outputDir: "../test-results",
  snapshotPathTemplate: "{testDir}/../gallery/pictures/{arg}{ext}",
  // Two files at a time, for two cores; with three and the unit tests beside, graphics processes were too slow to be called well. Why the gate tries again is told in run.mjs.
  workers: 2,
  retries: process.env.CI === "true" ? 1 : 0,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
});

import { defineConfig } from "@playwright/test";
import { byHand } from "./by-hand.mjs";

const files = (...names: string[]) => names.map((name) => `**/${name}.spec.ts`);
/** Without a wall's windows: a core and an ordinary browser, which nobody has to call quick. A file that opens a wall is none of these. */
const inBrowsers = files(
  ...["app", "app-offline", "app-updates", "app-worker", "audit", "cameras-browser", "desk-map", "desk-map-files"],
  ...["desk-search", "events", "fonts", "found-cameras", "gallery", "officer", "people", "sign-in", "silent-line"],
  ...["steering", "takeaway", "door", "wizards"],
);
/** With walls, half of their time; the other half is of all that are not named here. */
const halfOfWalls = files(
  ...["automation", "built-in", "cameras", "desk", "gpu", "kills", "launcher", "map", "surface", "web-page"],
);
const leftOut = process.env.CI === "true" ? files(...byHand) : [];

export default defineConfig({
  testDir: "e2e",
  // Three lanes side by side, with two walls at most, each one file after the other; what is over of browsers at the end goes in two.
  projects: [
    { name: "walls", testMatch: halfOfWalls, testIgnore: leftOut, workers: 1 },
    { name: "others", testMatch: "**/*.spec.ts", testIgnore: [...halfOfWalls, ...inBrowsers, ...leftOut], workers: 1 },
    { name: "browsers", testMatch: inBrowsers, testIgnore: leftOut, workers: 2 },
  ],
  outputDir: "../test-results",
  snapshotPathTemplate: "{testDir}/../gallery/pictures/{arg}{ext}",
  // With three walls and the unit tests beside, graphics processes were too slow to be called well. Why the gate tries again is told in run.mjs.
  workers: 3,
  retries: process.env.CI === "true" ? 1 : 0,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
});

/**
 * The way between a page in a browser and the core is cut, refused or silent, for moments and for minutes: how long after the
 * end of the cut the page shows new values. Chromium, the core's own pages, a TCP proxy between them.
 * `npm run bench -- cuts [SECONDS …]`, 3, 20 and 150 by default.
 */
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { startCore } from "../lab/core.ts";
import { guardedUntilChange, guardPage, takeGuarded } from "../lab/kills/page-guard.ts";
import { startSender } from "../lab/kills/sender.ts";
import { startTcpProxy } from "../lab/tcp-proxy.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { finish, printFigure } from "./figures.ts";
import { writeBenchSite } from "./site.ts";

const asked = process.argv.slice(2).map(Number);
const cutsS = asked.length > 0 ? asked : [3, 20, 150];
const limitMs = 10_000;

await using folder = await temporaryFolder("ioc-bench-cuts");
const profile = await writeBenchSite(folder.path, {
  ...{ indicators: ["bench.value"], source: { type: "webhook" } },
  tiles: [
    { ...{ id: "so", panel: "key-figure", x: 0, y: 0, width: 24, height: 24 }, settings: { indicator: "bench.value" } },
  ],
});
await using core = await startCore({ profile });
await using way = await startTcpProxy(core.port);
const sender = startSender({
  ...{ origin: core.origin, token: core.adminToken, source: "bench", readingsASecond: 100 },
  series: [{ indicator: "bench.value", place: "bench" }],
});
const browser = await chromium.launch({
  executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
const page = await browser.newPage();
const link = new URL(await core.viewerLink());
link.port = String(way.port);
await page.goto(link.href);
await page.waitForSelector(".figure-value", { timeout: 30_000 });
await guardPage(page);

const epochMs = () => performance.timeOrigin + performance.now();
const samples: Record<string, number[]> = { refused: [], silent: [] };
let blank = 0;
for (const seconds of cutsS)
  for (const how of ["refused", "silent"] as const) {
    await guardedUntilChange(page, epochMs());
    if (how === "refused") await way.cut();
    else way.freeze();
    await pause(seconds * 1_000);
    const during = await takeGuarded(page);
    const mendedAtMs = epochMs();
    await way.mendForgetting();
    const after = await guardedUntilChange(page, mendedAtMs);
    const backMs = (after.changedAtMs[0] ?? Number.NaN) - mendedAtMs;
    if (Math.min(during.fewestTiles, after.fewestTiles) < 1 || !after.isSame) blank += 1;
    printFigure({ name: `${how} for ${seconds} s: new values after`, unit: "ms", samples: [backMs] });
    samples[how]?.push(backMs);
  }
await browser.close();
await sender.finish();
await core.stop();
finish(
  "cuts",
  {
    "back after refused, slowest, ms": Math.max(...(samples.refused ?? [])),
    "back after silent, slowest, ms": Math.max(...(samples.silent ?? [])),
    "blank pages": blank,
  },
  { "back after refused, slowest, ms": limitMs, "back after silent, slowest, ms": limitMs, "blank pages": 0 },
);

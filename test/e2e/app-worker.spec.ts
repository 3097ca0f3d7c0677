import { expect, test } from "@playwright/test";
import { type AppBuilds, startAppBuilds } from "../lab/app-builds.ts";
import {
  cachesOf,
  hasWorker,
  isOfOneBuild,
  lazy,
  look,
  lookForUpdate,
  need,
  pageWithinMs,
  ready,
} from "./app-build-pages.ts";
import { type PlainBrowser, type PlainPage, startPlainBrowser } from "./plain-browser.ts";

/** What can go wrong between a browser, the web app's worker and the core: a bad worker, no room, somebody who answers in the core's place. */
let browser: PlainBrowser;
let builds: AppBuilds;
test.beforeEach(async () => {
  builds = await startAppBuilds(Math.random);
  browser = await startPlainBrowser(pageWithinMs);
});
test.afterEach(async () => {
  await browser[Symbol.asyncDispose]();
  await builds[Symbol.asyncDispose]();
});

/** The tried installing came to its end, whatever became of it. */
const hasTried = (page: PlainPage, what = "an update") =>
  expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.installing === null), what)
    .toBe(true);
/** A page of the newest build, and nothing of others; it opens whole without a network. */
const isOfNewBuild = async (page: PlainPage, before: string) => {
  const shown = async () => {
    await page.reload();
    await ready(page);
    const { build } = await look(page);
    const kept = await cachesOf(page);
    return build !== before && kept.length === 1 && kept[0] === `ioc-app.${build}`;
  };
  await expect.poll(shown).toBe(true);
  builds.line = "off";
  await page.reload();
  await ready(page);
  for (const name of lazy) expect(await need(page, name)).toBe(true);
  await isOfOneBuild(page);
  builds.line = "up";
};

test("a bad worker is gone in one visit, by a good one and by a core that has none", async () => {
  const bad = `self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => event.request.mode === "navigate" &&
  event.respondWith(new Response("<title>trắng</title>", { headers: { "content-type": "text/html; charset=utf-8" } })));`;
  builds.worker = bad;
  const page = await browser.open(builds.address);
  await hasWorker(page);
  await page.reload();
  expect(await page.evaluate(() => document.title)).toBe("trắng");
  // The core is mended. Whoever opens the app once more waits, and does nothing.
  builds.worker = null;
  await page.goto(builds.address);
  const isReady = () =>
    look(page).then(
      (seen) => seen.isReady,
      () => false,
    );
  await expect.poll(isReady, { timeout: 30_000 }).toBe(true);
  await isOfOneBuild(page);
  // A core of before the worker: it takes itself away with the next visit.
  builds.hasWorker = false;
  await page.reload();
  const left = () =>
    page.evaluate(async () => [
      (await navigator.serviceWorker.getRegistrations()).length,
      (await caches.keys()).length,
    ]);
  await expect.poll(left).toEqual([0, 0]);
});

test("an update whose files come as something else is not taken; the build before goes on, and the next one comes", async () => {
  const page = await browser.open(builds.address);
  await hasWorker(page);
  const { build: first } = await look(page);
  for (const what of ["page", "refused", "led", "other", "cut"] as const) {
    builds.update();
    builds.files = what;
    await lookForUpdate(page);
    await hasTried(page, what);
    expect([what, await cachesOf(page)]).toEqual([what, [`ioc-app.${first}`]]);
  }
  builds.line = "off";
  await page.reload();
  await ready(page);
  for (const name of lazy) expect(await need(page, name)).toBe(true);
  expect((await look(page)).build).toBe(first);
  // Nothing of what stood between was kept.
  Object.assign(builds, { line: "up", files: "own" });
  await lookForUpdate(page);
  await isOfNewBuild(page, first);
});

test("a page that came too late holds up none after it", async () => {
  const page = await browser.open(builds.address);
  await hasWorker(page);
  builds.line = "slow";
  await page.reload();
  await ready(page);
  builds.line = "up";
  const beganMs = Date.now();
  await page.reload();
  // The former would have come in three seconds from now.
  expect(Date.now() - beganMs).toBeLessThan(2_000);
});

test("where there is no room for an update, what is kept for convenience makes room for it", async () => {
  const page = await browser.open(builds.address);
  await hasWorker(page);
  const { build: first } = await look(page);
  const used = await page.evaluate(async () => {
    const later = await caches.open("ioc-app-later");
    await later.put("/assets/film-12345678.bin", new Response(new Uint8Array(3_000_000)));
    return (await navigator.storage.estimate()).usage ?? 0;
  });
  const { origin } = new URL(builds.address);
  await page.command("Storage.overrideQuotaForOrigin", { origin, quotaSize: used + 200 });
  const hasLater = () => page.evaluate(() => caches.has("ioc-app-later"));
  builds.update();
  await lookForUpdate(page);
  await hasTried(page);
  await expect.poll(hasLater).toBe(false);
  expect(await cachesOf(page)).toEqual([`ioc-app.${first}`]);
  await lookForUpdate(page);
  await isOfNewBuild(page, first);
});

test("a page in the background that has no time to answer while another is dead is not loaded anew: what was typed stays", async () => {
  test.setTimeout(90_000);
  const busy = await browser.open(builds.address);
  await hasWorker(busy);
  await busy.evaluate(() => void Object.assign(window, { typed: "12,5" }));
  builds.isDead = true;
  const dead = await browser.open(builds.address);
  expect((await look(dead)).isReady).toBe(false);
  builds.isDead = false;
  expect(await busy.evaluate(() => document.visibilityState)).toBe("hidden");
  builds.update();
  await lookForUpdate(busy);
  // As a telephone does it with what is not looked at.
  await busy.evaluate(
    () =>
      void setTimeout(() => {
        const endMs = performance.now() + 14_000;
        while (performance.now() < endMs);
      }),
  );
  const isReady = () =>
    look(dead).then(
      (seen) => seen.isReady,
      () => false,
    );
  await expect.poll(isReady, { timeout: 30_000 }).toBe(true);
  const typed = () => busy.evaluate(() => (window as unknown as { typed?: string }).typed);
  expect(await typed()).toBe("12,5");
  // Nor later, once it has time.
  await new Promise((next) => setTimeout(next, 1_000));
  expect(await typed()).toBe("12,5");
});

import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { type AppBuilds, startAppBuilds } from "../lab/app-builds.ts";
import { startBrowser } from "./desk-browser.ts";

/**
 * A browser that has the web app's worker, and a core that is updated while its pages are opened, used, loaded anew and closed. So many updates
 * in the gate; `IOC_UPDATES=100` for as many as the issue asks for.
 */
const updates = Number(process.env.IOC_UPDATES ?? "8");
/** The same course each time, so that what fails once fails again. */
const seed = Number(process.env.IOC_SEED ?? "7");

function createRandom(start: number): () => number {
  let state = start;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

let browser: Browser;
let builds: AppBuilds;
let context: BrowserContext;
const random = createRandom(seed);
test.beforeEach(async () => {
  builds = await startAppBuilds(random);
  browser = await startBrowser();
  context = await browser.newContext();
  // Nobody is left before a page that does not come.
  context.setDefaultNavigationTimeout(20_000);
});
test.afterEach(async () => {
  await browser.close();
  await builds[Symbol.asyncDispose]();
});
test.setTimeout(60_000 + updates * 15_000);

type Seen = { build: string; seen: Record<string, number>; made: Record<string, number>; isReady: boolean };
const look = (page: Page): Promise<Seen> =>
  page.evaluate(() => ({
    build: document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? "",
    seen: (window as unknown as { seen?: Record<string, number> }).seen ?? {},
    made: JSON.parse(document.body.dataset.makings ?? "{}") as Record<string, number>,
    isReady: (window as unknown as { isReady?: boolean }).isReady === true,
  }));
const ready = (page: Page) =>
  page.waitForFunction(() => (window as { isReady?: boolean }).isReady === true, null, { timeout: 15_000 });
/** Every file of a page is of the making that its document names. */
const isOfOneBuild = async (page: Page): Promise<number> => {
  const { seen, made } = await look(page);
  for (const [name, making] of Object.entries(seen)) expect([name, making]).toEqual([name, made[name]]);
  return Object.keys(seen).length;
};
/** Uses a part that is loaded when it is needed. @returns whether it came */
const need = (page: Page, name: string): Promise<boolean> =>
  page.evaluate(
    (what) =>
      (window as unknown as { need(name: string): Promise<void> }).need(what).then(
        () => true,
        () => false,
      ),
    name,
  );
const hasWorker = (page: Page) =>
  expect
    .poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state), { timeout: 15_000 })
    .toBe("activated");
const cachesOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => caches.keys().then((all) => all.filter((name) => name.startsWith("ioc-app."))));

test(`through ${updates} updates no page is ever of two builds, with the network on, slow, broken and off`, async () => {
  const pages: Page[] = [await context.newPage()];
  await pages[0]?.goto(builds.address);
  await hasWorker(pages[0] as Page);
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
  let [files, missed, withoutNetwork] = [0, 0, 0];
  for (let update = 1; update <= updates; update += 1) {
    builds.update();
    for (let step = 0; step < 4; step += 1) {
      const page = pick(pages);
      const what = pick([
        "need",
        "need",
        "reload",
        "open",
        "close",
        "look for updates",
        "broken",
        "off",
        "slow",
      ] as const);
      if (what === "need" && !(await need(page, pick(["second", "third", "fourth", "fifth"])))) {
        // Its build is nowhere any more: it is loaded anew once, as the app does it.
        missed += 1;
        await page.reload();
        await ready(page);
      }
      if (what === "reload") await page.reload();
      if (what === "open" && pages.length < 4) {
        const opened = await context.newPage();
        pages.push(opened);
        await opened.goto(`${builds.address}figure/${update}`);
      }
      if (what === "close" && pages.length > 1) await pages.splice(pages.indexOf(page), 1)[0]?.close();
      if (what === "look for updates")
        await page.evaluate(() =>
          navigator.serviceWorker
            .getRegistration()
            .then((one) => one?.update())
            .catch(() => undefined),
        );
      if (what === "broken" || what === "slow") {
        builds.line = what;
        await page.reload();
        await ready(page);
        withoutNetwork += 1;
        builds.line = "up";
      }
      if (what === "off") {
        await context.setOffline(true);
        await page.reload();
        await ready(page);
        // Everything of its build is there without a network.
        for (const name of ["second", "third", "fourth", "fifth"]) expect(await need(page, name)).toBe(true);
        withoutNetwork += 1;
        await context.setOffline(false);
      }
      for (const one of pages) {
        await ready(one);
        files += await isOfOneBuild(one);
      }
    }
    expect((await cachesOf(pages[0] as Page)).length).toBeLessThanOrEqual(5);
  }
  expect(files).toBeGreaterThan(updates * 4);
  expect(withoutNetwork).toBeGreaterThan(0);
  console.log(
    `${updates} updates: ${files} files looked at, ${withoutNetwork} times without the core, ${missed} files missed`,
  );
  // Once the others are closed nothing of former builds stays.
  for (const other of pages.splice(1)) await other.close();
  await pages[0]?.reload();
  await expect
    .poll(
      async () => {
        await pages[0]?.reload();
        return (await cachesOf(pages[0] as Page)).length;
      },
      // The browser says in its own time that a page is gone.
      { timeout: 60_000 },
    )
    .toBe(1);
});

test("a bad worker is gone in one visit, by a good one and by a core that has none", async () => {
  const bad = `self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => event.request.mode === "navigate" &&
  event.respondWith(new Response("<title>trắng</title>", { headers: { "content-type": "text/html; charset=utf-8" } })));`;
  builds.worker = bad;
  const page = await context.newPage();
  await page.goto(builds.address);
  await hasWorker(page);
  await page.reload();
  expect(await page.title()).toBe("trắng");
  // The core is mended. Whoever opens the app once more waits, and does nothing.
  builds.worker = null;
  await page.goto(builds.address);
  await expect
    .poll(
      () =>
        look(page)
          .then(({ isReady }) => isReady)
          .catch(() => false),
      { timeout: 30_000 },
    )
    .toBe(true);
  await isOfOneBuild(page);
  // A core of before the worker: it takes itself away with the next visit.
  builds.hasWorker = false;
  await page.reload();
  await expect
    .poll(() =>
      page.evaluate(async () => [
        (await navigator.serviceWorker.getRegistrations()).length,
        (await caches.keys()).length,
      ]),
    )
    .toEqual([0, 0]);
});

test("a page whose files are gone with an update, and that has no worker, is loaded anew once and says so", async () => {
  builds.hasWorker = false;
  const page = await context.newPage();
  await page.goto(builds.address);
  await ready(page);
  const parts = ["second", "third", "fourth", "fifth"];
  const lost = async () => {
    for (const name of parts) if (!(await need(page, name))) return name;
    return undefined;
  };
  while ((await lost()) === undefined) {
    await page.reload();
    await ready(page);
    builds.update();
  }
  type Own = { reloadOnce(): boolean; wasReloaded(): boolean };
  const [isReloading] = await Promise.all([
    page.evaluate(() => (window as unknown as Own).reloadOnce()),
    page.waitForEvent("load"),
  ]);
  expect(isReloading).toBe(true);
  await ready(page);
  expect(await lost()).toBe(undefined);
  await isOfOneBuild(page);
  const said = () => page.evaluate(() => (window as unknown as Own).wasReloaded());
  expect([await said(), await said()]).toEqual([true, false]);
});

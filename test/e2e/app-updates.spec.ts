import { expect, test } from "@playwright/test";
import { type AppBuilds, startAppBuilds } from "../lab/app-builds.ts";
import {
  cachesOf,
  hasWorker,
  isOfOneBuild,
  lazy,
  lookForUpdate,
  need,
  type Own,
  pageWithinMs,
  ready,
} from "./app-build-pages.ts";
import { type PlainBrowser, type PlainPage, startPlainBrowser } from "./plain-browser.ts";

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

let browser: PlainBrowser;
let builds: AppBuilds;
const random = createRandom(seed);
test.beforeEach(async () => {
  builds = await startAppBuilds(random);
  browser = await startPlainBrowser(pageWithinMs);
});
test.afterEach(async () => {
  await browser[Symbol.asyncDispose]();
  await builds[Symbol.asyncDispose]();
});
test.setTimeout(60_000 + updates * 15_000);

const deeds = [
  ...["need", "need", "need", "reload", "reload", "reload", "open", "open", "close", "close"],
  ...["look for updates", "look for updates", "broken", "off", "slow", "side by side"],
] as const;

test(`through ${updates} updates no page is ever of two builds, with the network on, slow, broken and off`, async () => {
  const pages: PlainPage[] = [await browser.open(builds.address)];
  await hasWorker(pages[0] as PlainPage);
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
  let [files, missed, withoutNetwork, longestMs] = [0, 0, 0, 0];
  const timed = async (loading: Promise<unknown>) => {
    const startMs = Date.now();
    await loading;
    longestMs = Math.max(longestMs, Date.now() - startMs);
  };
  const during = async (line: AppBuilds["line"], page: PlainPage) => {
    builds.line = line;
    await timed(page.reload());
    await ready(page);
    withoutNetwork += 1;
  };
  for (let update = 1; update <= updates; update += 1) {
    builds.update();
    for (let step = 0; step < 4; step += 1) {
      const page = pick(pages);
      const what = pick(deeds);
      if (what === "need" && !(await need(page, pick(lazy)))) {
        // Its build is nowhere any more: it is loaded anew once, as the app does it.
        missed += 1;
        await timed(page.reload());
      }
      if (what === "reload") await timed(page.reload());
      if (what === "open" && pages.length < 4) pages.push(await browser.open(`${builds.address}figure/${update}`));
      if (what === "close" && pages.length > 1) await pages.splice(pages.indexOf(page), 1)[0]?.close();
      if (what === "look for updates") await lookForUpdate(page);
      if (what === "broken" || what === "slow") await during(what, page);
      if (what === "off") {
        await during("off", page);
        // Everything of its build is there without a network.
        for (const name of lazy) expect(await need(page, name)).toBe(true);
      }
      if (what === "side by side") {
        // The next worker waits for what this one is asked for, and takes over while another page is being loaded.
        builds.line = "slow";
        const slow = timed(page.reload());
        await new Promise((next) => setTimeout(next, 200));
        builds.line = "up";
        const other = pages.find((one) => one !== page) ?? (await browser.open(`${builds.address}beside`));
        if (!pages.includes(other)) pages.push(other);
        await lookForUpdate(other);
        await slow;
        await timed(other.reload());
      }
      builds.line = "up";
      for (const one of pages) {
        await ready(one);
        files += await isOfOneBuild(one);
      }
    }
    expect((await cachesOf(pages[0] as PlainPage)).length).toBeLessThanOrEqual(5);
  }
  expect(files).toBeGreaterThan(updates * 4);
  expect(withoutNetwork).toBeGreaterThan(0);
  console.log(
    `${updates} updates: ${files} files looked at, ${withoutNetwork} times without the core, ${missed} files missed, ` +
      `the longest loading ${longestMs} ms`,
  );
  // Once the others are closed nothing of former builds stays.
  for (const other of pages.splice(1)) await other.close();
  await expect
    .poll(
      async () => {
        await pages[0]?.reload();
        return (await cachesOf(pages[0] as PlainPage)).length;
      },
      // The browser says in its own time that a page is gone.
      { timeout: 60_000 },
    )
    .toBe(1);
});

test("a page whose files are gone with an update, and that has no worker, is loaded anew once and says so", async () => {
  builds.hasWorker = false;
  const page = await browser.open(builds.address);
  await ready(page);
  const lost = async () => {
    for (const name of lazy) if (!(await need(page, name))) return name;
    return undefined;
  };
  while ((await lost()) === undefined) {
    await page.reload();
    await ready(page);
    builds.update();
  }
  const [, isReloading] = await Promise.all([
    page.loaded(),
    page.evaluate(() => (window as unknown as Own).reloadOnce()),
  ]);
  expect(isReloading).toBe(true);
  await ready(page);
  expect(await lost()).toBe(undefined);
  await isOfOneBuild(page);
  const said = () => page.evaluate(() => (window as unknown as Own).wasReloaded());
  expect([await said(), await said()]).toEqual([true, false]);
});

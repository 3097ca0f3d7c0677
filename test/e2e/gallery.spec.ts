import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { type Case, cases, nameOf, sizes } from "../gallery/cases.ts";
import { serveBuiltGallery } from "../gallery/server.mjs";
import { createTexts } from "../gallery/texts.ts";
import { fontSetUp } from "../lab/font-set-up.ts";
import { oddFont } from "../lab/odd-font.ts";
import { type TemporaryFolder, temporaryFolder } from "../lab/temporary-folder.ts";

// Every panel in every state against the picture of it that was looked at when it was last changed, and against its words. After a
// change that is meant: `npm test -- --only e2e gallery --update-snapshots`, then look at the pictures.

/** Leaves out what moves. */
const style = readFileSync(join(import.meta.dirname, "..", "gallery", "still.css"), "utf8");
/** Each page waits for its panel most of the time: several of them wait at once. */
const pagesAtOnce = 3;
/** A picture that differs is taken again: a panel may not have been drawn to its end. */
const tries = 4;

let folder: TemporaryFolder;
let gallery: { origin: string; close: () => Promise<void> };
let browser: Browser;
let pages: Page[];

test.beforeAll(async () => {
  folder = await temporaryFolder("ioc-gallery");
  gallery = await serveBuiltGallery(join(folder.path, "pages"));
  browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    // No font but one of black blocks: what a page left to the machine's fonts would stand out in its picture.
    env: { ...process.env, ...(await fontSetUp(join(folder.path, "fonts"), { "odd.ttf": oddFont() })) },
  });
  // Half the pixels show as well what has changed, in a third of the bytes.
  pages = await Promise.all(Array.from({ length: pagesAtOnce }, () => browser.newPage({ deviceScaleFactor: 0.5 })));
});
test.afterAll(async () => {
  await browser?.close();
  await gallery?.close();
  await folder?.[Symbol.asyncDispose]();
});

const withoutSize = ({ variant, situation }: Case) => `${variant} ${situation}`;

/** Shows a case; one that differs from what the page shows in its size alone without loading it anew. */
async function open(page: Page, one: Case, isLoaded: boolean): Promise<void> {
  const { width, height } = sizes[one.size];
  await page.setViewportSize({ width, height });
  if (isLoaded) await page.evaluate(`showAtSize("${one.size}")`);
  else await page.goto(`${gallery.origin}/?case=${nameOf(one)}`, { waitUntil: "load" });
  await page.locator("html[data-ready]").waitFor();
  // A document is drawn when its worker has read it.
  if (one.kind === "document" && one.situation in { ok: 1, offline: 1 })
    await page.locator(".document-stage canvas").waitFor();
}

/** Compares what a page shows with its picture; a difference that stays is a failure, and the others go on. */
async function compare(page: Page, one: Case): Promise<void> {
  // One that is to be written is not taken again.
  if (["all", "changed"].includes(test.info().config.updateSnapshots)) await page.waitForTimeout(1_000);
  for (let left = tries - 1; left >= 0; left -= 1) {
    const picture = await page.screenshot({ scale: "device", animations: "disabled", style });
    try {
      (left > 0 ? expect : expect.soft)(picture).toMatchSnapshot(`${nameOf(one)}.png`, { maxDiffPixelRatio: 0.0007 });
      return;
    } catch {
      await page.waitForTimeout(250);
    }
  }
}

for (const kind of new Set(cases.map((one) => one.kind)))
  test(`${kind} looks as it did, in every state and size`, async () => {
    const errors: string[] = [];
    const listen = (error: Error) => errors.push(String(error));
    const texts = createTexts();
    const waiting = [
      ...Map.groupBy(
        cases.filter((one) => one.kind === kind),
        withoutSize,
      ).values(),
    ];
    await Promise.all(
      pages.map(async (page) => {
        page.on("pageerror", listen);
        for (let sized = waiting.shift(); sized !== undefined; sized = waiting.shift())
          for (const [at, one] of sized.entries()) {
            await open(page, one, at > 0);
            await compare(page, one);
            await texts.read(page, nameOf(one));
          }
        page.off("pageerror", listen);
      }),
    );
    expect.soft(texts.whole()).toMatchSnapshot(`${kind}.txt`);
    expect(errors).toEqual([]);
  });

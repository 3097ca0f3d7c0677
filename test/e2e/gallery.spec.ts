import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { cases, nameOf, sizes } from "../gallery/cases.ts";
import { serveBuiltGallery } from "../gallery/server.mjs";
import { type TemporaryFolder, temporaryFolder } from "../lab/temporary-folder.ts";

// Every panel in every state against the picture of it that was looked at when it was last changed. After a change that is meant:
// `npm test -- --only e2e gallery --update-snapshots`, then look at the pictures.

/** Leaves out what moves. */
const stylePath = join(import.meta.dirname, "..", "gallery", "still.css");

let folder: TemporaryFolder;
let gallery: { origin: string; close: () => Promise<void> };
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  folder = await temporaryFolder("ioc-gallery");
  gallery = await serveBuiltGallery(join(folder.path, "pages"));
  browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  // Half the pixels show as well what has changed, in a third of the bytes.
  page = await browser.newPage({ deviceScaleFactor: 0.5 });
});
test.afterAll(async () => {
  await browser?.close();
  await gallery?.close();
  await folder?.[Symbol.asyncDispose]();
});

for (const kind of new Set(cases.map((one) => one.kind)))
  test(`${kind} looks as it did, in every state and size`, async () => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    for (const one of cases.filter((each) => each.kind === kind)) {
      const { width, height } = sizes[one.size];
      await page.setViewportSize({ width, height });
      await page.goto(`${gallery.origin}/?case=${nameOf(one)}`, { waitUntil: "load" });
      await page.locator("html[data-ready]").waitFor();
      // A document is drawn when its worker has read it.
      if (kind === "document" && one.situation in { ok: 1, offline: 1 })
        await page.locator(".document-stage canvas").waitFor();
      await expect.soft(page).toHaveScreenshot(`${nameOf(one)}.png`, {
        scale: "device",
        maxDiffPixelRatio: 0.0007,
        timeout: 10_000,
        stylePath,
      });
    }
    expect(errors).toEqual([]);
  });

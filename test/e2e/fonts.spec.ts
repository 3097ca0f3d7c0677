import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { cases, nameOf, sizes } from "../gallery/cases.ts";
import { serveBuiltGallery } from "../gallery/server.mjs";
import { fontSetUp } from "../lab/font-set-up.ts";
import { oddFont } from "../lab/odd-font.ts";
import { type TemporaryFolder, temporaryFolder } from "../lab/temporary-folder.ts";

// The same pages on two machines that have one font each: in the one every letter is a block twice as wide as it is high, in the other
// a narrow one in lines three times as high. To the last point they look the same, so nothing that we draw asks the machine for a font.

const shown = [
  "trend-ok-usual",
  "trend-stale-small",
  "trend-error-usual",
  "map-ok-usual",
  "map-stale-small",
  "gates-ok-usual",
  "key-figure-ok-small",
  "figure-table-late-usual",
  "status-board-lost-usual",
  "news-ok-usual",
  "camera-near-lost-usual",
  "document-ok-small",
].map((name) => {
  const found = cases.find((one) => nameOf(one) === name);
  if (found === undefined) throw new Error(`the gallery has no ${name}`);
  return { ...found, name };
});

/** Leaves out what moves, but not the map: its labels are the point. */
const still = readFileSync(join(import.meta.dirname, "..", "gallery", "still.css"), "utf8");
const style = `${still} .monitor .map-canvas { visibility: visible }`;

let folder: TemporaryFolder;
let gallery: { origin: string; close: () => Promise<void> };
let machines: { browser: Browser; page: Page }[] = [];

test.beforeAll(async () => {
  folder = await temporaryFolder("ioc-fonts");
  const setUps = await Promise.all([
    fontSetUp(join(folder.path, "wide"), { "odd.ttf": oddFont() }),
    fontSetUp(join(folder.path, "tall"), { "odd.ttf": oddFont({ width: 300, ascent: 2_200, descent: 1_000 }) }),
  ]);
  gallery = await serveBuiltGallery(join(folder.path, "pages"));
  machines = await Promise.all(
    setUps.map(async (fonts) => {
      const browser = await chromium.launch({
        executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
        args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
        env: { ...process.env, ...fonts },
      });
      return { browser, page: await browser.newPage() };
    }),
  );
});
test.afterAll(async () => {
  await Promise.all(machines.map(({ browser }) => browser.close()));
  await gallery?.close();
  await folder?.[Symbol.asyncDispose]();
});

/** What is drawn later on one of them is waited for; then not a point may differ. */
async function expectSame(name: string, pictureOf: (page: Page) => Promise<Buffer>): Promise<void> {
  let pictures: Buffer[] = [];
  const areSame = async () => {
    pictures = await Promise.all(machines.map(({ page }) => pictureOf(page)));
    return pictures.every((one) => one.equals(pictures[0] ?? one));
  };
  try {
    await expect.poll(areSame, { message: `${name} is the same with another font`, timeout: 15_000 }).toBe(true);
  } catch (error) {
    for (const [at, body] of pictures.entries())
      await test.info().attach(`${name}-${at === 0 ? "wide" : "tall"}.png`, { body, contentType: "image/png" });
    throw error;
  }
}

const open = (page: Page, name: string) => page.goto(`${gallery.origin}/?case=${name}`, { waitUntil: "load" });

test("panels, charts and maps look the same whatever fonts a machine has", async () => {
  for (const { name, kind, size } of shown)
    await test.step(name, async () => {
      await Promise.all(
        machines.map(async ({ page }) => {
          await page.setViewportSize(sizes[size]);
          await open(page, name);
          await page.locator("html[data-ready]").waitFor();
          if (kind === "document") await page.locator(".document-stage canvas").waitFor();
        }),
      );
      await expectSame(name, (page) => page.screenshot({ style }));
    });
});

test("signs in words, on keys, in labels of maps and in settings are drawn in our own faces", async () => {
  await Promise.all(
    machines.map(async ({ page }) => {
      await page.setViewportSize({ width: 900, height: 400 });
      // Its code brings the face of a map's labels.
      await open(page, "map-ok-small");
      await page.locator("html[data-ready]").waitFor();
      await page.evaluate(showSigns, "← ↑ → ↓ ↵ ⇧ ⌫ ⌘ ■ ▲ ▶ ▼ ◀ ◆ ● ○ ⚠ ✓ ✗ ≤ ≥ ₂ ₅ ℃ № Ω ā ő");
    }),
  );
  await expectSame("signs", (page) => page.screenshot());
});

/** As pages have them in each weight, as settings and as an engine of maps writes them. */
async function showSigns(signs: string): Promise<void> {
  const sheet = document.createElement("div");
  sheet.style.cssText = "position: fixed; inset: 0; z-index: 1000; background: #111821; font-size: 20px";
  for (const weight of ["400", "500", "600"]) {
    const line = document.createElement("p");
    line.style.fontWeight = weight;
    line.textContent = signs;
    sheet.append(line);
  }
  const settings = document.createElement("pre");
  settings.style.fontFamily = "var(--mono)";
  settings.textContent = '{ "tên": "Cửa khẩu → Hữu Nghị" }';
  const label = document.createElement("canvas");
  label.width = 640;
  sheet.append(settings, label);
  document.body.append(sheet);
  await document.fonts.load('500 24px "Be Vietnam Pro Medium"', signs);
  await document.fonts.ready;
  const pen = label.getContext("2d");
  if (pen === null) return;
  pen.fillStyle = "#e8edf2";
  pen.font = '500 24px "Be Vietnam Pro Medium", sans-serif';
  pen.fillText(signs, 0, 30);
}

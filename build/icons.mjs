import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";

const folder = join(root, "assets", "icons");
const sizes = [16, 24, 32, 48, 64, 128, 256, 512];
/** Windows takes these out of its one file. */
const inIco = [16, 24, 32, 48, 64, 128, 256];

/**
 * Draws assets/icons/icon.svg in every size, for whoever has changed it: the pictures are kept beside it, so that packing
 * needs no browser. Needs Playwright's or the system's Chromium (CHROMIUM names one).
 */
async function main() {
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch(
    process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] } : {},
  );
  const drawing = readFileSync(join(folder, "icon.svg"), "utf8");
  const pictures = new Map();
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
    const png = await page.screenshot({ omitBackground: true });
    writeFileSync(join(folder, `${size}x${size}.png`), png);
    pictures.set(size, png);
    await page.close();
  }
  await browser.close();
  writeFileSync(join(folder, "icon.ico"), icoOf(inIco.map((size) => [size, pictures.get(size)])));
  return 0;
}

/** An icon file that holds PNG pictures, as every Windows since Vista reads it. @param pictures [size in pixels, bytes] */
export function icoOf(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, [size, png]] of pictures.entries()) {
    const at = 6 + 16 * index;
    // 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(([, png]) => png)]);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = await main();

import { mkdir } from "node:fs/promises";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { runProcess } from "../lab/process.ts";
import { root, type WallUnderTest } from "./wall-under-test.ts";

/** How many colours a window's picture has: a canvas that was never drawn has a handful. */
export const coloursOf = (wall: WallUnderTest, display: number) =>
  wall.app.evaluate(async ({ BrowserWindow }, number) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith(`=${number}`));
    const picture = await window?.webContents.capturePage();
    const { width = 0, height = 0 } = picture?.getSize() ?? {};
    // The part where the province is, without title and legend.
    const part = picture?.crop({
      x: Math.round(width * 0.1),
      y: Math.round(height * 0.25),
      width: Math.round(width * 0.45),
      height: Math.round(height * 0.5),
    });
    const bytes = part?.toBitmap() ?? Buffer.alloc(0);
    const colours = new Set<number>();
    for (let at = 0; at < bytes.length; at += 4) colours.add(bytes.readUIntBE(at, 3));
    return colours.size;
  }, display);

export const drawn = async (page: Page, engine = "maplibre") => {
  await expect(page.locator(`.map[data-engine="${engine}"]`)).toBeVisible({ timeout: 60_000 });
};
/** What a page's policy lets it reach: this machine by any of its names apart, and what no directive but that one names. */
export async function reachOf(page: Page): Promise<{ beyond: string[]; elsewhere: string[] }> {
  const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get("content-security-policy"));
  const directives = (policy ?? "").split("; ").map((one) => one.split(" "));
  const own = new Set(
    Object.values(networkInterfaces()).flatMap((addresses) => addresses?.map(({ address }) => address) ?? []),
  ).add("localhost");
  const isOwn = (host: string) =>
    host === "'self'" || (host.endsWith(":*") && own.has(host.split(":")[1]?.slice(2) ?? ""));
  const connect = directives.find(([name]) => name === "connect-src")?.slice(1) ?? ["no policy"];
  const others = directives.filter(([name]) => name !== "connect-src").flatMap(([, ...values]) => values);
  return {
    beyond: connect.filter((host) => !isOwn(host)),
    elsewhere: others.filter((value) => !["'none'", "'self'", "blob:", "data:"].includes(value)),
  };
}

export const take = async (wall: WallUnderTest, name: string) => {
  const pictures = path.join(root, "test-results", "map");
  await mkdir(pictures, { recursive: true });
  await runProcess(process.execPath, [
    path.join(root, "build/ioc.mjs"),
    "snapshot",
    path.join(pictures, name),
    "--data",
    wall.data,
  ]);
};

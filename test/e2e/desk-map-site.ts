import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, expect, type Page } from "@playwright/test";
import { parse, stringify } from "yaml";
import { communeKey } from "#contract/entities/map.ts";
import { routes } from "#contract/http.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { communeNames, communes, writeGeojson } from "../lab/map-files.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { writeMapProfile } from "./map-profile.ts";
import { root } from "./wall-under-test.ts";

const pictures = path.join(root, "test-results/desk-map");

/** The site of the map's tests, with people: a thousand in the first commune, two in the second, and so on; none is told of the last. */
async function writeProfile(folder: string): Promise<string> {
  const profile = await writeMapProfile(folder);
  const file = path.join(profile, "profile.yaml");
  const document = parse(await readFile(file, "utf8"));
  const words = { vi: "Dân số", en: "Population" };
  document.indicators.push({ ...document.indicators[0], code: "dan-so", name: words, thresholds: [], decimals: 0 });
  const people = communeNames.slice(0, -1).map((name, at) => ({
    indicator: "dan-so",
    place: communeKey(name).replaceAll(" ", "-"),
    value: (at + 1) * 1_000,
    asOf: "2026-10-01T00:00:00+07:00",
  }));
  document.sources[0].readings.push(...people);
  // Two that stand so near one another that what they have seen is one mark from afar.
  for (const [at, id] of ["goc-a", "goc-b"].entries())
    document.cameras.push({
      ...document.cameras[0],
      id,
      name: { vi: id, en: id },
      position: { lon: 106.45 + at * 0.01, lat: 22.2, accuracy: "approximate" },
    });
  document.sources.push({ id: "ai", type: "camera-events", name: { vi: "Nền tảng camera", en: "Camera platform" } });
  await writeFile(file, stringify(document));
  return profile;
}

/** In a page, before its own script: how often anything was drawn by WebGL. */
function countDrawing() {
  const counted = globalThis as { drawnByWebgl?: number };
  counted.drawnByWebgl = 0;
  const { drawElements, drawArrays } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.drawElements = function (...all) {
    counted.drawnByWebgl = (counted.drawnByWebgl ?? 0) + 1;
    drawElements.apply(this, all);
  };
  WebGL2RenderingContext.prototype.drawArrays = function (...all) {
    counted.drawnByWebgl = (counted.drawnByWebgl ?? 0) + 1;
    drawArrays.apply(this, all);
  };
}

export const answerOf = (on: Page) => on.getByRole("complementary", { name: "Trả lời của bản đồ" });
export const isDrawn = (on: Page) =>
  expect(on.locator('.desk-map .map[data-engine="maplibre"]')).toBeVisible({ timeout: 60_000 });
export const takePicture = (name: string, on: Page) => on.screenshot({ path: path.join(pictures, `${name}.png`) });

export type DeskMap = AsyncDisposable & {
  folder: string;
  core: RunningCore;
  /** What pages complained of. */
  problems: string[];
  /** The desk's map, drawn, in a browser of its own. @param at whose; default: this site's */
  open(role: "operator" | "admin", at?: RunningCore): Promise<Page>;
};

/** A core without a wall, the site of the map's tests with its communes taken in, and a browser beside it. */
export async function startDeskMap(): Promise<DeskMap> {
  await using started = new AsyncDisposableStack();
  await mkdir(pictures, { recursive: true });
  const folder = await temporaryFolder();
  started.defer(() => folder.remove());
  const core = await startCore({ profile: await writeProfile(folder.path) });
  started.defer(() => core.remove());
  const file = await writeGeojson(folder.path, "xa.geojson", communes());
  const name = new URLSearchParams({ name: path.basename(file) });
  const taken = await core.fetch(`${routes.mapImport}?${name}`, { method: "POST", body: await readFile(file) });
  expect(taken.status).toBe(200);
  const browser: Browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: [
      "--no-sandbox",
      "--enable-unsafe-swiftshader",
      "--disable-background-networking",
      "--disable-component-update",
    ],
  });
  started.defer(() => browser.close());
  const problems: string[] = [];
  const everything = started.move();
  return {
    folder: folder.path,
    core,
    problems,
    async open(role, at = core) {
      const made = await at.fetch(routes.tokens, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ role, label: role }),
      });
      const { token } = (await made.json()) as { token: string };
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addInitScript(countDrawing);
      const opened = await context.newPage();
      opened.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text());
      });
      await opened.goto(`${at.origin}/desk?token=${token}`);
      await expect(opened.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
      await opened.keyboard.press("F7");
      await isDrawn(opened);
      return opened;
    },
    [Symbol.asyncDispose]: () => everything.disposeAsync(),
  };
}

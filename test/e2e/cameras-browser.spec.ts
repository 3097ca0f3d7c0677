import { existsSync } from "node:fs";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { routes } from "#contract/http.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { type RtspServer, startRtspServer, usualCamera } from "../lab/rtsp-server.ts";
import { type TemporaryFolder, temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { cameraId, writeCameraProfile } from "./camera-profile.ts";

/** Cameras in a browser on the core's own machine; what the wall's windows make of them is seen in cameras.spec. */
const cameras = 16;
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => cameraId(from + index));
const cell = { width: 24, height: 24 };
const grid = (id: string, x: number, y: number, settings: object) => ({
  ...{ id, panel: "camera-grid", x, y, settings },
  ...cell,
});

let folder: TemporaryFolder;
let server: RtspServer;
let core: RunningCore;
let browser: Browser;
let link: string;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startRtspServer({ ...usualCamera, cameras, hasTimeCode: true });
  const profile = await writeCameraProfile(folder.path, server, {
    ...{ columns: 2, rows: 2, resolution: { width: 1280, height: 720 }, cameras },
    tiles: [
      grid("luoi", 0, 0, { cameras: ids(1, 6) }),
      grid("lon", 24, 0, { cameras: ids(7, 10), focus: cameraId(7) }),
      grid("khac", 0, 24, { cameras: ids(11, 16) }),
    ],
  });
  core = await startCore({ profile });
  const json = { "content-type": "application/json" };
  const password = JSON.stringify({ value: server.password });
  await core.fetch(`${routes.secrets}/camera`, { method: "PUT", headers: json, body: password });
  const asked = JSON.stringify({ role: "viewer", label: "e2e" });
  const made = await core.fetch(routes.tokens, { method: "POST", headers: json, body: asked });
  link = `${core.origin}/?token=${((await made.json()) as { token: string }).token}`;
  browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
});
test.afterAll(async () => {
  await browser?.close();
  await core?.remove();
  await server?.stop();
  await folder?.remove();
});
/** The link with the token leads to the page without it; one monitor is asked for after that. */
const openDisplay = async (page: Page) => {
  await page.goto(link);
  await page.goto(`${new URL(link).origin}/?display=2`);
};
const tileOf = (page: Page, number: number) => page.locator(`[data-camera="${cameraId(number)}"]`);

test("a tile that grows takes the large stream, and one that shrinks the small one, without a black moment", async () => {
  const page = await browser.newPage({ viewport: { width: 900, height: 500 } });
  await openDisplay(page);
  const tile = tileOf(page, 7);
  await expect(tile).toHaveAttribute("data-presentation", "live", { timeout: 60_000 });
  await expect(tile).toHaveAttribute("data-stream", "sub");
  await page.evaluate((id) => {
    const seen = { frames: 0, black: 0 };
    const look = () => {
      const front = document.querySelector<HTMLVideoElement>(`[data-camera="${id}"] video:not(.camera-behind)`);
      seen.frames += 1;
      // An element that jumps to newer pictures has none ready for a moment, and goes on showing the one before: what is
      // black is one that has not shown any since its stream began.
      if (front === null || front.videoWidth === 0 || front.getVideoPlaybackQuality().totalVideoFrames === 0)
        seen.black += 1;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(globalThis, { seenFrames: seen });
  }, cameraId(7));
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect(tile).toHaveAttribute("data-stream", "main", { timeout: 60_000 });
  await page.setViewportSize({ width: 900, height: 500 });
  await expect(tile).toHaveAttribute("data-stream", "sub", { timeout: 60_000 });
  const seen = await page.evaluate(
    () => (globalThis as unknown as { seenFrames: { frames: number; black: number } }).seenFrames,
  );
  expect(seen.frames).toBeGreaterThan(20);
  expect(seen.black).toBe(0);
  expect(
    await tile.locator("video").evaluateAll((all) => all.filter((one) => (one as HTMLVideoElement).src !== "")),
  ).toHaveLength(1);
  await page.close();
});

test("where the quick way brings nothing, HLS takes its place by itself, and the tile says so", async () => {
  const page = await browser.newPage({ viewport: { width: 900, height: 500 } });
  // A proxy that takes the line and passes nothing on.
  await page.routeWebSocket(/\/pictures$/, () => undefined);
  await openDisplay(page);
  const tile = tileOf(page, 7);
  await expect(tile).toHaveAttribute("data-way", "hls", { timeout: 90_000 });
  await expect(tile).toHaveAttribute("data-presentation", "live", { timeout: 30_000 });
  await expect(tile).toContainText(/TRỰC TIẾP/);
  await page.close();
});

test("what nobody sees is not played: tiles below the edge of a phone's screen, until they are scrolled to", async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 500 } });
  await page.goto(link);
  const playing = () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".camera")].map((tile) => {
        const { top, bottom } = tile.getBoundingClientRect();
        const isInside = bottom > 0 && top < innerHeight;
        return { isInside, isFed: [...tile.querySelectorAll("video")].some((video) => video.src !== "") };
      }),
    );
  const isRight = async () => {
    const tiles = await playing();
    return (
      tiles.length > 6 && tiles.some(({ isInside }) => isInside) && tiles.every((one) => one.isInside === one.isFed)
    );
  };
  await until(isRight, { withinMs: 60_000, what: "only tiles in sight to be fed" });
  const before = JSON.stringify(await playing());
  await page.mouse.move(195, 250);
  await page.mouse.wheel(0, 5_000);
  await until(async () => JSON.stringify(await playing()) !== before && (await isRight()), {
    withinMs: 60_000,
    what: "those scrolled to, and no others, to be fed",
  });
  await page.close();
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type RtspServer, startRtspServer } from "../lab/rtsp-server.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { cameraId, writeCameraProfile } from "./camera-profile.ts";
import { openWall, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

/**
 * Two monitors and the desk: three cameras with AAC, G.711 and no sound on the first, on the second the first camera again
 * and a page of the net that hums. Driven by the desk's keys alone.
 */
const resolution = { width: 1280, height: 720 };
const humming = `<!doctype html><meta charset="utf-8"><title>Trang kêu</title><body style="background:#204060;color:#fff">…
<script>const sound = new AudioContext(); const tone = sound.createOscillator(); tone.connect(sound.destination); tone.start();</script>`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let virtualWall: VirtualWall;
let server: RtspServer;
let wall: WallUnderTest;
const site = createServer((_request, response) =>
  response.setHeader("content-type", "text/html; charset=utf-8").end(humming),
);

test.beforeAll(async () => {
  folder = await temporaryFolder();
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  server = await startRtspServer({ cameras: 3, sub: "h264", sounds: ["aac", "pcmu", "none"] });
  virtualWall = await startVirtualWall({ columns: 2, rows: 1, ...resolution });
  const cameras = [1, 2, 3].map(cameraId);
  const profile = await writeCameraProfile(folder.path, server, {
    columns: 2,
    rows: 1,
    resolution,
    cameras: 3,
    tiles: [
      { id: "luoi", panel: "camera-grid", x: 0, y: 0, width: 24, height: 24, settings: { cameras } },
      { id: "mot", panel: "camera", x: 24, y: 0, width: 24, height: 12, settings: { camera: cameraId(1) } },
      { id: "trang", panel: "web-page", x: 24, y: 12, width: 24, height: 12, settings: { page: "keu" } },
    ],
    web: [
      {
        id: "keu",
        name: { vi: "Trang kêu", en: "Humming page" },
        url: `http://127.0.0.1:${(site.address() as AddressInfo).port}/`,
      },
    ],
  });
  wall = await openWall({
    display: virtualWall.display,
    profile,
    data: path.join(folder.path, "data"),
    secrets: { camera: server.password },
    env: { IOC_DESK: "1" },
  });
});
test.afterAll(async () => {
  await wall.close();
  await virtualWall.stop();
  await server.stop();
  site.close();
  await folder.remove();
});
test.describe.configure({ mode: "serial", timeout: 180_000 });

const desk = () =>
  until(() => wall.app.windows().find((page) => page.url().includes("/desk/")) ?? null, {
    withinMs: 20_000,
    what: "the desk's window",
  });

type Heard = { camera: string; decodedBytes: number; volume: number; isMuted: boolean; atS: number; sign: string };

/** What a monitor's page plays: the sounds it has, and how many bytes of sound its videos have decoded. */
const soundsOf = (page: Page) =>
  page.evaluate(() => {
    type Decoding = HTMLMediaElement & { webkitAudioDecodedByteCount: number };
    const ofVideos = [...document.querySelectorAll<Decoding>("video")].map((one) => one.webkitAudioDecodedByteCount);
    const heard = [...document.querySelectorAll<Decoding>(".camera audio")].map(
      (one): Heard => ({
        camera: one.closest<HTMLElement>(".camera")?.dataset.camera ?? "",
        decodedBytes: one.webkitAudioDecodedByteCount,
        volume: one.volume,
        isMuted: one.muted,
        atS: one.currentTime,
        sign: one.parentElement?.textContent ?? "",
      }),
    );
    return { heard, bytesOfVideos: ofVideos.reduce((sum, one) => sum + one, 0) };
  });

/**
 * The pages whose sound Chromium gives out, by its own measure of the samples; it measures those that are muted as well, and counts
 * a page of the net for the window that it stands in too.
 */
const audible = () =>
  wall.app.evaluate(({ webContents }) => {
    const all = webContents.getAllWebContents();
    const hosts = new Set(all.map((contents) => contents.hostWebContents));
    return all
      .filter((contents) => contents.isCurrentlyAudible() && !contents.isAudioMuted() && !hosts.has(contents))
      .map((contents) => contents.getURL());
  });
const isLive = (page: Page, camera: string) =>
  page
    .locator(`.camera[data-camera="${camera}"]`)
    .evaluateAll((tiles) => tiles.every((tile) => (tile as HTMLElement).dataset.presentation === "live"));

async function untilHeard(page: Page, camera: string): Promise<Heard> {
  return until(
    async () => {
      const [one] = (await soundsOf(page)).heard;
      return one !== undefined && one.camera === camera && one.sign.startsWith("ĐANG NGHE") ? one : null;
    },
    { withinMs: 30_000, what: `${camera} to be heard` },
  ).catch(async (error: Error) => {
    throw new Error(`${error.message}: ${JSON.stringify(await soundsOf(page))}`);
  });
}

test("a wall is silent until somebody at the desk listens to a camera; then that one alone is heard", async ({
  browserName: _,
}, info) => {
  const [first, second] = [await wall.page(1), await wall.page(2)];
  for (const id of [1, 2, 3].map(cameraId)) await expect.poll(() => isLive(first, id), { timeout: 60_000 }).toBe(true);
  const page = await desk();
  const chip = page.locator(".sound-chip");
  await expect(chip).toContainText("Tường im lặng");
  for (const monitor of [first, second]) expect(await soundsOf(monitor)).toEqual({ heard: [], bytesOfVideos: 0 });
  expect(await audible()).toEqual([]);

  await page.keyboard.press("Alt+1");
  await page.keyboard.press("l");
  const before = await untilHeard(first, cameraId(1));
  expect(before).toMatchObject({ volume: 0.5, isMuted: false, sign: "ĐANG NGHE 50 %" });
  await expect(chip).toContainText("50 % · Camera 1 · màn 1");
  await expect.poll(async () => (await soundsOf(first)).heard[0]?.decodedBytes).toBeGreaterThan(before.decodedBytes);
  await expect.poll(audible).toEqual([first.url()]);
  // The same camera on another monitor, and all others, have none; and its pictures were not begun anew for it.
  expect(await soundsOf(second)).toEqual({ heard: [], bytesOfVideos: 0 });
  expect((await soundsOf(first)).bytesOfVideos).toBe(0);
  expect(await isLive(first, cameraId(1))).toBe(true);
  await first.screenshot({ path: info.outputPath("heard.png") });
  await page.screenshot({ path: info.outputPath("desk.png") });
});

test("level and mute are of the wall, by a key, and are taken back like everything else", async () => {
  const [first, page] = [await wall.page(1), await desk()];
  const heard = async () => (await soundsOf(first)).heard[0];
  await page.keyboard.press("-");
  await expect.poll(async () => (await heard())?.volume).toBeCloseTo(0.4);
  await page.keyboard.press("F3");
  await page.keyboard.press("Control+m");
  await expect.poll(async () => (await heard())?.isMuted).toBe(true);
  await expect.poll(audible).toEqual([]);
  expect((await heard())?.sign).toBe("TẮT TIẾNG");
  await expect(page.locator(".sound-chip")).toContainText("Tắt tiếng");
  await page.keyboard.press("F2");
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await heard())?.isMuted).toBe(false);
  await expect.poll(audible).toEqual([first.url()]);
  await expect(page.locator(".entries")).toContainText("Hoàn tác: Tắt tiếng cả tường");
  // A monitor that is covered for privacy is silent as well.
  await page.keyboard.press("Shift+b");
  await expect.poll(audible).toEqual([]);
  await expect(page.locator(".sound-chip")).toContainText("đang che");
  await page.keyboard.press("Shift+b");
  await untilHeard(first, cameraId(1));
});

test("G.711 is heard as well, and a camera without sound says so in words", async ({ browserName: _ }, info) => {
  const [first, page] = [await wall.page(1), await desk()];
  await page.keyboard.press("l");
  await untilHeard(first, cameraId(2));
  await expect.poll(audible).toEqual([first.url()]);
  await page.keyboard.press("l");
  const sign = first.locator(`.camera[data-camera="${cameraId(3)}"] .camera-sound`);
  await expect(sign).toHaveText("KHÔNG CÓ TIẾNG", { timeout: 30_000 });
  await expect.poll(audible).toEqual([]);
  await page.locator(".sound-chip").click();
  await expect(page.getByRole("dialog")).toContainText("Camera này không gửi tiếng");
  await page.screenshot({ path: info.outputPath("dialog.png") });
  await first.screenshot({ path: info.outputPath("none.png") });
});

test("a page of the net is muted for good; what it sounds like is played by the wall, at the wall's level", async () => {
  const [second, page] = [await wall.page(2), await desk()];
  const isMuted = () =>
    wall.app.evaluate(({ webContents }) =>
      webContents
        .getAllWebContents()
        .filter((contents) => contents.getType() === "webview")
        .map((contents) => contents.isAudioMuted()),
    );
  const player = second.locator(".web-page-sound audio");
  const volume = () =>
    player.evaluate((audio: HTMLAudioElement) => (audio.muted ? 0 : Number(audio.volume.toFixed(2))));
  await expect.poll(isMuted).toEqual([true]);
  await expect(player).toHaveCount(0);
  // It may be open from before.
  await page.keyboard.press("Escape");
  await page.locator(".sound-chip").click();
  await page.getByRole("radio", { name: /Trang kêu/ }).click();
  const sign = second.locator(".web-page-sound");
  await expect(sign).toHaveText(/^ĐANG NGHE [45]0 %$/);
  const level = await volume();
  expect(level).toBe(Number((await sign.textContent())?.replace(/\D/g, "")) / 100);
  // The samples that have come: a full sine, of which so much is played.
  const loudness = () =>
    player.evaluate(async (audio: HTMLAudioElement) => {
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(audio.srcObject as MediaStream).connect(analyser);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const samples = new Float32Array(analyser.fftSize);
      analyser.getFloatTimeDomainData(samples);
      await context.close();
      return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length).toFixed(1);
    });
  await expect.poll(loudness).toBe(Math.SQRT1_2.toFixed(1));
  const before = await player.evaluate((audio: HTMLAudioElement) => audio.currentTime);
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThan(before);
  await page.keyboard.press("Escape");
  await page.keyboard.press("=");
  await expect.poll(volume).toBeCloseTo(level + 0.1);
  await page.keyboard.press("m");
  await expect.poll(volume).toBe(0);
  await expect(sign).toHaveText("TẮT TIẾNG");
  await expect(page.locator(".sound-chip")).toContainText("Tắt tiếng");
  await page.keyboard.press("m");
  await expect.poll(volume).toBeCloseTo(level + 0.1);
  // No microphone comes with it, also while a page may hear.
  const refused = await second.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(String, (error: Error) => error.name),
  );
  expect(refused).not.toContain("MediaStream");
  await page.locator(".sound-chip").click();
  await page.getByRole("radio", { name: /im lặng/ }).click();
  await expect(player).toHaveCount(0);
  await expect.poll(isMuted).toEqual([true]);
  await page.keyboard.press("Escape");
  await expect(page.locator(".sound-chip")).toContainText("Tường im lặng");
});

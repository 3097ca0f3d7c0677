import path from "node:path";
import { expect, test } from "@playwright/test";
import { startRtspServer, usualCamera } from "../lab/rtsp-server.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { cameraId, writeCameraProfile } from "./camera-profile.ts";
import { openWall, startVirtualWall, type WallUnderTest } from "./wall-under-test.ts";

const cameras = 4;
const resolution = { width: 1280, height: 720 };
const cell = { y: 0, width: 24, height: 24 };

const report = (what: string, ms: number) =>
  process.stdout.write(`${JSON.stringify({ fault: what, recoveredAfterMs: Math.round(ms) })}\n`);

/** How many colours the picture of the map's window has: a canvas that lost what was drawn on it has a handful. */
const colours = (wall: WallUnderTest) =>
  wall.app.evaluate(async ({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith("=2"));
    const picture = await window?.webContents.capturePage();
    const { width = 0, height = 0 } = picture?.getSize() ?? {};
    // The middle: without title and legend.
    const [x, y] = [Math.round(width * 0.2), Math.round(height * 0.2)];
    const bytes = picture?.crop({ x, y, width: width - 2 * x, height: height - 2 * y }).toBitmap() ?? Buffer.alloc(0);
    const found = new Set<number>();
    for (let at = 0; at < bytes.length; at += 4) found.add(bytes.readUIntBE(at, 3));
    return found.size;
  });

test("the GPU process killed again and again: cameras are LIVE and the map is drawn again by themselves", async () => {
  test.setTimeout(240_000);
  await using folder = await temporaryFolder();
  const server = await startRtspServer({ ...usualCamera, cameras });
  const virtualWall = await startVirtualWall({ columns: 2, rows: 1, ...resolution });
  const grid = { cameras: Array.from({ length: cameras }, (_, index) => cameraId(index + 1)) };
  const profile = await writeCameraProfile(folder.path, server, {
    columns: 2,
    rows: 1,
    resolution,
    cameras,
    tiles: [
      { id: "luoi", panel: "camera-grid", x: 0, ...cell, settings: grid },
      { id: "ban-do", panel: "map", x: 24, ...cell, settings: { title: { vi: "Bản đồ", en: "Map" }, cameras: true } },
    ],
  });
  const wall = await openWall({
    display: virtualWall.display,
    profile,
    data: path.join(folder.path, "data"),
    secrets: { camera: server.password },
  });
  try {
    const grids = await wall.page(1);
    const maps = await wall.page(2);
    const gpuPid = () =>
      wall.app.evaluate(({ app }) => app.getAppMetrics().find(({ type }) => type === "GPU")?.pid ?? null);
    const states = () =>
      grids.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>(".camera")].map(({ dataset }) => dataset.presentation),
      );
    const areLive = async () => {
      const told = await states();
      return told.length === cameras && told.every((state) => state === "live");
    };
    await until(areLive, { withinMs: 60_000, what: "all cameras to be live" });
    const before = await until(
      async () => {
        const count = await colours(wall);
        return count > 20 ? count : null;
      },
      { withinMs: 60_000, what: "a map with its cameras on it" },
    );
    // Chromium ends the program after a few deaths in five minutes, where nobody has asked it not to.
    await until(() => wall.app.evaluate(({ app }) => app.commandLine.hasSwitch("disable-gpu-process-crash-limit")), {
      withinMs: 60_000,
      what: "the shell to know what it draws with",
    });
    const frames = () =>
      grids.evaluate(() =>
        [...document.querySelectorAll<HTMLVideoElement>("video:not(.camera-behind)")].map(
          (video) => video.getVideoPlaybackQuality().totalVideoFrames,
        ),
      );
    for (let kill = 1; kill <= 8; kill += 1) {
      const pid = await until(gpuPid, { withinMs: 20_000, what: "a graphics process" });
      process.kill(pid, "SIGKILL");
      const startedAt = performance.now();
      const killedAt = await frames();
      await until(async () => (await gpuPid()) !== pid, { withinMs: 20_000, what: "another graphics process" });
      const isMoving = async () => (await frames()).every((count, at) => count > (killedAt[at] ?? 0) + 10);
      await until(async () => (await areLive()) && (await isMoving()), { withinMs: 30_000, what: "LIVE, and moving" });
      report(`graphics process killed, ${kill}: cameras`, performance.now() - startedAt);
      const isDrawn = () =>
        maps.evaluate(() => {
          const canvas = document.querySelector<HTMLCanvasElement>('.map[data-engine="maplibre"] canvas');
          return canvas?.getContext("webgl2")?.isContextLost() === false;
        });
      await until(async () => (await isDrawn()) && (await colours(wall)) > before / 2, {
        withinMs: 30_000,
        what: "the map to be drawn again",
      });
      report(`graphics process killed, ${kill}: map`, performance.now() - startedAt);
      await expect(maps.locator(".map[data-trouble]")).toHaveCount(0);
    }
    expect((await wall.status()).displays.map(({ window }) => window?.reloads)).toEqual([0, 0]);
  } finally {
    await wall.close();
    await virtualWall.stop();
    await server.stop();
  }
});

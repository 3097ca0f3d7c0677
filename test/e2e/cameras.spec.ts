import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { routes } from "#contract/http.ts";
import { takePictures, watchVideos } from "../bench/time-code.ts";
import { openingsIn } from "../lab/openings.ts";
import type { RtspServer } from "../lab/rtsp-server.ts";
import { until } from "../lab/until.ts";
import { cameraId } from "./camera-profile.ts";
import { startCameraWall } from "./camera-wall.ts";
import type { WallUnderTest } from "./wall-under-test.ts";

/** Sixteen cameras with digest accounts on four monitors, and every fault that can be made here. */
const cameras = 16;
const resolution = { width: 1280, height: 720 };
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => cameraId(from + index));
const cell = { width: 24, height: 24 };

let wall: WallUnderTest;
let server: RtspServer;
let stop: () => Promise<void>;

test.beforeAll(async () => {
  const site = {
    columns: 2,
    rows: 2,
    resolution,
    cameras,
    tiles: [
      { id: "luoi", panel: "camera-grid", x: 0, y: 0, ...cell, settings: { cameras: ids(1, 6) } },
      { id: "lon", panel: "camera-grid", x: 24, y: 0, ...cell, settings: { cameras: ids(7, 10), focus: cameraId(7) } },
      { id: "vong", panel: "camera-tour", x: 0, y: 24, ...cell, settings: { cameras: ids(11, 13), every: "8s" } },
      { id: "gan", panel: "camera-near", x: 24, y: 24, ...cell, settings: { place: "cua-khau", most: 3 } },
    ],
  };
  ({ wall, server, stop } = await startCameraWall(site, { hasTimeCode: true }));
});
test.afterAll(() => stop());
test.describe.configure({ mode: "serial", timeout: 180_000 });

type Tile = { camera: string; state: string; way: string; stream: string };

/** What all tiles show now, by their own word in the page; what a tour prepares is not shown. */
async function shown(): Promise<Map<string, Tile>> {
  const found = new Map<string, Tile>();
  for (const display of [1, 2, 3, 4])
    for (const tile of await (await wall.page(display)).evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".camera")]
        .filter((element) => element.closest(".camera-turn-next") === null)
        .map(({ dataset }) => ({
          camera: dataset.camera ?? "",
          state: dataset.presentation ?? "",
          way: dataset.way ?? "",
          stream: dataset.stream ?? "",
        })),
    ))
      found.set(tile.camera, tile);
  return found;
}

/** Waits until every tile is as wanted. @returns how long that took, ms */
async function allTiles(what: string, isWanted: (tile: Tile) => boolean, withinMs = 60_000): Promise<number> {
  const startedAt = performance.now();
  await until(
    async () => {
      const tiles = [...(await shown()).values()];
      return tiles.length >= 14 && tiles.every(isWanted);
    },
    { withinMs, what },
  ).catch(async (error: Error) => {
    throw new Error(`${error.message}: ${JSON.stringify([...(await shown()).values()])}`);
  });
  return performance.now() - startedAt;
}
const isLive = ({ state }: Tile) => state === "live";
/** The time of recovery goes into the report; what it may be is generous, as eight programs may share two cores. */
const report = (fault: string, ms: number) => {
  test.info().annotations.push({ type: fault, description: `${Math.round(ms)} ms` });
  process.stdout.write(`${JSON.stringify({ fault, recoveredAfterMs: Math.round(ms) })}\n`);
};

const openings = async () => openingsIn(await readFile(path.join(wall.data, "core.log"), "utf8"));

test("all are live by the quick way: small streams in grids, the large one where a tile is large", async () => {
  await allTiles("all to be live", isLive, 90_000);
  const tiles = await shown();
  expect([...tiles.values()].map(({ way }) => way)).toEqual([...tiles.values()].map(() => "socket"));
  expect(tiles.get(cameraId(7))?.stream).toBe("main");
  for (const small of [...ids(1, 6), ...ids(8, 10)]) expect(tiles.get(small)?.stream).toBe("sub");
  // Nearest to the gate are those with the highest numbers.
  for (const near of ids(14, 16)) expect(tiles.has(near)).toBe(true);
  const status = await wall.status();
  expect(status.cameras.filter(({ state }) => state === "ok").length).toBeGreaterThanOrEqual(14);
  // The screens of the room count as screens, their tiles don't.
  expect(status.clients).toBeLessThanOrEqual(6);
});

test("the clock in a LIVE picture is right: it was taken moments ago", async () => {
  const page = await wall.page(1);
  await page.evaluate(watchVideos, true);
  const ages: number[] = [];
  await until(
    async () => {
      ages.push(...(await takePictures(page)).agesMs);
      return ages.length >= 20;
    },
    { withinMs: 30_000, what: "twenty pictures with their times" },
  );
  // A busy machine is slow; a picture from a buffer that nobody follows, or of an earlier run, is far older.
  expect(Math.max(...ages)).toBeLessThan(4_000);
});

test("a tour shows its cameras in turn, each live from its first moment, opened no earlier than it has to be", async () => {
  const page = await wall.page(3);
  const tour = page.locator(".camera-tour");
  const seen = new Set<string>();
  await until(
    async () => {
      seen.add((await tour.getAttribute("data-shown")) ?? "");
      return seen.size === 3;
    },
    { withinMs: 60_000, what: "all three to be shown" },
  );
  expect([...seen].sort()).toEqual(ids(11, 13).sort());
  await expect(page.locator(".camera")).toHaveCount(1);
});

test("a camera that repeats its picture is FROZEN on its tile alone, and LIVE again when it moves", async () => {
  server.repeat(true, 2);
  await until(async () => (await shown()).get(cameraId(2))?.state === "frozen", { withinMs: 30_000 });
  const tile = (await wall.page(1)).locator(`[data-camera="${cameraId(2)}"]`);
  await expect(tile).toContainText("ĐỨNG HÌNH");
  await expect(tile).not.toContainText("TRỰC TIẾP");
  expect((await shown()).get(cameraId(1))?.state).toBe("live");
  await wall.statusWhere("the gateway to say so", ({ cameras: views }) =>
    views.some(
      ({ id, state, reason }) => id === cameraId(2) && state === "frozen" && reason?.code === "camera.repeats",
    ),
  );
  server.repeat(false, 2);
  const startedAt = performance.now();
  await until(async () => (await shown()).get(cameraId(2))?.state === "live", { withinMs: 20_000 });
  report("one picture repeated", performance.now() - startedAt);
});

test("a network that is cut freezes all tiles; given back, all are live", async () => {
  server.pause();
  await allTiles("no tile to say LIVE", ({ state }) => state !== "live", 30_000);
  server.resume();
  report("network cut", await allTiles("all to be live again", isLive));
});

test("cameras without power show their last picture with its time, and come back by themselves", async () => {
  await server.kill();
  await allTiles("all last pictures", ({ state }) => state === "last-picture", 60_000);
  await expect((await wall.page(1)).locator(`[data-camera="${cameraId(1)}"]`)).toContainText(/ảnh \d\d:\d\d:\d\d/);
  await server.restart();
  report("cameras rebooted", await allTiles("all to be live again", isLive));
});

test("cameras that close all connections at once are all live again", async () => {
  const before = (await openings()).length;
  server.drop();
  await until(async () => (await openings()).length > before, { what: "streams to be opened anew" });
  report("connections closed", await allTiles("all to be live again", isLive));
});

test("the core killed without warning is started again, and all tiles are live once it is up", async () => {
  const { pid } = await wall.run();
  process.kill(pid, "SIGKILL");
  await until(async () => (await wall.run()).pid !== pid, { withinMs: 30_000, what: "the core to be started again" });
  report("core killed", await allTiles("all to be live again", isLive));
});

test("a window that is loaded anew shows its cameras again", async () => {
  await (await wall.page(1)).reload();
  report("window reloaded", await allTiles("all to be live again", isLive));
});

test.describe("in a browser on the core's own machine", () => {
  let browser: Browser;
  let link: string;
  test.beforeAll(async () => {
    const { origin, adminToken } = await wall.run();
    const made = await fetch(origin + routes.tokens, {
      method: "POST",
      headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({ role: "viewer", label: "e2e" }),
    });
    link = `${origin}/?token=${((await made.json()) as { token: string }).token}`;
    browser = await chromium.launch({
      executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
    });
  });
  test.afterAll(async () => {
    await browser.close();
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
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await until(async () => JSON.stringify(await playing()) !== before && (await isRight()), {
      withinMs: 60_000,
      what: "those scrolled to, and no others, to be fed",
    });
    await page.close();
  });
});

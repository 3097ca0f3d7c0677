import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "@playwright/test";
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
        .filter((element) => element.closest(".camera-on-tour-next") === null)
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

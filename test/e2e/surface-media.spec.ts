import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { parse, stringify } from "yaml";
import { routes } from "#contract/http.ts";
import { rulerPicture } from "../lab/pictures.ts";
import { type RtspServer, startRtspServer } from "../lab/rtsp-server.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { cameraId, writeCameraProfile } from "./camera-profile.ts";
import { startTwoMachines, type TwoMachines } from "./two-machines.ts";
import type { WallUnderTest } from "./wall-under-test.ts";

/**
 * A wall of 4×1 monitors on two machines, two on each, 40 mm between their pictures (42 pixels at this size). A camera and a page
 * of the net span each pair. The camera goes on behind the frames; of a page no word may be lost, so it is laid edge to edge: it
 * shows a ruler, dot by dot.
 */
const resolution = { width: 1280, height: 720 };
const { width } = resolution;
const hiddenPx = 42;
const ruler = rulerPicture(2 * width, 300);
const site = createServer((request, response) =>
  request.url === "/thuoc.png"
    ? response.setHeader("content-type", "image/png").end(ruler)
    : response
        .setHeader("content-type", "text/html; charset=utf-8")
        .end('<!doctype html><title>Thước</title><body style="margin:0"><img src="/thuoc.png" style="display:block">'),
);
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RtspServer;
let machines: TwoMachines;
let first: WallUnderTest;
let second: WallUnderTest;

const page = (wall: WallUnderTest, displays: string): Promise<Page> =>
  until(() => wall.app.windows().find((one) => one.url().endsWith(`?display=${displays}`)) ?? null, {
    withinMs: 40_000,
    what: `the window of ${displays}`,
  });
/** What the room sees of a pair of monitors: of the screen itself, not of a page. */
const screen = (pair: 0 | 1, rows: number, top: number, to: readonly string[]): Buffer =>
  execFileSync("ffmpeg", [
    ...["-v", "error", "-y", "-f", "x11grab", "-draw_mouse", "0", "-video_size", `${2 * width}x${rows}`],
    ...["-i", `${machines.monitors[pair].display}.0+0,${top}`, "-frames:v", "1", ...to],
  ]);
const picture = (pair: 0 | 1, name: string): void => {
  if (process.env.IOC_PICTURES !== undefined)
    screen(pair, resolution.height, 0, [path.join(process.env.IOC_PICTURES, name)]);
};
const dots = (pair: 0 | 1, top: number) => screen(pair, 2, top, ["-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]);
/** Which columns of the ruler the room sees in a row of dots of the page, from left to right. */
function columnsSeen(pair: 0 | 1): number[] {
  const row = dots(pair, 500);
  return Array.from({ length: 2 * width }, (_, at) => {
    const [red = 0, green = 0] = row.subarray(at * 3);
    return Math.round(red / 20) * 256 + green;
  });
}
/** Where in the camera's tile it is bright, in 320 columns. */
function brightColumns(pair: 0 | 1): number[] {
  const small = screen(pair, 320, 20, [
    "-vf",
    "scale=320:40:flags=area",
    "-f",
    "rawvideo",
    "-pix_fmt",
    "gray",
    "pipe:1",
  ]);
  const isBright = (column: number) =>
    Array.from({ length: 40 }, (_, row) => small[row * 320 + column] ?? 0).some((grey) => grey > 90);
  return Array.from({ length: 320 }, (_, column) => column).filter(isBright);
}
const edgeToEdge = Array.from({ length: 2 * width }, (_, at) => at);

/** The camera as wide as all that lies between, and moving on both monitors; and the page to the very dot. */
async function expectWhole(pair: 0 | 1, both: Page, camera: string) {
  const video = both.locator(`.camera[data-camera="${camera}"]`);
  await expect(video).toHaveAttribute("data-presentation", "live", { timeout: 60_000 });
  await expect(both.locator(".camera")).toHaveCount(1);
  expect((await both.locator(".camera").boundingBox())?.width).toBe(2 * width + hiddenPx);
  await expect.poll(() => columnsSeen(pair), { timeout: 30_000 }).toEqual(edgeToEdge);
  // Black to the wall's very end, where the tile's own ground is not: what lies on a layer of its own is whole.
  await expect.poll(() => [...dots(pair, 100).subarray((2 * width - 1) * 3, 2 * width * 3)]).toEqual([0, 0, 0]);
  // The ball of the test picture is seen at many places, before the frames and behind them.
  const places = new Set<number>();
  await expect
    .poll(
      () => {
        for (const column of brightColumns(pair)) places.add(column);
        return [false, true].map((isRight) => [...places].filter((one) => one >= 160 === isRight).length > 4);
      },
      { timeout: 60_000, intervals: [200] },
    )
    .toEqual([true, true]);
}

test.beforeAll(async () => {
  folder = await temporaryFolder("ioc-surface-media");
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  server = await startRtspServer({ cameras: 2, sub: "h264" });
  const pair = (from: number, camera: number) => [
    {
      id: `may-${camera}`,
      panel: "camera",
      x: from,
      y: 0,
      width: 48,
      height: 12,
      settings: { camera: cameraId(camera) },
    },
    { id: `trang-${camera}`, panel: "web-page", x: from, y: 12, width: 48, height: 12, settings: { page: "thuoc" } },
  ];
  const profile = await writeCameraProfile(folder.path, server, {
    ...{ columns: 4, rows: 1, resolution, cameras: 2, tiles: [...pair(0, 1), ...pair(48, 2)] },
    web: [
      {
        id: "thuoc",
        name: { vi: "Thước", en: "Ruler" },
        url: `http://127.0.0.1:${(site.address() as AddressInfo).port}/`,
      },
    ],
  });
  const file = path.join(profile, "profile.yaml");
  const given = parse(await readFile(file, "utf8"));
  await writeFile(
    file,
    stringify({ ...given, wall: { ...given.wall, bezelMm: { x: 40, y: 40 }, surfaces: [[1, 2]] } }),
  );
  machines = await startTwoMachines({
    ...{ folder: folder.path, profile, secrets: { camera: server.password } },
    size: { columns: 2, rows: 1, ...resolution },
  });
  first = await machines.openFirst();
  await first.run();
  second = await machines.openSecond(await machines.joinToken());
});
test.afterAll(async () => {
  await machines.stop();
  await server.stop();
  site.close();
  await folder.remove();
});
test.describe.configure({ mode: "serial", timeout: 240_000 });

test("a camera and a page of the net span two monitors of one machine, cut at their frames and going on behind them", async () => {
  await expectWhole(0, await page(first, "1,2"), cameraId(1));
  picture(0, "surface-media.png");
});

test("two monitors of a machine that has joined become one surface by a word at the first, and fall apart by it again", async () => {
  await Promise.all(["3", "4"].map((display) => page(second, display)));
  await machines.drive({
    type: "surfaces",
    surfaces: [
      [1, 2],
      [3, 4],
    ],
  });
  await expectWhole(1, await page(second, "3,4"), cameraId(2));
  picture(1, "surface-media-joined.png");
  const { displays } = await first.statusWhere("all four monitors to be well", (status) =>
    status.displays.every(({ state, surface }) => state === "ok" && surface?.state === "spanned"),
  );
  expect(displays.map(({ number, surface }) => [number, surface?.displays])).toEqual([
    [1, [1, 2]],
    [2, [1, 2]],
    [3, [3, 4]],
    [4, [3, 4]],
  ]);
  // Over two machines there is no window.
  const refused = await machines.post(routes.wallCommands, { type: "surfaces", surfaces: [[2, 3]] });
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([422, "wall.surface-machines"]);
  await machines.drive({ type: "blank", displays: [4] });
  const both = await page(second, "3,4");
  await expect(both.locator(".monitor-pane >> nth=1 >> .cover-blank")).toBeVisible();
  await expect(both.locator(".cover-blank")).toHaveCount(1);
  await machines.drive({ type: "blank", displays: [] });
  await machines.drive({ type: "surfaces", surfaces: [[1, 2]] });
  await page(second, "3");
  await page(second, "4");
  await expect.poll(() => second.app.windows().some((one) => one.url().endsWith("?display=3,4"))).toBe(false);
});

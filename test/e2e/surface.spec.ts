import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { stringify } from "yaml";
import type { Surfaces } from "#contract/entities/surface.ts";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { routes, WallAnswer } from "#contract/http.ts";
import { rulerPicture } from "../lab/pictures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { notedTiles, pageHolds, watchTiles } from "./tile-notes.ts";
import { openWall, setOutput, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

/** Four monitors with 40 mm between their pictures, 42 pixels at this size. */
const resolution = { width: 1280, height: 720 };
const hiddenPx = 42;
let virtualWall: VirtualWall;
let wall: WallUnderTest;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

const words = (vi: string) => ({ vi, en: vi });
const tile = (id: string, panel: string, place: [number, number, number, number], settings: object) => {
  const [x, y, width, height] = place;
  return { id, panel, x, y, width, height, settings };
};
const ruler = (file: string) => ({ file, fit: "cover", title: words("Thước") });
const profile = {
  ...{ schema: 1, id: "mat", name: words("Mặt"), timeZone: "Asia/Ho_Chi_Minh", place: "lang-son" },
  wall: { columns: 2, rows: 2, viewingDistanceM: 4, diagonalInch: 55, resolution, bezelMm: { x: 40, y: 40 } },
  map: { bounds: [106.4, 21.5, 107.15, 22.25], outline: "outline.geojson", attribution: "-" },
  places: [{ id: "lang-son", kind: "province", name: words("Lạng Sơn") }],
  indicators: [],
  sources: [],
  scene: "ngang",
  scenes: [
    {
      id: "ngang",
      name: words("Ngang"),
      tiles: [
        tile("anh", "picture", [0, 0, 48, 18], ruler("thuoc.png")),
        tile("gio", "clock", [12, 18, 24, 6], {}),
        tile("chu-3", "text", [0, 24, 24, 24], { text: words("Ba") }),
        tile("ban-do", "map", [24, 24, 24, 24], { title: words("Bản đồ") }),
      ],
    },
    { id: "ban-do", name: words("Bản đồ"), tiles: [tile("ban-do", "map", [0, 0, 48, 48], { title: words("Bản đồ") })] },
  ],
};
/** Exactly as wide as two monitors and what lies between. */
const rulerPng = () => rulerPicture(2 * resolution.width + hiddenPx, resolution.height);

test.beforeAll(async () => {
  folder = await temporaryFolder("ioc-surface");
  const [site, data] = [path.join(folder.path, "profile"), path.join(folder.path, "data")];
  await mkdir(path.join(data, "files"), { recursive: true });
  await mkdir(site);
  await writeFile(path.join(site, "profile.yaml"), stringify(profile));
  await writeFile(path.join(site, "outline.geojson"), JSON.stringify({ type: "FeatureCollection", features: [] }));
  await writeFile(path.join(data, "files", "thuoc.png"), rulerPng());
  virtualWall = await startVirtualWall({ columns: 2, rows: 2, ...resolution });
  wall = await openWall({ display: virtualWall.display, profile: site, data, env: { IOC_DESK: "1" } });
  await wall.statusWhere("four monitors", ({ displays }) => isWell(displays), 60_000);
});
test.afterAll(async () => {
  await wall.close();
  await virtualWall.stop();
  await folder.remove();
});
test.afterEach(async () => {
  const { status, expectedStatus } = test.info();
  if (status !== expectedStatus) console.log((await Promise.all(wall.app.windows().map(pageHolds))).join("\n"));
});
test.describe.configure({ mode: "serial" });

const isWell = (displays: readonly { state: string }[]) =>
  displays.length === 4 && displays.every(({ state }) => state === "ok");

async function drive(command: WallCommand): Promise<WallAnswer> {
  const { origin, adminToken } = await wall.run();
  const answer = await fetch(origin + routes.wallCommands, {
    method: "POST",
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    body: JSON.stringify(command),
  });
  expect(answer.ok).toBe(true);
  return WallAnswer.parse(await answer.json());
}

const desk = () =>
  until(() => wall.app.windows().find((page) => page.url().includes("/desk/")) ?? null, {
    withinMs: 20_000,
    what: "the desk's window",
  });
/** The desk lies over the wall here; where it is the wall that is looked at, it has to go. */
const putDesk = (where: "away" | "back") =>
  wall.app.evaluate(({ BrowserWindow }, isBack) => {
    for (const window of BrowserWindow.getAllWindows())
      if (window.webContents.getURL().includes("/desk/")) isBack ? window.showInactive() : window.hide();
  }, where === "back");
/** What the wall's windows cover, by the monitors in their addresses. */
const windows = () =>
  wall.app.evaluate(({ BrowserWindow }) =>
    Object.fromEntries(
      BrowserWindow.getAllWindows()
        .filter((window) => window.isVisible() && window.webContents.getURL().includes("/wall/index.html"))
        .map((window) => [
          new URL(window.webContents.getURL()).searchParams.get("display") ?? "",
          [window.getBounds().x, window.getBounds().y, window.getBounds().width, window.getBounds().height],
        ]),
    ),
  );
const { width, height } = resolution;
const alone = {
  "1": [0, 0, width, height],
  "2": [width, 0, width, height],
  "3": [0, height, width, height],
  "4": [width, height, width, height],
};
const joined = { "1,2": [0, 0, 2 * width, height], "3": alone["3"], "4": alone["4"] };
const surfacesIn = async (): Promise<Surfaces> => (await drive({ type: "identify" })).wall.surfaces;
const page = (displays: string): Promise<Page> =>
  until(() => wall.app.windows().find((one) => one.url().endsWith(`?display=${displays}`)) ?? null, {
    withinMs: 20_000,
    what: `the window of ${displays}`,
  });
/** What the room sees: of the screen itself, not of a page. */
const screen = (rows: number, top: number, to: readonly string[]): Buffer =>
  execFileSync("ffmpeg", [
    ...["-v", "error", "-y", "-f", "x11grab", "-draw_mouse", "0", "-video_size", `${2 * width}x${rows}`],
    ...["-i", `${virtualWall.display}.0+0,${top}`, "-frames:v", "1", ...to],
  ]);
const picture = (name: string): void => {
  if (process.env.IOC_PICTURES !== undefined) screen(2 * height, 0, [path.join(process.env.IOC_PICTURES, name)]);
};

/** Which columns of the ruler the room sees in a row of dots, from left to right. */
function columnsSeen(): number[] {
  const dots = screen(2, 300, ["-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"]);
  return Array.from({ length: 2 * width }, (_, at) => {
    const [red = 0, green = 0] = dots.subarray(at * 3);
    return Math.round(red / 20) * 256 + green;
  });
}
const beforeAndBehind = Array.from({ length: 2 * width }, (_, at) => (at < width ? at : at + hiddenPx));

test("two monitors are joined at the desk: one window spans exactly both, and a picture is cut at their frames", async () => {
  const at = await desk();
  await at.keyboard.press("F2");
  await expect(at.locator('[aria-label="ĐANG CHIẾU"] [data-miniature="1"] [data-tile="gio"]')).toBeVisible();
  await at.keyboard.press("Alt+1");
  await at.keyboard.press("n");
  const dialog = at.getByRole("dialog", { name: "Nối màn hình" });
  await expect(dialog.getByRole("button", { name: "Màn hình 1" })).toHaveAttribute("aria-pressed", "true");
  await at.keyboard.press("4");
  await expect(dialog.getByRole("button", { name: "Nối 1+4" })).toBeDisabled();
  await at.keyboard.press("4");
  await at.keyboard.press("2");
  if (process.env.IOC_PICTURES !== undefined)
    await at.screenshot({ path: path.join(process.env.IOC_PICTURES, "surface-dialog.png") });
  await expect(dialog.getByRole("button", { name: "Nối 1+2 thành một mặt" })).toBeEnabled();
  await at.keyboard.press("Enter");
  await expect.poll(windows).toEqual(joined);
  const status = await wall.statusWhere("four monitors", ({ displays }) => isWell(displays));
  expect(status.displays.map(({ number, surface }) => [number, surface?.state])).toEqual([
    ...[
      [1, "spanned"],
      [2, "spanned"],
      [3, undefined],
      [4, undefined],
    ],
  ]);
  expect(status.displays[1]?.bounds).toEqual({ x: width, y: 0, width, height });
  // Each monitor is told of with its own tiles.
  const tilesOf = async (number: number) =>
    (await wall.status()).displays
      .find((one) => one.number === number)
      ?.tiles.map((one) => one.tile)
      .sort();
  await expect.poll(() => tilesOf(2)).toEqual(["anh", "gio"]);
  const both = await page("1,2");
  await expect(both.locator('[data-tile="anh"]')).toHaveCount(1);
  await expect(both.locator('[data-tile="gio"]')).toContainText(":");
  await putDesk("away");
  await expect.poll(columnsSeen).toEqual(beforeAndBehind);
  picture("surface-joined.png");
  await putDesk("back");
  await expect(at.locator('[aria-label="ĐANG CHIẾU"] [data-miniature="1+2"] [data-tile="anh"]')).toHaveCount(1);
  await expect(at.locator(".entries")).toContainText("Nối màn hình thành mặt: 1+2");
  if (process.env.IOC_PICTURES !== undefined)
    await at.screenshot({ path: path.join(process.env.IOC_PICTURES, "surface-desk.png") });
});

test("what operators put over a monitor stays on that monitor of the surface", async () => {
  const both = await page("1,2");
  const over = (at: number, what: string) => both.locator(`.monitor-pane >> nth=${at} >> ${what}`);
  await drive({ type: "blank", displays: [2] });
  await expect(over(1, ".cover-blank")).toBeVisible();
  await expect(over(0, ".cover-blank")).toHaveCount(0);
  await drive({ type: "blank", displays: [] });
  await drive({ type: "identify" });
  await expect(over(0, ".cover-number")).toHaveText("1");
  await expect(over(1, ".cover-number")).toHaveText("2");
  await expect(both.locator(".cover-number")).toHaveCount(0, { timeout: 20_000 });
  await drive({ type: "freeze", displays: [2] });
  const frozen = over(1, ".cover-frozen img");
  await expect(frozen).toBeVisible();
  const size = await frozen.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
  expect(size).toEqual([width, height]);
  await expect(over(0, ".cover-frozen")).toHaveCount(0);
  await drive({ type: "freeze", displays: [] });
  await expect(frozen).toHaveCount(0);
  // Pushed to the second monitor, a text covers what spans both there and nowhere else.
  const content = { kind: "panel" as const, what: words("Chữ"), panel: "text", settings: { text: words("Riêng") } };
  await drive({ type: "push", display: 2, content, forMs: null });
  await expect(both.locator('[data-tile="d2.push"]')).toContainText("Riêng");
  await putDesk("away");
  await expect.poll(() => columnsSeen().slice(0, width)).toEqual(beforeAndBehind.slice(0, width));
  expect(columnsSeen().slice(width)).not.toContain(width + hiddenPx + 600);
  picture("surface-push.png");
  await drive({ type: "give-back", displays: [2] });
  await expect.poll(columnsSeen).toEqual(beforeAndBehind);
});

test("a change of scene is prepared and shown by the surface's window as by any other", async () => {
  const both = await page("1,2");
  await watchTiles(both);
  await drive({ type: "take", scene: "ban-do" });
  await expect(both.locator('[data-tile="ban-do"] canvas')).toHaveCount(1);
  await expect(both.locator("[data-unseen]")).toHaveCount(0);
  // Once, as a whole, on both monitors.
  expect(await notedTiles(both)).toHaveLength(2);
  picture("surface-map.png");
  await drive({ type: "undo" });
  await expect.poll(columnsSeen).toEqual(beforeAndBehind);
});

test("a monitor is unplugged, hung elsewhere, and plugged again: what is there shows, and the surface comes back by itself", async () => {
  const { display } = virtualWall;
  const second = virtualWall.outputs[1];
  if (second === undefined) throw new Error("no second monitor");
  await setOutput(display, second.name, null);
  const { "2": _, ...left } = alone;
  await expect.poll(windows).toEqual(left);
  const apart = await wall.statusWhere("the surface apart", ({ displays }) => displays[1]?.state === "missing");
  expect(apart.displays[0]?.surface).toEqual({ displays: [1, 2], state: "missing" });
  await expect((await page("1")).locator('[data-tile="anh"]')).toBeVisible();
  await putDesk("back");
  const onAir = (await desk()).locator('[aria-label="ĐANG CHIẾU"]');
  await expect(onAir.locator('[data-miniature="1"]')).toContainText("mặt 1+2 đang rời: thiếu màn hình");
  if (process.env.IOC_PICTURES !== undefined)
    await (await desk()).screenshot({ path: path.join(process.env.IOC_PICTURES, "surface-apart.png") });
  await putDesk("away");
  await setOutput(display, second.name, { x: width, y: 0, width: 1024, height: 720 });
  await wall.statusWhere("uneven monitors", ({ displays }) => displays[0]?.surface?.state === "uneven");
  await expect.poll(async () => Object.keys(await windows()).sort()).toEqual(["1", "2", "3", "4"]);
  await setOutput(display, second.name, second);
  await expect.poll(windows).toEqual(joined);
  await wall.statusWhere("four monitors", ({ displays }) => isWell(displays));
  await expect.poll(columnsSeen).toEqual(beforeAndBehind);
  expect(await surfacesIn()).toEqual([[1, 2]]);
});

test("undone, every monitor has its own window again; done again and split at the desk it is the same", async () => {
  const at = await desk();
  await putDesk("back");
  await drive({ type: "surfaces", surfaces: [] });
  await expect.poll(windows).toEqual(alone);
  await drive({ type: "undo" });
  await expect.poll(windows).toEqual(joined);
  const { origin, adminToken } = await wall.run();
  const file = await fetch(origin + routes.sceneFile, { headers: { authorization: `Bearer ${adminToken}` } });
  expect(await file.json()).toMatchObject({ schema: 3, surfaces: [[1, 2]] });
  await at.getByRole("button", { name: /^Nối màn hình N$/ }).click();
  await at.getByRole("button", { name: "Tách 1+2" }).click();
  await expect.poll(windows).toEqual(alone);
  await expect.poll(surfacesIn).toEqual([]);
  // All four as one, and what is remembered of it at the next start, before the core says so.
  await drive({ type: "surfaces", surfaces: [[1, 2, 3, 4]] });
  await expect.poll(windows).toEqual({ "1,2,3,4": [0, 0, 2 * width, 2 * height] });
  await drive({ type: "take", scene: "ban-do" });
  await expect((await page("1,2,3,4")).locator('[data-tile="ban-do"] canvas')).toHaveCount(1);
  await putDesk("away");
  picture("surface-four.png");
});

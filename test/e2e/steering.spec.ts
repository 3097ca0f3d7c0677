import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { stringify } from "yaml";
import { CreatedToken, routes } from "#contract/http.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { type HttpCamera, startHttpCamera } from "../lab/http-camera.ts";
import { type OnvifDevice, startOnvifDevice } from "../lab/onvif-device.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";

/** A core with cameras over HTTP, one of which can be moved, looked at in browsers. */
const words = (vi: string) => ({ vi, en: vi });
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let device: OnvifDevice;
let camera: HttpCamera;
let core: RunningCore;
let browser: Browser;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  device = await startOnvifDevice();
  camera = await startHttpCamera();
  const profile = path.join(folder.path, "profile");
  await mkdir(profile);
  const tile = (id: string, x: number, y: number) => ({
    ...{ id, panel: "camera", x, y, width: 12, height: 12, settings: { camera: id } },
  });
  const text = stringify({
    schema: 1,
    id: "quay",
    name: words("Thử quay"),
    timeZone: "Asia/Ho_Chi_Minh",
    place: "tinh",
    wall: { columns: 1, rows: 1, viewingDistanceM: 2, diagonalInch: 55, resolution: { width: 1280, height: 720 } },
    map: { bounds: [105.95, 21.2, 107.5, 22.55], outline: "outline.geojson", attribution: "test" },
    places: [{ id: "tinh", kind: "province", name: words("Tỉnh") }],
    indicators: [],
    sources: [],
    cameras: [
      {
        id: "cong",
        name: words("Cổng Hữu Nghị"),
        stream: { type: "jpeg", url: `${camera.url}/snapshot.jpg` },
        onvif: { url: device.url, username: "ioc", password: "mat-khau-1" },
      },
      { id: "duong", name: words("Đường 1"), stream: { type: "mjpeg", url: `${camera.url}/mjpeg` } },
      { id: "song", name: words("Bờ sông"), stream: { type: "hls", url: `${camera.url}/hls/live.m3u8` } },
    ],
    scenes: [
      {
        id: "thu",
        name: words("Thử"),
        tiles: [tile("cong", 0, 0), tile("duong", 12, 0), tile("song", 0, 12)],
      },
    ],
    scene: "thu",
  });
  await writeFile(path.join(profile, "profile.yaml"), text);
  await writeFile(path.join(profile, "outline.geojson"), '{"type":"FeatureCollection","features":[]}');
  core = await startCore({ profile });
  browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
});
test.afterAll(async () => {
  await browser.close();
  await core.remove();
  await camera[Symbol.asyncDispose]();
  await device[Symbol.asyncDispose]();
  await folder.remove();
});

async function deskOf(label: string): Promise<Page> {
  const body = JSON.stringify({ role: "operator", label });
  const headers = { "content-type": "application/json" };
  const made = CreatedToken.parse(await (await core.fetch(routes.tokens, { method: "POST", headers, body })).json());
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(`${core.origin}/desk?token=${made.token}`);
  // Keys count once it is there.
  await expect(page.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
  return page;
}

test("a camera is moved by keys with its live picture; others see who has it, until it is let go", async () => {
  const desk = await deskOf("Lan");
  // Three letters of its name, without marks.
  await desk.keyboard.press("/");
  await desk.keyboard.type("huu");
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("region", { name: "CHUẨN BỊ" })).toContainText("Cổng Hữu Nghị");
  await desk.keyboard.press("p");
  const dialog = desk.getByRole("dialog", { name: /Quay camera: Cổng Hữu Nghị/ });
  await expect(dialog.locator('[data-presentation="live"]')).toBeVisible();
  await expect(dialog).toContainText("Chưa ai điều khiển");
  await expect(dialog.getByRole("button", { name: /Cổng chính/ })).toBeVisible();

  await desk.keyboard.down("ArrowRight");
  await until(() => (device.velocity()?.pan ?? 0) > 0, { what: "the camera turning right" });
  await until(() => device.done.filter((one) => one.startsWith("move")).length > 3, { what: "the move told again" });
  await desk.keyboard.up("ArrowRight");
  await until(() => device.velocity() === null, { what: "the camera standing still" });
  expect(device.done.at(-1)).toBe("stop");
  await expect(dialog).toContainText("Bạn đang điều khiển");
  await desk.keyboard.press("2");
  await until(() => device.done.at(-1) === "preset 2", { what: "the preset" });
  await desk.screenshot({ path: test.info().outputPath("steering.png") });

  const other = await deskOf("Minh");
  await other.keyboard.press("F3");
  await other.getByRole("option", { name: /Cổng Hữu Nghị/ }).click();
  await expect(other.locator("article.detail")).toContainText("Đang do Lan điều khiển");
  await other.keyboard.press("p");
  const before = device.done.length;
  await other.keyboard.press("ArrowLeft");
  await expect(other.getByRole("dialog").getByRole("alert")).toContainText("«Lan» đang điều khiển camera này");
  expect(device.done).toHaveLength(before);
  await other.screenshot({ path: test.info().outputPath("held.png") });

  await desk.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(other.getByRole("dialog")).toContainText("Chưa ai điều khiển");
  await other.keyboard.press("Equal");
  await until(() => device.done.length > before, { what: "the other one's zoom" });
  expect(device.done[before]).toBe("move 0 0 0.6 for 1 s");
  await other.close();
  await desk.close();
});

test("cameras over HTTP are live on the wall and are put on a monitor like any other", async () => {
  const wall = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await wall.goto(await core.viewerLink());
  for (const id of ["cong", "duong", "song"])
    await expect(wall.locator(`[data-camera="${id}"][data-presentation="live"]`)).toBeVisible({ timeout: 40_000 });
  await wall.screenshot({ path: test.info().outputPath("wall.png") });
  const desk = await deskOf("Lan");
  await desk.keyboard.press("/");
  await desk.keyboard.type("duo");
  await desk.keyboard.press("Enter");
  await desk.keyboard.press("Space");
  // The whole monitor is its own now.
  await expect(wall.locator("[data-camera]")).toHaveCount(1);
  await expect(wall.locator('[data-camera="duong"][data-presentation="live"]')).toBeVisible({ timeout: 40_000 });
  await desk.close();
  await wall.close();
});

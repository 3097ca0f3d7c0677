import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { routes, WallAnswer } from "#contract/http.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { notedTiles, watchTiles } from "./tile-notes.ts";
import { openWall, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

/** The wall of six figures on small monitors: the wall is driven over HTTP, as the desk does it. */
let virtualWall: VirtualWall;
let wall: WallUnderTest;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const open = () =>
  openWall({ display: virtualWall.display, profile: sixFigures, data: path.join(folder.path, "data") });

test.beforeAll(async () => {
  folder = await temporaryFolder();
  virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 1280, height: 720 });
  wall = await open();
  await wall.statusWhere("all to be well", ({ state }) => state === "ok", 60_000);
});
test.afterAll(async () => {
  await wall.close();
  await virtualWall.stop();
  await folder.remove();
});
test.describe.configure({ mode: "serial" });

async function drive(command: WallCommand): Promise<WallAnswer> {
  const { origin, adminToken } = await wall.run();
  const answer = await fetch(origin + routes.wallCommands, {
    method: "POST",
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    body: JSON.stringify(command),
  });
  return WallAnswer.parse(await answer.json());
}

test("a change is shown by all windows at one moment, ready, and what stays goes on running", async () => {
  const pages = await Promise.all([1, 2, 3, 4].map((number) => wall.page(number)));
  const map = pages[1] as Page;
  // The very element of the map, to be known again.
  await map.evaluate(() => document.querySelector('[data-tile="ban-do"] canvas')?.setAttribute("data-mine", "1"));
  for (const page of pages) await watchTiles(page);
  await drive({ type: "take", scene: "un-tac-cua-khau" });
  await expect((pages[2] as Page).locator('[data-tile="cua-khau"]')).toContainText("Hữu Nghị");
  await expect((pages[0] as Page).locator('[data-tile="camera-lan-xe"]')).toContainText("TRỰC TIẾP");
  await expect(map.locator("canvas[data-mine]")).toHaveCount(1);
  // Each monitor changed once, as a whole; the one whose only tile stays did not change at all.
  const seen = await Promise.all(pages.map(notedTiles));
  expect(seen.map((list) => list.length)).toEqual([2, 1, 2, 2]);
  for (const page of pages) await expect(page.locator("[data-unseen]")).toHaveCount(0);
});

test("a push covers one monitor and gives it back, nothing else is touched", async () => {
  const [one, four] = await Promise.all([wall.page(1), wall.page(4)]);
  const what = { vi: "Cầu Kỳ Cùng", en: "Kỳ Cùng bridge" };
  await watchTiles(one);
  await drive({
    type: "push",
    display: 4,
    content: { kind: "panel", what, panel: "camera", settings: { camera: "cau-ky-cung" } },
    forMs: 3_000,
  });
  await expect(four.locator("[data-tile]")).toHaveCount(1);
  await expect(four.locator('[data-tile="d4.push"]')).toContainText("Cầu Kỳ Cùng");
  await expect(four.locator('[data-tile="xu-the-huu-nghi"]')).toBeVisible();
  await expect(four.locator("[data-tile]")).toHaveCount(3);
  expect(await notedTiles(one)).toHaveLength(1);
});

test("a panel nobody knows, wrong settings and a camera that is gone say so on their tile; the rest shows", async () => {
  const { origin, adminToken } = await wall.run();
  const tile = (id: string, x: number, panel: string, settings: object) => ({
    id,
    panel,
    x,
    y: 0,
    width: 8,
    height: 12,
    settings,
  });
  const scene = {
    id: "hong",
    name: { vi: "Hỏng", en: "Broken" },
    tiles: [
      tile("la", 0, "hologram", {}),
      tile("sai", 8, "camera", { kamera: 1 }),
      tile("mat", 16, "camera", { camera: "da-xoa" }),
      { ...tile("tot", 0, "key-figure", { indicator: "grdp.tang-truong" }), y: 12 },
      { ...tile("ngoai", 40, "heading", { title: { vi: "Ngoài", en: "Outside" } }), width: 20 },
    ],
  };
  const imported = await fetch(origin + routes.sceneFile, {
    method: "POST",
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    body: JSON.stringify({ format: "ioc-wall-scenes", schema: 99, scenes: [scene] }),
  });
  expect(imported.status).toBe(200);
  await drive({ type: "take", scene: "hong" });
  const one = await wall.page(1);
  await expect(one.locator('[data-tile="la"]')).toContainText("Không có loại ô «hologram»");
  await expect(one.locator('[data-tile="sai"]')).toContainText("Thiết đặt của ô không đúng");
  await expect(one.locator('[data-tile="mat"]')).toContainText("Không có camera «da-xoa»");
  await expect(one.locator('[data-tile="tot"]')).toContainText("+8,06");
  await expect((await wall.page(2)).locator('[data-tile="ngoai"]')).toContainText("Ngoài");
  await drive({ type: "undo" });
  await expect(one.locator('[data-tile="camera-lan-xe"]')).toBeVisible();
});

test("a monitor stands still, says since when, and shows what goes on behind it when it is released", async () => {
  const [one, two] = await Promise.all([wall.page(1), wall.page(2)]);
  await drive({ type: "take", scene: "toan-canh" });
  await expect(one.locator('[data-tile="grdp"]')).toBeVisible();
  const { wall: frozen } = await drive({ type: "freeze", displays: [1] });
  expect(frozen.frozen).toMatchObject([{ display: 1 }]);
  const picture = one.locator(".cover-frozen img");
  await expect(picture).toBeVisible();
  await expect(one.locator(".cover-frozen")).toContainText(/GIỮ HÌNH từ \d\d:\d\d/);
  const size = () =>
    picture.evaluate((image) => ({
      width: (image as HTMLImageElement).naturalWidth,
      height: (image as HTMLImageElement).naturalHeight,
    }));
  expect(await size()).toEqual({ width: 1280, height: 720 });
  // Dot for dot the same picture, whatever happens behind it: another scene, a page that is loaded anew.
  const dots = () =>
    picture.evaluate((image) => {
      const canvas = new OffscreenCanvas(1280, 720);
      const context = canvas.getContext("2d");
      context?.drawImage(image as HTMLImageElement, 0, 0);
      let sum = 0;
      for (const one of context?.getImageData(0, 0, 1280, 720).data ?? []) sum = (sum * 31 + one) % 4_294_967_291;
      return sum;
    });
  const before = await dots();
  await drive({ type: "take", scene: "un-tac-cua-khau" });
  await expect(one.locator('[data-tile="camera-lan-xe"]')).toHaveCount(1);
  await expect(two.locator(".cover-frozen")).toHaveCount(0);
  if (process.env.IOC_PICTURES !== undefined)
    await one.screenshot({ path: path.join(process.env.IOC_PICTURES, "frozen.png") });
  await one.reload();
  await expect(picture).toBeVisible();
  expect(await dots()).toBe(before);
  // Privacy goes before it.
  await drive({ type: "blank", displays: [1] });
  await expect(one.locator(".cover-blank")).toBeVisible();
  await drive({ type: "blank", displays: [] });
  await drive({ type: "freeze", displays: [] });
  await expect(picture).toHaveCount(0);
  await expect(one.locator('[data-tile="camera-lan-xe"]')).toContainText("TRỰC TIẾP");
});

test("restarted, the wall comes back as it was: scene, push and who is in control", async () => {
  const what = { vi: "Ngã tư Phai Vệ", en: "Phai Vệ crossroads" };
  const content = { kind: "panel" as const, what, panel: "camera", settings: { camera: "phai-ve" } };
  const { wall: before } = await drive({ type: "push", display: 3, content, forMs: null });
  await wall.close();
  wall = await open();
  await wall.statusWhere(
    "the wall to be up",
    ({ displays }) => displays.length === 4 && displays.every(({ state }) => state === "ok"),
    60_000,
  );
  await expect((await wall.page(3)).locator('[data-tile="d3.push"]')).toContainText("Ngã tư Phai Vệ");
  await expect((await wall.page(1)).locator('[data-tile="camera-lan-xe"]')).toBeVisible();
  const { wall: after } = await drive({ type: "identify" });
  expect([after.control, after.pushes, after.scene.id]).toEqual([before.control, before.pushes, before.scene.id]);
});

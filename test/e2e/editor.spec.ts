import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { StoredScene, type WallCommand } from "#contract/entities/wall-state.ts";
import { routes } from "#contract/http.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { openWall, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

/** The wall of six figures on 2×2 small monitors, its desk in a window: scenes are made as an operator makes them. */
let virtualWall: VirtualWall;
let wall: WallUnderTest;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let browser: Browser | undefined;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 960, height: 540 });
  wall = await openWall({
    display: virtualWall.display,
    profile: sixFigures,
    data: path.join(folder.path, "data"),
    env: { IOC_DESK: "1" },
  });
  await wall.statusWhere("all to be well", ({ state }) => state === "ok", 60_000);
});
test.afterAll(async () => {
  await browser?.close();
  await wall.close();
  await virtualWall.stop();
  await folder.remove();
});
test.describe.configure({ mode: "serial" });

const deskWindow = () =>
  until(() => wall.app.windows().find((page) => page.url().includes("/desk/")) ?? null, {
    withinMs: 20_000,
    what: "the desk's window",
  });

async function ask(method: string, route: string, body?: unknown): Promise<Response> {
  const { origin, adminToken } = await wall.run();
  return fetch(origin + route, {
    method,
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
const drive = (command: WallCommand) => ask("POST", routes.wallCommands, command);
const scene = async (id: string) => StoredScene.parse(await (await ask("GET", routes.scene(id))).json());
const look = (page: Page, name: string) =>
  process.env.IOC_PICTURES === undefined
    ? Promise.resolve()
    : page.screenshot({ path: path.join(process.env.IOC_PICTURES, `${name}.png`) });

/** A tile of the scene on the table, as the mouse takes hold of it. */
const tileOf = (desk: Page, number: number) => desk.locator(".tile-handle").nth(number - 1);
const place = async (desk: Page) => {
  const side = desk.getByRole("complementary", { name: "Thiết đặt" });
  const values = await Promise.all(
    ["Trái", "Trên", "Rộng", "Cao"].map((name) => side.getByLabel(name, { exact: true }).inputValue()),
  );
  return values.map(Number);
};
async function drag(desk: Page, from: { x: number; y: number }, by: { x: number; y: number }) {
  await desk.mouse.move(from.x, from.y);
  await desk.mouse.down();
  await desk.mouse.move(from.x + by.x / 2, from.y + by.y / 2);
  await desk.mouse.move(from.x + by.x, from.y + by.y);
  await desk.mouse.up();
}
async function add(desk: Page, typed: string) {
  await desk.keyboard.press("/");
  await desk.keyboard.type(typed);
  await desk.keyboard.press("Enter");
}

test("a scene is made with mouse and keyboard, prepared, taken, and taken back", async () => {
  const desk = await deskWindow();
  const [one, two] = await Promise.all([wall.page(1), wall.page(2)]);
  await desk.keyboard.press("F2");
  await expect(desk.locator('[data-scene="toan-canh"]')).toBeVisible();
  await desk.keyboard.press("e");
  await expect(desk.getByLabel("Cảnh đang soạn")).toHaveValue("toan-canh");
  await expect(desk.locator(".tile-handle").first()).toBeVisible();
  await desk.waitForTimeout(2_500);
  await look(desk, "editor-scene");
  await desk.keyboard.press("2");
  await look(desk, "editor-tile");
  await desk.keyboard.press("Escape");

  await desk.getByRole("button", { name: "Cảnh mới" }).click();
  await desk.keyboard.type("Trực lũ sông Kỳ Cùng");
  await desk.keyboard.press("Enter");
  await expect(desk.locator(".scene-bar")).toContainText("chưa lưu lần nào");

  // By keys: what is to be seen by letters of its name, its place by arrows.
  await add(desk, "grdp");
  await expect(tileOf(desk, 1)).toHaveClass(/selected/);
  expect(await place(desk)).toEqual([0, 0, 12, 12]);
  await expect(desk.locator('[data-miniature="1"]')).toContainText("8,06");
  await desk.keyboard.press("Shift+ArrowRight");
  await desk.keyboard.press("Control+ArrowDown");
  expect(await place(desk)).toEqual([0, 6, 13, 12]);
  await desk.keyboard.press("Control+z");
  await desk.keyboard.press("Control+z");
  expect(await place(desk)).toEqual([0, 0, 12, 12]);
  await desk.keyboard.press("Control+y");
  expect(await place(desk)).toEqual([0, 0, 13, 12]);

  // By the mouse: onto the next monitor, snapped to the grid, and made larger by its corner.
  await desk.keyboard.press("Alt+2");
  await add(desk, "phai");
  const box = await tileOf(desk, 2).boundingBox();
  if (box === null) throw new Error("the tile is not to be seen");
  expect(await place(desk)).toEqual([24, 0, 12, 12]);
  const unit = { x: box.width / 12, y: box.height / 12 };
  await drag(desk, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, { x: unit.x * 5.2, y: unit.y * 3.8 });
  expect(await place(desk)).toEqual([29, 4, 12, 12]);
  const hold = await tileOf(desk, 2).locator('[data-hold="se"]').boundingBox();
  if (hold === null) throw new Error("the corner is not to be seen");
  await drag(desk, { x: hold.x + 5, y: hold.y + 5 }, { x: unit.x * 4, y: unit.y * 99 });
  expect(await place(desk)).toEqual([29, 4, 16, 44]);
  // One drag is one step.
  await desk.keyboard.press("Control+z");
  expect(await place(desk)).toEqual([29, 4, 12, 12]);
  await desk.keyboard.press("w");
  expect(await place(desk)).toEqual([24, 0, 24, 24]);

  // A kind of panel, filled in by its form; what it lacks is said beside its field.
  await desk.keyboard.press("Alt+1");
  await add(desk, "xu huong");
  await expect(desk.locator('[data-field="series"]')).toContainText("Cần ít nhất 1 mục.");
  await look(desk, "editor-form-mistake");
  const title = desk.getByLabel("Tên trên ô", { exact: true });
  // Enter leads to what the tile shows, not to where it stands.
  await desk.keyboard.press("Enter");
  await expect(title).toBeFocused();
  await title.fill("Mực nước");
  await desk.locator('[data-field="series"]').getByRole("button", { name: "Thêm" }).click();
  const indicator = desk.locator('[data-field="series.0.indicator"]').getByRole("combobox");
  await indicator.fill("xe cho");
  await desk.locator(".pick-list [role=option]").first().waitFor();
  await indicator.press("Enter");
  await expect(desk.locator('[data-field="series"] .field-mistake')).toHaveCount(0);
  await look(desk, "editor-form");
  await title.press("Control+s");
  await expect(desk.locator(".scene-bar")).toContainText("đã lưu, bản 1");
  expect(await scene("truc-lu-song-ky-cung")).toMatchObject({
    name: { vi: "Trực lũ sông Kỳ Cùng", en: "Trực lũ sông Kỳ Cùng" },
    tiles: [
      { panel: "key-figure", x: 0, y: 0, width: 13, height: 12 },
      { panel: "camera", x: 24, y: 0, width: 24, height: 24, settings: { camera: "phai-ve" } },
      { panel: "trend", settings: { title: { vi: "Mực nước", en: "Mực nước" } } },
    ],
  });

  await desk.keyboard.press("Escape");
  await desk.keyboard.press("Control+Enter");
  await expect(desk.getByRole("region", { name: "CHUẨN BỊ" })).toContainText("Trực lũ sông Kỳ Cùng");
  await expect(one.locator('[data-tile="grdp"]')).toBeVisible();
  await look(desk, "desk-prepared");
  await desk.keyboard.press("Space");
  await expect(two.locator('[data-panel="camera"]')).toContainText("Phai Vệ");
  await expect(one.locator('[data-panel="key-figure"]')).toHaveCount(1);
  await expect(one.locator('[data-panel="trend"]')).toContainText("Mực nước");
  await desk.keyboard.press("Control+z");
  await expect(one.locator('[data-tile="grdp"]')).toBeVisible();
  // And the scene itself: it was saved by an entry like any other.
  await desk.keyboard.press("Control+z");
  await expect(desk.locator('[data-scene="truc-lu-song-ky-cung"]')).toHaveCount(0);
  await desk.keyboard.press("Control+y");
  await expect(desk.locator('[data-scene="truc-lu-song-ky-cung"]')).toBeVisible();
});

test("two desks at once: each sees what the other saved, and the last one wins tile by tile", async () => {
  const { origin } = await wall.run();
  const made = await ask("POST", routes.tokens, { role: "operator", label: "Minh" });
  const { token } = (await made.json()) as { token: string };
  browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  const theirs = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await theirs.goto(`${origin}/desk?token=${token}`);
  const own = await deskWindow();
  for (const desk of [own, theirs]) {
    await desk.keyboard.press("F8");
    await desk.getByLabel("Cảnh đang soạn").selectOption("truc-lu-song-ky-cung");
    await expect(desk.locator(".tile-handle")).toHaveCount(3);
  }
  await own.keyboard.press("1");
  await own.keyboard.press("ArrowDown");
  await theirs.keyboard.press("1");
  await theirs.keyboard.press("Shift+ArrowDown");
  await theirs.keyboard.press("2");
  await theirs.keyboard.press("Shift+ArrowLeft");
  await theirs.keyboard.press("Control+s");
  // What was changed there only is as it is there; what both have changed stays, and it is said.
  await expect(own.locator(".editor-note")).toContainText("Minh đã lưu cảnh này");
  await expect(own.locator(".editor-note")).toContainText("1 · Số liệu chính");
  await own.keyboard.press("2");
  expect(await place(own)).toEqual([24, 0, 23, 24]);
  await look(own, "editor-two-desks");
  await own.keyboard.press("Control+s");
  await expect(theirs.locator(".editor-note")).toContainText("Trực ban tại máy đã lưu cảnh này");
  await theirs.keyboard.press("1");
  expect(await place(theirs)).toEqual([0, 1, 13, 12]);
  expect((await scene("truc-lu-song-ky-cung")).by).toEqual({ role: "operator", name: "" });
  // On the wall the last one wins too, and both see who it was.
  await drive({ type: "take", scene: "un-tac-cua-khau" });
  await theirs.keyboard.press("Control+Enter");
  await theirs.keyboard.press("Space");
  await own.keyboard.press("F2");
  await expect(own.getByRole("region", { name: "ĐANG CHIẾU" })).toContainText("Minh đang điều khiển");
  await expect((await wall.page(1)).locator('[data-panel="trend"]')).toContainText("Mực nước");
});

test("a scene file from a newer program: what cannot be shown is said, and saving loses nothing of it", async () => {
  const tile = (id: string, x: number, panel: string, settings: object, more = {}) => ({
    id,
    panel,
    x,
    y: 0,
    width: 8,
    height: 12,
    settings,
    ...more,
  });
  const strange = {
    id: "la",
    name: { vi: "Cảnh lạ", en: "Strange" },
    mood: "calm",
    tiles: [
      tile("hologram", 0, "hologram", { depth: 3 }, { glow: true }),
      tile("sai", 8, "camera", { kamera: 1 }),
      tile("mat", 16, "camera", { camera: "da-xoa" }),
      tile("ngoai", 44, "heading", { title: { vi: "Ngoài", en: "Outside" } }),
      { id: "vo-hinh", panel: "heading", x: -1, shape: "round" },
    ],
  };
  const file = { format: "ioc-wall-scenes", schema: 99, scenes: [strange] };
  const desk = await deskWindow();
  await desk.keyboard.press("F8");
  await desk.getByLabel("Nhập tệp", { exact: true }).setInputFiles({
    name: "scenes.json",
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(file)),
  });
  await expect(desk.locator(".editor-note")).toContainText("Tệp do phiên bản mới hơn ghi");
  await expect(desk.locator(".editor-note")).toContainText("la · vo-hinh");
  await desk.getByRole("button", { name: "Đã biết" }).first().click();
  await desk.getByLabel("Cảnh đang soạn").selectOption("la");
  const list = desk.locator(".tile-list > li");
  await expect(list.nth(0)).toContainText("không có loại ô «hologram»");
  await expect(list.nth(1)).toContainText("chỗ trong thiết đặt cần sửa");
  await expect(list.nth(2)).toContainText("1 chỗ trong thiết đặt cần sửa");
  await expect(list.nth(3)).toContainText("nằm ngoài bức tường");
  await expect(list.nth(4)).toContainText("vo-hinh");
  await desk.keyboard.press("1");
  await expect(desk.getByRole("complementary")).toContainText('"depth": 3');
  await desk.keyboard.press("3");
  await expect(desk.locator('[data-field="camera"]')).toContainText("Không còn «da-xoa»");
  await look(desk, "editor-gone-camera");
  // Moved into the wall by a key, and saved.
  await desk.keyboard.press("4");
  await desk.keyboard.press("ArrowLeft");
  await desk.keyboard.press("Control+s");
  await expect(desk.locator(".scene-bar")).toContainText("đã lưu, bản 2");
  const { scenes } = (await (await ask("GET", routes.sceneFile)).json()) as { scenes: (typeof strange)[] };
  const kept = scenes.find(({ id }) => id === "la");
  expect(kept).toMatchObject({
    ...strange,
    tiles: [strange.tiles[0], strange.tiles[1], strange.tiles[2], { x: 39 }, strange.tiles[4]],
  });
  // Something that is no scene file at all.
  await desk.getByLabel("Nhập tệp", { exact: true }).setInputFiles({
    name: "x.json",
    mimeType: "application/json",
    buffer: Buffer.from("{"),
  });
  await expect(desk.getByRole("alert").filter({ hasText: "không phải tệp cảnh" })).toBeVisible();
});

test("tiles are copied into another scene, aligned and swapped; leaving asks; a desk that was closed goes on", async () => {
  let desk = await deskWindow();
  await desk.keyboard.press("F8");
  await desk.getByLabel("Cảnh đang soạn").selectOption("toan-canh");
  await desk.keyboard.press("2");
  await desk.keyboard.press("Control+c");
  await desk.getByRole("button", { name: "Cảnh mới" }).click();
  await desk.keyboard.type("Tạm");
  await desk.keyboard.press("Enter");
  await expect(desk.locator(".tile-handle")).toHaveCount(0);
  await desk.getByRole("button", { name: /^Bốn camera/ }).click();
  await expect(desk.locator(".tile-handle")).toHaveCount(4);
  // What a template's tile lacks is told, and its type is measured against where people sit.
  await expect(desk.locator(".tile-list > li").first()).toContainText("1 chỗ trong thiết đặt cần sửa");
  await desk.keyboard.press("Alt+2");
  await desk.keyboard.press("Control+v");
  await expect(desk.locator('[data-miniature="2"]')).toContainText("8,06");
  for (let times = 0; times < 6; times += 1) await desk.keyboard.press("Shift+ArrowLeft");
  for (let times = 0; times < 8; times += 1) await desk.keyboard.press("Shift+ArrowUp");
  // Too small to be read, cut, or on its way from the one to the other both.
  await expect(desk.getByRole("complementary").locator("[data-note]").first()).toContainText(
    /người xem ngồi cách 4 m|bị cắt bớt/,
  );
  await look(desk, "editor-small");
  // Two tiles: into line, then each in the place of the other.
  const pasted = await place(desk);
  await tileOf(desk, 4).click({ modifiers: ["Shift"], position: { x: 30, y: 30 } });
  await desk.keyboard.press("x");
  await desk.keyboard.press("5");
  expect(await place(desk)).toEqual([12, 12, 12, 12]);
  await desk.keyboard.press("4");
  expect(await place(desk)).toEqual(pasted);
  await tileOf(desk, 5).click({ modifiers: ["Shift"], position: { x: 30, y: 30 } });
  await desk.getByRole("button", { name: "Căn trên" }).click();
  await desk.keyboard.press("5");
  expect(await place(desk)).toEqual([12, pasted[1], 12, 12]);

  // The wall is a key away at any moment, and what is unsaved waits.
  await desk.keyboard.press("F2");
  await expect(desk.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
  await desk.keyboard.press("F8");
  await expect(desk.locator(".scene-bar")).toContainText("chưa lưu lần nào");
  await desk.getByLabel("Cảnh đang soạn").selectOption("toan-canh");
  await expect(desk.getByRole("dialog")).toContainText("Cảnh «Tạm» có thay đổi chưa lưu.");
  await desk.getByRole("button", { name: "Quay lại" }).click();
  await expect(desk.locator(".tile-handle")).toHaveCount(5);
  await desk.close();
  // The page is gone before its window is: a key that comes in between finds the desk still there.
  await until(
    async () => {
      const count = await wall.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
      return count === 4 ? true : null;
    },
    { withinMs: 5_000, what: "the desk's window to be gone" },
  );
  await wall.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows().find((one) =>
      one.webContents.getURL().includes("/wall/"),
    )?.webContents;
    contents?.sendInputEvent({ type: "keyDown", keyCode: "D", modifiers: ["control"] });
  });
  desk = await deskWindow();
  await expect(desk.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
  await desk.keyboard.press("F8");
  await expect(desk.locator(".scene-bar")).toContainText("chưa lưu lần nào");
  await expect(desk.locator(".tile-handle")).toHaveCount(5);
  await desk.getByLabel("Cảnh đang soạn").selectOption("toan-canh");
  await desk.getByRole("button", { name: "Không lưu" }).click();
  await expect(desk.locator(".scene-bar")).toContainText("đã lưu, bản 1");
});

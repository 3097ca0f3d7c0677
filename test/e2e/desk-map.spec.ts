// Long because what people do on the desk's map goes on where they left it: one browser, one step after the other.
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { parse, stringify } from "yaml";
import { communeKey } from "#contract/entities/map.ts";
import { routes } from "#contract/http.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { communeNames, communes, roads, writeGeojson } from "../lab/map-files.ts";
import { drawnPicture } from "../lab/pictures.ts";
import { type TemporaryFolder, temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { edited } from "../main/core/catalogue/rig.ts";
import { writeMapProfile } from "./map-profile.ts";
import { openWall, root, startVirtualWall } from "./wall-under-test.ts";

const pictures = path.join(root, "test-results/desk-map");
/** A site's own map data, where it is at hand; the program is whole without it. */
const handOver = process.env.IOC_HAND_OVER ?? path.resolve(root, "../shared/data/lang-son");

let folder: TemporaryFolder;
let core: RunningCore;
let browser: Browser;
let page: Page;
const problems: string[] = [];

/** The site of the map's tests, with people: a thousand in the first commune, two in the second, and so on; none is told of the last. */
async function writeProfile(): Promise<string> {
  const profile = await writeMapProfile(folder.path);
  const file = path.join(profile, "profile.yaml");
  const document = parse(await readFile(file, "utf8"));
  const words = { vi: "Dân số", en: "Population" };
  document.indicators.push({ ...document.indicators[0], code: "dan-so", name: words, thresholds: [], decimals: 0 });
  const people = communeNames.slice(0, -1).map((name, at) => ({
    indicator: "dan-so",
    place: communeKey(name).replaceAll(" ", "-"),
    value: (at + 1) * 1_000,
    asOf: "2026-10-01T00:00:00+07:00",
  }));
  document.sources[0].readings.push(...people);
  // Two that stand so near one another that what they have seen is one mark from afar.
  for (const [at, id] of ["goc-a", "goc-b"].entries())
    document.cameras.push({
      ...document.cameras[0],
      id,
      name: { vi: id, en: id },
      position: { lon: 106.45 + at * 0.01, lat: 22.2, accuracy: "approximate" },
    });
  document.sources.push({ id: "ai", type: "camera-events", name: { vi: "Nền tảng camera", en: "Camera platform" } });
  await writeFile(file, stringify(document));
  return profile;
}

/** In a page, before its own script: how often anything was drawn by WebGL. */
function countDrawing() {
  const counted = globalThis as { drawnByWebgl?: number };
  counted.drawnByWebgl = 0;
  const { drawElements, drawArrays } = WebGL2RenderingContext.prototype;
  WebGL2RenderingContext.prototype.drawElements = function (...all) {
    counted.drawnByWebgl = (counted.drawnByWebgl ?? 0) + 1;
    drawElements.apply(this, all);
  };
  WebGL2RenderingContext.prototype.drawArrays = function (...all) {
    counted.drawnByWebgl = (counted.drawnByWebgl ?? 0) + 1;
    drawArrays.apply(this, all);
  };
}
const drawings = (on: Page) => on.evaluate(() => (globalThis as { drawnByWebgl?: number }).drawnByWebgl ?? 0);

async function open(role: "operator" | "admin", at = core): Promise<Page> {
  const made = await at.fetch(routes.tokens, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ role, label: role }),
  });
  const { token } = (await made.json()) as { token: string };
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(countDrawing);
  const opened = await context.newPage();
  opened.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await opened.goto(`${at.origin}/desk?token=${token}`);
  await expect(opened.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
  await opened.keyboard.press("F7");
  await drawn(opened);
  return opened;
}

const drawn = (on: Page) =>
  expect(on.locator('.desk-map .map[data-engine="maplibre"]')).toBeVisible({ timeout: 60_000 });
const answer = (on = page) => on.getByRole("complementary", { name: "Trả lời của bản đồ" });
const take = (name: string, on = page) => on.screenshot({ path: path.join(pictures, `${name}.png`) });

async function importFile(file: string) {
  const name = path.basename(file);
  const body = await readFile(file);
  const taken = await core.fetch(`${routes.mapImport}?${new URLSearchParams({ name })}`, { method: "POST", body });
  expect(taken.status).toBe(200);
}

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  folder = await temporaryFolder();
  core = await startCore({ profile: await writeProfile() });
  await importFile(await writeGeojson(folder.path, "xa.geojson", communes()));
  browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: [
      "--no-sandbox",
      "--enable-unsafe-swiftshader",
      "--disable-background-networking",
      "--disable-component-update",
    ],
  });
  page = await open("operator");
});
test.afterAll(async () => {
  await browser?.close();
  await core?.remove();
  await folder.remove();
});

test("a place is found by typing without marks, and tells its figures with age, source and status", async () => {
  await take("about");
  await page.keyboard.press("/");
  await page.keyboard.type("huu ng");
  await expect(page.getByRole("option").first()).toContainText("Hữu Nghị");
  await page.keyboard.press("Enter");
  await expect(answer().getByRole("heading", { level: 2 })).toHaveText("Hữu Nghị");
  await expect(answer()).toContainText("390");
  await expect(answer()).toContainText("đến 01/10/2026");
  await expect(answer()).toContainText("Số công bố");
  await expect(answer()).toContainText("CHÍNH THỨC");
  await take("gate");
  await page.keyboard.press("Escape");
  await expect(answer()).toContainText("Dữ liệu bản đồ");
});

test("a camera is clicked, and put on a monitor by keys", async () => {
  await page.keyboard.press("/");
  await page.keyboard.type("camera 1");
  await page.keyboard.press("Enter");
  const map = page.getByRole("region", { name: "Bản đồ" });
  const mark = await map.locator("circle.desk-map-chosen").boundingBox();
  if (mark === null) throw new Error("no mark");
  await page.keyboard.press("Escape");
  await expect(answer()).toContainText("Dữ liệu bản đồ");
  await page.mouse.click(mark.x + mark.width / 2, mark.y + mark.height / 2);
  await expect(answer().getByRole("heading", { level: 2 })).toHaveText("Camera 1");
  await take("camera");
  await page.keyboard.press("Alt+3");
  await expect(answer().getByRole("button", { name: "Lên màn hình 3" })).toBeVisible();
  await page.keyboard.press("Space");
  await expect(answer().getByRole("status")).toContainText("màn hình 3");
  const entries = await core.fetch(routes.wallEntries);
  expect(await entries.text()).toContain("Camera 1");
});

test("a distance and an area are drawn, by mouse and by keys, and the area is asked what is in it", async () => {
  await page.keyboard.press("Escape");
  await page.keyboard.press("0");
  await page.keyboard.press("m");
  const box = await page.getByRole("region", { name: "Bản đồ" }).boundingBox();
  if (box === null) throw new Error("no map");
  const at = (x: number, y: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y });
  for (const [x, y] of [
    [0.3, 0.4],
    [0.5, 0.4],
  ] as const)
    await page.mouse.click(at(x, y).x, at(x, y).y);
  await expect(answer()).toContainText(/\d+,\d+ km/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  // The middle and two steps around it, by keys alone.
  await page.keyboard.press("a");
  await page.keyboard.press("Enter");
  for (const key of ["ArrowLeft", "ArrowLeft", "Enter", "ArrowDown", "ArrowDown", "Enter"])
    await page.keyboard.press(key);
  await expect(answer()).toContainText("km²");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Xoá hình" }).click();

  await page.keyboard.press("0");
  await page.keyboard.press("a");
  for (const [x, y] of [
    [0.25, 0.35],
    [0.6, 0.35],
    [0.6, 0.65],
    [0.25, 0.65],
  ] as const)
    await page.mouse.click(at(x, y).x, at(x, y).y);
  await expect(answer()).toContainText("Camera (3)");
  // Nothing has been told yet, and nobody knows whether it would have been; of the two vehicles one was never heard of.
  await expect(answer()).toContainText(/Sự việc camera báo, .+ qua \(0\)/);
  await expect(answer()).toContainText("Có nền tảng camera đang im lặng");
  await expect(answer()).toContainText("Xe, theo vị trí báo lần cuối (1)");
  await expect(answer()).toContainText("Chưa tính 1 xe không biết đang ở đâu.");
  await expect(answer()).toContainText("Kỳ Cùng");
  await expect(answer()).toContainText("256,4");
  await expect(answer()).toContainText(/khoảng [\d.]+ người/);
  await expect(answer()).toContainText("ƯỚC TÍNH");
  await expect(answer().getByRole("row").nth(1)).toContainText("%");
  await take("area");
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect(page.locator(".desk-map .map canvas")).toBeVisible();
  await take("area-1920");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Xoá hình" }).click();
  expect(problems).toEqual([]);
});

test("what cameras have seen is on the map: come nearer, asked with its picture, and its camera put on a monitor", async () => {
  const picture = drawnPicture("jpeg", "640x360").toString("base64");
  const seen = (id: string, camera: string, kind: string, more: object = {}) => ({
    ...{ id, camera, kind, time: new Date().toISOString() },
    ...more,
  });
  const told = await core.fetch(routes.cameraEventsOf("ai"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify([
      seen("5", "goc-a", "wrong-way"),
      seen("6", "goc-b", "intrusion"),
      seen("1", "cam-0", "crowd"),
      seen("2", "cam-1", "intrusion"),
      seen("3", "cam-1", "smoke", { picture, text: "Khói sau nhà kho" }),
      seen("4", "cam-0", "plate", { plate: "12A-123.45" }),
    ]),
  });
  expect(await told.json()).toMatchObject({ accepted: 6 });
  const legend = page.locator(".map-incidents");
  await expect(legend).toContainText("Khói, cháy 1");
  await expect(legend).toContainText("Xâm nhập 2");
  await expect(legend).not.toContainText("Biển số");
  await expect(legend).toContainText("Nền tảng camera");
  const map = page.getByRole("region", { name: "Bản đồ" });
  await page.keyboard.press("0");

  // The mark stands above its camera; there the engine has made one of two.
  await page.keyboard.press("/");
  await page.keyboard.type("camera 1");
  await page.keyboard.press("Enter");
  const mark = await map.locator("circle.desk-map-chosen").boundingBox();
  if (mark === null) throw new Error("no mark");
  await page.keyboard.press("Escape");
  const [x, y] = [mark.x + mark.width / 2, mark.y + mark.height / 2 - 14];
  await page.mouse.click(x, y);
  await expect(answer().getByRole("heading", { level: 2 })).toContainText("Khói, cháy");
  await expect(answer()).toContainText("Khói sau nhà kho");
  await expect(answer()).toContainText("Camera 1");
  const shown = answer().getByRole("img");
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640);
  await expect(answer().getByRole("button", { name: /^Xâm nhập/ })).toBeVisible();
  await take("incident");
  await page.keyboard.press("Alt+2");
  await page.keyboard.press("Space");
  await expect(answer().getByRole("status")).toContainText("Camera 1 lên màn hình 2");

  // From afar what two cameras have seen is one mark: a click on it comes nearer and asks nothing. It stands as far north as
  // one gate, and as far west of it as the other gate tells.
  await page.keyboard.press("Escape");
  await page.keyboard.press("0");
  await take("incidents");
  const [north, east] = await Promise.all([0, 1].map((nth) => map.locator("circle.map-symbol").nth(nth).boundingBox()));
  if (!north || !east) throw new Error("no gates");
  const pxPerDegree = (east.x + east.width / 2 - (north.x + north.width / 2)) / 0.2;
  const corner = { x: north.x + north.width / 2 - 0.445 * pxPerDegree, y: north.y + north.height / 2 };
  await page.mouse.click(corner.x, corner.y - 14);
  await expect(answer()).toContainText("Dữ liệu bản đồ");
  const box = await map.boundingBox();
  if (box === null) throw new Error("no map");
  const clickAt = (left: number, top: number) => page.mouse.click(box.x + box.width * left, box.y + box.height * top);
  // The gates are beyond its edge then.
  await expect(map.locator("circle.map-symbol")).toHaveCount(0);
  await take("incidents-near");
  await page.keyboard.press("m");
  for (const left of [0.3, 0.6]) await clickAt(left, 0.4);
  const width = await answer().locator(".desk-map-measure").textContent();
  expect(Number.parseFloat((width ?? "").replace(",", ".")) * (/km/.test(width ?? "") ? 1 : 0.001)).toBeLessThan(5);
  await page.getByRole("button", { name: "Xoá hình" }).click();

  // Asked what is in it, an area tells of them; switched off they are neither drawn nor told.
  await page.keyboard.press("0");
  await page.keyboard.press("a");
  for (const [left, top] of [
    [0.2, 0.45],
    [0.62, 0.45],
    [0.62, 0.65],
    [0.2, 0.65],
  ] as const)
    await clickAt(left, top);
  await expect(answer()).toContainText(/Sự việc camera báo, .+ qua \(3\)/);
  const layer = page.locator(".map-switches button", { hasText: "Sự việc" });
  await layer.click();
  await expect(legend).toHaveCount(0);
  await expect(answer()).toContainText("Lớp «Sự việc» đang tắt nên không tính.");
  await expect(answer()).not.toContainText("qua (");
  await layer.click();
  await page.getByRole("button", { name: "Xoá hình" }).click();
  expect(problems).toEqual([]);
});

test("a map on which nothing changes is not drawn again, whatever is asked and answered meanwhile", async () => {
  await page.keyboard.press("0");
  let former = -1;
  // Until the engine has come to rest.
  await expect
    .poll(
      async () => {
        const now = await drawings(page);
        const isSame = now === former;
        former = now;
        return isSame;
      },
      { intervals: [3_000] },
    )
    .toBe(true);
  expect(former).toBeGreaterThan(0);
  // A plate is no incident here, but the page hears that there is something new, and asks.
  const asked = page.waitForResponse((response) => response.url().includes(routes.incidents));
  const plate = { id: "plate-2", camera: "cam-2", kind: "plate", time: new Date().toISOString(), plate: "12A-1" };
  await core.fetch(routes.cameraEventsOf("ai"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(plate),
  });
  await asked;
  // A dozen seconds of the page's clock: its ages, its ten-second look for new figures.
  const clock = page.getByText(/^\d\d:\d\d:\d\d · /);
  for (let tick = 0; tick < 12; tick += 1) {
    const said = (await clock.textContent()) ?? "";
    await expect(clock).not.toHaveText(said);
  }
  expect(await drawings(page)).toBe(former);
  // It does draw where something changes.
  await page.keyboard.press("+");
  await expect.poll(() => drawings(page)).toBeGreaterThan(former);
  await page.keyboard.press("0");
});

test("map files are looked at, used and taken back on the desk, by administrators alone", async () => {
  const admin = await open("admin");
  await admin.keyboard.press("n");
  const form = answer(admin).getByRole("region", { name: "Dữ liệu bản đồ" });
  const choose = (file: string, on = form) => on.getByLabel("Tệp bản đồ").setInputFiles(file);
  const whole = JSON.stringify(roads());
  await choose(await writeGeojson(folder.path, "cut.geojson", whole.slice(0, whole.length / 2)));
  await expect(form.getByRole("alert")).toContainText("cut.geojson");
  await choose(await writeGeojson(folder.path, "gi-do.geojson", whole.replaceAll("Quốc lộ", "?").replace("QL1", "?")));
  await form.getByLabel("Dùng làm").selectOption("Đường");
  await expect(form).toContainText("Đã xem «gi-do.geojson» (Đường), chưa nhập");
  await expect(form).toContainText("1 đường");
  await take("import", admin);
  const view = async () => (await (await core.fetch(routes.map)).json()) as { layers: { role: string }[] };
  const roles = async () => (await view()).layers.map(({ role }) => role);
  expect(await roles()).toEqual(["communes"]);
  await form.getByRole("button", { name: "Dùng tệp này" }).click();
  await expect(form).toContainText("Đã nhập «gi-do.geojson» (Đường)");
  expect(await roles()).toEqual(["communes", "roads"]);
  await admin.keyboard.press("Escape");
  await expect(answer(admin)).toContainText("«gi-do.geojson», 1 đối tượng");
  await admin.keyboard.press("n");
  await form.getByRole("button", { name: "Quay lại bản trước" }).click();
  await expect(form).toContainText("Đã bỏ lần nhập «gi-do.geojson».");
  expect(await roles()).toEqual(["communes"]);

  // The catalogue: every row's mistake, nothing imported before there is none.
  const catalogue = answer(admin).getByRole("region", { name: "Danh mục chỉ tiêu" });
  const exported = Buffer.from(await (await core.fetch(routes.catalogueWorkbook)).arrayBuffer());
  const workbook = async (name: string, plan: string | number) => ({
    name,
    mimeType: "",
    buffer: await edited(exported, (sheet) => {
      sheet.rowOf("xe-cho")[sheet.at("Kế hoạch")] = plan;
    }),
  });
  await catalogue.getByLabel("Tệp danh mục").setInputFiles(await workbook("sai.xlsx", "nhiều"));
  await expect(catalogue).toContainText("1 lỗi, chưa nhập gì.");
  await expect(catalogue).toContainText("«Kế hoạch»");
  await take("catalogue", admin);
  await catalogue.getByLabel("Tệp danh mục").setInputFiles(await workbook("dung.xlsx", 5));
  await expect(catalogue).toContainText("Không có lỗi, chưa nhập.");
  await catalogue.getByRole("button", { name: "Nhập", exact: true }).click();
  await expect(catalogue).toContainText("Từ lần mở máy chủ sau: «dung.xlsx»");
  await catalogue.getByRole("button", { name: "Quay lại bản trước" }).click();
  await expect(catalogue).not.toContainText("dung.xlsx");
  await admin.context().close();

  // An operator is told that it is not for them; the browser's own word on each refusal is the only one in its console.
  await page.keyboard.press("n");
  const refused = answer().getByRole("region", { name: "Dữ liệu bản đồ" });
  await choose(await writeGeojson(folder.path, "duong.geojson", roads()), refused);
  await expect(refused.getByRole("alert")).toContainText("quyền");
});

test("a province's own hand-over is taken in on the desk, and an area around it holds its 65 communes", async () => {
  test.skip(!existsSync(handOver), "no hand-over on this machine");
  await using site = await startCore({ profile: "lang-son" });
  const admin = await open("admin", site);
  await admin.keyboard.press("n");
  const form = answer(admin).getByRole("region", { name: "Dữ liệu bản đồ" });
  const takeIn = async (name: string) => {
    await form.getByLabel("Tệp bản đồ").setInputFiles(path.join(handOver, name));
    await form.getByRole("button", { name: "Dùng tệp này" }).click();
    await expect(form).toContainText(`Đã nhập «${name}»`);
  };
  await takeIn("langson-communes.geojson");
  await admin.keyboard.press("Escape");
  await drawn(admin);
  // What somebody looks at stays when the map is opened anew on another base.
  const box = await admin.getByRole("region", { name: "Bản đồ" }).boundingBox();
  if (box === null) throw new Error("no map");
  const click = (x: number, y: number) => admin.mouse.click(box.x + box.width * x, box.y + box.height * y);
  const widthShown = async () => {
    await drawn(admin);
    await admin.keyboard.press("m");
    for (const x of [0.3, 0.6]) await click(x, 0.4);
    const width = await answer(admin).locator(".desk-map-measure").textContent();
    await admin.getByRole("button", { name: "Xoá hình" }).click();
    return width;
  };
  for (const key of ["0", "+", "+", "ArrowLeft"]) await admin.keyboard.press(key);
  const width = await widthShown();
  const attribution = admin.locator(".map-attribution");
  const builtIn = (await attribution.textContent()) ?? "";
  await admin.keyboard.press("n");
  await takeIn("langson.pmtiles");
  await admin.keyboard.press("Escape");
  await expect(attribution).not.toHaveText(builtIn);
  expect(await widthShown()).toBe(width);
  await expect(answer(admin)).toContainText("«langson-communes.geojson», 65 đối tượng");
  await drawn(admin);
  for (const key of ["0", "-", "a"]) await admin.keyboard.press(key);
  for (const [x, y] of [
    [0.2, 0.15],
    [0.75, 0.15],
    [0.75, 0.85],
    [0.2, 0.85],
  ] as const)
    await click(x, y);
  await expect(answer(admin)).toContainText("Xã, phường chạm tới (65)");
  await expect(answer(admin).getByRole("row").last()).toContainText("100 %");
  await expect(answer(admin)).toContainText("danh mục chưa có chỉ tiêu dân số");
  await take("hand-over", admin);
  await admin.context().close();
});

test("in the room: the desk's window puts a camera of the map on a monitor", async () => {
  const virtualWall = await startVirtualWall({ columns: 2, rows: 1, width: 1280, height: 720 });
  const data = path.join(folder.path, "room");
  const wall = await openWall({ display: virtualWall.display, profile: "lang-son", data, env: { IOC_DESK: "1" } });
  try {
    const two = await wall.page(2);
    const desk = await until(() => wall.app.windows().find((one) => one.url().includes("/desk/")) ?? null, {
      withinMs: 20_000,
      what: "the desk's window",
    });
    await expect(desk.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
    await desk.keyboard.press("F7");
    await drawn(desk);
    await desk.keyboard.press("/");
    await desk.keyboard.type("phai");
    await desk.keyboard.press("Enter");
    await expect(answer(desk).getByRole("heading", { level: 2 })).toHaveText("Ngã tư Phai Vệ");
    await desk.keyboard.press("Alt+2");
    await desk.keyboard.press("Space");
    await expect(two.locator('[data-tile="d2.push"]')).toContainText("Ngã tư Phai Vệ");
    // Whoever sits at the machine is an operator: files are the administrator's.
    await desk.keyboard.press("n");
    const form = answer(desk).getByRole("region", { name: "Dữ liệu bản đồ" });
    await form.getByLabel("Tệp bản đồ").setInputFiles(await writeGeojson(folder.path, "duong.geojson", roads()));
    await expect(form.getByRole("alert")).toContainText("quyền");
  } finally {
    await wall.close();
    await virtualWall.stop();
  }
});

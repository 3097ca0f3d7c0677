import { expect, type Page, test } from "@playwright/test";
import { routes } from "#contract/http.ts";
import type { RunningCore } from "../lab/core.ts";
import { drawnPicture } from "../lab/pictures.ts";
import { answerOf, type DeskMap, startDeskMap, takePicture } from "./desk-map-site.ts";

// What people do on the desk's map goes on where they left it: one browser, one step after the other.

let site: DeskMap;
let core: RunningCore;
let page: Page;
let problems: string[];

const drawings = (on: Page) => on.evaluate(() => (globalThis as { drawnByWebgl?: number }).drawnByWebgl ?? 0);
const answer = () => answerOf(page);
const take = (name: string) => takePicture(name, page);

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  site = await startDeskMap();
  ({ core, problems } = site);
  page = await site.open("operator");
});
test.afterAll(() => site?.[Symbol.asyncDispose]());

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
  const legend = page.locator(".map-events");
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
  await take("map-event");
  await page.keyboard.press("Alt+2");
  await page.keyboard.press("Space");
  await expect(answer().getByRole("status")).toContainText("Camera 1 lên màn hình 2");

  // From afar what two cameras have seen is one mark: a click on it comes nearer and asks nothing. It stands as far north as
  // one gate, and as far west of it as the other gate tells.
  await page.keyboard.press("Escape");
  await page.keyboard.press("0");
  await take("map-events");
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
  await take("map-events-near");
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
  // A plate is no event here, but the page hears that there is something new, and asks.
  const asked = page.waitForResponse((response) => response.url().includes(routes.mapEvents));
  const plate = { id: "plate-2", camera: "cam-2", kind: "plate", time: new Date().toISOString(), plate: "12A-1" };
  await core.fetch(routes.cameraEventsOf("ai"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(plate),
  });
  await asked;
  // A dozen seconds of the page's clock: its ages, its ten-second look for new figures.
  const clock = page.getByText(/^\d\d:\d\d:\d\d\s· /);
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

test("on a laptop's desk no tool of the map is cut, in either language", async () => {
  for (const [width, language] of [
    [1366, "vi"],
    [1366, "en"],
    [1100, "en"],
  ] as const) {
    await page.setViewportSize({ width, height: 650 });
    await page.goto(`${core.origin}/desk?lang=${language}#map`);
    const bar = page.locator(".desk-map-bar");
    await expect(bar.getByRole("button").last()).toBeVisible();
    const cut = await bar.evaluate((row) => {
      const { right } = row.getBoundingClientRect();
      return [...row.querySelectorAll("button, select, input")]
        .filter((one) => one.getBoundingClientRect().right > right - 1 || one.scrollWidth > one.clientWidth + 2)
        .map((one) => one.textContent ?? one.tagName);
    });
    expect(cut, `${width} ${language}`).toEqual([]);
    // The map beneath it needs what there is.
    if (width === 1366) expect((await bar.boundingBox())?.height).toBeLessThan(70);
    await take(`tools-${width}-${language}`);
  }
});

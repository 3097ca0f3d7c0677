// Long because one core and its starts serve all wizards, each going on where the last one left the profile.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type CDPSession, expect, type Locator, type Page, test } from "@playwright/test";
import { routes } from "#contract/http.ts";
import { openStore } from "../../main/core/store/store.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { startOnvifDevice } from "../lab/onvif-device.ts";
import { type RtspServer, startRtspServer } from "../lab/rtsp-server.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { startPlatform } from "../main/core/wizards/rig.ts";
import { startBrowser } from "./desk-browser.ts";

/** What the one-stop shop answers: places by the names that offices use, and a word where a number should be. */
const answer = {
  thoiDiem: new Date(Date.now() - 60_000).toISOString(),
  donVi: [
    { ma: "huu-nghi", tiepNhan: 812, quaHan: 19 },
    { ma: "Cửa khẩu Chi Ma", tiepNhan: 120, quaHan: 8 },
    { ma: "so-la", tiepNhan: 233, quaHan: 5 },
  ],
  tong: { tiepNhan: 4217, quaHan: 47 },
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let core: RunningCore;
let browser: Browser;
let platform: Awaited<ReturnType<typeof startPlatform>>;
let profile: string;
let rtsp: RtspServer;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  const data = path.join(folder.path, "data");
  profile = path.join(folder.path, "profile");
  await cp(sixFigures, profile, { recursive: true });
  // Ninety days of a queue at a gate, beyond 100 on every tenth day for three hours.
  const store = await openStore(data);
  const hourMs = 3_600_000;
  const nowMs = Math.floor(Date.now() / hourMs) * hourMs;
  await store.readings.append(
    Array.from({ length: 90 * 24 }, (_, at) => ({
      ...{
        indicator: "cua-khau.xe-cho",
        place: "huu-nghi",
        source: "bien-phong",
        status: "preliminary",
        quality: "good",
      },
      ...{ value: at % 240 < 3 ? 120 : 40 + (at % 24), asOfMs: nowMs - (90 * 24 - at) * hourMs, receivedAtMs: nowMs },
    })) as Parameters<typeof store.readings.append>[0],
  );
  await store.close();
  platform = await startPlatform(answer);
  rtsp = await startRtspServer({ width: 640, height: 360, framesPerSecond: 10 });
  await writePacks();
  core = await startCore({ profile, data, hasPictures: true });
  browser = await startBrowser();
});
test.afterAll(async () => {
  await browser?.close();
  await core?.remove();
  await platform?.[Symbol.asyncDispose]();
  await rtsp?.stop();
  await folder.remove();
});
test.describe.configure({ mode: "serial" });

/** Two packs of the site's own with a source of one name: each can be taken, not both. */
async function writePacks() {
  for (const [id, vi] of [
    ["cap-nuoc", "Cấp nước"],
    ["thoat-nuoc", "Thoát nước"],
  ]) {
    const at = path.join(profile, "packs", String(id));
    await mkdir(at, { recursive: true });
    const words = (text: string) => ({ vi: text, en: text });
    const texts = {
      pack: { schema: 1, id, name: words(`${vi}`), about: words("Trạm bơm, mực nước bể"), page: `trang-${id}` },
      scenes: [{ id: `trang-${id}`, name: words(`Trang ${vi}`), tiles: [] }],
      sources: [
        {
          ...{ id: "tram-bom", name: words("Trạm bơm"), type: "rest", url: "http://127.0.0.1:9/", every: "1h" },
          ...{ lateAfter: "3h", mapping: "[]", isOff: true },
        },
      ],
    };
    for (const [key, value] of Object.entries(texts))
      await writeFile(path.join(at, `${key}.yaml`), JSON.stringify({ [key]: value }));
  }
}

const takePicture = async (page: Page, name: string) => {
  if (process.env.IOC_PICTURES !== undefined)
    await page.screenshot({ path: path.join(process.env.IOC_PICTURES, `wizard-${name}.png`) });
};

/** An administrator's desk, where things are set up. */
async function openSetting(options: { language?: "vi" | "en"; hasTouch?: boolean; width?: number } = {}) {
  const { language = "vi", hasTouch = false, width = 1366 } = options;
  const context = await browser.newContext({ viewport: { width, height: width === 1366 ? 650 : 1080 }, hasTouch });
  const page = await context.newPage();
  await page.goto(`${core.origin}/desk?token=${core.adminToken}`);
  await page.goto(`${core.origin}/desk?lang=${language}#wizards`);
  await expect(page.locator(".setting-row").first()).toBeVisible();
  return page;
}

const wizardOf = (page: Page) => page.getByRole("dialog", { name: /^(Thêm|Sửa|Add|Change)/ });
const field = (page: Page, name: string) => wizardOf(page).getByLabel(name, { exact: true });
const current = (page: Page) => wizardOf(page).locator("[aria-current=step]");
const cell = (page: Page, text: string) => wizardOf(page).getByRole("option", { name: text }).first();

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual(
    [],
  );
}

/** Finger down, along, and up, as a screen reports them. */
async function swipe(session: CDPSession, from: { x: number; y: number }, to: { x: number; y: number }) {
  const send = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  await send("touchStart", [from]);
  for (let step = 1; step <= 8; step += 1)
    await send("touchMove", [{ x: from.x + ((to.x - from.x) * step) / 8, y: from.y + ((to.y - from.y) * step) / 8 }]);
  await send("touchEnd", []);
}
const tap = async (session: CDPSession, target: Locator) => {
  await target.scrollIntoViewIfNeeded();
  const box = await target.boundingBox();
  if (box === null) throw new Error("nothing to tap");
  const at = { x: box.x + Math.min(box.width, 120) / 2, y: box.y + box.height / 2 };
  await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [at] });
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
};
const centreOf = async (target: Locator) => {
  const box = await target.boundingBox();
  if (box === null) throw new Error("nothing there");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

const valueAt = async (indicator: string, place: string) => {
  const answered = await core.fetch(`${routes.readings}?indicator=${indicator}&place=${place}`);
  return answered.ok ? await answered.text() : "";
};

test("a source by mouse, wheel and keys: on the running wall without a restart, taken back by one key", async () => {
  const before = await readFile(path.join(profile, "sources.yaml"), "utf8");
  const page = await openSetting();
  await takePicture(page, "home");
  await expectAccessible(page);
  // Nothing was entered: Esc asks nothing.
  await page.keyboard.press("n");
  await expect(wizardOf(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(wizardOf(page)).toHaveCount(0);

  await page.getByRole("button", { name: /^Thêm nguồn/ }).click();
  await page.keyboard.type("Một cửa điện tử");
  await takePicture(page, "kind");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(wizardOf(page).getByText("Bỏ những gì đã nhập?")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await expect(current(page)).toContainText("Địa chỉ và mật khẩu");
  // What is missing is told, and nothing goes on.
  await page.keyboard.press("Enter");
  await expect(wizardOf(page).getByRole("alert")).toContainText("https://");
  await field(page, "Địa chỉ").fill(platform.address);
  await field(page, "Đăng nhập").selectOption("basic");
  await field(page, "Tên đăng nhập").fill("ioc");
  await field(page, "Mật khẩu").fill("sai-roi");
  await field(page, "Hỏi mỗi").first().fill("2");
  await takePicture(page, "address");
  await expectAccessible(page);
  await field(page, "Mật khẩu").press("Enter");
  await expect(wizardOf(page).getByRole("alert")).toContainText("từ chối đăng nhập");
  await takePicture(page, "refused");
  await page.keyboard.press("Alt+ArrowLeft");
  await expect(current(page)).toContainText("Địa chỉ và mật khẩu");
  await field(page, "Mật khẩu").fill("mat-khau-that");
  await field(page, "Mật khẩu").press("Enter");
  await expect(wizardOf(page).getByText('"quaHan": 19')).toBeVisible();
  await takePicture(page, "answer");
  await expectAccessible(page);
  await wizardOf(page).getByRole("button", { name: "Tiếp tục" }).click();

  await expect(current(page)).toContainText("Chỉ vào số");
  await cell(page, "quaHan: 19").click();
  await cell(page, "thoiDiem").click();
  // Three figures of one place and moment are no three figures.
  await expect(wizardOf(page).getByText(/2 số trùng nơi và thời điểm/)).toBeVisible();
  // By keys from there on: the first cell, one down, Enter.
  await page.keyboard.press("3");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(wizardOf(page).locator(".pointed-row.role-place")).toContainText("1 mã chưa khớp");
  await expect(wizardOf(page).getByText(/2 số liệu nhận được, 1 dòng bị loại/)).toBeVisible();
  await takePicture(page, "fields");
  await expectAccessible(page);
  // The answer is longer than its room: the wheel moves it, and nothing else.
  const list = wizardOf(page).getByRole("listbox");
  const at = await centreOf(list);
  await page.mouse.move(at.x, at.y);
  await page.mouse.wheel(0, 400);
  await list.focus();
  await page.keyboard.press("Control+Enter");

  await expect(current(page)).toContainText("Chỉ tiêu, nơi");
  // The list of indicators is closed by Esc, and the wizard asks nothing.
  const pick = wizardOf(page).getByRole("combobox", { name: /^«donVi.quaHan»/ });
  await pick.fill("xe cho");
  await expect(
    wizardOf(page)
      .getByRole("option", { name: /^Xe chờ/ })
      .first(),
  ).toBeVisible();
  await pick.press("Escape");
  await expect(wizardOf(page).getByRole("option", { name: /^Xe chờ/ })).toHaveCount(0);
  await expect(wizardOf(page).getByText("Bỏ những gì đã nhập?")).toHaveCount(0);
  await field(page, "Tên chỉ tiêu").fill("Hồ sơ quá hạn theo cửa");
  await field(page, "Đơn vị tính").first().fill("hồ sơ");
  await field(page, "Lớn nhất hợp lý").fill("100000");
  await takePicture(page, "meaning");
  await expectAccessible(page);
  await field(page, "Lớn nhất hợp lý").press("Enter");
  await expect(current(page)).toContainText("Xem trước");
  await expect(wizardOf(page).getByText(/2 số liệu nhận được, 1 dòng bị loại/)).toBeVisible();
  await expect(wizardOf(page).locator(".written-come").first()).toBeVisible();
  await takePicture(page, "check");
  await expectAccessible(page);
  expect(await readFile(path.join(profile, "sources.yaml"), "utf8")).toBe(before);
  await wizardOf(page)
    .getByRole("button", { name: /^Bật nguồn/ })
    .click();
  await expect(wizardOf(page)).toHaveCount(0);
  const bar = page.locator(".change-bar");
  await expect(bar).toContainText("Đã thêm nguồn «Một cửa điện tử»");
  await takePicture(page, "done");
  await expectAccessible(page);
  await expect
    .poll(async () => JSON.stringify(await (await core.fetch(routes.sources)).json()))
    .toContain('"id":"mot-cua-dien-tu"');
  const written = await readFile(path.join(profile, "sources.yaml"), "utf8");
  expect(written.startsWith(before.trimEnd())).toBe(true);
  expect(written.slice(before.trimEnd().length)).toContain("  - id: mot-cua-dien-tu\n");
  expect(written).not.toContain("mat-khau-that");
  if (process.env.IOC_PICTURES !== undefined) process.stdout.write(written.slice(before.trimEnd().length));
  await expect.poll(() => valueAt("ho-so-qua-han-theo-cua", "huu-nghi")).toContain("19");

  await page.keyboard.press("Control+z");
  await expect(bar).toContainText("Đã bỏ:");
  expect(await readFile(path.join(profile, "sources.yaml"), "utf8")).toBe(before);
  await page.context().close();
});

test("a limit dragged by a finger says how often it would have been passed, and a source goes off and on, by touch", async () => {
  const page = await openSetting({ hasTouch: true });
  const session = await page.context().newCDPSession(page);
  await tap(session, page.getByRole("button", { name: "Chỉ tiêu và ngưỡng" }));
  await page.getByRole("searchbox").fill("xe cho");
  await tap(session, page.getByRole("button", { name: /^Ngưỡng của Xe chờ/ }).first());
  await expect(current(page)).toContainText("Ngưỡng");
  const chart = wizardOf(page).locator(".limits-chart svg");
  await expect(chart).toBeVisible();
  await tap(session, wizardOf(page).getByRole("button", { name: "Thêm ngưỡng" }));
  const limit = wizardOf(page).locator(".limit").last();
  await limit.getByLabel(/^Ngưỡng \d/).fill("50");
  const passes = async () =>
    Number(/90 ngày qua: (\d+) lần/.exec((await limit.locator(".limit-often").textContent()) ?? "")?.[1] ?? Number.NaN);
  await expect.poll(passes).toBeGreaterThan(50);
  const grip = wizardOf(page).getByRole("slider").last();
  const box = await chart.boundingBox();
  const from = await centreOf(grip);
  if (box === null) throw new Error("no chart");
  await swipe(session, from, { x: from.x, y: box.y + box.height * 0.2 });
  await expect
    .poll(async () => Number((await limit.getByLabel(/^Ngưỡng \d/).inputValue()).replace(",", ".")))
    .toBeGreaterThan(63);
  await expect.poll(passes).toBeLessThan(40);
  // How far up the finger came depends on the simulator's hour. What was made up reaches 120 nine times; its last hours add a few.
  await limit.getByLabel(/^Ngưỡng \d/).fill("100");
  await expect.poll(passes).toBeGreaterThanOrEqual(9);
  await expect.poll(passes).toBeLessThan(40);
  await takePicture(page, "limits");
  await expectAccessible(page);
  await limit.getByLabel("Tên ngưỡng").fill("ùn nặng");
  await tap(session, wizardOf(page).getByRole("button", { name: "Tiếp tục" }));
  await takePicture(page, "limits-check");
  await tap(session, wizardOf(page).getByRole("button", { name: /^Ghi/ }));
  await expect(page.locator(".change-bar")).toContainText("Đã sửa chỉ tiêu");
  await tap(session, page.locator(".change-bar").getByRole("button", { name: /^Bỏ/ }));
  await expect(page.locator(".change-bar")).toContainText("Đã bỏ:");

  await tap(session, page.getByRole("button", { name: "Nguồn", exact: true }));
  const off = page.getByRole("button", { name: /^Tắt / }).first();
  const name = ((await off.getAttribute("aria-label")) ?? "").replace(/^Tắt /, "");
  await tap(session, off);
  await expect(page.locator(".change-bar")).toContainText(`Đã tắt nguồn «${name}»`);
  await tap(session, page.getByRole("button", { name: `Bật ${name}` }));
  await expect(page.locator(".change-bar")).toContainText(`Đã bật nguồn «${name}»`);
  await page.context().close();
});

test("in English, on a wide monitor, a source that is there is changed by keys alone", async () => {
  const page = await openSetting({ language: "en", width: 1920 });
  await takePicture(page, "home-en");
  await page.keyboard.press("n");
  await page.keyboard.type("One-stop");
  await page.keyboard.press("Enter");
  await takePicture(page, "address-en");
  await page.keyboard.press("Escape");
  await wizardOf(page).getByRole("button", { name: "Drop it" }).click();
  // A source that is there, by keys alone: one line of it is another, and the expression somebody wrote stays.
  await page.getByRole("button", { name: "Change One-stop shop" }).focus();
  await page.keyboard.press("Enter");
  await field(page, "Name in English").fill("One-stop shops");
  await page.keyboard.press("Enter");
  await expect(current(page)).toContainText("Address");
  await page.keyboard.press("Enter");
  await expect(current(page)).toContainText("First answer");
  await expect(wizardOf(page).locator(".wizard-raw")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(current(page)).toContainText("Point at");
  await expect(field(page, "Expression (JSONata)")).toContainText("indicator");
  await page.keyboard.press("Control+Enter");
  await page.keyboard.press("Control+Enter");
  await expect(current(page)).toContainText("Look through");
  await expect(wizardOf(page).locator(".written-come")).toHaveCount(1);
  await expect(wizardOf(page).locator(".written-gone")).toHaveCount(1);
  await expect(wizardOf(page).locator(".written-come")).toContainText("One-stop shops");
  await takePicture(page, "check-en");
  await page.keyboard.press("Enter");
  await expect(page.locator(".change-bar")).toContainText("Source “One-stop shops” changed");
  await page.getByRole("button", { name: "Indicators and limits" }).click();
  await page
    .getByRole("button", { name: /^Limits of / })
    .first()
    .click();
  await expect(current(page)).toContainText("Limits");
  await takePicture(page, "limits-en");
  await expectAccessible(page);
  await page.context().close();
});

test("a camera: its picture before it is saved, put on the map by a finger and by keys, on the wall at once and taken back", async () => {
  const page = await openSetting({ hasTouch: true });
  const session = await page.context().newCDPSession(page);
  await page.getByRole("button", { name: "Camera", exact: true }).click();
  await expect(page.locator("#cameras-name")).toBeVisible();
  await takePicture(page, "cameras");
  await expectAccessible(page);
  await page.keyboard.press("n");
  await page.keyboard.type("Bãi xe Chi Ma");
  await takePicture(page, "camera-kind");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await field(page, "Địa chỉ").fill(rtsp.address());
  await field(page, "Tên đăng nhập").fill(rtsp.username);
  await field(page, "Mật khẩu").fill("sai-roi");
  await takePicture(page, "camera-address");
  await field(page, "Mật khẩu").press("Enter");
  await expect(current(page)).toContainText("Hình thử");
  await expect(wizardOf(page).getByRole("alert")).toContainText("mật khẩu");
  await takePicture(page, "camera-refused");
  await page.keyboard.press("Alt+ArrowLeft");
  await field(page, "Mật khẩu").fill(rtsp.password);
  await field(page, "Mật khẩu").press("Enter");
  const picture = wizardOf(page).getByRole("img", { name: "Hình của Bãi xe Chi Ma" });
  await expect(picture).toBeVisible({ timeout: 20_000 });
  expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640);
  await takePicture(page, "camera-picture");
  await expectAccessible(page);
  await wizardOf(page).getByRole("button", { name: "Tiếp tục" }).click();

  await expect(current(page)).toContainText("Nơi đặt");
  await field(page, "Người liên hệ").fill("Trực ban Chi Ma");
  const map = wizardOf(page).locator(".wizard-camera-map canvas").first();
  await expect(map).toBeVisible();
  const middle = await (async () => {
    await map.scrollIntoViewIfNeeded();
    return centreOf(map);
  })();
  const mark = wizardOf(page).getByRole("slider", { name: "Dấu camera trên bản đồ" });
  // Tapped until the map takes it: it is drawn before it can be asked.
  await expect(async () => {
    await session.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [middle] });
    await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(mark).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const latitude = async () => Number(await field(page, "Vĩ độ").inputValue());
  const before = await latitude();
  await mark.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Shift+ArrowUp");
  await expect.poll(latitude).toBeGreaterThan(before);
  await takePicture(page, "camera-place");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(current(page)).toContainText("Xem lại");
  await expect(wizardOf(page).locator(".written-come").first()).toBeVisible();
  await takePicture(page, "camera-check");
  await page.keyboard.press("Enter");
  const bar = page.locator(".change-bar");
  await expect(bar).toContainText("Đã thêm camera «Bãi xe Chi Ma»");
  await expect(page.getByRole("button", { name: "Sửa Bãi xe Chi Ma" })).toBeVisible();
  await takePicture(page, "camera-done");
  // Of the same core, from its own reader.
  await expect.poll(async () => (await core.fetch(routes.cameraPlaylist("bai-xe-chi-ma", "main"))).status).toBe(200);

  // One that is there: its name alone; its picture is on every screen and is not asked for again.
  await page.getByRole("button", { name: "Sửa Bãi xe Chi Ma" }).click();
  await field(page, "Tên camera").fill("Bãi xe Chi Ma 2");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(current(page)).toContainText("Nơi đặt");
  await field(page, "Người liên hệ").press("Enter");
  await expect(wizardOf(page).locator(".written-come")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(bar).toContainText("Đã sửa camera «Bãi xe Chi Ma 2»");
  await page.getByRole("button", { name: "Gỡ Bãi xe Chi Ma 2" }).click();
  await expect(bar).toContainText("Đã gỡ camera");
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("button", { name: "Sửa Bãi xe Chi Ma 2" })).toBeVisible();
  await page.context().close();
});

test("a camera found by ONVIF: its picture before it is saved, put on the map by a click, live on the wall without a restart", async () => {
  const account = { username: rtsp.username, password: rtsp.password };
  await using device = await startOnvifDevice({
    ...{ isDiscoverable: true, account, streams: { moving: rtsp.address(), fixed: rtsp.address() } },
  });
  const wall = await (await browser.newContext({ viewport: { width: 1366, height: 650 } })).newPage();
  await wall.goto(await core.viewerLink());
  await expect(wall.locator("[data-tile]").first()).toBeVisible();
  const before = (await core.status()).cameras.map(({ id }) => id);
  const page = await openSetting();
  // The lab's device hears this machine's own interface alone.
  await page.route(`**${routes.cameraSearch}`, (route) =>
    route.continue({ postData: JSON.stringify({ withinMs: 2_000, interfaces: ["lo"] }) }),
  );
  await page.getByRole("button", { name: "Camera", exact: true }).click();
  await expect(page.locator("#cameras-name")).toBeVisible();
  await page.keyboard.press("n");
  await page.keyboard.type("Kho ngoại quan");
  await wizardOf(page).getByRole("radio", { name: /ONVIF/ }).click();
  await page.keyboard.press("Enter");
  await field(page, "Tên đăng nhập").fill(rtsp.username);
  await field(page, "Mật khẩu").fill(rtsp.password);
  const finding = wizardOf(page).getByRole("region", { name: "Camera trong mạng (ONVIF)" });
  await finding.getByRole("button", { name: "Dò camera" }).click();
  // Devices of other tests may answer on this machine, too.
  await finding.getByRole("button", { name: new URL(device.url).host }).click({ timeout: 20_000 });
  await expect(field(page, "Địa chỉ")).toHaveValue(rtsp.address());
  await takePicture(page, "camera-found");
  await expectAccessible(page);
  await field(page, "Mật khẩu").press("Enter");
  const picture = wizardOf(page).getByRole("img", { name: "Hình của Kho ngoại quan" });
  await expect(picture).toBeVisible({ timeout: 20_000 });
  expect(await picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(640);
  expect(
    (await core.status()).cameras.map(({ id }) => id),
    "nothing is added before it is saved",
  ).toEqual(before);
  await wizardOf(page).getByRole("button", { name: "Tiếp tục" }).click();
  await expect(current(page)).toContainText("Nơi đặt");
  const map = wizardOf(page).locator(".wizard-camera-map canvas").first();
  await expect(map).toBeVisible();
  await map.scrollIntoViewIfNeeded();
  const at = await centreOf(map);
  const mark = wizardOf(page).getByRole("slider", { name: "Dấu camera trên bản đồ" });
  // Clicked until the map takes it: it is drawn before it can be asked.
  await expect(async () => {
    await page.mouse.click(at.x + 30, at.y - 20);
    await expect(mark).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await takePicture(page, "camera-found-place");
  await page.keyboard.press("Enter");
  await expect(current(page)).toContainText("Xem lại");
  await page.keyboard.press("Enter");
  await expect(page.locator(".change-bar")).toContainText("Đã thêm camera «Kho ngoại quan»");

  const post = (route: string, body: unknown, method = "POST") =>
    core.fetch(route, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const tile = { id: "kho", panel: "camera", x: 0, y: 0, width: 24, height: 24 };
  const scene = {
    name: { vi: "Kho", en: "Store" },
    tags: [],
    tiles: [{ ...tile, settings: { camera: "kho-ngoai-quan" } }],
  };
  expect((await post(routes.scene("kho"), { ...scene, basedOn: 0 }, "PUT")).status).toBe(200);
  expect((await post(routes.wallCommands, { type: "take", scene: "kho" })).status).toBe(200);
  // On the page of the wall that was open all the time.
  await expect(wall.locator('[data-camera="kho-ngoai-quan"][data-presentation="live"]')).toBeVisible({
    timeout: 60_000,
  });
  if (process.env.IOC_PICTURES !== undefined)
    await wall.screenshot({ path: path.join(process.env.IOC_PICTURES, "wizard-camera-found-wall.png") });
  expect(device.refused).toEqual([]);
  await wall.context().close();
  await page.context().close();
});

test("packs: on by a switch at once, what clashes in words, taken back by one key; in English too", async () => {
  const page = await openSetting();
  await page.getByRole("button", { name: "Gói lĩnh vực" }).click();
  const water = page.getByRole("switch", { name: "Cấp nước" });
  await expect(water).toHaveAttribute("aria-checked", "false");
  await water.focus();
  await page.keyboard.press("Space");
  const bar = page.locator(".change-bar");
  await expect(bar).toContainText("Đã bật gói «Cấp nước»");
  await expect(water).toHaveAttribute("aria-checked", "true");
  const drains = page.getByRole("article", { name: "Thoát nước" });
  await drains.getByRole("button", { name: /^Xem trong gói/ }).click();
  await expect(drains.getByText("Trạm bơm (tắt sẵn)")).toBeVisible();
  await expect(drains.getByRole("status")).toContainText("packs/cap-nuoc/sources.yaml");
  await takePicture(page, "packs");
  await expectAccessible(page);
  await drains.getByRole("switch").click();
  await expect(drains.getByRole("alert")).toContainText("Chưa ghi gì");
  await expect(drains.getByRole("switch")).toHaveAttribute("aria-checked", "false");
  // Its scene on the wall: it is asked before it is taken away.
  const shown = await core.fetch(routes.wallCommands, {
    ...{ method: "POST", headers: { "content-type": "application/json" } },
    body: JSON.stringify({ type: "take", scene: "trang-cap-nuoc" }),
  });
  expect(shown.status).toBe(200);
  const own = page.getByRole("article", { name: "Cấp nước" });
  await expect(own).toContainText("đang chiếu trên tường");
  await water.click();
  await expect(own.getByRole("alert")).toContainText("Tường đang chiếu");
  await takePicture(page, "packs-asked");
  await own.getByRole("button", { name: "Để nguyên" }).click();
  await page.keyboard.press("Control+z");
  await expect(bar).toContainText("Đã bỏ:");
  await expect(water).toHaveAttribute("aria-checked", "false");
  await page.goto(`${core.origin}/desk?lang=en#wizards`);
  await page.getByRole("button", { name: "Packs" }).click();
  await expect(page.getByRole("switch").first()).toBeVisible();
  await takePicture(page, "packs-en");
  await page.getByRole("button", { name: "Cameras", exact: true }).click();
  await page.getByRole("button", { name: "Change Bãi xe Chi Ma 2" }).click();
  await takePicture(page, "camera-kind-en");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(wizardOf(page).locator(".wizard-camera-mark")).toBeVisible();
  await takePicture(page, "camera-place-en");
  await expectAccessible(page);
  await page.context().close();
});

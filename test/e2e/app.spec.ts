import AxeBuilder from "@axe-core/playwright";
import { type Browser, type CDPSession, expect, type Page, test } from "@playwright/test";
import { CreatedToken, routes } from "#contract/http.ts";
import { openPhone, visit } from "../bench/web/first-screen.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { startBrowser } from "./desk-browser.ts";

/** The web app of people's own devices, on one core: a leader's phone by finger, a laptop by keys alone, and what a stranger is shown. */
let core: RunningCore;
let browser: Browser;

const linkOf = async (role: "viewer" | "operator") => {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ role, label: "e2e" });
  const made = await core.fetch(routes.tokens, { method: "POST", headers, body });
  return `${core.origin}/app/?token=${CreatedToken.parse(await made.json()).token}`;
};

test.beforeAll(async () => {
  core = await startCore({ profile: sixFigures });
  browser = await startBrowser();
});
test.afterAll(async () => {
  await browser?.close();
  await core?.remove();
});

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** As a finger does it. */
async function tap(page: Page, cdp: CDPSession, name: string | RegExp, role: "link" | "button" = "link") {
  const target = page.getByRole(role, { name, exact: typeof name === "string" }).first();
  // News may put another row in its place meanwhile.
  await expect(() => target.scrollIntoViewIfNeeded({ timeout: 5_000 })).toPass({ timeout: 20_000 });
  const box = await target.boundingBox();
  if (box === null) throw new Error(`${name} is not there`);
  // WCAG 2.2: 24 px at least.
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [point] });
  await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
}

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
async function expectNothingFound(page: Page, what: string) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id} ${nodes[0]?.target}`),
    what,
  ).toEqual([]);
}
/** Nothing reaches past the sides of the screen. */
const overhang = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("a first screen over a slow line is little, in few answers, and nothing of the wall's", async () => {
  const entered = await fetch(await linkOf("viewer"), { redirect: "manual" });
  const [cookie = ""] = entered.headers.getSetCookie().map((one) => one.split(";")[0] ?? "");
  const context = await openPhone(browser, core.origin, cookie);
  const { bytes, requests, wallFiles } = await visit(context, core.origin);
  // With heads and answers, without fonts.
  expect(bytes).toBeGreaterThan(80_000);
  expect(bytes).toBeLessThan(130_000);
  expect(requests).toBeLessThanOrEqual(15);
  expect(wallFiles).toEqual([]);
  await context.close();
});

test("a leader's phone: today, a figure that he follows, a scene, a camera, the map; back by the browser's own key", async ({
  browserName: _,
}, info) => {
  const context = await browser.newContext(phone);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await page.goto(await linkOf("operator"));
  await expect(page).toHaveURL(`${core.origin}/app/`);
  await expect(heading(page)).toHaveText("Hôm nay");
  await expect(page.locator(".today-card").first()).toBeVisible();
  await expect(page.locator(".app-line").first()).toContainText(/trực tiếp \d\d:\d\d/);
  await expect(page.getByText("Bạn chưa chọn số liệu nào")).toBeVisible();
  await expectNothingFound(page, "today");
  await page.screenshot({ path: info.outputPath("today.png"), fullPage: true });

  // Waiting lorries are no figure of the first screen: found by letters without marks.
  await tap(page, cdp, "Tìm");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("xe cho");
  await tap(page, cdp, "Xe chờ");
  await expect(page).toHaveURL(/\/app\/figure\/cua-khau\.xe-cho$/);
  await tap(page, cdp, /Hữu Nghị/);
  await expect(heading(page)).toHaveText("Xe chờ · Hữu Nghị");
  await expect(page.locator(".leader-value")).toContainText(/\d/);
  await expect(page.locator(".chart svg")).toBeVisible();
  await tap(page, cdp, "7 ngày", "button");
  await expect(page.getByRole("button", { name: "7 ngày" })).toHaveAttribute("aria-pressed", "true");
  await tap(page, cdp, "Theo dõi", "button");
  await expect(page.getByRole("button", { name: "Theo dõi" })).toHaveAttribute("aria-pressed", "true");
  // From what on he wants to be told of it: a limit of his own, which is nobody's alarm.
  await tap(page, cdp, /^Báo tôi khi/, "button");
  await tap(page, cdp, "Lên trên", "button");
  const sheet = page.getByRole("dialog");
  await sheet.getByLabel("Từ mức nào").fill("hai");
  await expect(sheet.getByText("Chưa đọc được số này.")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Lưu" })).toBeDisabled();
  await sheet.getByLabel("Từ mức nào").fill("1");
  await expect(sheet.getByText("Hiểu là: trên 1 xe · Bây giờ đã qua ngưỡng này.")).toBeVisible();
  await tap(page, cdp, /^Thêm/, "button");
  await expect(sheet.getByLabel("Từ mức nào")).toHaveValue("2");
  await expectNothingFound(page, "a limit of one's own");
  await page.screenshot({ path: info.outputPath("own-limit.png") });
  await tap(page, cdp, "Lưu", "button");
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Báo tôi khi trên 2 xe/ })).toBeVisible();
  // Numbers are told when they are asked for.
  await tap(page, cdp, "Xem người phụ trách", "button");
  await expect(page.locator(".leader-contact")).toContainText("0205 000 0000");
  await expect(page.locator(".leader-contact a")).toHaveAttribute("href", "tel:02050000000");
  await expectNothingFound(page, "a figure");
  await page.screenshot({ path: info.outputPath("figure.png"), fullPage: true });

  await tap(page, cdp, "Hôm nay");
  await expect(page.locator(".today-card", { hasText: "Xe chờ · Hữu Nghị" })).toBeVisible();
  await expect(page.getByText("chỉ ở máy này")).toBeVisible();
  await page.reload();
  await expect(page.locator(".today-card", { hasText: "Xe chờ · Hữu Nghị" })).toBeVisible();
  const own = page.getByRole("region", { name: /^QUA NGƯỠNG CỦA TÔI/ });
  await expect(own.getByRole("listitem").filter({ hasText: "Xe chờ · Hữu Nghị" })).toContainText(
    "ngưỡng của tôi: trên 2 xe",
  );
  await expect(own.locator("[class*=tone-alarm], [class*=tone-attention]")).toHaveCount(0);
  await expectNothingFound(page, "today with a limit of one's own");
  await page.screenshot({ path: info.outputPath("today-own.png"), fullPage: true });

  await tap(page, cdp, "Thêm");
  await tap(page, cdp, "Cảnh");
  await tap(page, cdp, /Toàn cảnh/);
  await expect(page.locator(".scene-value").first()).toContainText(/\d/);
  await expect(page.locator(".scene-panel .tile").first()).toBeVisible();
  expect(await overhang(page)).toBe(0);
  await expectNothingFound(page, "a scene");
  await page.screenshot({ path: info.outputPath("scene.png"), fullPage: true });
  await tap(page, cdp, "Camera");
  await tap(page, cdp, /Hữu Nghị/);
  // One at a time; what it shows says what it is.
  await expect(page.locator("[data-camera]")).toHaveCount(1);
  await expect(page.locator("[data-camera]")).toHaveAttribute("data-presentation", /.+/);
  await tap(page, cdp, "Tiết kiệm dữ liệu", "button");
  await expect(page.locator("[data-camera]")).toHaveCount(0);
  await expect(page.locator(".camera-last")).toBeVisible();
  await tap(page, cdp, "Bản đồ");
  await expect(page.locator("[data-panel=map]")).toBeVisible();
  await page.screenshot({ path: info.outputPath("map.png") });

  await page.goBack();
  await expect(page).toHaveURL(/\/app\/camera\//);
  await page.goBack();
  await expect(page).toHaveURL(/\/app\/cameras$/);
  await context.close();
});

test("a laptop by keys alone, in English, at 200 %; a link that leads to nothing, and one for who has no session", async ({
  browserName: _,
}, info) => {
  const context = await browser.newContext({ viewport: { width: 1366, height: 650 } });
  const page = await context.newPage();
  // A stranger is given the app and nothing of the site, and is led back to where the link pointed once he is known.
  await page.goto(`${core.origin}/app/figure/cua-khau.xe-cho/huu-nghi`);
  await expect(page).toHaveURL(/\/app\/sign-in\?to=%2Fapp%2Ffigure%2Fcua-khau\.xe-cho%2Fhuu-nghi$/);
  await page.goto(await linkOf("viewer"));
  await page.goto(`${core.origin}/app/?lang=en`);
  await expect(heading(page)).toHaveText("Today");
  await expect(page.locator(".today-card").first()).toBeVisible();

  // From the page's heading, which has the focus: the skip link is the first that Tab finds in the document.
  const pressUntil = async (name: string) => {
    for (let at = 0; at < 60; at += 1) {
      await page.keyboard.press("Tab");
      const label = await page.evaluate(
        () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
      );
      if (label.trim() === name) return;
    }
    throw new Error(`no key leads to ${name}`);
  };
  await pressUntil("Figures");
  expect(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle)).toBe("solid");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("Figures");
  await expect(heading(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.type("giai ngan");
  await expect(page.locator(".leader-pairs li")).toHaveCount(1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/app\/figure\/dau-tu-cong\.giai-ngan$/);
  await expect(page.locator(".chart svg")).toBeVisible();
  await pressUntil("Read the value at each moment");
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator(".chart-read")).toBeVisible();
  await expectNothingFound(page, "a figure on a laptop");
  await page.screenshot({ path: info.outputPath("figure-laptop.png") });
  await page.goBack();
  await expect(heading(page)).toHaveText("Figures");

  // As a browser does at 200 %: half the CSS pixels.
  await page.setViewportSize({ width: 683, height: 325 });
  for (const path of [
    "/app/",
    "/app/figures",
    "/app/scene/toan-canh",
    "/app/cameras",
    "/app/more",
    "/app/search?q=huu",
  ]) {
    await page.goto(`${core.origin}${path}`);
    await expect(heading(page)).toBeVisible();
    expect(await overhang(page), path).toBe(0);
    await expectNothingFound(page, path);
  }
  await page.goto(`${core.origin}/app/figure/khong-co`);
  await expect(heading(page)).toHaveText("There is no such figure");
  await page.goto(`${core.origin}/app/nope`);
  await expect(heading(page)).toHaveText("There is no such page");

  // The network is gone and comes back: said from when, and until when what is seen is.
  await page.goto(`${core.origin}/app/`);
  await expect(page.locator(".app-line").first()).toContainText("live");
  await context.setOffline(true);
  await expect(page.locator(".app-strip")).toContainText(
    /No network since \d\d:\d\d\. These are figures up to \d\d:\d\d\./,
  );
  await context.setOffline(false);
  await expect(page.locator(".app-strip")).toBeEmpty({ timeout: 30_000 });
  await context.close();
});

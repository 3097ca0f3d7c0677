import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { appendFile, cp, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, type CDPSession, chromium, expect, type Page, test } from "@playwright/test";
import { CreatedToken, routes } from "#contract/http.ts";
import { openStore } from "../../main/core/store/store.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { freePort } from "../lab/free-port.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";

/**
 * The wall of six figures with two platforms and a camera that do not answer, and its pages in an ordinary browser, as the people who
 * look at it have them.
 */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let core: RunningCore;
let browser: Browser;

const deadSource = (id: string, name: string, port: number) => `
  - id: ${id}
    type: rest
    name: { vi: ${name}, en: ${name} }
    url: http://127.0.0.1:${port}/
    every: 15s
    lateAfter: 5m
    mapping: "[]"
`;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  const profile = path.join(folder.path, "profile");
  await cp(sixFigures, profile, { recursive: true });
  const port = await freePort();
  const names = ["Đăng ký kinh doanh và quản lý doanh nghiệp toàn tỉnh", "Y tế"];
  for (const [at, name] of names.entries())
    await appendFile(path.join(profile, "sources.yaml"), deadSource(`khong-tra-loi-${at}`, name, port));
  const cameras = path.join(profile, "cameras.yaml");
  const listed = await readFile(cameras, "utf8");
  const dead = `{ type: rtsp, url: "rtsp://127.0.0.1:${port}/1" }`;
  expect(listed).toContain("{ type: test, pattern: street }");
  await writeFile(cameras, listed.replace("{ type: test, pattern: street }", dead));
  const data = path.join(folder.path, "data");
  const store = await openStore(data);
  const toMs = Date.now() - 9 * 86_400_000;
  await store.outages.put(
    ["mot-cua", "kho-bac"].map((source) => ({
      ...{ id: randomUUID(), source, name: { vi: source, en: source }, cause: "source" as const },
      ...{ fromMs: toMs - 60_000, toMs, caughtUp: 0, indicators: [] },
    })),
  );
  await store.close();
  core = await startCore({ hasPictures: true, profile, data });
  browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
});
test.afterAll(async () => {
  await browser.close();
  await core.remove();
  await folder.remove();
});

const laptop = { width: 1366, height: 650 };
const deskOf = async (role: "operator" | "admin" = "operator"): Promise<Page> => {
  const made = await core.fetch(routes.tokens, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ role }),
  });
  const page = await browser.newPage({ viewport: laptop });
  await page.goto(`${core.origin}/desk?token=${CreatedToken.parse(await made.json()).token}`);
  await expect(page.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
  return page;
};
const scrolled = (page: Page) => page.evaluate(() => Math.round(window.scrollY));
const isAtEnd = (page: Page) =>
  page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
    return scrollHeight - clientHeight - scrollTop < 2;
  });
/** What was set moving goes on by itself for a moment. */
const rest = async (page: Page) => {
  for (let before = -1, now = await scrolled(page); now !== before; now = await scrolled(page)) {
    before = now;
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
  }
};
const goHome = async (page: Page) => {
  const pressed = async () => {
    await page.keyboard.press("Home");
    await rest(page);
    return scrolled(page);
  };
  await expect.poll(pressed).toBe(0);
};
/** A finger that is drawn up over the screen. */
const swipeUp = async (page: Page, line: CDPSession) => {
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
    line.send("Input.dispatchTouchEvent", { type, touchPoints: y === undefined ? [] : [{ x: 195, y }] });
  await touch("touchStart", 760);
  for (let y = 720; y >= 160; y -= 40) await touch("touchMove", y);
  // The finger rests before it leaves: a page that was flung could pass a tile by.
  for (let still = 0; still < 3; still += 1) {
    await page.waitForTimeout(50);
    await touch("touchMove", 160 - still);
  }
  await touch("touchEnd");
  await rest(page);
};
/** Draws the mouse over an element's text, from its first line's beginning to its last one's end. */
const selectByMouse = async (page: Page, selector: string): Promise<string> => {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not to be seen`);
  await page.mouse.move(box.x + 2, box.y + 4);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 2, box.y + box.height - 4, { steps: 5 });
  await page.mouse.up();
  return page.evaluate(() => String(getSelection()));
};

test("a phone shows every tile by a swipe of a finger", async () => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(await core.viewerLink());
  const tiles = page.locator("[data-tile]");
  await expect(tiles.first()).toBeInViewport();
  await expect(tiles.last()).not.toBeInViewport();
  const line = await page.context().newCDPSession(page);
  const seen = new Set<string>();
  for (let swipes = 0; swipes < 12; swipes += 1) {
    const inView = await tiles.evaluateAll((all) =>
      all.flatMap((tile) => {
        const { top, bottom } = tile.getBoundingClientRect();
        return bottom > 0 && top < innerHeight ? ((tile as HTMLElement).dataset.tile ?? []) : [];
      }),
    );
    for (const tile of inView) seen.add(tile);
    if (await isAtEnd(page)) break;
    await swipeUp(page, line);
  }
  expect(seen.size).toBe(await tiles.count());
  await expect(tiles.last()).toBeInViewport();
  await page.close();
});

test("a laptop reaches the end of the wall by wheel and by keys, and its pointer is seen", async () => {
  const page = await browser.newPage({ viewport: laptop });
  await page.goto(await core.viewerLink());
  await expect(page.locator("[data-tile]").first()).toBeVisible();
  expect(await page.evaluate(() => getComputedStyle(document.body).cursor)).not.toBe("none");
  for (const key of ["PageDown", "Space", "ArrowDown"]) {
    // Chromium drops a key while the scroll before it still ends: whoever presses does so again.
    const pressed = async () => {
      await page.keyboard.press(key);
      await rest(page);
      return scrolled(page);
    };
    await expect.poll(pressed, `by ${key}`).toBeGreaterThan(10);
    await goHome(page);
  }
  expect(await selectByMouse(page, ".web-head h1")).toContain("Lạng Sơn");
  // Over the map too, which leaves the wheel to the page.
  await page.mouse.move(700, 400);
  await page.mouse.wheel(0, 5_000);
  await expect.poll(() => isAtEnd(page)).toBe(true);
  await page.mouse.wheel(0, -5_000);
  await expect.poll(() => scrolled(page)).toBe(0);
  await page.close();
});

test("a desk on a laptop's screen reaches everything by wheel and keys, and what it says can be selected", async () => {
  const desk = await deskOf();
  expect(await desk.evaluate(() => getComputedStyle(document.body).cursor)).not.toBe("none");
  const last = desk.locator(".wall-deeds button").last();
  await desk.locator(".wall-scenes").hover();
  await desk.mouse.wheel(0, 2_000);
  await expect(last).toBeInViewport({ ratio: 0.9 });
  await desk.mouse.wheel(0, -2_000);
  const isReached = () => last.evaluate((button) => button === document.activeElement);
  for (let tabs = 0; tabs < 80 && !(await isReached()); tabs += 1) await desk.keyboard.press("Tab");
  expect(await isReached()).toBe(true);
  await expect(last).toBeInViewport({ ratio: 0.9 });
  await desk.keyboard.press("F3");
  await expect(desk.getByRole("option", { name: /mất kết nối/ })).toHaveCount(2);
  // Nothing has the focus yet.
  await desk.keyboard.press("ArrowDown");
  await expect(desk.getByRole("option").nth(1)).toHaveAttribute("aria-selected", "true");
  expect(await selectByMouse(desk, ".detail-reason")).toContain("127.0.0.1");
  await desk.getByRole("option", { name: /Kho số liệu/ }).click();
  expect(await selectByMouse(desk, ".detail-advice")).toContain("Không cần làm gì");
  await desk.close();
});

test("the head says the worst in words and how much is wrong in all, on the narrowest desk too", async () => {
  // A camera is tried as soon as somebody looks at it.
  const wall = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await wall.goto(await core.viewerLink());
  const desk = await deskOf();
  const chip = desk.locator(".desk-chips .chip");
  // The machine that this runs on may have something to say as well.
  await expect(chip.locator(".chip-count")).toHaveText(/^(?:[3-9]|\d\d) mục cần xem$/);
  for (const width of [1920, 1366, 900]) {
    await desk.setViewportSize({ width, height: 650 });
    await expect(chip).toHaveCount(1);
    await expect(chip).toContainText("mất kết nối");
    const [whole, count] = [await chip.boundingBox(), await chip.locator(".chip-count").boundingBox()];
    if (whole === null || count === null) throw new Error(`not to be seen on ${width} px`);
    expect(count.x + count.width).toBeLessThanOrEqual(whole.x + whole.width);
    expect(whole.x + whole.width).toBeLessThanOrEqual(width);
    expect(await chip.locator(".chip-words").evaluate((words) => words.clientWidth)).toBeGreaterThan(160);
    const isOnTop = await chip.locator(".chip-count").evaluate((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    expect(isOnTop).toBe(true);
  }
  await desk.setViewportSize(laptop);
  const tab = desk.getByRole("button", { name: /Gián đoạn/ });
  await expect(tab.getByTitle("2 chưa đọc")).toBeVisible();
  await tab.click();
  await desk.locator(".report-unread").first().getByRole("button", { name: "Đã đọc" }).click();
  await expect(tab.getByTitle("1 chưa đọc")).toBeVisible();
  await wall.close();
  await desk.close();
});

test("what is in preparation stays while one looks elsewhere and a programme starts; what is gone is said", async () => {
  const drive = async (path: string, method: string, body?: object) => {
    const answer = await core.fetch(path, {
      method,
      ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
    });
    expect(answer.ok, await answer.clone().text()).toBe(true);
  };
  const tiles = [{ id: "mot", panel: "clock", x: 0, y: 0, width: 24, height: 24, settings: {} }];
  const name = { vi: "Cảnh thoáng qua", en: "A passing scene" };
  await drive(routes.scene("thoang-qua"), "PUT", { name, tags: [], tiles, basedOn: 0 });
  const desk = await deskOf();
  const preparing = desk.getByRole("region", { name: "CHUẨN BỊ" });
  const search = async (typed: string, found: string) => {
    await desk.keyboard.press("/");
    await desk.keyboard.type(typed);
    await expect(desk.getByRole("dialog").getByRole("option").first()).toContainText(found);
    await desk.keyboard.press("Enter");
  };

  await search("un t", "Ùn tắc cửa khẩu");
  await desk.keyboard.press("Alt+3");
  await expect(preparing).toContainText("Ùn tắc cửa khẩu");
  await desk.keyboard.press("F9");
  await drive(routes.wallCommands, "POST", { type: "programme-start", programme: "ban-ngay" });
  await desk.keyboard.press("F2");
  await expect(desk.getByRole("region", { name: "ĐANG CHIẾU" })).toContainText("Luân phiên ban ngày");
  await expect(preparing).toContainText("Ùn tắc cửa khẩu");

  // A single camera is told by the number of the monitor it is for, which is kept as well.
  await search("phai", "Ngã tư Phai Vệ");
  await expect(preparing).toContainText("Lên màn hình 3");
  await expect(preparing.locator(".miniature-about b")).toHaveText("3");
  await desk.keyboard.press("p");
  await expect(desk.getByRole("status")).toContainText("«Ngã tư Phai Vệ» không phải camera quay được");
  await search("quoc lo", "Quốc lộ 1A");
  await expect(desk.getByRole("status")).toHaveCount(0);
  await desk.keyboard.press("p");
  await expect(desk.getByRole("dialog")).toContainText("Hướng cửa khẩu");
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("dialog")).toHaveCount(0);
  await desk.keyboard.press("Escape");
  // Whatever the programme shows by now.
  await drive(routes.wallCommands, "POST", { type: "take", scene: "toan-canh" });
  await expect(desk.getByRole("region", { name: "ĐANG CHIẾU" })).toContainText("Toàn cảnh");
  await desk.keyboard.press("Alt+1");
  await desk.keyboard.press("p");
  await expect(desk.getByRole("status")).toContainText("Màn hình 1 không có camera quay được");

  await search("thoang", "Cảnh thoáng qua");
  await expect(preparing).toContainText("Cảnh thoáng qua");
  await drive(routes.scene("thoang-qua"), "DELETE");
  await expect(desk.getByRole("status")).toContainText("«Cảnh thoáng qua» đang chuẩn bị vừa bị xoá");
  await expect(preparing).toContainText("Chọn một cảnh");
  await desk.close();
});

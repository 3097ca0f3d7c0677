import path from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { routes } from "#contract/http.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { openDesk, startBrowser } from "./desk-browser.ts";

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let core: RunningCore;
let browser: Browser;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  core = await startCore({ hasPictures: true, profile: sixFigures, data: path.join(folder.path, "data") });
  browser = await startBrowser();
});
test.afterAll(async () => {
  await browser.close();
  await core.remove();
  await folder.remove();
});
test.describe.configure({ mode: "serial" });

/** For whoever wants to look. */
const takePicture = async (page: Page, name: string) => {
  if (process.env.IOC_PICTURES !== undefined)
    await page.screenshot({ path: path.join(process.env.IOC_PICTURES, `${name}.png`) });
};
const searchOf = (desk: Page) => desk.getByRole("dialog", { name: /^(Tìm cảnh|Find scenes)/ });
const rowsOf = (desk: Page) => searchOf(desk).getByRole("option");
const onAirOf = (desk: Page) => desk.getByRole("region", { name: "ĐANG CHIẾU" });

test("pages and commands are found by what people call them, from any page, and done by Enter", async () => {
  const desk = await openDesk(browser, core);
  await desk.keyboard.press("F3");
  await expect(desk.getByRole("region", { name: "Danh sách tình trạng" })).toBeVisible();
  await desk.keyboard.press("/");
  await takePicture(desk, "search-empty");
  await desk.keyboard.type("dung hinh");
  await expect(rowsOf(desk).first()).toContainText("Giữ hình màn hình đang chọn");
  await takePicture(desk, "search-command");
  await desk.keyboard.press("Enter");
  // Its page is opened, and it is done there.
  await expect(searchOf(desk)).toHaveCount(0);
  await expect(onAirOf(desk).locator(".about-covered")).toContainText("GIỮ HÌNH");
  await desk.keyboard.press("f");
  await expect(onAirOf(desk).locator(".about-covered")).toHaveCount(0);

  await desk.keyboard.press("Control+k");
  await desk.keyboard.type("phuc hoi");
  await expect(rowsOf(desk).first()).toContainText("Việc vừa làm");
  await desk.keyboard.press("Enter");
  await expect(desk.locator(":focus")).toHaveAccessibleName(/^Hoàn tác: /);

  await desk.keyboard.press("Control+k");
  await desk.keyboard.type("su kien");
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("button", { name: /^Sự kiện/ })).toHaveAttribute("aria-current", "page");
  // While somebody types, and in the editor where / is another's.
  await desk.keyboard.press("F8");
  await desk.keyboard.press("/");
  await expect(searchOf(desk)).toHaveCount(0);
  await desk.keyboard.press("Control+k");
  await desk.keyboard.type("hn");
  await expect(rowsOf(desk).first()).toContainText(/Hữu Nghị|Hà Nội/);
  await takePicture(desk, "search-initials");
  await desk.keyboard.press("Escape");
  await expect(searchOf(desk)).toHaveCount(0);
  await desk.context().close();
});

test("what cannot be done now says why, in the search and at its key", async () => {
  const desk = await openDesk(browser, core);
  await desk.keyboard.press("/");
  await desk.keyboard.type("chuong trinh");
  const stop = rowsOf(desk).filter({ hasText: "Chương trình: dừng" });
  await expect(stop).toHaveAttribute("aria-disabled", "true");
  await expect(stop).toContainText("Không có chương trình nào đang chạy.");
  await takePicture(desk, "search-impossible");
  for (let times = 0; times < 12; times += 1) {
    if ((await stop.getAttribute("aria-selected")) === "true") break;
    await desk.keyboard.press("ArrowDown");
  }
  await desk.keyboard.press("Enter");
  await expect(stop.getByRole("alert")).toContainText("Không có chương trình nào đang chạy.");
  await takePicture(desk, "search-refused");
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("Space");
  await expect(desk.locator(".desk-said")).toContainText("Chưa chuẩn bị gì");
  await desk.keyboard.press("g");
  await expect(desk.locator(".desk-said")).toContainText("Không có màn hình nào đang chiếu riêng");
  await takePicture(desk, "said");
  await desk.context().close();
});

test("a key right after Esc of the table of keys counts", async () => {
  const desk = await openDesk(browser, core);
  await desk.keyboard.press("F1");
  await expect(desk.getByRole("dialog", { name: "Phím tắt" })).toBeVisible();
  await takePicture(desk, "keys");
  // Without a pause: neither waits for what the other one brings.
  await Promise.all([desk.keyboard.press("Escape"), desk.keyboard.press("x")]);
  await expect(desk.getByRole("dialog", { name: "Lấy số liệu ra" })).toBeVisible();
  await desk.context().close();
});

test("the address keeps the page, and who has no right to a page has no tab, no key and no name for it", async () => {
  const desk = await openDesk(browser, core);
  await desk.keyboard.press("F6");
  await expect(desk.getByRole("heading", { name: "Gián đoạn" })).toBeVisible();
  await desk.reload();
  await expect(desk.getByRole("heading", { name: "Gián đoạn" })).toBeVisible();
  await desk.keyboard.press("F3");
  await desk.goBack();
  await expect(desk.getByRole("heading", { name: "Gián đoạn" })).toBeVisible();

  await desk.route(`**${routes.ownRights}`, async (route) => {
    const answer = await route.fetch();
    const { role, rights } = await answer.json();
    const fewer = rights.filter((right: string) => right !== "see-camera-events");
    await route.fulfill({ response: answer, json: { role, rights: fewer } });
  });
  await desk.reload();
  await expect(desk.getByRole("button", { name: /^Sự kiện/ })).toHaveCount(0);
  await desk.keyboard.press("F10");
  await expect(desk.getByRole("heading", { name: "Gián đoạn" })).toBeVisible();
  await desk.keyboard.press("Control+k");
  await desk.keyboard.type("su kien");
  await expect(rowsOf(desk).filter({ hasText: "trang" })).toHaveCount(0);
  await desk.context().close();
});

test("it is all there in English, on a large screen too", async () => {
  const large = { width: 1920, height: 1080 };
  for (const language of ["vi", "en"]) {
    const desk = await openDesk(browser, core, { language, viewport: large });
    await desk.keyboard.press("Control+k");
    await desk.keyboard.type(language === "en" ? "freeze" : "giu");
    await expect(rowsOf(desk).first()).toContainText(language === "en" ? "Hold the chosen" : "Giữ hình");
    await takePicture(desk, `search-1920-${language}`);
    await desk.keyboard.press("Escape");
    await desk.keyboard.press("F1");
    await takePicture(desk, `keys-1920-${language}`);
    await desk.context().close();
  }
  if (process.env.IOC_PICTURES === undefined) return;
  const desk = await openDesk(browser, core, { language: "en" });
  for (const key of ["F2", "F8", "F3", "F4", "F6", "F7", "F9", "F10"]) {
    await desk.keyboard.press(key);
    await desk.waitForTimeout(2_500);
    await takePicture(desk, `en-${key}`);
  }
  await desk.keyboard.press("F1");
  await takePicture(desk, "en-F1");
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("/");
  await desk.keyboard.type("programme");
  await desk.waitForTimeout(500);
  await takePicture(desk, "en-search");
  await desk.context().close();
});

import { existsSync } from "node:fs";
import path from "node:path";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { CreatedToken, routes } from "#contract/http.ts";
import { writeCameraPlatformProfile } from "../lab/camera-platform-profile.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { drawnPicture } from "../lab/pictures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";

/** A core with a camera platform, and the desk in a browser of its own. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let core: RunningCore;
let browser: Browser;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  const profile = await writeCameraPlatformProfile(folder.path, {
    "nga-tu-phai-ve": "Ngã tư Phai Vệ",
    "cau-ky-cung": "Cầu Kỳ Cùng",
  });
  core = await startCore({ profile, data: path.join(folder.path, "data") });
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

const picture = drawnPicture("jpeg", "1280x720").toString("base64");
const tell = async (event: Record<string, unknown>) => {
  const answer = await core.fetch(routes.cameraEventsOf("ai"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ camera: "nga-tu-phai-ve", time: new Date().toISOString(), ...event }),
  });
  expect(await answer.json()).toMatchObject({ accepted: 1 });
};
const deskOf = async (role: string): Promise<Page> => {
  const made = await core.fetch(routes.tokens, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ role }),
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${core.origin}/desk?token=${CreatedToken.parse(await made.json()).token}`);
  return page;
};

test("an operator sees events with their pictures as they come, and finds his way by keys", async () => {
  const desk = await deskOf("operator");
  const problems: string[] = [];
  desk.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await expect(desk.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
  await desk.keyboard.press("F10");
  await expect(desk.getByText("Chưa có sự kiện nào.")).toBeVisible();
  const rows = desk.getByRole("option");
  const detail = desk.locator("article.detail");

  await tell({ id: "1", kind: "plate", plate: "12A-123.45", confidence: 0.93, picture });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("12A-123.45");
  await expect(detail.getByRole("heading", { level: 2 })).toContainText("12A-123.45");
  const shown = detail.getByRole("img");
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1280);
  await expect(detail).toContainText("93 %");
  await expect(detail).toContainText("dữ liệu cá nhân");

  await tell({ id: "2", kind: "intrusion", camera: "cau-ky-cung", text: "Người vào khu vực cấm" });
  await tell({ id: "3", kind: "wrong-way" });
  await expect(rows).toHaveCount(3);
  // The newest stands first and is shown as long as nobody has chosen another.
  await expect(detail.getByRole("heading", { level: 2 })).toHaveText("Ngược chiều");
  await desk.keyboard.press("ArrowDown");
  await expect(detail).toContainText("Người vào khu vực cấm");
  await expect(detail).toContainText("Nền tảng không gửi hình");
  await desk.keyboard.press("ArrowDown");
  await expect(shown).toBeVisible();
  // What somebody looks at stays while newer ones come.
  await tell({ id: "4", kind: "smoke" });
  await expect(rows).toHaveCount(4);
  await expect(detail.getByRole("heading", { level: 2 })).toContainText("12A-123.45");

  await desk.keyboard.press("3");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Cầu Kỳ Cùng");
  await desk.keyboard.press("c");
  await desk.keyboard.press("0");
  await expect(rows).toHaveCount(1);
  await desk.keyboard.press("2");
  await expect(desk.getByText("Không có sự kiện nào như vậy")).toBeVisible();
  await desk.keyboard.press("c");
  await desk.keyboard.press("0");
  await expect(rows).toHaveCount(4);
  await desk.keyboard.press("End");
  await expect(shown).toBeVisible();
  expect(problems).toEqual([]);
  await desk.close();
});

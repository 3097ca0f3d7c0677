import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, type Download, expect, type Page, test } from "@playwright/test";
import Database from "better-sqlite3";
import { CreatedToken, routes } from "#contract/http.ts";
import { type UsageKind, UsageTold } from "#contract/usage/http.ts";
import { openStore } from "../../main/core/store/store.ts";
import { periodOf } from "../../main/core/usage/days.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { startBrowser } from "./desk-browser.ts";

/** The pages that an administrator opens now and then: who did what, and whether the wall is used. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let core: RunningCore;
let browser: Browser;
let desk: Page;

test.describe.configure({ mode: "serial" });
const start = () => startCore({ profile: sixFigures, data: path.join(folder.path, "data") });
test.beforeAll(async () => {
  folder = await temporaryFolder();
  await countBefore(path.join(folder.path, "data"));
  browser = await startBrowser();
  core = await start();
});
test.afterAll(async () => {
  await browser.close();
  await core.remove();
  await folder.remove();
});

/** What was counted on the days before: the present one is told when it is over. */
async function countBefore(data: string): Promise<void> {
  await mkdir(data, { recursive: true });
  const store = await openStore(data);
  const period = (ago: number) => periodOf(Date.now() - ago * 86_400_000, 7 * 3_600_000);
  const nobody = { unit: null, role: "", count: 0 };
  const shown = (kind: UsageKind, name: string, ms: number) => ({
    ...{ period: period(2), what: "shown" as const, kind, name, ...nobody, ms },
  });
  const asked = (kind: UsageKind, name: string, role: string, count: number) => ({
    ...{ period: period(2), what: "asked" as const, kind, name, unit: null, role, count, ms: 0 },
  });
  await store.usage.add([
    ...[1, 2].map((ago) => ({
      ...{ period: period(ago), what: "counted" as const, kind: "page" as const, name: "", ...nobody, count: 1, ms: 0 },
    })),
    shown("scene", "toan-canh", 30 * 3_600_000),
    shown("scene", "un-tac-cua-khau", 5 * 3_600_000),
    shown("panel", "key-figure", 30 * 3_600_000),
    asked("scene", "toan-canh", "leader", 4),
    asked("indicator", "dau-tu-cong.ke-hoach", "leader", 3),
    asked("indicator", "cong-nghiep.iip", "others", 1_200),
  ]);
  await store.close();
}

const post = async (route: string, body: unknown, method = "POST") =>
  core.fetch(route, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
async function openAs(role: "admin" | "operator", label: string, view: string): Promise<Page> {
  const { token } = CreatedToken.parse(await (await post(routes.tokens, { role, label })).json());
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 650 }, hasTouch: true })).newPage();
  await page.goto(`${core.origin}/desk?token=${token}`);
  await expect(page.locator(".pane-on-air [data-tile]").first()).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type(view);
  await page.keyboard.press("Enter");
  return page;
}
const textOf = async (download: Download) => readFile(await download.path(), "utf8");

test("an administrator sees who did what, in his words, and what was before and after", async () => {
  const scene = { name: { vi: "Cảnh thử", en: "Trial" }, tags: [], tiles: [] };
  const tile = { id: "gio", panel: "clock", x: 0, y: 0, width: 12, height: 12, settings: {} };
  await post(routes.scene("thu"), { ...scene, basedOn: 0 }, "PUT");
  await post(routes.scene("thu"), { ...scene, tiles: [tile], basedOn: 1 }, "PUT");
  await post(routes.wallCommands, { type: "take", scene: "thu" });
  await fetch(`${core.origin}${routes.tokens}`);
  for (let number = 0; number < 50; number += 1) await post(routes.wallCommands, { type: "identify" });
  desk = await openAs("admin", "Quản trị viên Hoa", "nhat ky kiem toan");
  const list = desk.getByRole("listbox");
  const rows = list.getByRole("option");
  await expect(rows.first()).toBeVisible();
  await expect(desk.getByText("Đổi cảnh trên tường").first()).toBeAttached();
  await expect(list).not.toContainText("POST /api/wall/scenes");

  // By keys: only refusals, then none of it, then the filter.
  await desk.keyboard.press("3");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("Xem ai có mã truy cập");
  await expect(rows).toContainText("Không rõ ai");
  await desk.keyboard.press("Delete");
  await desk.getByLabel("Việc").selectOption({ label: "Lưu cảnh" });
  await expect(rows).toHaveCount(2);
  const detail = desk.locator("article.audit-detail");
  await expect(detail).toContainText("Lưu cảnh");
  await expect(detail.locator("tr", { hasText: "Ô › gio › Loại ô" }).locator("ins")).toHaveText("clock");
  await expect(detail.locator("tr", { hasText: "Phiên bản" }).locator("del")).toHaveText("1");
  await desk.getByLabel("Đối tượng").fill("khong-co-canh-nay");
  await expect(desk.getByText("Không có mục nào như vậy")).toBeVisible();
  await desk.getByLabel("Đối tượng").press("Escape");
  await desk.keyboard.press("Delete");

  // The list by the wheel, by keys and by a finger.
  await list.hover();
  await desk.mouse.wheel(0, 600);
  await expect.poll(() => list.evaluate((one) => one.scrollTop)).toBeGreaterThan(300);
  await desk.keyboard.press("Home");
  await desk.keyboard.press("PageDown");
  await expect(desk.locator('.audit-row[aria-selected="true"]')).toBeInViewport();
  const box = (await list.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const before = await list.evaluate((one) => one.scrollTop);
  const touch = await desk.context().newCDPSession(desk);
  const at = (y: number) => [{ x: box.x + 200, y: box.y + y }];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(300) });
  for (let y = 280; y >= 60; y -= 20)
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(y) });
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect.poll(() => list.evaluate((one) => one.scrollTop)).toBeGreaterThan(before);
});

test("days are typed and read as 27/11/2026 whatever language the browser has, by keys and by a finger", async ({
  browserName: _,
}, info) => {
  expect(await desk.evaluate(() => navigator.language)).toBe("en-US");
  const from = desk.getByLabel("Từ ngày");
  await from.fill("31/02/2031");
  await from.blur();
  await expect(from).toHaveAttribute("aria-invalid", "true");
  await from.fill("5/3/2031");
  await expect(desk.getByText("Không có mục nào như vậy")).toBeVisible();
  await from.press("ArrowUp");
  await expect(from).toHaveValue("06/03/2031");
  await from.press("PageUp");
  await expect(from).toHaveValue("06/04/2031");
  // The calendar by keys alone.
  await from.press("Alt+ArrowDown");
  const calendar = desk.getByRole("dialog", { name: "Chọn ngày" });
  await expect(calendar.getByRole("heading")).toHaveText(/tháng 4.*2031/i);
  await expect(calendar.getByRole("button", { name: "06/04/2031" })).toBeFocused();
  await desk.keyboard.press("ArrowDown");
  await desk.keyboard.press("ArrowLeft");
  await expect(calendar.getByRole("button", { name: "12/04/2031" })).toBeFocused();
  await desk.screenshot({ path: info.outputPath("calendar.png") });
  await desk.keyboard.press("Enter");
  await expect(calendar).toHaveCount(0);
  await expect(from).toHaveValue("12/04/2031");
  // And by a finger, back to a day that has something.
  await desk.getByRole("button", { name: "Mở lịch" }).first().tap();
  await calendar.getByRole("button", { name: "Tháng trước" }).tap();
  await calendar.getByRole("button", { name: "15/03/2031" }).tap();
  await expect(from).toHaveValue("15/03/2031");
  await desk.getByRole("button", { name: "Mở lịch" }).first().tap();
  await desk.keyboard.press("Escape");
  await expect(calendar).toHaveCount(0);
  await desk.keyboard.press("Delete");
  await expect(from).toHaveValue("");
  await expect(desk.getByRole("listbox").getByRole("option").first()).toBeVisible();
});

test("it is taken away as it is filtered, verified, and told where it was changed", async () => {
  await desk.keyboard.press("1");
  const coming = desk.waitForEvent("download");
  await desk.keyboard.press("c");
  const csv = await textOf(await coming);
  expect(csv).toContain("PUT /api/wall/scenes/:id;thu;done;200");
  expect(csv).not.toContain(";refused;");
  await expect(desk.getByRole("status")).toContainText("Đã tải nhat-ky-kiem-toan-");
  await desk.keyboard.press("v");
  await expect(desk.getByText("Nguyên vẹn: đã soát")).toBeVisible();

  await desk.close();
  await core.stop();
  const database = new Database(path.join(core.data, "wall.db"));
  database.exec("DROP TRIGGER audit_is_written_once");
  database.exec(`UPDATE audit SET body = replace(body, 'thu', 'kia') WHERE number = 2`);
  database.close();
  core = await start();
  desk = await openAs("admin", "Quản trị viên Hoa", "kiem tra toan ven");
  const alert = desk.getByRole("alert");
  await expect(alert).toContainText("KHÔNG NGUYÊN VẸN: mục 2 đã bị sửa");
  await alert.getByRole("button").tap();
  await expect(desk.locator("article.audit-detail")).toContainText("kia");
  await desk.close();
});

test("whoever answers for the wall sees what is used, by unit and role, at the desk and in his hand", async () => {
  desk = await openAs("admin", "Chánh văn phòng", "co dung khong");
  await expect(desk.getByText("2 ngày có đếm")).toBeVisible();
  const never = desk.locator("section", { hasText: "Chiếu mà chưa ai hỏi" }).first();
  await expect(never.getByRole("listitem")).toHaveText([/Ùn tắc cửa khẩu/]);
  const table = desk.locator(".usage-table");
  await expect(table.locator("tr", { hasText: "Toàn cảnh" })).toContainText("30 giờ");
  await desk.keyboard.press("ArrowRight");
  await expect(table.locator("tbody tr").first()).toContainText("1.200");
  await desk.keyboard.press("ArrowRight");
  await expect(table.locator("tr", { hasText: "Số liệu chính" })).toBeVisible();
  await desk.keyboard.press("ArrowLeft");
  await desk.getByLabel("Vai trò").selectOption({ label: "lãnh đạo" });
  await expect(table).not.toContainText("1.200");
  await desk.keyboard.press("2");
  await expect(desk.getByRole("button", { name: "90 ngày" })).toHaveAttribute("aria-pressed", "true");
  await desk.close();

  const { token } = CreatedToken.parse(await (await post(routes.tokens, { role: "admin", label: "Bà Hoa" })).json());
  const phone = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  ).newPage();
  await phone.goto(`${core.origin}/?token=${token}`);
  await phone.goto(`${core.origin}/app/usage`);
  await phone.getByRole("tab", { name: "Chỉ tiêu" }).tap();
  await expect(phone.locator(".usage-table")).toContainText("1.200");
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  // Who opens a scene in the hand is counted; the core says no more than that it was taken.
  const told = phone.waitForResponse((answer) => answer.url().endsWith(routes.usageOpened));
  await phone.goto(`${core.origin}/app/scene/toan-canh`);
  expect((await told).status()).toBe(204);

  // So is who looks at a camera or a map, and who asks a tile; once, and never what a panel asks for to draw itself.
  const bodies: UsageTold[] = [];
  phone.on("request", (one) => {
    if (one.url().endsWith(routes.usageOpened)) bodies.push(UsageTold.parse(one.postDataJSON()));
  });
  const saidOf = (deed: UsageTold["deed"]) =>
    bodies.filter((one) => one.deed === deed).map(({ kind, name }) => `${kind} ${name}`);
  const part = phone.locator(".scene-panel").first();
  await expect(part.locator(".tile")).toBeVisible();
  expect(saidOf("asked")).toEqual([]);
  await part.tap();
  await expect.poll(() => saidOf("asked").length).toBeGreaterThan(0);
  expect(saidOf("asked")[0]).toMatch(/^tile toan-canh\/[\w-]+$/);
  const count = saidOf("asked").length;
  await part.tap();
  await phone.goto(`${core.origin}/app/cameras`);
  await phone
    .getByRole("link", { name: /Hữu Nghị/ })
    .first()
    .tap();
  await expect.poll(() => saidOf("opened")).toContainEqual(expect.stringMatching(/^camera [\w.-]+$/));
  expect(saidOf("asked")).toHaveLength(count);
  await phone.goto(`${core.origin}/app/map`);
  await expect(phone.locator("[data-panel=map]")).toBeVisible();
  await expect.poll(() => saidOf("opened")).toContainEqual(expect.stringMatching(/^tile [\w-]+\/[\w-]+$/));
  expect(saidOf("opened")).toContain("page map");
  await phone.close();
});

import { randomUUID } from "node:crypto";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, type CDPSession, expect, type Page, test } from "@playwright/test";
import { Invitation } from "#contract/accounts/http.ts";
import { EnteredFigures } from "#contract/entry/http.ts";
import { routes } from "#contract/routes.ts";
import { workbookType } from "#contract/tables.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { writeEnteringSite } from "../lab/entering-site.ts";
import { errorCell, type SheetCell, workbookByHand } from "../lab/sheet.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { startBrowser } from "./desk-browser.ts";

/** What an officer of a department does in a browser, on one core, and what the wall shows of it without being loaded anew. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let core: RunningCore;
let browser: Browser;
let wall: Page;
let link: string;

const password = "ruộng bậc thang tháng mười";
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const laptop = { viewport: { width: 1366, height: 650 } };

/** Months as people write them, counted back from the present one at the site. */
const month = (back: number) => {
  const local = new Date(Date.now() + 7 * 3_600_000);
  const at = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - back, 1));
  return { name: at.toISOString().slice(0, 7), text: `${at.getUTCMonth() + 1}/${at.getUTCFullYear()}` };
};

const asAdmin = async (where: string, body: unknown) => {
  const answer = await core.fetch(where, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
};
const row = (value: string, back: number, indicator = "gieo-trong", place = "tinh") => ({
  ...{ indicator, place, period: month(back).name, value, status: "official", reason: "" },
});

test.beforeAll(async () => {
  folder = await temporaryFolder();
  const profile = path.join(folder.path, "profile");
  await writeEnteringSite(profile);
  core = await startCore({ profile, data: path.join(folder.path, "data") });
  browser = await startBrowser();
  await asAdmin(routes.entryDeeds, { key: randomUUID(), mode: "all", rows: [row("8.850", 2)] });
  const made = await asAdmin(routes.accounts, {
    ...{ name: "hoa", fullName: "Nguyễn Thị Hoa", unit: "nong-nghiep" },
    grants: [{ role: "officer", scope: { kind: "unit", unit: "nong-nghiep" } }],
  });
  link = Invitation.parse(made).link;
  wall = await (await browser.newContext(laptop)).newPage();
  await wall.goto(await core.viewerLink());
  await expect(wall.locator('[data-tile="gieo"]')).toContainText("8.850");
});
test.afterAll(async () => {
  await browser.close();
  await core.remove();
  await folder.remove();
});

/** Signed in as the officer; by the invitation the first time. */
async function officer(at: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const headers = { origin: core.origin };
  const token = link.split("/").at(-1) ?? "";
  const accepted = await context.request.post(core.origin + routes.invitation(token), { headers, data: { password } });
  if (!accepted.ok())
    expect(
      (await context.request.post(core.origin + routes.signIn, { headers, data: { name: "hoa", password } })).ok(),
    ).toBe(true);
  await page.goto(core.origin + at);
  return page;
}

const tap = async (page: Page, line: CDPSession, name: string | RegExp, role: "button" | "textbox" = "button") => {
  const target = page.getByRole(role, { name });
  // What is pressed by a thumb is not covered by what sticks to the edges.
  await target.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const box = await target.boundingBox();
  if (box === null) throw new Error(`nothing to tap: ${name}`);
  const touchPoints = [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }];
  await line.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await line.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
};

const isClean = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
};

const entered = async () =>
  EnteredFigures.parse(await (await core.fetch(`${routes.entryDeeds}?limit=50`)).json()).figures;

test("an officer enters a figure on a phone: asked why, kept as a draft, sent over a bad line, taken once, on the wall", async () => {
  const page = await officer("/app/entry", phone);
  const line = await page.context().newCDPSession(page);
  await expect(page.getByRole("heading", { level: 1, name: "Nhập số liệu" })).toBeVisible();
  await expect(page.getByText("Sở Nông nghiệp và Môi trường")).toBeVisible();
  await expect(page.getByText("Thu ngân sách")).toHaveCount(0);
  const field = page.getByRole("textbox", { name: /Diện tích gieo trồng/ });
  await expect(field).toHaveAttribute("inputmode", "decimal");
  const box = await field.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  await isClean(page);

  await tap(page, line, /Diện tích gieo trồng/, "textbox");
  await expect(field).toBeFocused();
  await page.keyboard.type("12.480", { delay: 20 });
  await expect(page.getByText("hiểu là 12.480,0 ha")).toBeVisible();
  await expect(page.getByText(new RegExp(`cao hơn tháng ${month(2).text} 41 %`))).toBeVisible();
  await expect(page.getByRole("button", { name: "Chưa có số nào để gửi" })).toBeDisabled();
  await expect(page.getByText("bản nháp được giữ")).toBeVisible();
  await page.reload();
  await expect(field).toHaveValue("12.480");
  await tap(page, line, "Lý do", "textbox");
  await page.keyboard.type("Vụ đông sớm, thêm 3 xã");
  await isClean(page);

  // It arrives, and its answer does not: nobody knows. What is sent again is the same deed.
  await page.route(`**${routes.entryDeeds}`, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await route.fetch();
    await route.abort();
  });
  await tap(page, line, "Gửi 1 số");
  await expect(page.getByRole("heading", { name: "Chờ gửi · 1" })).toBeVisible();
  await expect(wall.locator('[data-tile="gieo"]')).toContainText("12.480");
  // The page is closed meanwhile, and opened again; only then the line is well, else it may be sent and told before.
  await page.reload({ waitUntil: "commit" });
  await page.unroute(`**${routes.entryDeeds}`);
  await expect(page.getByText(/Đã gửi 1 số lúc/)).toBeVisible();
  const mine = (await entered()).filter(({ by }) => by === "Nguyễn Thị Hoa");
  expect(mine).toMatchObject([{ value: 12_480, reason: "Vụ đông sớm, thêm 3 xã", isNewest: true }]);

  // A correction says why, and the former figure stays in the list.
  await tap(page, line, /^Sửa: Diện tích gieo trồng/);
  await field.fill("12.500");
  await expect(page.getByText(/Đính chính thì ghi lý do/)).toBeVisible();
  await page.getByRole("textbox", { name: "Lý do" }).fill("Cộng sót một xã");
  await tap(page, line, "Gửi 1 số");
  await expect(wall.locator('[data-tile="gieo"]')).toContainText("12.500");
  await page.goto(`${core.origin}/app/entry/sent`);
  await expect(page.getByText("thay 12.480,0 (sơ bộ) · lý do: Cộng sót một xã")).toBeVisible();
  await isClean(page);
  await page.context().close();
});

test("a workbook with ten kinds of mistakes is told row by row, mended in place, and its good rows reach the wall", async () => {
  const page = await officer("/app/entry/table", laptop);
  const sick = "Gia súc mắc bệnh";
  const last = month(1).text;
  const rows: SheetCell[][] = [
    ["SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"],
    ["STT", "Chỉ tiêu", "Nơi", "Kỳ", "Đơn vị tính", "Giá trị", "Lý do"],
    [1, sick, "Xã 1", last, "con", 12],
    [2, sick, "Xã 99", last, null, 3],
    [3, "Gia súc chết", "Xã 1", last, null, 3],
    [4, "Thu ngân sách", "Tỉnh", last, null, 3],
    [5, sick, "Xã 2", last, null, "không rõ"],
    [6, "Diện tích gieo trồng vụ đông", "Tỉnh", month(3).text, null, "12,480"],
    [7, sick, "Xã 3", "tháng trước", null, 3],
    [8, sick, "Xã 4", month(-2).text, null, 3],
    [9, sick, "Xã 1", last, null, 15],
    [10, "Diện tích gieo trồng vụ đông", "Tỉnh", month(4).text, null, 600_000],
    [11, sick, "Xã 5", last, "lợn", 3],
    [12, sick, "Xã 6", last, null, errorCell("#REF!")],
    [13, sick, "Xã 7", last, null, 3],
    [14, sick, "Xã 8", last, null, 4],
  ];
  const before = (await entered()).length;
  await page.getByLabel("Chọn tệp XLSX, CSV").setInputFiles({
    ...{ name: "thang.xlsx", mimeType: workbookType },
    buffer: workbookByHand("Báo cáo", rows, { hiddenRows: [15] }),
  });
  await expect(page.getByText("14 dòng", { exact: true })).toBeVisible();
  await expect(page.getByText("2 mới", { exact: true })).toBeVisible();
  await expect(page.getByText("12 sai", { exact: true })).toBeVisible();
  for (const said of [
    "C4: Không có nơi nào tên «Xã 99»",
    "B5: Không có chỉ tiêu «Gia súc chết»",
    "F6: «Thu ngân sách» ở Tỉnh do đơn vị khác",
    "F7: «không rõ» không phải là số",
    "F8: «12,480» có thể là 12.480 hoặc 12,48",
    "D9: Không đọc được kỳ «tháng trước»",
    "D10: Tháng",
    "F11: Dòng 3 đã có",
    "F12: Giá trị 600.000",
    "E13: Chỉ tiêu này tính bằng «con»",
    "F14: Ô này là công thức lỗi (#REF!)",
    "F15: Dòng này bị ẩn",
  ])
    await expect(page.getByText(said).first()).toBeVisible();
  expect((await entered()).length).toBe(before);
  await isClean(page);

  await page.getByRole("textbox", { name: /Giá trị: Dòng 7/ }).fill("7");
  await expect(page.getByText("3 mới", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Chỉ gửi 3 dòng đúng" }).click();
  await expect(page.getByText(/Đã gửi 3 số lúc/)).toBeVisible();
  await expect(wall.locator('[data-tile="benh"]')).toContainText("12");
  await expect(page.getByText("11 dòng", { exact: true })).toBeVisible();
  expect((await entered()).length).toBe(before + 3);

  // The grid of what is waiting: a column from a program for tables, pasted into its first cell.
  await page.getByRole("button", { name: "Bỏ bảng này" }).click();
  await page.getByRole("button", { name: "Lưới các số đang chờ" }).click();
  const cells = page.getByRole("textbox", { name: /Giá trị: Gia súc mắc bệnh/ });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const paste = async (text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await page.keyboard.press("Control+v");
  };
  await cells.first().focus();
  await paste("Xã 1\t5\r\nXã 2\t6\r\n");
  await expect(page.getByRole("alert").filter({ hasText: "Chỉ dán được một cột số" })).toBeVisible();
  await expect(cells.first()).toHaveValue("");
  await paste("5\r\nsai\r\n7\r\n");
  await expect(page.getByRole("button", { name: "Chỉ gửi 2 dòng đúng" })).toBeEnabled();
  // What is wrong stays where it was pasted, and is reached as in a program for tables.
  for (const [at, value] of ["5", "sai", "7"].entries()) await expect(cells.nth(at)).toHaveValue(value);
  await page.keyboard.press("Enter");
  await expect(cells.nth(1)).toBeFocused();
  await page.keyboard.type("6");
  await expect(page.getByRole("button", { name: "Gửi 3 dòng" })).toBeEnabled();

  await page.goto(`${core.origin}/app/own-sources`);
  await expect(page.getByRole("heading", { name: /Nhập tay · Sở Nông nghiệp/ })).toBeVisible();
  await expect(page.getByText("Nhập tay · Sở Tài chính")).toHaveCount(0);
  await isClean(page);
  await page.context().close();
});

test("what belongs to another department is told as that in a scene and on the wall, and asked for nowhere", async ({
  browserName: _,
}, info) => {
  const refused: string[] = [];
  const page = await officer("/app/scene/hai-so", phone);
  page.on("response", (answer) => answer.status() === 403 && refused.push(answer.url()));
  const both = page.locator(".scene-panel");
  await expect(both).toHaveCount(1);
  await expect(both.getByRole("row").filter({ hasText: "Thu ngân sách" })).toContainText("ngoài phạm vi");
  await expect(both.getByRole("row").filter({ hasText: "Diện tích gieo trồng" })).toContainText(/\d/);
  await expect(page.locator(".scene-beyond")).toHaveText(["Của tài chínhNgoài phạm vi của bạn"]);
  await expect(page.getByText(/chưa có số liệu/)).toHaveCount(0);
  await isClean(page);
  await page.screenshot({ path: info.outputPath("two-departments-phone.png"), fullPage: true });

  await asAdmin(routes.wallCommands, { type: "take", scene: "hai-so" });
  await page.setViewportSize(laptop.viewport);
  await page.goto(`${core.origin}/wall`);
  for (const tile of ["thu", "thu-qua", "rieng"])
    await expect(page.locator(`[data-tile="${tile}"]`)).toContainText("Ngoài phạm vi của bạn");
  await expect(page.locator('[data-tile="thu"]')).toContainText("Thu ngân sách");
  await expect(page.locator('[data-tile="chung"]')).toContainText("ngoài phạm vi");
  await expect(page.getByText(/chưa có số liệu/)).toHaveCount(0);
  await page.screenshot({ path: info.outputPath("two-departments-wall.png") });
  expect(refused).toEqual([]);
  await page.context().close();
});

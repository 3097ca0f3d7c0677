import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type Browser, chromium, type Download, expect, type Page, test } from "@playwright/test";
import readXlsxFile from "read-excel-file/node";
import { CreatedToken, routes } from "#contract/http.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { sixFigures } from "../lab/six-figures.ts";

/** The wall of six figures in an ordinary browser, of a core without a wall: what people take home of it. */
let core: RunningCore;
let browser: Browser;

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  core = await startCore({ hasPictures: true, profile: sixFigures });
  browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
});
test.afterAll(async () => {
  await browser.close();
  await core.remove();
});

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Lấy số liệu ra" });
const bytesOf = async (download: Download) => readFile(await download.path());
/** All cells of a workbook's first sheet as text, a line a row. */
const linesOf = async (download: Download) => {
  const [sheet] = await readXlsxFile(await bytesOf(download));
  return (sheet?.data ?? []).map((row) =>
    row.map((cell) => (cell instanceof Date ? cell.toISOString() : cell)).join("|"),
  );
};
/** Without spaces: a PDF has letters of another face in a piece of their own. */
const closed = (text: string) => text.replace(/\s+/g, "");
/** What a PDF says, page by page, closed up. */
const textOf = async (pdf: Buffer): Promise<string[]> => {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(closed(items.map((item) => ("str" in item ? item.str : "")).join("")));
  }
  return pages;
};
const hanoiDate = () =>
  new Intl.DateTimeFormat("vi-VN", {
    ...{ timeZone: "Asia/Ho_Chi_Minh", day: "2-digit", month: "2-digit", year: "numeric" },
  }).format(Date.now());

let page: Page;
test("a figure is taken as a workbook by the mouse", async () => {
  page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
  await page.goto(await core.viewerLink());
  // By its name: which of the simulated ones is the first changes while sources come one after the other.
  const tile = page.locator('[data-panel="key-figure"]', { hasText: "Hồ sơ quá hạn" }).filter({ hasText: "MÔ PHỎNG" });
  await tile.hover();
  const name = (await tile.locator("h2").first().textContent()) ?? "";
  const key = page.getByRole("button", { name: `Lấy ra: ${name}` });
  await expect(key).toHaveCSS("opacity", "1");
  await key.click();
  const coming = page.waitForEvent("download");
  await dialogOf(page).getByRole("button", { name: "XLSX" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^[a-z0-9-]+-\d{8}-\d{6}\.xlsx$/);
  const lines = await linesOf(download);
  expect(lines[0]).toContain(name);
  expect(lines.some((line) => line.startsWith("MÔ PHỎNG: 1/1"))).toBe(true);
  expect(lines.at(-1)).toMatch(/\|\d{4}-\d\d-\d\dT[^|]+\|(mới|chậm)\|MÔ PHỎNG\|tốt\|[^|]{3,}\|/);
  await expect(dialogOf(page).getByRole("status")).toContainText("Đã lấy ra");
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toHaveCount(0);
});

test("the scene is taken as a picture by keys", async () => {
  await page.mouse.move(5, 5);
  await page.keyboard.press("x");
  await expect(dialogOf(page).locator("select").first()).toHaveValue("");
  const coming = page.waitForEvent("download");
  await page.keyboard.press("a");
  const png = await bytesOf(await coming);
  expect(png.subarray(1, 4).toString()).toBe("PNG");
  expect(png.readUInt32BE(16)).toBe(1_600);
  expect(png.readUInt32BE(20)).toBeGreaterThan(1_000);
  await page.keyboard.press("Escape");
});

test("printed it is white paper with source, as-of and status, and pages that are counted", async () => {
  const pages = await textOf(await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  expect(pages.length).toBeGreaterThan(1);
  for (const [at, text] of pages.entries()) {
    expect(text).toContain(closed(`Trang ${at + 1}/${pages.length}`));
    expect(text).toContain(closed("In lúc"));
    expect(text).toContain(hanoiDate());
  }
  const whole = pages.join("");
  for (const word of ["Công bố năm 2025", "Cửa khẩu số", "CHÍNH THỨC", "MÔ PHỎNG", "đến 31/12/2025", "Không kèm: "])
    expect(whole).toContain(closed(word));
  // What is on the page again afterwards is the wall.
  await expect(page.locator(".print-sheets")).toHaveCount(0);
  await expect(page.locator(".web-wall")).toBeVisible();
});

test("a tile is printed alone, by keys", async () => {
  await page.evaluate(() => {
    window.print = () => document.documentElement.setAttribute("data-asked", "print");
  });
  const key = page.getByRole("button", { name: /^Lấy ra: / }).first();
  await key.focus();
  await page.keyboard.press("Enter");
  const title = await dialogOf(page).locator("select").first().locator("option:checked").textContent();
  await page.keyboard.press("p");
  await expect(page.locator("html")).toHaveAttribute("data-asked", "print");
  const pages = await textOf(await page.pdf({ preferCSSPageSize: true }));
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain(closed(title ?? "?"));
  await page.close();
});

test("a phone shows the key of a tile that is touched", async () => {
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await phone.goto(await core.viewerLink());
  const tile = phone.locator('[data-panel="key-figure"]').first();
  await tile.tap();
  await phone
    .getByRole("button", { name: /^Lấy ra: / })
    .and(phone.locator("[data-at-hand=true]"))
    .tap();
  const coming = phone.waitForEvent("download");
  await dialogOf(phone).getByRole("button", { name: "Ảnh" }).tap();
  expect((await bytesOf(await coming)).subarray(1, 4).toString()).toBe("PNG");
  await phone.close();
});

test("the desk takes what it looks at by keys, with its past", async () => {
  const made = await core.fetch(routes.tokens, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ role: "operator", label: "Ca đêm" }),
  });
  const desk = await browser.newPage({ viewport: { width: 1366, height: 650 } });
  await desk.goto(`${core.origin}/desk?token=${CreatedToken.parse(await made.json()).token}`);
  await expect(desk.locator(".pane-on-air [data-tile]").first()).toBeVisible();
  await desk.keyboard.press("F1");
  const keys = desk.getByRole("dialog", { name: "Phím tắt" });
  await expect(keys).toContainText("Lấy số liệu ra: XLSX, ảnh, PDF");
  // All of them at once, on the smallest screen of a desk.
  expect(await keys.evaluate((one) => one.scrollHeight - one.clientHeight)).toBeLessThanOrEqual(0);
  await desk.keyboard.press("F1");
  await expect(keys).toHaveCount(0);
  await desk.keyboard.press("x");
  await dialogOf(desk).locator("select").nth(1).selectOption({ label: "24 giờ qua" });
  const coming = desk.waitForEvent("download");
  await desk.keyboard.press("x");
  const sheets = await readXlsxFile(await bytesOf(await coming));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(["Số liệu", "Diễn biến"]);
  expect(sheets[1]?.data.flat()).toContain("trực điều hành · Ca đêm");
  expect(sheets[1]?.data.length).toBeGreaterThan(10);
  await desk.close();
});

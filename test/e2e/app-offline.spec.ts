import { cp } from "node:fs/promises";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { Invitation } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { freePort } from "../lab/free-port.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { startBrowser } from "./desk-browser.ts";

/** The web app on a phone without a network: what opens, what does not, and what waits until there is one. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let core: RunningCore;
let browser: Browser;
let port: number;
let phone: BrowserContext;
let page: Page;
const start = () => {
  const [profile, data] = ["profile", "data"].map((name) => path.join(folder.path, name)) as [string, string];
  return startCore({ hasPictures: true, profile, data, port });
};

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  folder = await temporaryFolder();
  await cp(sixFigures, path.join(folder.path, "profile"), { recursive: true });
  port = await freePort();
  core = await start();
  browser = await startBrowser();
  phone = await browser.newContext({
    ...{ viewport: { width: 390, height: 844 }, screen: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  });
  page = await phone.newPage();
});
test.afterAll(async () => {
  await browser.close();
  await core.remove();
  await folder.remove();
});

const password = "sông kỳ cùng chảy ngược 7";
const invite = async (name: string, fullName: string): Promise<string> => {
  const answer = await core.fetch(routes.accounts, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, fullName, grants: [{ role: "leader", scope: { kind: "province" } }] }),
  });
  return new URL(Invitation.parse(await answer.json()).link).pathname;
};
const accept = async (where: Page, link: string) => {
  await where.goto(core.origin + link);
  await where.getByLabel("Mật khẩu mới", { exact: true }).fill(password);
  await where.getByLabel("Nhập lại mật khẩu mới").fill(password);
  await where.getByRole("button", { name: "Đặt mật khẩu và vào" }).click();
};
const strip = (where = page) => where.locator(".app-strip").first();
const hasWorker = (where = page) =>
  expect.poll(() => where.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
/** For whoever wants to look; nothing that axe finds is left. */
const look = async (name: string) => {
  if (process.env.IOC_PICTURES !== undefined)
    await page.screenshot({ path: path.join(process.env.IOC_PICTURES, `${name}.png`) });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
};
const heading = (name: string, where = page) => expect(where.getByRole("heading", { level: 1, name })).toBeVisible();

test("the last state opens with its age when the network is off, and nothing of it needs more than looking on", async () => {
  await accept(page, await invite("minh", "Hoàng Văn Minh"));
  await heading("Hôm nay");
  await expect(page.locator(".today")).toBeVisible();
  await hasWorker();
  await expect.poll(() => page.evaluate(() => indexedDB.databases().then((all) => all.length))).toBeGreaterThan(1);
  await phone.setOffline(true);
  await core.stop();
  await page.reload();
  await heading("Hôm nay");
  await expect(strip()).toContainText(/^Mất mạng từ \d\d:\d\d\. Đang xem số liệu đến \d\d:\d\d\.$/);
  await expect(page.locator(".today")).toBeVisible();
  await expect(page.getByRole("link", { name: "Tài khoản" })).toHaveCount(0);
  await look("offline-today");
  await page.goto(`${core.origin}/app/account`);
  await heading("Chưa liên lạc được với máy chủ");
  await expect(page.getByText("Trang này cần mạng")).toBeVisible();
  await look("offline-account");
});

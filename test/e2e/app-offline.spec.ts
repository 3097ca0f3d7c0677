import { cp } from "node:fs/promises";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { Invitation } from "#contract/accounts/http.ts";
import { Follows } from "#contract/follows/http.ts";
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
const heading = (name: string | RegExp, where = page) =>
  expect(where.getByRole("heading", { level: 1, name })).toBeVisible();

test("the last state opens with its age when the network is off, and nothing of it needs more than looking on", async () => {
  await accept(page, await invite("minh", "Hoàng Văn Minh"));
  await heading("Hôm nay");
  await expect(page.locator(".today")).toBeVisible();
  await hasWorker();
  // A figure that was looked at is there afterwards, and one that was not is not.
  await openFigure();
  await page.goto(`${core.origin}/app/`);
  await heading("Hôm nay");
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
  await page.goto(`${core.origin}/app/?lang=en`);
  await heading("Today");
  await expect(strip()).toContainText(/^No network since/);
  await look("offline-today-en");
  // The language is kept, for those that follow too.
  await page.goto(`${core.origin}/app/?lang=vi`);
  await heading("Hôm nay");
});

const series = "grdp.tang-truong@lang-son";
/** What the core has of what somebody follows; asked from his own page. */
const followed = (where = page): Promise<readonly string[] | null> =>
  where.evaluate(async (path) => (await fetch(path)).json(), routes.follows).then((told) => Follows.parse(told).series);
const openFigure = async () => {
  await page.goto(`${core.origin}/app/figure/${series.split("@")[0]}`);
  await heading(/GRDP/);
};

test("what is done without a network waits, is seen to wait, and is sent once when there is one", async () => {
  await openFigure();
  await page.getByRole("button", { name: "Theo dõi" }).tap();
  await expect(page.getByRole("link", { name: "CHỜ GỬI · 1" })).toBeVisible();
  // It waits on through a reload.
  await page.reload();
  await page.getByRole("link", { name: "CHỜ GỬI · 1" }).tap();
  await heading("Chờ gửi");
  await expect(page.getByRole("listitem").filter({ hasText: "Theo dõi Tăng trưởng GRDP" })).toBeVisible();
  await expect(strip()).toContainText("Mất mạng từ");
  await look("offline-waiting");
  core = await start();
  await phone.setOffline(false);
  await expect(page.getByText("Không có việc nào chờ gửi")).toBeVisible({ timeout: 30_000 });
  expect(await followed()).toContain(series);
  await expect(strip()).toBeEmpty();
});

test("another account never sends it, and sees nothing of what was kept", async () => {
  await openFigure();
  await phone.setOffline(true);
  await page.reload();
  await heading(/GRDP/);
  await page.getByRole("button", { name: "Theo dõi" }).tap();
  await expect(page.getByRole("link", { name: /^CHỜ GỬI/ })).toBeVisible();
  await phone.setOffline(false);
  // Before it is sent the session is ended, as by the administrator, and somebody else takes the phone.
  await page.evaluate((path) => fetch(path, { method: "POST" }), routes.signOut);
  await phone.clearCookies();
  await accept(page, await invite("lan", "Nguyễn Thị Lan"));
  await heading("Hôm nay");
  await expect(page.getByRole("link", { name: /^CHỜ GỬI/ })).toHaveCount(0);
  expect(await followed()).toBe(null);
});

test("who signs in on the page on which another has signed out finds nothing of his there, and follows his own", async () => {
  const lans = "cua-khau.xe-cho@huu-nghi";
  await page.goto(`${core.origin}/app/figure/${lans.replace("@", "/")}`);
  await page.getByRole("button", { name: "Theo dõi" }).tap();
  await expect.poll(() => followed()).toContain(lans);
  // Opened by a link, as from a message: what is followed already is known there, and nothing of it is lost by another star.
  const second = "cua-khau.xe-cho@tan-thanh";
  await page.goto(`${core.origin}/app/figure/${second.replace("@", "/")}`);
  await page.getByRole("button", { name: "Theo dõi" }).tap();
  await expect.poll(() => followed()).toEqual(expect.arrayContaining([lans, second]));
  await page.reload();
  await expect(page.getByRole("button", { name: "Theo dõi" })).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("link", { name: "Hôm nay" }).tap();
  const card = page.locator(".today-card", { hasText: "Xe chờ · Hữu Nghị" });
  await expect(card).toBeVisible();
  // What was shown stands in the page's memory; none of these loads another page.
  await page.getByRole("link", { name: "Thêm" }).tap();
  await page.getByRole("link", { name: "Tài khoản" }).tap();
  await page.getByRole("button", { name: "Đăng xuất khỏi thiết bị này" }).tap();
  await page.getByLabel("Tên đăng nhập").fill("minh");
  await page.getByLabel("Mật khẩu", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Đăng nhập", exact: true }).tap();
  await heading("Hôm nay");
  await expect(page.locator(".today-card").first()).toBeVisible();
  await expect(card).toHaveCount(0);
  const minhs = await followed();
  expect(minhs).toContain(series);
  await page.locator(".today-card", { hasText: "GRDP" }).first().tap();
  await page.getByRole("button", { name: "Theo dõi" }).tap();
  await expect.poll(() => followed()).toEqual(minhs?.filter((one) => one !== series));
});

test("twelve hours after the last unlock nothing is shown, and why", async () => {
  await page.goto(`${core.origin}/app/`);
  await heading("Hôm nay");
  await hasWorker();
  await phone.setOffline(true);
  await page.reload();
  await expect(page.locator(".today")).toBeVisible();
  // What looks after that comes after what is looked at first.
  await expect(strip()).toContainText("Mất mạng từ");
  await page.clock.install({ time: Date.now() + 12 * 3_600_000 + 1_000 });
  // A page that was left open, too, as soon as somebody takes the phone out of his pocket.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await heading("Chưa liên lạc được với máy chủ");
  await expect(page.locator(".today")).toHaveCount(0);
  await page.reload();
  await heading("Chưa liên lạc được với máy chủ");
  await expect(page.getByText("12 giờ sau lần mở khoá gần nhất")).toBeVisible();
  await look("offline-over");
  const left = () =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open("ioc-app-answers");
          opening.onsuccess = () => {
            const count = opening.result.transaction("answers").objectStore("answers").count();
            count.onsuccess = () => resolve(count.result);
          };
        }),
    );
  await expect.poll(left).toBe(0);
  await phone.setOffline(false);
});

test("a message from the push service is shown, and leads into the app; the way to clear leaves nothing behind", async () => {
  await page.goto(`${core.origin}/app/more`);
  await heading("Thêm");
  await expect(page.getByRole("heading", { name: "Bộ nhớ tạm của ứng dụng" })).toBeVisible();
  await look("more");
  await phone.grantPermissions(["notifications"]);
  const line = await phone.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    line.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL.endsWith("/app/"));
      if (found !== undefined) resolve(found.registrationId);
    });
  });
  await line.send("ServiceWorker.enable");
  const send = async (data: unknown) =>
    line.send("ServiceWorker.deliverPushMessage", {
      ...{ origin: core.origin, registrationId: await registered, data: JSON.stringify(data) },
    });
  const shown = () =>
    page.evaluate(async () =>
      ((await (await navigator.serviceWorker.ready).getNotifications()) ?? []).map(({ title, body, data }) => [
        ...[title, body, (data as { to: string }).to],
      ]),
    );
  const message = { title: "GRDP", body: "đã vượt Báo động 1", to: "/app/figure/grdp", tag: "figure grdp@tinh" };
  await send(message);
  await expect.poll(shown).toEqual([["GRDP", "đã vượt Báo động 1", "/app/figure/grdp"]]);
  // One of the same thing takes its place, and nothing leads elsewhere.
  await send({ ...message, to: "https://example.com/" });
  await expect.poll(shown).toEqual([["GRDP", "đã vượt Báo động 1", "/app/"]]);
  await page.goto(`${core.origin}/app-reset`);
  await heading("Đã xoá bộ nhớ tạm");
  const kept = () =>
    page.evaluate(async () => [
      (await navigator.serviceWorker.getRegistrations()).length,
      (await caches.keys()).length,
      (await indexedDB.databases()).length,
    ]);
  await expect.poll(kept).toEqual([0, 0, 0]);
  await page.getByRole("link", { name: "Mở lại ứng dụng" }).tap();
  // Who was signed in still is.
  await heading("Hôm nay");
});

// Long because people go on as one story on one core: who was invited first signs in, is locked, and looks after the others.
import { appendFile, cp } from "node:fs/promises";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContextOptions, expect, type Page, test } from "@playwright/test";
import { TOTP } from "otpauth";
import type { z } from "zod";
import { CreatedToken } from "#contract/access/http.ts";
import { Invitation, type NewAccount } from "#contract/accounts/http.ts";
import { routes } from "#contract/routes.ts";
import { type RunningCore, startCore } from "../lab/core.ts";
import { runProcess } from "../lab/process.ts";
import { entryOf } from "../lab/programs.ts";
import { type SignOnServer, startSignOnServer } from "../lab/sign-on-server.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { startBrowser } from "./desk-browser.ts";

/** People, from the link of an invitation to the lock that covers the desk of whoever has gone. */
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let profile: string;
let core: RunningCore;
let browser: Browser;
/** By the name that browsers make passkeys for. */
let origin: string;
let signOn: SignOnServer;
const citizen = "020090001234";

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  folder = await temporaryFolder();
  profile = path.join(folder.path, "profile");
  await cp(sixFigures, profile, { recursive: true });
  signOn = await startSignOnServer({
    ...{ client: "tuong", secret: "bi-mat-cua-may-khach" },
    redirectUris: () => [`${origin}${routes.signInProvider("vneid")}/back`],
    person: () => ({ sub: "vneid-1", HoVaTen: "HOÀNG HOA", SoDinhDanh: citizen, NgayThangNamSinh: "01/02/1990" }),
  });
  const provider = {
    ...{ id: "vneid", name: "VNeID", issuer: signOn.issuer, client: "tuong", secret: "$" + "{secret.vneid}" },
    claims: { identityNumber: "SoDinhDanh" },
  };
  await appendFile(path.join(profile, "profile.yaml"), `\naccounts:\n  providers: ${JSON.stringify([provider])}\n`);
  core = await startCore({ hasPictures: true, profile, data: path.join(folder.path, "data") });
  origin = `http://localhost:${core.port}`;
  browser = await startBrowser();
});
test.afterAll(async () => {
  await browser.close();
  await core.remove();
  await signOn[Symbol.asyncDispose]();
  await folder.remove();
});

const phone: BrowserContextOptions = {
  ...{ viewport: { width: 390, height: 844 }, screen: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  userAgent: "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
};
const laptop: BrowserContextOptions = { viewport: { width: 1366, height: 650 } };
const open = async (options: BrowserContextOptions, address: string): Promise<Page> => {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${origin}${address}`);
  return page;
};
const invite = async (account: z.input<typeof NewAccount>): Promise<string> => {
  const answer = await core.fetch(routes.accounts, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(account),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return new URL(Invitation.parse(await answer.json()).link).pathname;
};
/** For whoever wants to look. */
const takePicture = async (page: Page, name: string) => {
  if (process.env.IOC_PICTURES !== undefined)
    await page.screenshot({ path: path.join(process.env.IOC_PICTURES, `${name}.png`), fullPage: true });
};
const look = async (page: Page, name: string) => {
  await takePicture(page, name);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
};
const secretOn = async (page: Page) =>
  ((await page.locator(".account-secret").textContent()) ?? "").replaceAll(" ", "");
/** Of the step after that of the last one, which is not taken twice. */
let usedStep = 0;
const codeOf = async (secret: string): Promise<string> => {
  const totp = new TOTP({ secret });
  usedStep = Math.max(usedStep + 1, Math.floor(Date.now() / 30_000) - 1);
  return totp.generate({ timestamp: usedStep * 30_000 });
};
const province = { kind: "province" } as const;
const password = "sông kỳ cùng chảy ngược 7";
let secret = "";
let recovery: string[] = [];
const today = (page: Page) => expect(page.getByRole("navigation").getByRole("link", { name: "Hôm nay" })).toBeVisible();
const enterName = async (page: Page, name: string, given = password) => {
  await page.getByLabel("Tên đăng nhập").fill(name);
  await page.getByLabel("Mật khẩu", { exact: true }).fill(given);
  await page.keyboard.press("Enter");
};
const recoverBy = async (page: Page, code = "") => {
  await page.getByRole("button", { name: "Không có điện thoại? Dùng mã dự phòng" }).click();
  await page.getByLabel("Mã dự phòng").fill(code);
  await page.getByRole("button", { name: "Xác nhận" }).click();
};
/** By a token of the machine: whoever has that may do as much. */
const openAdminsDesk = async (options: BrowserContextOptions, language = "vi"): Promise<Page> => {
  const made = await core.fetch(routes.tokens, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ role: "admin", label: "Quản trị" }),
  });
  const desk = await open(options, `/desk?token=${CreatedToken.parse(await made.json()).token}`);
  await desk.goto(`${origin}/desk?lang=${language}#accounts`);
  await expect(desk.getByRole("listbox").getByRole("option").first()).toBeVisible();
  return desk;
};

test("a phone takes an invitation: a password that is worth it, six figures, codes put away, and in", async () => {
  const link = await invite({
    ...{ name: "lannt", fullName: "Nguyễn Thị Lan", title: "Phó giám đốc trung tâm", phone: "0912 345 678" },
    grants: [{ role: "admin", scope: province }],
  });
  const page = await open(phone, link);
  await expect(page.getByRole("heading", { name: "Chào Nguyễn Thị Lan" })).toBeVisible();
  await look(page, "invitation-phone");
  const first = page.getByLabel("Mật khẩu mới", { exact: true });
  await first.tap();
  await first.fill("nguyenthilan1990");
  await expect(page.getByText("Dễ đoán: có tên của bạn")).toBeVisible();
  await first.fill(password);
  await expect(page.getByText("Khó đoán", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Hiện mật khẩu" }).first().tap();
  await expect(first).toHaveAttribute("type", "text");
  const accept = page.getByRole("button", { name: "Đặt mật khẩu và vào" });
  await expect(accept).toBeDisabled();
  await page.getByLabel("Nhập lại mật khẩu mới").fill(password);
  await takePicture(page, "invitation-filled-phone");
  await accept.tap();

  await expect(page.getByRole("heading", { name: "Bật xác thực hai bước" })).toBeVisible();
  await expect(page.getByRole("img", { name: "Mã QR: lannt" })).toBeVisible();
  expect(await page.getByRole("link", { name: "Mở ứng dụng trên máy này" }).getAttribute("href")).toMatch(/^otpauth:/);
  await look(page, "set-up-phone");
  secret = await secretOn(page);
  await page.getByLabel("Mã 6 số").fill("000000");
  await expect(page.getByRole("alert").filter({ hasText: "Mã không đúng" })).toBeVisible();
  await page.getByLabel("Mã 6 số").fill(await codeOf(secret));

  await expect(page.getByRole("heading", { name: "Cất các mã dự phòng" })).toBeVisible();
  recovery = await page.locator(".account-code-list li").allTextContents();
  expect(recovery.length).toBeGreaterThanOrEqual(8);
  await look(page, "codes-phone");
  await expect(page.getByRole("button", { name: "Tiếp tục" })).toBeDisabled();
  await page.getByLabel("Tôi đã cất các mã này").tap();
  await page.getByRole("button", { name: "Tiếp tục" }).tap();
  await today(page);

  // The link is good once.
  await page.goto(`${origin}${link}`);
  await expect(
    page.getByRole("alert").filter({ hasText: "Liên kết không đúng, đã dùng hoặc đã hết hạn" }),
  ).toBeVisible();
  await look(page, "invitation-used-phone");
  await page.context().close();
});

test("a laptop signs in by keys alone, adds a passkey, and comes in by it, alone and as second factor", async () => {
  const page = await open(laptop, "/app/account");
  await expect(page).toHaveURL(/\/app\/sign-in\?to=/);
  await expect(page.getByLabel("Tên đăng nhập")).toBeFocused();
  await look(page, "sign-in");
  await page.keyboard.type("LanNT@langson.gov.vn");
  await page.keyboard.press("Tab");
  await page.keyboard.type("sai mật khẩu rồi");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "không đúng" })).toBeVisible();
  await expect(page.getByLabel("Mật khẩu", { exact: true })).toBeFocused();
  await look(page, "sign-in-wrong");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Bước thứ hai" })).toBeVisible();
  await look(page, "factor");
  await page.keyboard.type(await codeOf(secret));
  await expect(page.getByRole("heading", { name: "Tài khoản của tôi" })).toBeVisible();
  await expect(page.getByText("Nguyễn Thị Lan").first()).toBeVisible();
  await look(page, "account");

  const devices = await page.context().newCDPSession(page);
  await devices.send("WebAuthn.enable");
  await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      ...{ protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  await page.getByRole("button", { name: "Thêm khoá trên thiết bị này" }).click();
  await page.getByLabel("Đặt tên cho dễ nhận").fill("Máy xách tay");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listitem").filter({ hasText: "Máy xách tay" })).toContainText("chưa dùng");
  await look(page, "account-passkey");
  const signOut = async () => {
    await page.getByRole("button", { name: "Đăng xuất khỏi thiết bị này" }).click();
    await expect(page.getByRole("button", { name: "Đăng nhập", exact: true })).toBeVisible();
  };
  await signOut();
  await page.getByRole("button", { name: "Dùng khoá truy cập" }).click();
  await today(page);
  await page.goto(`${origin}/app/account`);
  await expect(page.getByRole("listitem").filter({ hasText: "Máy xách tay" })).toContainText("dùng lần cuối");
  await signOut();
  await enterName(page, "lannt");
  await page.getByRole("button", { name: "Dùng khoá truy cập" }).click();
  await today(page);
  await page.context().close();
});

test("five wrong passwords lock a name; at the machine it is unlocked, and a recovery code is good once", async () => {
  const page = await open(phone, "/app/sign-in");
  for (let wrong = 0; wrong < 5; wrong += 1) {
    await enterName(page, "lannt", `sai lần thứ ${wrong}`);
    await expect(page.getByRole("alert").filter({ hasText: /không đúng|bị khoá/ })).toBeVisible();
    await expect(page.getByLabel("Mật khẩu", { exact: true })).toHaveValue("");
  }
  await enterName(page, "lannt");
  await expect(page.getByRole("alert").filter({ hasText: "đang bị khoá" })).toBeVisible();
  await look(page, "sign-in-locked-phone");
  const unlocked = await runProcess(process.execPath, [
    entryOf("command"),
    "user",
    "unlock",
    "lannt",
    "--data",
    core.data,
  ]);
  expect(unlocked.code, unlocked.stderr).toBe(0);
  await enterName(page, "lannt");
  await page.getByRole("button", { name: "Không có điện thoại? Dùng mã dự phòng" }).tap();
  await page.getByLabel("Mã dự phòng").fill(recovery[0]?.toLowerCase() ?? "");
  await takePicture(page, "recovery-phone");
  await page.getByRole("button", { name: "Xác nhận" }).tap();
  await today(page);
  await page.goto(`${origin}/app/account`);
  await expect(page.getByText(`Còn ${recovery.length - 1} mã dự phòng chưa dùng`)).toBeVisible();
  await look(page, "account-phone");
});

test("a desk of an account: ended elsewhere it closes within two seconds; a wall's page stays", async () => {
  const desk = await open(laptop, "/desk");
  // A refused page leads to where one signs in, and back.
  await desk.getByRole("link", { name: /Đăng nhập/ }).click();
  const line = desk.waitForEvent("websocket");
  await enterName(desk, "lannt");
  await expect(desk.getByRole("heading", { name: "Bước thứ hai" })).toBeVisible();
  await desk.keyboard.type(await codeOf(secret));
  await expect(desk.locator(".pane-on-air [data-tile]").first()).toBeVisible();
  expect(new URL(desk.url()).pathname).toBe("/desk");
  let closedAtMs = 0;
  (await line).on("close", () => {
    closedAtMs = Date.now();
  });

  const page = await open(phone, "/app/sign-in?to=/app/account");
  await enterName(page, "lannt");
  await recoverBy(page, recovery[1]);
  const others = page.getByRole("listitem").filter({ hasText: "Máy tính" });
  await others.first().getByRole("button", { name: "Đăng xuất" }).tap();
  const askedAtMs = Date.now();
  await expect(desk.getByRole("heading", { name: "Phiên làm việc đã kết thúc" })).toBeVisible();
  expect(closedAtMs - askedAtMs).toBeLessThan(2_000);
  await expect(desk.locator("[data-tile]")).toHaveCount(0);
  await look(desk, "ended");
  await desk.getByRole("link", { name: "Đăng nhập lại" }).click();
  await expect(desk).toHaveURL(/sign-in\?to=/);
  await page.context().close();
  await desk.context().close();
});

test("a provider of single sign-on lets in whom an administrator has named, and nobody else", async () => {
  const put = (address: string, body: object, method = "PUT") =>
    core.fetch(address, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  expect((await put(`${routes.secrets}/vneid`, { value: "bi-mat-cua-may-khach" })).ok).toBe(true);
  const page = await open(phone, "/app/sign-in?to=/app/figures");
  await page.getByRole("link", { name: "Đăng nhập qua VNeID" }).tap();
  await expect(page.getByRole("alert").filter({ hasText: "Chưa có tài khoản nào ở đây gắn với người" })).toBeVisible();
  await look(page, "sign-on-nobody");
  // What was handed over in the address is gone from it.
  expect(new URL(page.url()).hash).toBe("");

  const details = { fullName: "Hoàng Hoa", grants: [{ role: "leader", scope: province }] };
  const made = Invitation.parse(await (await put(routes.accounts, { name: "hoah", ...details }, "POST")).json());
  const accepted = await put(
    new URL(made.link).pathname.replace("/app/invitation", "/api/invitations"),
    { password },
    "POST",
  );
  expect(accepted.ok, await accepted.text()).toBe(true);
  expect((await put(routes.accountIdentity(made.account.id), { number: citizen })).status).toBe(204);
  await page.goto(`${origin}/app/sign-in?to=/app/figures`);
  await page.getByRole("link", { name: "Đăng nhập qua VNeID" }).tap();
  await expect(page.getByRole("heading", { name: "Số liệu" })).toBeVisible();
  await page.goto(`${origin}/app/account`);
  await expect(page.getByText("Đã liên kết")).toBeVisible();
  await look(page, "sign-on-linked");
  await page.context().close();
});

test("nothing done for too long: the desk is taken out of the page, and a password brings it back; no wall is locked", async () => {
  test.slow();
  const wall = await (await browser.newContext(laptop)).newPage();
  await wall.goto(await core.viewerLink());
  const desk = await open(laptop, "/app/sign-in?to=/desk");
  await enterName(desk, "lannt");
  await recoverBy(desk, recovery[2]);
  await expect(desk.locator(".pane-on-air [data-tile]").first()).toBeVisible();
  // Whoever is there is not locked out: what he does is told.
  await appendFile(path.join(profile, "profile.yaml"), "  lockAfter: { admin: 15s }\n");
  const unlock = async () => {
    await expect(desk.getByRole("heading", { name: "Màn hình đã khoá" })).toBeVisible({ timeout: 45_000 });
    await desk.keyboard.type(password);
    await desk.keyboard.press("Enter");
    await expect(desk.locator(".pane-on-air [data-tile]").first()).toBeVisible();
  };
  await unlock();
  for (let seconds = 0; seconds < 18; seconds += 1) {
    await desk.mouse.move(200 + seconds, 300);
    await desk.waitForTimeout(1_000);
  }
  await expect(desk.locator(".pane-on-air [data-tile]").first()).toBeVisible();
  await expect(desk.getByRole("heading", { name: "Màn hình đã khoá" })).toBeVisible({ timeout: 45_000 });
  await expect(desk.locator("[data-tile]")).toHaveCount(0);
  await expect(desk.getByText("Hữu Nghị")).toHaveCount(0);
  expect((await desk.request.get(`${origin}${routes.status}`)).status()).toBe(423);
  await look(desk, "locked");
  const field = desk.getByLabel("Mật khẩu", { exact: true });
  await expect(field).toBeFocused();
  await desk.keyboard.type("không phải đâu");
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("alert").filter({ hasText: "Mật khẩu không đúng." })).toBeVisible();
  await unlock();
  await expect(wall.locator("[data-tile]").first()).toBeVisible();
  await wall.context().close();
  await desk.context().close();
});

test("an administrator looks after people at the desk by keys: invites, gives a scope, changes and takes it back", async () => {
  const desk = await openAdminsDesk(laptop);
  await desk.keyboard.press("n");
  await expect(desk.getByRole("heading", { name: "Người đó là ai?" })).toBeVisible();
  await desk.keyboard.type("Hoàng Văn Đức");
  await expect(desk.getByLabel("Tên đăng nhập")).toHaveValue("duchv");
  const department = desk.getByLabel("Đơn vị", { exact: true });
  await department.selectOption({ index: 1 });
  const unit = await department.locator("option:checked").textContent();
  await look(desk, "users-who");
  await desk.keyboard.press("Tab");
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("heading", { name: "Người đó được làm gì?" })).toBeVisible();
  await desk.keyboard.press("Enter");
  await expect(desk.getByText("Chọn ít nhất một vai trò.")).toBeVisible();
  await desk.getByRole("checkbox", { name: /^Cán bộ nhập liệu/ }).press("Space");
  await expect(desk.getByLabel("Phạm vi: Cán bộ nhập liệu").locator("option:checked")).toHaveText(unit ?? "");
  await look(desk, "users-what");
  await desk.keyboard.press("Enter");
  await expect(desk.getByText(`Cán bộ nhập liệu · ${unit}`)).toBeVisible();
  await look(desk, "users-check");
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("heading", { name: "Liên kết cho Hoàng Văn Đức" })).toBeVisible();
  await expect(desk.getByRole("img", { name: "Mã QR" }).or(desk.locator(".account-qr"))).toBeVisible();
  const link = (await desk.locator(".accounts-address").textContent()) ?? "";
  expect(link).toMatch(/\/app\/invitation\/[\w-]{40,}$/);
  await look(desk, "users-link");
  await desk.keyboard.press("Escape");

  // Found without marks; changed, and taken back by one key.
  await desk.keyboard.press("l");
  await desk.keyboard.type("hoang duc");
  const rows = desk.getByRole("listbox").getByRole("option");
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("chưa nhận lời mời");
  await desk.keyboard.press("Escape");
  await rows.click();
  await desk.keyboard.press("e");
  await desk.getByLabel("Chức vụ", { exact: true }).fill("Chuyên viên");
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("status")).toContainText("Đã sửa Hoàng Văn Đức.");
  await expect(rows).toContainText("Chuyên viên");
  await desk.keyboard.press("Control+z");
  await expect(desk.getByRole("status")).toContainText("Đã trả lại như trước.");
  await expect(rows).not.toContainText("Chuyên viên");
  await desk.keyboard.press("t");
  await desk
    .getByLabel("Người thay", { exact: true })
    .selectOption({ label: "Nguyễn Thị Lan · Phó giám đốc trung tâm" });
  await desk.getByLabel("Lý do").fill("nghỉ phép");
  await look(desk, "users-substitute");
  await desk.keyboard.press("Enter");
  await expect(desk.getByText(/Nguyễn Thị Lan thay, /)).toBeVisible();

  // Gone, and back by a new link; the wheel and a finger move what does not fit.
  const main = desk.locator(".accounts-main");
  await main.hover();
  await desk.mouse.wheel(0, 2_000);
  const leave = desk.getByRole("button", { name: "Cho nghỉ" });
  await expect(leave).toBeInViewport();
  await leave.click();
  await desk.getByRole("button", { name: "Chắc chắn: Cho nghỉ?" }).click();
  await expect(desk.getByRole("status")).toContainText("Hoàng Văn Đức đã nghỉ");
  await expect(rows).toContainText("đã nghỉ");
  const former = await open(phone, new URL(link).pathname);
  await expect(former.getByRole("alert").filter({ hasText: "Liên kết không đúng" })).toBeVisible();
  await former.context().close();
  await desk.keyboard.press("r");
  await expect(desk.getByRole("heading", { name: "Liên kết cho Hoàng Văn Đức" })).toBeVisible();
  await desk.keyboard.press("Escape");
  await expect(rows).toContainText("chưa nhận lời mời");
  await desk.context().close();
});

test("every page in both languages, for whoever wants to look", async () => {
  test.skip(process.env.IOC_PICTURES === undefined, "nothing is looked at");
  for (const viewport of [
    { width: 1366, height: 650 },
    { width: 1920, height: 1080 },
  ])
    for (const language of ["vi", "en"]) {
      const desk = await openAdminsDesk({ viewport }, language);
      await takePicture(desk, `users-${viewport.width}-${language}`);
      await desk.keyboard.press("n");
      await takePicture(desk, `users-invite-${viewport.width}-${language}`);
      await desk.context().close();
    }
  const link = await invite({
    name: "hoant",
    fullName: "Nông Thị Hoa",
    grants: [{ role: "operator", scope: province }],
  });
  for (const [name, device] of [
    ["phone", phone],
    ["laptop", laptop],
  ] as const) {
    const page = await open(device, "/app/sign-in?lang=en");
    await page.getByLabel("Name").waitFor();
    await takePicture(page, `en-sign-in-${name}`);
    await page.goto(`${origin}${link}?lang=en`);
    await page.getByLabel("New password", { exact: true }).fill("twelve small");
    await takePicture(page, `en-invitation-${name}`);
    await page.context().close();
  }
  const page = await open(phone, `${link}?lang=en`);
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("New password once more").fill(password);
  await page.getByRole("button", { name: "Set the password and go in" }).tap();
  await expect(page.getByRole("navigation")).toContainText("Account");
  await page.goto(`${origin}/app/account?lang=en`);
  await page.getByRole("button", { name: "Sign out of this device" }).waitFor();
  await takePicture(page, "en-account-phone");
  await page.context().close();
});

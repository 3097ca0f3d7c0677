import { existsSync } from "node:fs";
import { chromium, expect, test } from "@playwright/test";
import { routes } from "#contract/http.ts";
import { startCore } from "../lab/core.ts";
import { startOnvifDevice } from "../lab/onvif-device.ts";
import { startRtspServer, usualCamera } from "../lab/rtsp-server.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { writeCameraProfile } from "./camera-profile.ts";

test("a camera that answers in the network is an offer, and is added from the desk by an administrator, to be seen at once", async () => {
  test.setTimeout(180_000);
  await using folder = await temporaryFolder();
  await using server = await startRtspServer({ ...usualCamera, cameras: 2 });
  await using device = await startOnvifDevice({
    isDiscoverable: true,
    account: { username: server.username, password: server.password },
    streams: { moving: server.address(2), fixed: server.subAddress(2) },
  });
  const profile = await writeCameraProfile(folder.path, server, {
    ...{ columns: 1, rows: 1, resolution: { width: 1280, height: 720 }, cameras: 1 },
    tiles: [{ id: "mot", panel: "camera", x: 0, y: 0, width: 24, height: 24, settings: { camera: "cam-1" } }],
  });
  await using core = await startCore({ profile });
  await core.fetch(`${routes.secrets}/camera`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ value: server.password }),
  });
  await using browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  const desk = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage();
  desk.setDefaultTimeout(20_000);
  // The lab's device hears this machine's own interface alone.
  await desk.route(`**${routes.cameraSearch}`, (route) =>
    route.continue({ postData: JSON.stringify({ withinMs: 2_000, interfaces: ["lo"] }) }),
  );
  await desk.goto(`${core.origin}/desk?token=${core.adminToken}`);
  await expect(desk.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
  await desk.keyboard.press("F7");
  await desk.getByRole("button", { name: "Nhập dữ liệu" }).click();
  const offers = desk.getByRole("region", { name: "Camera trong mạng (ONVIF)" });
  await offers.getByRole("button", { name: "Dò camera" }).click();
  const offer = offers.getByRole("listitem").filter({ hasText: new URL(device.url).host });
  await expect(offer).toBeVisible({ timeout: 20_000 });
  const ids = async () => (await core.status()).cameras.map(({ id }) => id);
  expect(await ids(), "nothing is added by itself").toEqual(["cam-1"]);

  await offer.getByRole("button", { name: "Thêm…" }).click();
  await offer.getByLabel("Tài khoản").fill(server.username);
  await offer.getByLabel("Tên mật khẩu").fill("camera");
  await offer.getByRole("button", { name: "Hỏi camera địa chỉ luồng" }).click();
  await expect(offer.getByLabel("Địa chỉ luồng chính")).toHaveValue(server.address(2));
  await expect(offer.getByLabel("Địa chỉ luồng phụ")).toHaveValue(server.subAddress(2));
  await offer.getByLabel("Mã camera").fill("cam-1");
  await offer.getByLabel("Tên camera").fill("Cổng sau");
  await offer.getByRole("button", { name: "Thêm vào danh sách" }).click();
  await expect(offer.getByRole("alert")).toContainText("mã «cam-1» đã có");
  await offer.scrollIntoViewIfNeeded();
  await desk.screenshot({ path: test.info().outputPath("offer.png") });
  await offer.getByLabel("Mã camera").fill("cong-sau");
  await offer.getByRole("button", { name: "Thêm vào danh sách" }).click();
  await expect(offer).toContainText("đã thêm");
  await expect(desk.getByRole("region", { name: "Danh sách camera" })).toContainText("«cong-sau», lần nhập 1");
  await offer.scrollIntoViewIfNeeded();
  await desk.screenshot({ path: test.info().outputPath("added.png") });
  expect(await ids()).toEqual(["cam-1", "cong-sau"]);

  // Found by three letters without marks, and steered with what the search told.
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("F2");
  await desk.keyboard.press("/");
  await desk.keyboard.type("sau");
  await desk.keyboard.press("Enter");
  await desk.keyboard.press("p");
  const dialog = desk.getByRole("dialog", { name: /Quay camera: Cổng sau/ });
  await expect(dialog.locator('[data-presentation="live"]')).toBeVisible({ timeout: 60_000 });
  await desk.keyboard.down("ArrowRight");
  await until(() => device.velocity(), { what: "the camera to move" });
  await desk.keyboard.up("ArrowRight");
});

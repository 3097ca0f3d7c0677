import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Browser, chromium, expect, type Page, test } from "@playwright/test";
import { parse, stringify } from "yaml";
import { routes } from "#contract/http.ts";
import { type Open311Server, serviceRequest, startOpen311 } from "../lab/open311.ts";
import { runProcess } from "../lab/process.ts";
import { type TemporaryFolder, temporaryFolder } from "../lab/temporary-folder.ts";
import { writeMapProfile } from "./map-profile.ts";
import { openWall, root, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

const pictures = path.join(root, "test-results/reports");
const hour = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

let folder: TemporaryFolder;
let open311: Open311Server;
let virtual: VirtualWall;
let wall: WallUnderTest;
let browser: Browser;
let desk: Page;

/** One monitor with gates, cameras, what these have seen, and reports; beside it a platform that speaks GeoReport v2. */
async function writeProfile(): Promise<string> {
  const profile = await writeMapProfile(folder.path, {}, 1);
  const file = path.join(profile, "profile.yaml");
  const document = parse(await readFile(file, "utf8"));
  document.wall.resolution = { width: 1920, height: 1080 };
  document.sources.push(
    { id: "ai", type: "camera-events", name: { vi: "Nền tảng camera", en: "Camera platform" } },
    {
      ...{ id: "phan-anh", type: "rest", gives: "citizen-reports", url: `${open311.origin}/requests.json` },
      ...{ name: { vi: "Phản ánh hiện trường", en: "Citizens' reports" }, every: "1s", lateAfter: "1m", mapping: "$" },
    },
  );
  const [tile] = document.scenes[0].tiles;
  Object.assign(tile.settings, { cameraEvents: {}, reports: {} });
  await writeFile(file, stringify(document));
  return profile;
}

const requests = () => [
  serviceRequest("pa-1", { service_name: "Rác thải", lat: 21.95, long: 106.55 }),
  serviceRequest("pa-2", { service_name: "Ổ gà", lat: 21.7, long: 106.9, expected_datetime: ago(hour) }),
  serviceRequest("pa-3", { service_name: "Ngập nước", lat: 21.7004, long: 106.9004 }),
  serviceRequest("pa-4", { service_name: "Đèn đường hỏng", lat: null, long: null }),
  serviceRequest("pa-5", { service_name: "Tiếng ồn", status: "closed", lat: 21.8, long: 106.6 }),
  ...Array.from({ length: 9 }, (_, at) =>
    serviceRequest(`chum-${at}`, { service_name: "Vỉa hè", lat: 21.6 + at * 0.001, long: 106.52 }),
  ),
];

test.describe.configure({ mode: "serial" });
test.beforeAll(async () => {
  await mkdir(pictures, { recursive: true });
  folder = await temporaryFolder();
  open311 = await startOpen311();
  open311.requests = requests();
  virtual = await startVirtualWall({ columns: 1, rows: 1, width: 1920, height: 1080 });
  const data = path.join(folder.path, "data");
  wall = await openWall({ display: virtual.display, profile: await writeProfile(), data });
  const { origin, adminToken } = await wall.run();
  const headers = { authorization: `Bearer ${adminToken}`, "content-type": "application/json" };
  const events = [{ id: "1", camera: "cam-0", kind: "intrusion", time: ago(0) }];
  await fetch(origin + routes.cameraEventsOf("ai"), { method: "POST", headers, body: JSON.stringify(events) });
  const body = JSON.stringify({ role: "operator", label: "" });
  const made = await fetch(origin + routes.tokens, { method: "POST", headers, body });
  const { token } = (await made.json()) as { token: string };
  browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-background-networking"],
  });
  desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await desk.goto(`${origin}/desk?token=${token}`);
  await expect(desk.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
});
test.afterAll(async () => {
  await browser?.close();
  await wall?.close();
  await virtual?.stop();
  await open311?.stop();
  await folder.remove();
});

test("the wall shows what citizens have reported, whose it is and how old, and follows what becomes of it", async () => {
  const page = await wall.page(1);
  await expect(page.locator('.map[data-engine="maplibre"]')).toBeVisible({ timeout: 60_000 });
  const legend = page.locator(".map-reports");
  await expect(legend).toContainText("Phản ánh của người dân, 30 ngày qua");
  await expect(legend).toContainText("đang xử lý 13");
  await expect(legend).toContainText("trong đó quá hạn 1");
  await expect(legend).toContainText(/Phản ánh hiện trường tin lúc \d\d:\d\d/);
  await expect(legend).toContainText("1 không có toạ độ");
  // A wall is seen by visitors: nothing of whoever reported reaches its page.
  expect(await page.content()).not.toMatch(/Bí Mật|0912345678|Đông Kinh/);
  await page.screenshot({ path: path.join(pictures, "wall.png") });

  open311.requests = requests().map((one) =>
    one.service_request_id === "pa-2" ? { ...one, status: "closed", updated_datetime: ago(0) } : one,
  );
  await expect(legend).toContainText("đang xử lý 12");
  await expect(legend).not.toContainText("quá hạn");
  open311.requests = requests();
});

test("the desk asks a mark and an area, and says why something is not counted", async () => {
  await desk.keyboard.press("F7");
  await expect(desk.locator('.desk-map .map[data-engine="maplibre"]')).toBeVisible({ timeout: 60_000 });
  const answer = desk.getByRole("complementary", { name: "Trả lời của bản đồ" });
  const map = desk.getByRole("region", { name: "Bản đồ" });
  const box = await map.boundingBox();
  if (box === null) throw new Error("no map");
  await expect(desk.locator(".map-reports")).toContainText("đang xử lý 12");
  await desk.screenshot({ path: path.join(pictures, "desk.png") });
  await desk.keyboard.press("a");
  for (const [left, top] of [
    [0.2, 0.09],
    [0.6, 0.09],
    [0.6, 0.62],
    [0.2, 0.62],
  ] as const)
    await desk.mouse.click(box.x + box.width * left, box.y + box.height * top);
  await expect(answer).toContainText("11 phản ánh đang xử lý, 30 ngày qua.");
  await expect(answer).toContainText("Chưa tính 1 phản ánh không có toạ độ.");
  await desk.screenshot({ path: path.join(pictures, "desk-area.png") });
  await answer.getByRole("button", { name: "Rác thải" }).click();
  await expect(answer.getByRole("heading", { level: 2 })).toHaveText("Rác thải");
  await expect(answer).toContainText("UBND phường Đông Kinh");
  await expect(answer).toContainText("pa-1");
  await expect(answer).toContainText("đang xử lý");
  await desk.screenshot({ path: path.join(pictures, "desk-report.png") });
  // Its mark stands above its place.
  const place = await map.locator("circle.desk-map-chosen").boundingBox();
  if (place === null) throw new Error("nothing chosen");
  await desk.keyboard.press("Escape");
  await desk.getByRole("button", { name: "Xoá hình" }).click();
  await desk.mouse.click(place.x + place.width / 2, place.y + place.height / 2 - 14);
  await expect(answer.getByRole("heading", { level: 2 })).toHaveText("Rác thải");
  expect(await desk.content()).not.toMatch(/Bí Mật|0912345678/);

  await desk.keyboard.press("Escape");
  await desk.keyboard.press("0");
  const layer = desk.locator(".map-switches button", { hasText: "Phản ánh" });
  await layer.click();
  await expect(desk.locator(".map-reports")).toHaveCount(0);
  await layer.click();
  await expect(desk.locator(".map-reports")).toBeVisible();
});

test("a source is tried from the command line: reports as they would be taken, and nothing of whoever made them", async () => {
  const command = [path.join(root, "build/ioc.mjs"), "source", "test", "phan-anh", "--data", wall.data];
  const { stdout, code } = await runProcess(process.execPath, command, { env: { ...process.env, IOC_LANG: "vi" } });
  expect(code).toBe(0);
  expect(stdout).toContain("Phản ánh của người dân sẽ được nhận: 14");
  expect(stdout).toMatch(/pa-1 +Rác thải +đang xử lý/);
  expect(stdout).toContain("không có toạ độ");
  expect(stdout).not.toMatch(/Bí Mật|0912345678/);
});

// Long because one wall, whose start takes longest, serves all tests of the desk, each going on where the last one left it.
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium, expect, type Page, test } from "@playwright/test";
import { OutageList, routes } from "#contract/http.ts";
import { openStore } from "../../main/core/store/store.ts";
import { roads, writeGeojson } from "../lab/map-files.ts";
import { sixFigures } from "../lab/six-figures.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { answerOf, isDrawn } from "./desk-map-site.ts";
import { openWall, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

/** The wall of six figures on small monitors, the desk in a window of its own: one program for all tests. */
let virtualWall: VirtualWall;
let wall: WallUnderTest;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

test.beforeAll(async () => {
  folder = await temporaryFolder();
  // Written down by an earlier run: a source that was away, and a database that was set aside.
  const store = await openStore(path.join(folder.path, "data"));
  // Long enough ago that nothing of its time is counted any more.
  const toMs = Date.now() - 9 * 86_400_000;
  await store.outages.put([
    {
      id: randomUUID(),
      source: "mot-cua",
      name: { vi: "Một cửa điện tử", en: "One-stop shop" },
      cause: "source",
      fromMs: toMs - 26 * 60_000,
      toMs,
      caughtUp: 48,
      indicators: [{ indicator: "ho-so.qua-han", expected: 25, late: 22 }],
    },
  ]);
  const reason = { code: "store.begun-anew", params: { file: "/du-lieu/wall.sqlite.damaged" } };
  await store.outages.putSetAside({ id: randomUUID(), fromMs: null, toMs: toMs - 86_400_000, reason });
  await store.close();
  virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 960, height: 540 });
  wall = await openWall({
    display: virtualWall.display,
    profile: sixFigures,
    data: path.join(folder.path, "data"),
    env: { IOC_DESK: "1" },
  });
  await wall.statusWhere("all to be well", ({ state }) => state === "ok", 60_000);
});
test.afterAll(async () => {
  await wall.close();
  await virtualWall.stop();
  await folder.remove();
});
test.describe.configure({ mode: "serial" });

const deskWindow = () =>
  until(() => wall.app.windows().find((page) => page.url().includes("/desk/")) ?? null, {
    withinMs: 20_000,
    what: "the desk's window",
  });
const press = (key: string) =>
  wall.app.evaluate(({ BrowserWindow }, keyCode) => {
    const contents = BrowserWindow.getAllWindows().find((one) =>
      one.webContents.getURL().includes("/wall/"),
    )?.webContents;
    contents?.sendInputEvent({ type: "keyDown", keyCode, modifiers: ["control"] });
  }, key);

/** For whoever wants to look. */
const takePicture = async (page: Page, name: string) => {
  if (process.env.IOC_PICTURES !== undefined)
    await page.screenshot({ path: path.join(process.env.IOC_PICTURES, `${name}.png`) });
};

/** A browser beside the room, and a link to the desk there for somebody of a role. */
async function besideTheRoom() {
  const { origin, adminToken } = await wall.run();
  const browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  const linkOf = async (role: string, label = "e2e") => {
    const made = await fetch(origin + routes.tokens, {
      method: "POST",
      headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
      body: JSON.stringify({ role, label }),
    });
    return `${origin}/desk?token=${((await made.json()) as { token: string }).token}`;
  };
  return { origin, browser, linkOf, [Symbol.asyncDispose]: () => browser.close() };
}

async function lookAtSources(desk: Page) {
  await expect(desk.getByRole("region", { name: "ĐANG CHIẾU" })).toBeVisible();
  await desk.keyboard.press("F3");
  await expect(desk.getByRole("option", { name: /Một cửa/ })).toBeVisible();
  await expect(desk.getByRole("option", { name: /Màn hình 4/ })).toContainText("tốt");
  await desk.getByRole("option", { name: /Một cửa/ }).click();
  const detail = desk.locator("article.detail");
  await expect(detail.getByRole("heading", { level: 2 })).toContainText("tốt");
  // The last raw answer, as the platform gave it.
  await expect(detail.locator("pre")).toContainText("{");
  await expect(detail).toContainText("Chưa loại số liệu nào");
}

/** By keys alone, of the source that is shown: said, told in the list and the head as no fault, and ended early. */
async function sayMaintenance(desk: Page) {
  const option = desk.getByRole("option", { name: /Một cửa/ });
  const detail = desk.locator("article.detail");
  await expect(detail).toContainText("Trực hệ thống (ví dụ)");
  await desk.keyboard.press("b");
  const form = desk.getByRole("dialog", { name: "Báo bảo trì" });
  await desk.keyboard.type("25:00");
  await desk.keyboard.press("Enter");
  await expect(form.getByRole("alert")).toContainText("25:00");
  await form.getByLabel("Đến lúc").fill("23:59");
  await form.getByLabel("Lý do").fill("nâng cấp máy chủ");
  await desk.keyboard.press("Enter");
  await expect(form).toBeHidden();
  await expect(option).toContainText("bảo trì đến 23:59");
  await expect(detail).toContainText("«nâng cấp máy chủ»");
  await detail.getByRole("button", { name: "Kết thúc" }).click();
  await expect(option).not.toContainText("bảo trì");
  await expect(detail).toContainText("kết thúc sớm");
}

test("the desk is an ordinary window: what there is, how it is, and what a source last answered", async () => {
  const desk = await deskWindow();
  await lookAtSources(desk);
  await sayMaintenance(desk);
  const bounds = await wall.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().includes("/desk/"));
    return { isKiosk: window?.isKiosk(), isClosable: window?.isClosable() };
  });
  expect(bounds).toEqual({ isKiosk: false, isClosable: true });
  // By keys alone: down the list, and the detail follows.
  const chosen = desk.locator('[role="option"][aria-selected="true"]');
  const before = await chosen.getAttribute("data-item");
  await desk.keyboard.press("ArrowDown");
  await expect.poll(() => chosen.getAttribute("data-item")).not.toBe(before);
  await desk.keyboard.press("F1");
  await expect(desk.getByRole("dialog")).toContainText("Phím tắt");
  await desk.keyboard.press("Escape");
  await expect(desk.getByRole("dialog")).toHaveCount(0);
});

test("a mapping is tried by keys: what would be taken, what is refused and why, and nothing is stored", async () => {
  const desk = await deskWindow();
  await desk.keyboard.press("F4");
  const source = desk.getByLabel("Nguồn", { exact: true });
  const id = await source.evaluate(
    (select: HTMLSelectElement) => [...select.options].find(({ text }) => text.startsWith("Một cửa"))?.value ?? "",
  );
  await source.selectOption(id);
  const editor = desk.getByLabel(/Biểu thức ánh xạ/);
  await expect(editor).not.toHaveValue("");
  await editor.press("Control+Enter");
  await expect(desk.locator(".trial-mapped tbody tr").first()).toBeVisible();
  await expect(desk.locator(".trial-answer pre")).toContainText("{");

  await editor.fill(
    '[{ "indicator": "ho-so.qua-han", "value": 987654321, "asOf": $receivedAt }, { "indicator": "khong-co", "value": 1, "asOf": $receivedAt }]',
  );
  await expect(desk.locator(".trial-editor")).toContainText("chưa lưu ở đâu");
  await editor.press("Control+Enter");
  await expect(desk.locator(".trial-mapped")).toContainText("khong-co");
  await editor.fill('{ "indicator": ');
  await editor.press("Control+Enter");
  await expect(desk.getByRole("alert")).toContainText("dòng 1");
  await desk.getByRole("button", { name: "Lấy lại bản trong cấu hình" }).click();
  await expect(editor).not.toHaveValue('{ "indicator": ');

  const { origin, adminToken } = await wall.run();
  const answer = await fetch(`${origin}${routes.readings}?indicator=ho-so.qua-han`, {
    headers: { authorization: `Bearer ${adminToken}` },
  });
  expect(await answer.text()).not.toContain("987654321");
});

test("a report of an outage is read, and who read it stays", async () => {
  const desk = await deskWindow();
  await desk.keyboard.press("F6");
  const report = desk.getByRole("listitem").filter({ hasText: "Một cửa điện tử" });
  await expect(report).toContainText("26 phút");
  await expect(report).toContainText("Đã nhận bù 48 số liệu. Còn thiếu 3 trên 25 kỳ.");
  await expect(desk.getByRole("listitem").filter({ hasText: "tệp hỏng" })).toContainText(
    "/du-lieu/wall.sqlite.damaged",
  );
  await report.getByLabel("Ghi chú").fill("đã báo VNPT");
  await desk.keyboard.press("Enter");
  await expect(report).toContainText(/Người trực tại máy này đã đọc lúc \d\d:\d\d:\d\d. «đã báo VNPT»/);
  const { origin, adminToken } = await wall.run();
  const answer = await fetch(origin + routes.outages, { headers: { authorization: `Bearer ${adminToken}` } });
  const { outages } = OutageList.parse(await answer.json());
  expect(outages.find(({ kind }) => kind === "source")?.acknowledgement).toMatchObject({
    by: { role: "operator", name: "" },
    note: "đã báo VNPT",
  });
  // By keys alone: the one that is left, and all.
  await desk.keyboard.press("Escape");
  await expect(desk.locator('.report[aria-current="true"]')).toContainText("tệp hỏng");
  await desk.keyboard.press("a");
  await expect(desk.getByRole("dialog")).toContainText("Ghi là đã đọc cả 1 gián đoạn");
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("Enter");
  await expect(desk.locator(".report-unread")).toHaveCount(0);
});

test("the wall is driven by keys alone: prepared, taken, pushed, covered, and all of it taken back", async () => {
  const desk = await deskWindow();
  const [one, two, four] = await Promise.all([1, 2, 4].map((number) => wall.page(number)));
  if (one === undefined || two === undefined || four === undefined) throw new Error("a monitor is missing");
  await desk.keyboard.press("F2");
  const onAir = desk.getByRole("region", { name: "ĐANG CHIẾU" });
  const preparing = desk.getByRole("region", { name: "CHUẨN BỊ" });
  await expect(onAir.locator('[data-miniature="1"]')).toContainText("+8,06");
  // What is read after painting is read here too: the map and the line over time.
  for (const display of [2, 4])
    await expect(onAir.locator(`[data-miniature="${display}"] canvas`).first()).toBeVisible();

  // Three letters without marks; nothing is on the wall before it is taken.
  await desk.keyboard.press("/");
  await desk.keyboard.type("un t");
  await expect(desk.getByRole("option").first()).toContainText("Ùn tắc cửa khẩu");
  await desk.keyboard.press("Enter");
  await expect(preparing.locator('[data-miniature="3"]')).toContainText("Từng cửa khẩu");
  await expect(one.locator('[data-tile="grdp"]')).toBeVisible();
  await desk.keyboard.press("Space");
  await expect(one.locator('[data-tile="camera-lan-xe"]')).toBeVisible();
  await expect(onAir).toContainText("trực ban tại máy đang điều khiển");

  // A camera on one monitor.
  await desk.keyboard.press("/");
  await desk.keyboard.type("phai");
  await desk.keyboard.press("Enter");
  await desk.keyboard.press("Alt+4");
  await expect(preparing).toContainText("Lên màn hình 4");
  await desk.keyboard.press("Space");
  await expect(four.locator('[data-tile="d4.push"]')).toContainText("Ngã tư Phai Vệ");
  await expect(onAir.locator('[data-miniature="4"]')).toContainText("Ngã tư Phai Vệ");

  // Privacy is one key: the room sees nothing, the operator sees that it does.
  await desk.keyboard.press("b");
  await expect(two.locator(".cover-blank")).toBeVisible();
  await expect(two.locator(".cover-blank")).toHaveText("");
  await expect(onAir.locator('[data-miniature="2"]')).toContainText("ĐANG CHE");
  await desk.keyboard.press("b");
  await expect(two.locator(".cover-blank")).toHaveCount(0);
  await desk.keyboard.press("i");
  await expect(two.locator(".cover-number")).toHaveText("2");
  await expect(two.locator(".cover-number")).toHaveCount(0);

  await desk.keyboard.press("t");
  await desk.keyboard.type("Diễn tập phòng cháy lúc 15:00");
  await desk.keyboard.press("Enter");
  await expect(one.locator(".cover-banner")).toHaveText("Diễn tập phòng cháy lúc 15:00");

  const entries = desk.locator(".entries li");
  await expect(entries.first()).toContainText("Chạy chữ «Diễn tập phòng cháy lúc 15:00»");
  // What the key takes back next is marked: the last of one's own.
  await expect(entries.locator("kbd")).toHaveText("Ctrl Z");
  await expect(entries.first().locator("kbd")).toBeVisible();
  await takePicture(desk, "entries");
  for (let times = 0; times < 5; times += 1) await desk.keyboard.press("Control+z");
  await expect(one.locator('[data-tile="grdp"]')).toBeVisible();
  await expect(one.locator(".cover-banner")).toHaveCount(0);
  await expect(four.locator('[data-tile="d4.push"]')).toHaveCount(0);
  await expect(entries.first()).toContainText("Hoàn tác: Đưa cảnh «Ùn tắc cửa khẩu» lên tường");
});

test("the desk's map puts a camera on a monitor; files for it are not for whoever sits at the machine", async () => {
  const desk = await deskWindow();
  const two = await wall.page(2);
  await desk.keyboard.press("F7");
  await isDrawn(desk);
  await desk.keyboard.press("/");
  await desk.keyboard.type("phai");
  await desk.keyboard.press("Enter");
  await expect(answerOf(desk).getByRole("heading", { level: 2 })).toHaveText("Ngã tư Phai Vệ");
  await desk.keyboard.press("Alt+2");
  await desk.keyboard.press("Space");
  await expect(two.locator('[data-tile="d2.push"]')).toContainText("Ngã tư Phai Vệ");
  // Whoever sits there is an operator: files are the administrator's.
  await desk.keyboard.press("n");
  const form = answerOf(desk).getByRole("region", { name: "Dữ liệu bản đồ" });
  await form.getByLabel("Tệp bản đồ").setInputFiles(await writeGeojson(folder.path, "duong.geojson", roads()));
  await expect(form.getByRole("alert")).toContainText("quyền");
  await desk.keyboard.press("F2");
  await desk.keyboard.press("Control+z");
  await expect(two.locator('[data-tile="d2.push"]')).toHaveCount(0);
});

test("closing the desk changes nothing on the wall, and Ctrl+D on the wall opens it again", async () => {
  const before = await wall.status();
  const desk = await deskWindow();
  await desk.close();
  await expect.poll(() => wall.app.windows().filter((page) => page.url().includes("/desk/")).length).toBe(0);
  const after = await wall.status();
  expect(after.displays.map(({ state, window }) => [state, window?.reloads])).toEqual(
    before.displays.map(({ state, window }) => [state, window?.reloads]),
  );
  await press("D");
  await expect((await deskWindow()).locator('[data-scene="toan-canh"]')).toContainText("ĐANG CHIẾU");
});

test("at the wall's own keyboard: how to begin; a monitor that an operator holds is told so there and shown at the desk", async () => {
  const one = await wall.page(1);
  await one.keyboard.press("x");
  await expect(one.getByRole("status")).toContainText("Ctrl D");
  await expect(one.getByRole("status")).toContainText("F1");
  await one.keyboard.press("F1");
  const help = one.getByRole("region", { name: "Phím ở bức tường" });
  await expect(help).toContainText("Mở bàn điều khiển");
  await takePicture(one, "wall-keys");
  await one.keyboard.press("Escape");
  await expect(help).toHaveCount(0);

  const desk = await deskWindow();
  await desk.keyboard.press("Alt+1");
  await desk.keyboard.press("f");
  await expect(one.locator(".cover-frozen")).toContainText("GIỮ HÌNH từ");
  const held = desk.locator('[data-miniature="1"] .cover-frozen');
  await expect(held).toContainText("GIỮ HÌNH từ");
  await expect
    .poll(() => held.locator("img").evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]))
    .toEqual([960, 540]);
  await takePicture(desk, "held");
  await desk.keyboard.press("f");
  await expect(one.locator(".cover-frozen")).toHaveCount(0);
});

test("the same desk in a browser: for operators; others are told plainly", async () => {
  await using beside = await besideTheRoom();
  const { origin, browser, linkOf } = beside;
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  await page.goto(await linkOf("operator"));
  expect(page.url()).toBe(`${origin}/desk`);
  await lookAtSources(page);
  await page.keyboard.press("F4");
  await page.getByLabel(/Biểu thức ánh xạ/).press("Control+Enter");
  await expect(page.locator(".trial-mapped tbody tr").first()).toBeVisible();
  // What is prepared while the last take is still on its way stays when its answer comes.
  let answered = () => {};
  const isAnswered = new Promise<void>((resolve) => {
    answered = resolve;
  });
  await page.route(`**${routes.wallCommands}`, async (route) => {
    // What is chosen is sent ahead as well, to be prepared.
    if (!route.request().postData()?.includes('"take"')) return route.continue();
    const answer = await route.fetch();
    await expect(page.getByRole("region", { name: "CHUẨN BỊ" })).toContainText("Ngã tư Phai Vệ");
    await route.fulfill({ response: answer });
    answered();
  });
  await page.keyboard.press("F2");
  await expect(page.locator('[data-scene="un-tac-cua-khau"]')).toBeVisible();
  await page.keyboard.press("2");
  await page.keyboard.press("Space");
  await page.keyboard.press("/");
  await page.keyboard.type("phai");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await isAnswered;
  await page.unroute(`**${routes.wallCommands}`);
  await expect(page.getByRole("region", { name: "CHUẨN BỊ" })).toContainText("Ngã tư Phai Vệ");
  expect(problems).toEqual([]);

  const other = await browser.newContext();
  const viewer = await other.newPage();
  await viewer.goto(await linkOf("viewer"));
  await expect(viewer.locator("h1")).toContainText("Bàn điều khiển chỉ mở cho trực ban và quản trị");
});

test("two desks at once: each takes back any deed of either, is asked where it is another's, and told who was there since", async () => {
  await using beside = await besideTheRoom();
  const room = await deskWindow();
  const minh = await beside.browser.newPage({ viewport: { width: 1600, height: 900 } });
  await minh.goto(await beside.linkOf("operator", "Minh"));
  const one = await wall.page(1);
  const banner = one.locator(".cover-banner");
  const entries = minh.locator(".entries li");

  await room.keyboard.press("F2");
  await room.keyboard.press("t");
  await room.keyboard.type("Họp giao ban");
  await room.keyboard.press("Enter");
  await expect(banner).toHaveText("Họp giao ban");
  await expect(room.getByRole("dialog")).toHaveCount(0);
  await room.locator('[data-scene="un-tac-cua-khau"]').click();
  await expect(room.getByRole("region", { name: "CHUẨN BỊ" })).toContainText("Ùn tắc cửa khẩu");
  await room.getByRole("button", { name: /^Lên tường/ }).click();
  await expect(one.locator('[data-tile="camera-lan-xe"]')).toBeVisible();
  await expect(entries.first()).toContainText("Đưa cảnh «Ùn tắc cửa khẩu» lên tường");

  // By keys alone: not the last deed but the one before it, which is somebody else's.
  await minh.keyboard.press("z");
  await minh.keyboard.press("ArrowDown");
  await expect(minh.locator(":focus")).toHaveAccessibleName("Hoàn tác: Chạy chữ «Họp giao ban»");
  await takePicture(minh, "take-back-list");
  await minh.keyboard.press("Enter");
  await expect(minh.getByRole("dialog")).toContainText(
    /Hoàn tác việc của trực ban tại máy lúc .+: Chạy chữ «Họp giao ban»\?/,
  );
  await takePicture(minh, "take-back-asked");
  await minh.keyboard.press("Escape");
  await expect(banner).toBeVisible();
  await expect(minh.locator(":focus")).toHaveAccessibleName("Hoàn tác: Chạy chữ «Họp giao ban»");
  await minh.keyboard.press("Enter");
  await expect(minh.getByRole("dialog").locator(":focus")).toBeVisible();
  await minh.keyboard.press("Enter");
  await expect(banner).toHaveCount(0);
  await expect(one.locator('[data-tile="camera-lan-xe"]')).toBeVisible();
  // The other desk sees by whom, and whose it was.
  const told = room.locator(".entries li");
  await expect(told.first()).toContainText(/Hoàn tác việc của trực ban tại máy lúc .+: Chạy chữ «Họp giao ban»/);
  await expect(told.first()).toContainText("Minh");
  await expect(told.nth(2)).toContainText("đã hoàn tác");
  await expect(told.nth(2).getByRole("button")).toHaveCount(0);
  await takePicture(room, "take-back-told");
  // To do it again is for whoever took it back.
  await expect(room.getByRole("button", { name: "Làm lại" })).toBeDisabled();
  await minh.keyboard.press("Control+y");
  await expect(banner).toHaveText("Họp giao ban");

  // What Minh has changed since stays, and who and when is said.
  await minh.locator('[data-scene="toan-canh"]').click();
  await minh.getByRole("button", { name: /^Lên tường/ }).click();
  await expect(one.locator('[data-tile="grdp"]')).toBeVisible();
  const since = /Cảnh trên tường đã được đổi sau việc đó \(Minh, \d\d:\d\d\)/;
  await room.keyboard.press("Control+z");
  await expect(room.getByRole("alert")).toContainText(since);
  await expect(one.locator('[data-tile="grdp"]')).toBeVisible();
  // At one moment, by both: one of them is told that it was done already.
  const back = (page: Page) => page.getByRole("button", { name: "Hoàn tác: Đưa cảnh «Toàn cảnh» lên tường" }).first();
  await back(room).click();
  await expect(room.getByRole("dialog")).toContainText("việc của Minh");
  await back(minh).focus();
  // Minh's word is on its way, and comes when the other one has been done; his desk had heard nothing of it when he pressed.
  const held = Promise.withResolvers<void>();
  const onItsWay = Promise.withResolvers<void>();
  await minh.route(`**${routes.wallCommands}`, async (route) => {
    onItsWay.resolve();
    await held.promise;
    await route.continue();
  });
  await minh.keyboard.press("Enter");
  await onItsWay.promise;
  await room.keyboard.press("Enter");
  await expect(one.locator('[data-tile="camera-lan-xe"]')).toBeVisible();
  held.resolve();
  await expect
    .poll(async () => (await Promise.all([room, minh].map((page) => page.getByRole("alert").allTextContents()))).flat())
    .toContainEqual(expect.stringContaining("Việc đó đã được hoàn tác rồi"));
});

test("a scene's key is its own: another that comes does not move it, and by K it swaps with who has the other", async () => {
  const desk = await deskWindow();
  const { origin, adminToken } = await wall.run();
  const preparing = desk.getByRole("region", { name: "CHUẨN BỊ" });
  await desk.keyboard.press("F2");
  await desk.keyboard.press("Escape");
  const saved = await fetch(origin + routes.scene("a-moi"), {
    method: "PUT",
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    body: JSON.stringify({ name: { vi: "Cảnh trực đêm", en: "Night" }, tiles: [], basedOn: 0 }),
  });
  expect(saved.status).toBe(200);
  await expect(desk.locator('[data-scene="a-moi"] kbd')).toHaveText("4");
  await desk.keyboard.press("3");
  await expect(preparing).toContainText("Ùn tắc cửa khẩu");
  await desk.keyboard.press("k");
  await expect(desk.getByRole("dialog")).toContainText("«Cảnh trực đêm»: đổi, sang phím 3");
  await takePicture(desk, "scene-key");
  await desk.keyboard.press("4");
  await expect(desk.getByRole("dialog")).toHaveCount(0);
  await expect(desk.locator(".entries li").first()).toContainText(
    "Phím 4 cho cảnh «Ùn tắc cửa khẩu», đổi với «Cảnh trực đêm» nay phím 3",
  );
  await desk.keyboard.press("3");
  await expect(preparing).toContainText("Cảnh trực đêm");
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("Control+z");
  await expect(desk.locator('[data-scene="a-moi"] kbd')).toHaveText("4");
});

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { chromium, expect, test } from "@playwright/test";
import { routes, type Status } from "#contract/http.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { until } from "../lab/until.ts";
import { openWall, setOutput, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

/** The built-in profile on four virtual monitors, one program for all tests: a wall that is meant to run for months. */
let virtualWall: VirtualWall;
let wall: WallUnderTest;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const open = () =>
  openWall({
    display: virtualWall.display,
    profile: "lang-son",
    data: path.join(folder.path, "data"),
    // Half of what it is by itself: a page that hangs is told after 2.5 s, and ended after 7.5 s.
    env: { IOC_PAGE_LOOK_MS: "400" },
    makesPictures: true,
  });

test.beforeAll(async () => {
  folder = await temporaryFolder();
  virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 1280, height: 720 });
  wall = await open();
});
test.afterAll(async () => {
  await wall.close();
  await virtualWall.stop();
  await folder.remove();
});
test.describe.configure({ mode: "serial" });

test("four monitors are covered exactly, and every source, camera and tile is well", async () => {
  const status = await wall.statusWhere("all to be well", ({ state }) => state === "ok", 60_000);
  expect(status.displays.map((display) => display.window?.bounds)).toEqual(
    virtualWall.outputs.map(({ x, y, width, height }) => ({ x, y, width, height })),
  );
  expect(status.sources.length).toBeGreaterThanOrEqual(4);
  expect(status.cameras).toHaveLength(4);
  await wall.statusWhere(
    "all tiles of each monitor to say what they show",
    ({ displays }) => {
      const tiles = displays.flatMap((display) => display.tiles);
      return (
        tiles.length >= 14 &&
        displays.every((display) => display.tiles.length > 0) &&
        tiles.every((tile) => tile.state === "fresh" || tile.state === "live")
      );
    },
    60_000,
  );
});

test("official and simulated figures are never mixed up", async () => {
  const one = await wall.page(1);
  const grdp = one.locator('[data-panel="key-figure"]', { hasText: "+8,06" });
  // An official figure says of when and whose it is and needs no tag; whatever is less has one.
  await expect(grdp).toContainText("2025 · Công bố năm 2025");
  await expect(grdp.locator(".tag")).toHaveCount(0);
  await expect(grdp).not.toContainText("MÔ PHỎNG");
  const simulated = one.locator('[data-panel="key-figure"]', { hasText: "MÔ PHỎNG" });
  await expect(simulated.first()).toBeVisible();
  for (const number of [2, 3, 4])
    await expect(await wall.page(number).then((page) => page.locator("body"))).toContainText("MÔ PHỎNG");
});

test("the map draws the outline, and cameras show moving pictures", async () => {
  const map = await wall.page(2);
  await expect(map.locator("canvas")).toBeVisible();
  await expect(map.locator("body")).toContainText("gần đúng");
  await expect(map.locator("body")).toContainText("Hữu Nghị");
  const cameras = await wall.page(3);
  await expect(cameras.getByText("TRỰC TIẾP")).toHaveCount(4);
});

test("nothing but the app's own page is loaded, opened or run", async () => {
  const page = await wall.page(1);
  const address = page.url();
  expect(
    await page.evaluate(() => ({
      node: typeof (globalThis as { process?: unknown }).process,
      require: typeof (globalThis as { require?: unknown }).require,
      opened: window.open("https://example.org/"),
    })),
  ).toEqual({ node: "undefined", require: "undefined", opened: null });
  await page.evaluate(() => {
    location.href = "https://example.org/";
  });
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "globalThis.injected = true";
    document.body.append(script);
    return (globalThis as { injected?: boolean }).injected === true;
  });
  expect(ran).toBe(false);
  const reached = await page.evaluate(() =>
    fetch("https://example.org/").then(
      () => true,
      () => false,
    ),
  );
  expect(reached).toBe(false);
  expect(page.url()).toBe(address);
  const isolated = await wall.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      // Electron has it for all contents, its types do not.
      const contents = window.webContents as unknown as {
        getLastWebPreferences(): { sandbox: boolean; contextIsolation: boolean; nodeIntegration: boolean } | null;
      };
      const preferences = contents.getLastWebPreferences();
      return {
        sandbox: preferences?.sandbox,
        contextIsolation: preferences?.contextIsolation,
        node: preferences?.nodeIntegration,
      };
    }),
  );
  for (const preferences of isolated)
    expect(preferences).toEqual({ sandbox: true, contextIsolation: true, node: false });
});

test("a monitor unplugged loses its window, plugged in again it has it back, under its number", async () => {
  const output = virtualWall.outputs[1];
  if (!output) throw new Error("no second output");
  await setOutput(virtualWall.display, output.name, null);
  await wall.statusWhere("monitor 2 to be missing", ({ displays }) => {
    const second = displays.find((display) => display.number === 2);
    return second?.state === "missing" && second.window === null && displays.filter((d) => d.window).length === 3;
  });
  const pluggedAtMs = performance.now();
  await setOutput(virtualWall.display, output.name, output);
  await until(
    () =>
      wall.app
        .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.getBounds()))
        .then((all) =>
          all.some((bounds) => bounds.x === output.x && bounds.y === output.y && bounds.width === output.width),
        ),
    { what: "the window on the monitor" },
  );
  test
    .info()
    .annotations.push({ type: "ms to the right window", description: String(performance.now() - pluggedAtMs) });
  const back = await wall.statusWhere("monitor 2 to be well", ({ displays }) =>
    displays.some((display) => display.number === 2 && display.state === "ok"),
  );
  expect(back.displays.map((display) => display.number)).toEqual([1, 2, 3, 4]);
  await expect((await wall.page(2)).locator("canvas")).toBeVisible();
});

test("another mode of a monitor is covered exactly", async () => {
  const output = virtualWall.outputs[3];
  if (!output) throw new Error("no fourth output");
  await setOutput(virtualWall.display, output.name, { ...output, width: 960, height: 540 });
  await wall.statusWhere("the smaller monitor to be covered", ({ displays }) => {
    const fourth = displays.find((display) => display.number === 4);
    return fourth?.state === "ok" && fourth.window?.bounds.width === 960 && fourth.window.bounds.height === 540;
  });
  await setOutput(virtualWall.display, output.name, output);
  await wall.statusWhere("the monitor to be covered again", ({ displays }) =>
    displays.some((d) => d.number === 4 && d.state === "ok" && d.window?.bounds.width === 1280),
  );
});

test("the core killed: windows keep their figures and say so; it is started again and the wall goes on", async () => {
  const { pid } = await wall.run();
  const page = await wall.page(4);
  await expect(page.locator("body")).toContainText("Hữu Nghị");
  // Stopped first, so that the wall without a core can be looked at for as long as the check takes.
  process.kill(pid, "SIGSTOP");
  await expect(page.locator("body")).toContainText("Mất kết nối máy chủ", { timeout: 30_000 });
  await expect(page.locator("body")).toContainText("Hữu Nghị");
  // The shell finds it silent and starts another: nobody needs to come.
  await until(() => wall.run().then((run) => run.pid !== pid), { withinMs: 40_000, what: "another core" });
  await expect(page.locator("body")).not.toContainText("Mất kết nối máy chủ", { timeout: 30_000 });
  const well = await wall.statusWhere("all to be well again", ({ state }) => state === "ok", 60_000);
  expect(well.coreRestart?.reason.code).toBe("core.hung");
  expect(await readFile(path.join(wall.data, "core.log"), "utf8")).toMatch(/"what":"core".*"code":"core.hung"/);
  const again = await wall.run();
  process.kill(again.pid, "SIGKILL");
  await until(() => wall.run().then((run) => run.pid !== again.pid), { withinMs: 20_000, what: "a third core" });
  const third = await wall.statusWhere("all to be well a third time", ({ state }) => state === "ok", 60_000);
  expect(third.coreRestart?.reason.code).toBe("core.died");
});

test("the same scene opens in a browser by the link, read-only; without a token nothing is told", async () => {
  const { origin, adminToken } = await wall.run();
  for (const address of ["/", routes.status, routes.openapi, "/web/index.html"])
    expect((await fetch(origin + address)).status).toBe(401);
  expect((await fetch(origin + routes.health)).status).toBe(200);
  const made = await fetch(origin + routes.tokens, {
    method: "POST",
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    body: JSON.stringify({ role: "viewer", label: "e2e" }),
  });
  const { token } = (await made.json()) as { token: string };
  const browser = await chromium.launch({
    executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
    const problems: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") problems.push(message.text());
    });
    await page.goto(`${origin}/?token=${token}`);
    expect(page.url()).not.toContain(token);
    await expect(page.locator("body")).toContainText("+8,06", { timeout: 30_000 });
    await expect(page.locator("body")).toContainText("Hữu Nghị");
    await expect(page.getByText("TRỰC TIẾP")).toHaveCount(4, { timeout: 40_000 });
    expect(problems).toEqual([]);
    const forbidden = await page.evaluate(
      (path) =>
        fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: '{"role":"admin"}' }).then(
          (answer) => answer.status,
        ),
      routes.tokens,
    );
    expect(forbidden).toBe(403);
    const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await phone.goto(`${origin}/?token=${token}`);
    await expect(phone.locator("body")).toContainText("+8,06", { timeout: 30_000 });
    const overflow = await phone.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  } finally {
    await browser.close();
  }
});

test("a page that hangs is not called well, is ended and loaded again, and it is said why", async () => {
  const first = ({ displays }: Status) => displays.find(({ number }) => number === 1);
  const before = first(await wall.status())?.window?.reloads ?? 0;
  const pid = await wall.app.evaluate(
    ({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.webContents.getURL().endsWith("display=1"))
        ?.webContents.getOSProcessId() ?? 0,
  );
  // By now it has been there for more than 60 looks; a younger one is given as many, which page-watch.test proves without waiting.
  process.kill(pid, "SIGSTOP");
  const hung = await wall.statusWhere("monitor 1 to hang", (status) => first(status)?.state === "page-hung");
  expect(hung.state).toBe("attention");
  // Nobody has the page go on: the program ends it by itself.
  const again = await wall.statusWhere("monitor 1 to be well again", (status) => first(status)?.state === "ok");
  expect(first(again)?.window).toMatchObject({ reloads: before + 1, lastReload: { reason: { code: "page.hung" } } });
  const log = await readFile(path.join(wall.data, "core.log"), "utf8");
  expect(log).toMatch(/"what":"page of monitor 1 at [^"]+".*"code":"page.hung"/);
});

test("a page that dies is loaded again", async () => {
  const lost = await wall.status();
  const before = lost.displays.find((display) => display.number === 1)?.window?.reloads ?? 0;
  await wall.app.evaluate(({ BrowserWindow }) => {
    const window = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL().endsWith("display=1"));
    window?.webContents.forcefullyCrashRenderer();
  });
  await wall.statusWhere("monitor 1 to be well after its reload", ({ displays }) => {
    const first = displays.find((display) => display.number === 1);
    return first?.state === "ok" && first.window?.reloads === before + 1 && first.tiles.length > 0;
  });
});

test("Ctrl+Q asks first; only a yes switches the wall off, and nothing of it is left running", async () => {
  const press = () =>
    wall.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.sendInputEvent({ type: "keyDown", keyCode: "Q", modifiers: ["control"] });
    });
  // The question is the system's own dialog, which no page can answer: here its answer is given for the operator.
  const answer = (button: number) =>
    wall.app.evaluate(({ dialog }, response) => {
      const asked = globalThis as { asked?: number };
      asked.asked = 0;
      dialog.showMessageBox = async () => {
        asked.asked = (asked.asked ?? 0) + 1;
        return { response, checkboxChecked: false };
      };
    }, button);
  const timesAsked = () => wall.app.evaluate(() => (globalThis as { asked?: number }).asked ?? 0);
  const { pid } = await wall.run();
  await answer(0);
  await press();
  await expect.poll(timesAsked).toBe(1);
  expect((await wall.status()).displays).toHaveLength(4);
  await answer(1);
  const ended = wall.app.waitForEvent("close");
  await press();
  await ended;
  await until(() => !existsSync(`/proc/${pid}`), { what: "the core to be gone" });
  expect(existsSync(path.join(wall.data, "core.json"))).toBe(false);
});

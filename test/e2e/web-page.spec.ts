import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import path from "node:path";
import { chromium, expect, test } from "@playwright/test";
import { routes } from "#contract/routes.ts";
import { makeCertificate } from "../lab/certificate.ts";
import { temporaryFolder } from "../lab/temporary-folder.ts";
import { oneMonitor, writeOneMonitor } from "./one-monitor.ts";
import { openWall, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

/** Pages of the net on a monitor, from real servers: one that the profile allows, one that it does not, and pages that misbehave. */
let virtualWall: VirtualWall;
test.beforeAll(async () => {
  virtualWall = await startVirtualWall(oneMonitor);
});
test.afterAll(async () => {
  await virtualWall.stop();
});

const words = (vi: string) => ({ vi, en: vi });

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void, server?: Server) {
  const seen: string[] = [];
  const heard = (request: IncomingMessage, response: ServerResponse) => {
    seen.push(request.url ?? "");
    answer(request, response);
  };
  const own = server ?? createServer();
  own.on("request", heard);
  await new Promise<void>((resolve) => own.listen(0, "127.0.0.1", resolve));
  return { seen, server: own, host: `127.0.0.1:${(own.address() as AddressInfo).port}` };
}

/** What the page says of itself in its title: which of the things it tried were given to it. */
const prober = (elsewhere: string) => `<!doctype html><meta charset="utf-8"><title>…</title>
<body style="margin:0;background:#205030;color:#fff;font:60px sans-serif"><h1>Thời tiết Lạng Sơn</h1><p id="n">0</p>
<img src="http://${elsewhere}/anh.png"><a id="out" href="http://${elsewhere}/link">x</a>
<script>
const told = {};
const tell = (name, value) => { told[name] = value; document.title = JSON.stringify(told); };
navigator.geolocation.getCurrentPosition(() => tell("place", "given"), (e) => tell("place", e.code === 1 ? "denied" : "failed"));
navigator.permissions.query({ name: "microphone" }).then(({ state }) => tell("sound", state));
Notification.requestPermission().then((state) => tell("notes", state));
fetch("http://${elsewhere}/data").then(() => tell("fetch", "given"), () => tell("fetch", "refused"));
tell("window", window.open("/popup") === null ? "refused" : "given");
tell("node", typeof require + typeof process + typeof window.wall);
alert("x");
document.cookie = "a=1";
setTimeout(() => document.getElementById("out").click(), 300);
</script>`;

/** Its one thread waits for an answer that never comes, for good: as deaf as in an endless loop, but others have the processor. */
const hanging = `<title>Treo</title><script>
setTimeout(() => { const asked = new XMLHttpRequest(); asked.open("GET", "/silent", false); asked.send(); }, 1500);
</script>`;

const guests = (wall: WallUnderTest) =>
  wall.app.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .filter((contents) => contents.getType() === "webview")
      .map((contents) => ({
        id: contents.id,
        url: contents.getURL(),
        pid: contents.getOSProcessId(),
        isMuted: contents.isAudioMuted(),
        isPersistent: contents.session.isPersistent(),
      })),
  );

test("a page stands in a tile with no rights at all, and what is not allowed, silent, false or dead says so", async ({
  browserName: _,
}, info) => {
  test.setTimeout(240_000);
  await using folder = await temporaryFolder("ioc-web-page");
  const elsewhere = await serve((_request, response) => response.end("elsewhere"));
  let isBroken = false;
  const site = await serve((request, response) => {
    if (request.url === "/silent") return;
    response.setHeader("content-type", "text/html; charset=utf-8");
    if (request.url === "/leads-away") response.writeHead(302, { location: `http://${elsewhere.host}/target` }).end();
    else if (request.url === "/failing") response.writeHead(503).end("<h1>503</h1>");
    else if (request.url === "/hangs") response.end(hanging);
    else if (request.url === "/file") response.setHeader("content-disposition", "attachment").end("file");
    else if (isBroken) response.writeHead(500).end("broken");
    else response.end(prober(elsewhere.host));
  });
  const certificate = await makeCertificate(folder.path);
  const secure = await serve(
    (_request, response) => response.end("secret"),
    createSecureServer({
      cert: await readFile(certificate.certificateFile),
      key: await readFile(certificate.keyFile),
    }),
  );

  const paths = ["silent", "leads-away", "failing", "hangs"];
  const tile = (page: string, x: number, y: number, width: number, height: number, settings = {}) => ({
    ...{ id: page, panel: "web-page", x, y, width, height },
    settings: { page, ...settings },
  });
  const page = (id: string, url: string) => ({ id, name: words(`Trang ${id}`), url });
  const web = [
    page("thoi-tiet", `http://${site.host}/`),
    ...paths.map((one) => page(one, `http://${site.host}/${one}`)),
    page("secure", `https://${secure.host}/`),
  ];
  const tiles = [
    tile("thoi-tiet", 0, 0, 18, 18, { reloadEvery: "10s" }),
    { id: "clock", panel: "clock", x: 18, y: 0, width: 6, height: 18, settings: {} },
    ...[...paths, "secure", "khong-co"].map((one, at) => tile(one, at * 4, 18, 4, 6)),
  ];
  const profile = await writeOneMonitor(folder.path, tiles, { web });
  try {
    await using wall = await openWall({
      display: virtualWall.display,
      profile,
      data: path.join(folder.path, "data"),
    });
    const screen = await wall.page(1);
    const on = (id: string) => screen.locator(`[data-tile="${id}"]`);
    await expect(on("thoi-tiet")).toContainText("tải lúc", { timeout: 30_000 });
    await expect(on("thoi-tiet")).toContainText(site.host);

    // What it asked for was refused, and nothing has gone to the other server.
    const [found] = (await guests(wall)).filter(({ url }) => url === `http://${site.host}/`);
    expect(found).toMatchObject({ isMuted: true, isPersistent: false });
    const told = () =>
      wall.app.evaluate(({ webContents }, id) => webContents.fromId(id)?.getTitle() ?? "", found?.id ?? 0);
    await expect
      .poll(async () => JSON.parse(await told()))
      .toEqual({
        ...{ place: "denied", sound: "denied", notes: "denied", fetch: "refused", window: "refused" },
        node: "undefinedundefinedundefined",
      });
    await expect(on("leads-away")).toContainText("không cho phép");
    await expect(on("leads-away")).toContainText(elsewhere.host);
    expect(elsewhere.seen).toEqual([]);
    expect(site.seen).not.toContain("/popup");
    // Nor has anything been written into the wall's own session.
    const cookies = await wall.app.evaluate(({ session }) => session.defaultSession.cookies.get({}));
    expect(cookies.filter(({ name }) => name === "a")).toEqual([]);

    await expect(on("failing")).toContainText("503");
    await expect(on("secure")).toContainText("Chứng thư");
    expect(secure.seen).toEqual([]);
    await expect(on("khong-co")).toContainText("mục «web»");
    await expect(on("silent")).toContainText("30 giây", { timeout: 60_000 });
    await expect(on("hangs")).toContainText("bị treo", { timeout: 60_000 });
    await screen.screenshot({ path: info.outputPath("pages.png") });
    // It is in the window's own picture, which is what is frozen and photographed.
    const colour = await wall.app.evaluate(async ({ BrowserWindow }) => {
      const picture = await BrowserWindow.getAllWindows()[0]?.capturePage({ x: 1_000, y: 600, width: 1, height: 1 });
      return [...(picture?.toBitmap().subarray(0, 3) ?? [])];
    });
    expect(colour).toEqual([0x30, 0x50, 0x20]);
    const failing = ["leads-away", "failing", "secure", "silent", "khong-co"];
    await wall.statusWhere("what the tiles report", ({ displays }) => {
      const stateOf = new Map(displays[0]?.tiles.map(({ tile: id, state }) => [id, state]));
      return stateOf.get("thoi-tiet") === "fresh" && failing.every((id) => stateOf.get(id) === "error");
    });

    // Just loaded anew, so that it is not while its process dies: the wall's page goes on, the tile says so, and the page comes again by itself.
    const loads = () => site.seen.filter((address) => address === "/").length;
    const before = loads();
    const shown = async () => (await guests(wall)).filter(({ url }) => url === `http://${site.host}/`);
    const had = (await shown()).map(({ id }) => id);
    await expect.poll(loads, { timeout: 40_000 }).toBeGreaterThan(before);
    // The one that came, and not the one that it takes the place of: either may be told first while both are there.
    let alive: Awaited<ReturnType<typeof shown>>[number] | undefined;
    await expect
      .poll(async () => {
        const found = await shown();
        [alive] = found;
        return found.length === 1 && alive !== undefined && !had.includes(alive.id);
      })
      .toBe(true);
    process.kill(alive?.pid ?? Number.NaN, "SIGKILL");
    await expect(on("thoi-tiet")).toContainText("đã hỏng", { timeout: 10_000 });
    await expect(on("clock")).toContainText(/\d\d:\d\d/);
    await expect(on("thoi-tiet")).toContainText("tải lúc", { timeout: 30_000 });

    // What cannot be loaded anew stays, with its time.
    isBroken = true;
    await expect(on("thoi-tiet")).toContainText("không tải được, đây là bản lúc", { timeout: 60_000 });
    await screen.screenshot({ path: info.outputPath("kept.png") });
    // Nothing gathers: one frame for what is shown, one at most for what is tried.
    expect((await guests(wall)).length).toBeLessThanOrEqual(2 * 6);

    // A browser shows its name and address, and loads nothing of it.
    const { origin, adminToken } = await wall.run();
    const made = await fetch(origin + routes.tokens, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${adminToken}` },
      body: JSON.stringify({ role: "viewer", label: "e2e" }),
    });
    const { token } = (await made.json()) as { token: string };
    const browser = await chromium.launch({
      executablePath: ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium",
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    try {
      const viewer = await browser.newPage();
      await viewer.goto(`${origin}/?token=${token}`);
      const there = viewer.locator('[data-tile="failing"]');
      await expect(there).toContainText("chỉ hiện trên bức tường", { timeout: 20_000 });
      await expect(there).toContainText(`${site.host}/failing`);
      expect(await viewer.locator("webview, iframe").count()).toBe(0);
      await viewer.screenshot({ path: info.outputPath("browser.png") });
    } finally {
      await browser.close();
    }
  } finally {
    for (const { server } of [elsewhere, site, secure]) {
      server.close();
      if ("closeAllConnections" in server) (server as import("node:http").Server).closeAllConnections();
    }
  }
});

test("started by root, which Chromium gives no sandbox, the tile shows no page and says why", async ({
  browserName: _,
}, info) => {
  test.skip(process.getuid?.() !== 0, "only root starts it without a sandbox");
  await using folder = await temporaryFolder("ioc-web-page");
  const site = await serve((_request, response) => response.end("<title>x</title>"));
  const web = [{ id: "thoi-tiet", name: words("Thời tiết"), url: `http://${site.host}/` }];
  const settings = { page: "thoi-tiet" };
  const tiles = [{ id: "trang", panel: "web-page", x: 0, y: 0, width: 12, height: 12, settings }];
  const profile = await writeOneMonitor(folder.path, tiles, { web });
  const data = path.join(folder.path, "data");
  try {
    await using wall = await openWall({ display: virtualWall.display, profile, data, env: { IOC_TEST_PAGES: "" } });
    const screen = await wall.page(1);
    await expect(screen.locator('[data-tile="trang"]')).toContainText("tài khoản root", { timeout: 30_000 });
    await wall.statusWhere("what the tile reports", ({ displays }) => displays[0]?.tiles[0]?.state === "error");
    await screen.screenshot({ path: info.outputPath("root.png") });
    // Nor where a page asks for a frame by itself.
    await screen.evaluate((address) => {
      const frame = document.createElement("webview");
      frame.setAttribute("partition", "web-page:thoi-tiet");
      frame.setAttribute("src", address);
      document.body.append(frame);
    }, `http://${site.host}/`);
    await screen.waitForTimeout(1_000);
    expect(await guests(wall)).toEqual([]);
    expect(site.seen).toEqual([]);
    // An address of our own pages that cannot be read is answered like any that leads nowhere, and ends nothing.
    const status = (address: string) => screen.evaluate(async (asked) => (await fetch(asked)).status, address);
    expect([await status("app://wall/%ff.js"), await status("app://wall/wall/index.html")]).toEqual([404, 200]);
  } finally {
    site.server.close();
  }
});

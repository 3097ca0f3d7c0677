import { mkdir } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import path from "node:path";
import { type ConsoleMessage, expect, type Page, test } from "@playwright/test";
import { runCut } from "../lab/cut-network.ts";
import { freePort } from "../lab/free-port.ts";
import { communes, roads, writeGeojson, writeTiles } from "../lab/map-files.ts";
import { runProcess } from "../lab/process.ts";
import { type TemporaryFolder, temporaryFolder } from "../lab/temporary-folder.ts";
import { writeMapProfile } from "./map-profile.ts";
import { openWall, root, startVirtualWall, type VirtualWall, type WallUnderTest } from "./wall-under-test.ts";

const token = ["pk", "eyJ1IjoidGh1LW5naGllbSJ9", "dGh1"].join(".");
const reference = ["$", "{secret.mapbox}"].join("");

let folder: TemporaryFolder;
test.beforeEach(async () => {
  folder = await temporaryFolder();
});
test.afterEach(() => folder.remove());

/** Everything that any page asks for, from the moment it is called. */
const watchRequests = (wall: WallUnderTest) =>
  wall.app.evaluate(({ session }) => {
    const asked: string[] = [];
    (globalThis as { askedByPages?: string[] }).askedByPages = asked;
    // Not the app's own scheme: this Electron ends when its requests are watched.
    const outward = { urls: ["http://*/*", "https://*/*", "ws://*/*", "wss://*/*"] };
    session.defaultSession.webRequest.onBeforeRequest(outward, (details, answer) => {
      asked.push(details.url);
      answer({});
    });
  });
const requested = (wall: WallUnderTest): Promise<string[]> =>
  wall.app.evaluate(() => (globalThis as { askedByPages?: string[] }).askedByPages ?? []);

/** How many colours a window's picture has: a canvas that was never drawn has a handful. */
const coloursOf = (wall: WallUnderTest, display: number) =>
  wall.app.evaluate(async ({ BrowserWindow }, number) => {
    const window = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().endsWith(`=${number}`));
    const picture = await window?.webContents.capturePage();
    const { width = 0, height = 0 } = picture?.getSize() ?? {};
    // The part where the province is, without title and legend.
    const part = picture?.crop({
      x: Math.round(width * 0.1),
      y: Math.round(height * 0.25),
      width: Math.round(width * 0.45),
      height: Math.round(height * 0.5),
    });
    const bytes = part?.toBitmap() ?? Buffer.alloc(0);
    const colours = new Set<number>();
    for (let at = 0; at < bytes.length; at += 4) colours.add(bytes.readUIntBE(at, 3));
    return colours.size;
  }, display);

const drawn = async (page: Page, engine = "maplibre") => {
  await expect(page.locator(`.map[data-engine="${engine}"]`)).toBeVisible({ timeout: 60_000 });
};
/** What a page's policy lets it reach: this machine by any of its names apart, and what no directive but that one names. */
async function reachOf(page: Page): Promise<{ beyond: string[]; elsewhere: string[] }> {
  const policy = await page.evaluate(async () => (await fetch(location.href)).headers.get("content-security-policy"));
  const directives = (policy ?? "").split("; ").map((one) => one.split(" "));
  const own = new Set(
    Object.values(networkInterfaces()).flatMap((addresses) => addresses?.map(({ address }) => address) ?? []),
  ).add("localhost");
  const isOwn = (host: string) =>
    host === "'self'" || (host.endsWith(":*") && own.has(host.split(":")[1]?.slice(2) ?? ""));
  const connect = directives.find(([name]) => name === "connect-src")?.slice(1) ?? ["no policy"];
  const others = directives.filter(([name]) => name !== "connect-src").flatMap(([, ...values]) => values);
  return {
    beyond: connect.filter((host) => !isOwn(host)),
    elsewhere: others.filter((value) => !["'none'", "'self'", "blob:", "data:"].includes(value)),
  };
}

const importFile = async (data: string, file: string) => {
  const end = await runProcess(process.execPath, [
    path.join(root, "build/ioc.mjs"),
    "map",
    "import",
    file,
    "--data",
    data,
  ]);
  expect(end.stderr + end.stdout).toContain("Đã nhập");
};
const take = async (wall: WallUnderTest, name: string) => {
  const pictures = path.join(root, "test-results", "map");
  await mkdir(pictures, { recursive: true });
  await runProcess(process.execPath, [
    path.join(root, "build/ioc.mjs"),
    "snapshot",
    path.join(pictures, name),
    "--data",
    wall.data,
  ]);
};

const isCut = process.env.IOC_TEST_NETWORK === "cut";

test("four monitors without a network: the built-in map with every layer, then the site's own", async () => {
  test.setTimeout(300_000);
  if (!isCut) {
    // This very test again, where nothing can leave the machine and everything that tries is counted.
    const again = ["test", "--config", path.join(root, "test/playwright.config.ts"), "map.spec", "-g", "four monitors"];
    const output = ["--output", path.join(folder.path, "results"), "--reporter", "list"];
    const cli = path.join(root, "node_modules/@playwright/test/cli.js");
    const run = await runCut([cli, ...again, ...output], { IOC_TEST_NETWORK: "cut" });
    if (typeof run !== "string") {
      expect(run.output).toContain("1 passed");
      expect(run.probe).toBeGreaterThan(0);
      expect(run.packets).toBe(0);
      return;
    }
    test.info().annotations.push({ type: "the network is not cut here", description: run });
  }
  const virtualWall = await startVirtualWall({ columns: 2, rows: 2, width: 1280, height: 720 });
  const profile = await writeMapProfile(folder.path);
  const wall = await openWall({ display: virtualWall.display, profile, data: path.join(folder.path, "data") });
  try {
    await watchRequests(wall);
    const complaints: string[] = [];
    const pages = await Promise.all([1, 2, 3, 4].map((number) => wall.page(number)));
    const listen = (message: ConsoleMessage) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
    };
    for (const page of pages) page.on("console", listen);
    for (const page of pages) await page.reload();
    for (const page of pages) await drawn(page);

    const [gates, byCommune, stations, both] = pages as [Page, Page, Page, Page];
    await expect(gates.locator("body")).toContainText("Hữu Nghị");
    // What waits each way beside the gate; its limit is one for both together.
    await expect(gates.locator(".map-gate", { hasText: "Hữu Nghị" })).toContainText("262128");
    await expect(both.locator("body")).toContainText("▲ 390");
    await expect(gates.locator(".map-legend")).toContainText("3 camera");
    await expect(stations.locator(".map-layer")).toHaveCount(4);
    await expect(stations.locator(".map-layer", { hasText: "vi-tri" })).toContainText("1 xe mất vị trí");
    // Neither areas nor points of communes are known yet: a ranking, the largest first.
    await expect(byCommune.locator(".map-ranking li").first()).toContainText("Xã Lộc Bình");
    await expect(byCommune.locator(".map-ranking li").last()).toContainText("—");
    for (const display of [1, 3])
      await expect.poll(() => coloursOf(wall, display), { timeout: 60_000 }).toBeGreaterThan(20);
    await expect(stations.locator(".map")).toBeVisible();
    await take(wall, "built-in.png");

    const files = folder.path;
    await importFile(wall.data, await writeGeojson(files, "xa.geojson", communes()));
    await importFile(wall.data, await writeTiles(files, "nen.pmtiles", { communes: communes(), roads: roads() }));
    await importFile(wall.data, await writeTiles(files, "omt.mbtiles", { transportation: roads(), water: communes() }));
    // Maps take up what was imported by themselves.
    await expect(byCommune.locator(".map-scale li")).toHaveCount(6, { timeout: 90_000 });
    await expect(byCommune.locator(".map-ranking")).toHaveCount(0);
    await expect(both.locator(".map-scale")).toContainText("1 nơi chưa có số liệu");
    await drawn(byCommune);
    for (const page of [stations, both]) await drawn(page);
    for (const display of [2, 3, 4])
      await expect.poll(() => coloursOf(wall, display), { timeout: 60_000 }).toBeGreaterThan(60);
    await take(wall, "imported.png");

    // A site without an engine of its own: this machine, and nothing of the net.
    for (const page of pages) expect(await reachOf(page)).toEqual({ beyond: [], elsewhere: [] });
    const asked = await requested(wall);
    expect(asked.some((url) => url.includes("/api/map/tiles/"))).toBe(true);
    const { origin } = await wall.run();
    const elsewhere = asked.filter(
      (url) => !url.startsWith("app://wall/") && !url.startsWith(origin) && !url.startsWith("devtools:"),
    );
    expect(elsewhere.filter((url) => !url.startsWith(origin.replace("http", "ws")))).toEqual([]);
    // The driver's remark on pictures being taken of a window, and the engine's on a page that is loaded anew while it connects.
    const expected = ["GPU stall due to ReadPixels", "closed before the connection is established"];
    expect(complaints.filter((text) => !expected.some((part) => text.includes(part)))).toEqual([]);
  } finally {
    await wall.close();
    await virtualWall.stop();
  }
});

test.describe("the site's own engine", () => {
  let virtualWall: VirtualWall;
  test.beforeAll(async () => {
    virtualWall = await startVirtualWall({ columns: 1, rows: 1, width: 1280, height: 720 });
  });
  test.afterAll(() => virtualWall.stop());

  const open = async (mapbox: Record<string, unknown>) => {
    const profile = await writeMapProfile(folder.path, { mapbox: { token: reference, ...mapbox } }, 1);
    const data = path.join(folder.path, "data");
    const wall = await openWall({ display: virtualWall.display, profile, data, secrets: { mapbox: token } });
    const page = await wall.page(1);
    // Whichever: the token may be set before or after the map is first opened.
    await expect(page.locator('.map:not([data-engine="none"])')).toBeVisible({ timeout: 60_000 });
    return { wall, page };
  };

  test("draws our style where its server is not there", async () => {
    const api = `http://localhost:${await freePort()}`;
    const { wall, page } = await open({ api });
    try {
      // Its first opening may have come before the token was set.
      await page.reload();
      await drawn(page, "mapbox");
      // The page's policy lets it reach the named server, and its own map engine not even the maker's.
      expect(await reachOf(page)).toEqual({ beyond: [api], elsewhere: [] });
      const tried = [api, "https://api.mapbox.com", "https://events.mapbox.com", "https://example.org"];
      const blocked = await page.evaluate(
        (origins) =>
          new Promise<string[]>((resolve) => {
            const last = "https://example.net";
            const told: string[] = [];
            document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
              const { origin } = new URL(blockedURI);
              if (origin === last) resolve(told);
              else told.push(origin);
            });
            // Each fails: the policy forbids it, or nobody answers there.
            for (const origin of [...origins, last]) void fetch(origin).catch(() => undefined);
          }),
        tried,
      );
      expect(blocked).toEqual(tried.slice(1));
      await expect.poll(() => coloursOf(wall, 1), { timeout: 60_000 }).toBeGreaterThan(20);
      await take(wall, "mapbox.png");
    } finally {
      await wall.close();
    }
  });

  test("gives way when its server refuses the token, and the operator is told", async () => {
    let refusedAtMs = 0;
    const server: Server = createServer((_request, response) => {
      refusedAtMs ||= performance.now();
      response.writeHead(401, { "access-control-allow-origin": "*", "content-type": "application/json" });
      response.end('{"message":"Not Authorized - Invalid Token"}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { wall, page } = await open({ api, style: "mapbox://styles/mapbox/satellite-v9" });
    try {
      await page.reload();
      await drawn(page);
      expect(refusedAtMs).toBeGreaterThan(0);
      // Told, not judged: how long it takes depends on what else this machine does.
      const tookMs = Math.round(performance.now() - refusedAtMs);
      test
        .info()
        .annotations.push({ type: "ms from the first refusal to the other engine", description: String(tookMs) });
      console.log(`from the first refusal to the other engine: ${tookMs} ms`);
      const status = await wall.statusWhere("the refusal to be told", ({ displays }) =>
        displays.some(({ tiles }) => tiles.some(({ note }) => note?.code === "map.token-refused")),
      );
      expect(status.displays[0]?.tiles[0]?.state).toBe("fresh");
      await expect.poll(() => coloursOf(wall, 1), { timeout: 60_000 }).toBeGreaterThan(20);
    } finally {
      await wall.close();
      server.closeAllConnections();
      server.close();
    }
  });
});

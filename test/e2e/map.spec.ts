import path from "node:path";
import { type ConsoleMessage, expect, type Page, test } from "@playwright/test";
import { runCut } from "../lab/cut-network.ts";
import { communes, roads, writeGeojson, writeTiles } from "../lab/map-files.ts";
import { runProcess } from "../lab/process.ts";
import { type TemporaryFolder, temporaryFolder } from "../lab/temporary-folder.ts";
import { coloursOf, drawn, reachOf, take } from "./map-looks.ts";
import { writeMapProfile } from "./map-profile.ts";
import { openWall, root, startVirtualWall, type WallUnderTest } from "./wall-under-test.ts";

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

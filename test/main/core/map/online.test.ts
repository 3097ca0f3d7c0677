import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import pino from "pino";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { OnlineTiles } from "#contract/entities/profile.ts";
import { createOnlineBase, type OnlineBase, type OnlineOptions } from "../../../../main/core/map/online/online-base.ts";
import { openTileStore } from "../../../../main/core/map/online/tile-store.ts";
import { openMbtiles, type TileArchive } from "../../../../main/core/map/tile-archive.ts";
import { communes, roads, writeTiles } from "../../../lab/map-files.ts";
import { lastingTemporaryFolder, temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";

let archive: TileArchive;
beforeAll(async () => {
  const folder = lastingTemporaryFolder();
  const layers = { transportation: roads(), place: communes() };
  archive = openMbtiles(await writeTiles(folder, "net.mbtiles", layers));
});

type Net = AsyncDisposable & { origin: string; asked: string[]; headers: Record<string, unknown>[]; server: Server };

/** A server of tiles as the net has them: packed, with an ETag. */
async function startNet(answer?: (url: string) => number | undefined): Promise<Net> {
  const asked: string[] = [];
  const headers: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    headers.push(request.headers);
    const status = answer?.(request.url ?? "");
    if (status !== undefined) return void response.writeHead(status, { location: "http://127.0.0.1:1/" }).end();
    const [, z = 0, x = 0, y = 0] = /\/(\d+)\/(\d+)\/(\d+)\.pbf$/.exec(request.url ?? "")?.map(Number) ?? [];
    void archive.tile(z, x, y).then((tile) => {
      const etag = `"${z}-${x}-${y}"`;
      if (tile === null) response.writeHead(404).end();
      else if (request.headers["if-none-match"] === etag) response.writeHead(304).end();
      else response.writeHead(200, { etag, "content-encoding": "gzip" }).end(tile.bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, asked, headers, server, [Symbol.asyncDispose]: close };
}

const open = new Set<OnlineBase>();
afterEach(async () => {
  for (const base of open) await base.stop();
  open.clear();
});
function openBase(
  folder: string,
  origin: string,
  more: Partial<Omit<OnlineOptions, "config">> & { config?: Partial<OnlineTiles> } = {},
) {
  const { config, ...rest } = more;
  const base = createOnlineBase({
    bounds: [106.4, 21.5, 107.15, 22.25],
    file: path.join(folder, "online.sqlite"),
    resolve: async (address) => address.replace("SECRET", "bi-mat"),
    onChange: () => {},
    log: pino({ level: "silent" }),
    now: () => Date.now(),
    retryMs: { first: 20, last: 40 },
    ...rest,
    config: {
      tiles: `${origin}/v1/{z}/{x}/{y}.pbf`,
      headers: {},
      attribution: "© Net",
      minZoom: 4,
      maxZoom: 9,
      keepToZoom: 7,
      budgetMb: 8,
      ...config,
    },
  });
  open.add(base);
  return base;
}
const stop = async (base: OnlineBase) => {
  open.delete(base);
  await base.stop();
};

describe("tiles of the net", () => {
  it("are fetched once, recognised, and there when the net is gone", async () => {
    await using folder = await temporaryFolder();
    const net = await startNet();
    const base = openBase(folder.path, net.origin, { config: { headers: { "x-key": "SECRET" } } });
    expect(base.view()).toBeNull();
    const [first, same] = await Promise.all([base.tile(8, 203, 112), base.tile(8, 203, 112)]);
    expect(first?.bytes.length).toBeGreaterThan(100);
    expect(same?.bytes).toEqual(first?.bytes);
    expect(net.asked).toEqual(["/v1/8/203/112.pbf"]);
    expect(net.headers[0]).toMatchObject({ "x-key": "bi-mat" });
    expect(base.view()).toMatchObject({ kind: "online", schema: "openmaptiles", format: "mvt", attribution: "© Net" });
    await stop(base);
    await net[Symbol.asyncDispose]();

    const offline = openBase(folder.path, net.origin);
    expect(offline.view()?.schema).toBe("openmaptiles");
    expect((await offline.tile(8, 203, 112))?.bytes).toEqual(first?.bytes);
    await expect(offline.tile(8, 204, 112)).rejects.toMatchObject({ code: "source.unreachable" });
  });

  it("around the site are kept by themselves, and the work goes on when the net comes back", async () => {
    await using folder = await temporaryFolder();
    let isDown = true;
    await using net = await startNet(() => (isDown ? 500 : undefined));
    const base = openBase(folder.path, net.origin);
    base.start();
    await until(() => net.asked.length >= 2 || null, { what: "a second try" });
    expect(base.view()).toBeNull();
    isDown = false;
    const store = () => openTileStore(path.join(folder.path, "online.sqlite"), 8e6, Date.now);
    await until(() => (net.asked.some((url) => url.includes("/7/")) ? true : null), { what: "the finest kept zoom" });
    await until(() => base.view(), { what: "the tiles to be known" });
    await stop(base);
    const kept = store();
    expect(kept.has(4, 12, 7)).toBe(true);
    kept.close();
    expect(net.asked.every((url) => Number(url.split("/")[2]) <= 7)).toBe(true);
  });

  it("are asked for again when old, and shown meanwhile", async () => {
    await using folder = await temporaryFolder();
    await using net = await startNet();
    let nowMs = Date.UTC(2026, 0, 1);
    const base = openBase(folder.path, net.origin, { now: () => nowMs });
    await base.tile(8, 203, 112);
    nowMs += 31 * 86_400_000;
    expect((await base.tile(8, 203, 112))?.bytes.length).toBeGreaterThan(100);
    await until(() => net.asked.length === 2 || null, { what: "the second question" });
    expect(net.headers[1]).toMatchObject({ "if-none-match": '"8-203-112"' });
    await until(() => base.view()?.asOfMs === nowMs || null, { what: "the tile to be of today" });
  });

  it("of another host are never asked for: a redirect is a failure", async () => {
    await using folder = await temporaryFolder();
    await using net = await startNet(() => 302);
    const base = openBase(folder.path, net.origin);
    await expect(base.tile(8, 203, 112)).rejects.toMatchObject({ code: "source.unreachable" });
    expect(net.asked).toHaveLength(1);
  });

  it("that the net refuses are told so", async () => {
    await using folder = await temporaryFolder();
    await using net = await startNet(() => 401);
    await expect(openBase(folder.path, net.origin).tile(8, 203, 112)).rejects.toMatchObject({ code: "source.refused" });
  });

  it("begin anew where the cache is damaged", async () => {
    await using folder = await temporaryFolder();
    await using net = await startNet();
    await writeFile(path.join(folder.path, "online.sqlite"), "this was a database once".repeat(500));
    expect((await openBase(folder.path, net.origin).tile(8, 203, 112))?.bytes.length).toBeGreaterThan(100);
  });
});

it("the budget holds: what people looked at goes first, then the finest of what is kept", async () => {
  await using folder = await temporaryFolder();
  let nowMs = 1e12;
  const store = openTileStore(path.join(folder.path, "t.sqlite"), 100_000, () => nowMs);
  const put = (z: number, x: number, isKept: boolean) => {
    nowMs += 1;
    store.put(z, x, 0, { bytes: new Uint8Array(9_936), etag: null, fetchedAtMs: nowMs }, isKept);
  };
  for (let x = 0; x < 4; x += 1) put(5, x, true);
  for (let x = 0; x < 4; x += 1) put(6, x, true);
  put(9, 0, false);
  put(9, 1, false);
  expect(store.bytes()).toBe(100_000);
  put(9, 2, false);
  expect(store.bytes()).toBeLessThanOrEqual(100_000);
  expect([store.has(9, 0, 0), store.has(9, 2, 0), store.has(5, 0, 0), store.has(6, 3, 0)]).toEqual([
    false,
    true,
    true,
    true,
  ]);
  for (let x = 4; x < 9; x += 1) put(5, x, true);
  expect(store.bytes()).toBeLessThanOrEqual(100_000);
  expect(store.has(9, 2, 0)).toBe(false);
  expect(Array.from({ length: 9 }, (_, x) => store.has(5, x, 0))).not.toContain(false);
  store.close();
});

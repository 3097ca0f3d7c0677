import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MapBase, MapboxAccess, MapView } from "#contract/entities/map.ts";
import { routes } from "#contract/http.ts";
import { createByteCache } from "../../../../main/core/map/byte-cache.ts";
import { openLibrary } from "../../../../main/core/map/library.ts";
import { tileRange } from "../../../../main/core/map/tile-range.ts";
import { communes, roads, writeTiles } from "../../../lab/map-files.ts";
import { type TemporaryFolder, temporaryFolder } from "../../../lab/temporary-folder.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const centre = (zoom: number) => {
  const { west, north } = tileRange([106.7, 21.8, 106.7, 21.8], zoom);
  return [zoom, west, north] as const;
};
const importFile = async (server: TestServer, file: string) => {
  const answer = await fetch(`${server.origin}${routes.mapImport}?name=${path.basename(file)}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.run.admin}` },
    body: await readFile(file),
  });
  expect(answer.status).toBe(200);
  const { base } = MapView.parse(await (await server.get(routes.map, server.run.wall)).json());
  return base as MapBase;
};

describe("the site's own tiles", () => {
  it.each(["nen.pmtiles", "nen.mbtiles"])("%s are served as vector tiles that never change", async (name) => {
    await using server = await startServer();
    const file = await writeTiles(folder.path, name, { communes: communes(), roads: roads() });
    const base = await importFile(server, file);
    expect(base).toMatchObject({ kind: "file", name, schema: "site" });

    const address = routes.mapTile(base.revision, ...centre(9));
    const tile = await server.get(address, server.run.viewer);
    expect(tile.status).toBe(200);
    expect(tile.headers.get("content-type")).toBe("application/vnd.mapbox-vector-tile");
    expect(tile.headers.get("cache-control")).toContain("immutable");
    const { layers } = new VectorTile(new PbfReader(new Uint8Array(await tile.arrayBuffer())));
    const names = Array.from({ length: layers.communes?.length ?? 0 }, (_, at) =>
      String(layers.communes?.feature(at).properties.TEN_XA),
    );
    expect(names).toContain("Xã Na Sầm");

    const again = await server.get(address, server.run.viewer, { "if-none-match": tile.headers.get("etag") ?? "" });
    expect(again.status).toBe(304);
    expect((await server.get(routes.mapTile(base.revision, 9, 1, 1), server.run.viewer)).status).toBe(204);
    expect((await server.get(routes.mapTile(base.revision, 9, 512, 1), server.run.viewer)).status).toBe(404);
    expect((await server.get(routes.mapTile("0000", ...centre(9)), server.run.viewer)).status).toBe(404);
    expect((await server.get(address)).status).toBe(401);
    expect((await server.get(address, await server.token("ingest"))).status).toBe(403);
  });

  it("the map's description is sent again only when it has changed", async () => {
    await using server = await startServer();
    const first = await server.get(routes.map, server.run.viewer);
    const tag = { "if-none-match": first.headers.get("etag") ?? "" };
    expect((await server.get(routes.map, server.run.viewer, tag)).status).toBe(304);
    await importFile(server, await writeTiles(folder.path, "moi.pmtiles", { communes: communes() }));
    expect((await server.get(routes.map, server.run.viewer, tag)).status).toBe(200);
  });
});

describe("the other engine's token", () => {
  it("is given to the room's screens alone, and stands in no other answer", async () => {
    const token = ["$", "{secret.mapbox}"].join("");
    await using server = await startServer({
      map: { mapbox: { token, style: "mapbox://styles/mapbox/satellite-v9" } },
    });
    await server.setSecret("mapbox", "pk.thu-nghiem");
    expect(MapboxAccess.parse(await (await server.get(routes.mapbox, server.run.wall)).json())).toEqual({
      token: "pk.thu-nghiem",
      style: "mapbox://styles/mapbox/satellite-v9",
      api: "https://api.mapbox.com",
    });
    for (const other of [server.run.viewer, server.run.admin, server.run.shell, await server.token("operator")])
      expect((await server.get(routes.mapbox, other)).status).toBe(403);
    const view = await (await server.get(routes.map, server.run.viewer)).text();
    expect(view).toContain('"engine":"mapbox"');
    expect(view + server.log()).not.toContain("pk.thu-nghiem");
  });
});

describe("the library", () => {
  const log = pino({ level: "silent" });
  const facts = { kind: "geojson", role: "roads", features: 1, tiles: null } as const;

  it("opens again as it was left, and gives up what came in half", async () => {
    await using own = await temporaryFolder();
    const open = () => openLibrary(own.path, log, () => 1_000);
    const library = await open();
    for (const name of ["a", "b"]) {
      const given = path.join(library.incoming, name);
      await writeFile(given, `{"name":"${name}"}`);
      await library.adopt({ ...facts, name, path: given, extension: ".geojson" });
    }
    await writeFile(path.join(library.incoming, "half"), "{");
    const again = await open();
    expect(again.items()).toMatchObject([{ name: "b", role: "roads" }]);
    await expect(readFile(path.join(again.incoming, "half"))).rejects.toThrow("ENOENT");
    expect(await again.back()).toBe("b");
    const former = (await open()).items()[0];
    expect(former).toMatchObject({ name: "a" });
    expect(former && (await readFile(again.pathOf(former), "utf8"))).toBe('{"name":"a"}');
  });

  it("keeps ten imports to go back to, and no file that none of them uses", async () => {
    await using own = await temporaryFolder();
    const library = await openLibrary(own.path, log, () => 1_000);
    for (let at = 1; at <= 14; at += 1) {
      const given = path.join(library.incoming, String(at));
      await writeFile(given, `{"at":${at}}`);
      await library.adopt({ ...facts, name: `tep-${at}`, path: given, extension: ".geojson" });
    }
    expect(await readdir(path.join(own.path, "files"))).toHaveLength(10);
    for (let at = 14; at > 5; at -= 1) expect(await library.back()).toBe(`tep-${at}`);
    await expect(library.back()).rejects.toMatchObject({ code: "map.nothing-former" });
    expect(library.items()).toMatchObject([{ name: "tep-5" }]);
  });
});

it("the cache in memory keeps what was used last, within its bytes", () => {
  const cache = createByteCache<string>(100);
  cache.put("a", "A", 40);
  cache.put("b", "B", 40);
  expect(cache.get("a")).toBe("A");
  cache.put("c", "C", 40);
  expect([cache.get("a"), cache.get("b"), cache.get("c"), cache.bytes]).toEqual(["A", undefined, "C", 80]);
  cache.put("d", "D", 101);
  expect(cache.get("d")).toBeUndefined();
  cache.put("a", "A2", 90);
  expect([cache.get("a"), cache.get("c"), cache.bytes]).toEqual(["A2", undefined, 90]);
});

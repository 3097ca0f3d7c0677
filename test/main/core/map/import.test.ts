import { copyFile, open, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { request } from "node:http";
import path from "node:path";
import type { FeatureCollection } from "geojson";
import proj4 from "proj4";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MapBack, MapImport, MapView } from "#contract/entities/map.ts";
import { CodedError } from "#contract/errors.ts";
import { routes } from "#contract/http.ts";
import { inspectApart } from "../../../../main/core/map/import/inspecting.ts";
import type { SiteFacts } from "../../../../main/core/map/import/inspection.ts";
import {
  collection,
  commune,
  communeNames,
  communes,
  roads,
  square,
  utmPrj,
  writeGeojson,
  writeShapefile,
  writeTiles,
  writeZipBomb,
} from "../../../lab/map-files.ts";
import { mapImportProgram } from "../../../lab/programs.ts";
import { type TemporaryFolder, temporaryFolder } from "../../../lab/temporary-folder.ts";
import { startServer, type TestServer } from "../api/server-for-test.ts";

let folder: TemporaryFolder;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(() => folder.remove());

const site: SiteFacts = {
  bounds: [106, 21, 108, 23],
  provinces: ["Tỉnh Lạng Sơn"],
  neighbours: ["Cao Bằng", "Bắc Ninh"],
  communes: [...communeNames],
};
const look = (file: string, as?: MapImport["role"]) =>
  inspectApart(mapImportProgram, { file, name: path.basename(file), as, site });
const codes = (found: { findings: MapImport["findings"] }) => found.findings.map(({ message }) => message.code);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => "taken",
    (error: unknown) => (error instanceof CodedError ? error.code : String(error)),
  );
const geojson = (name: string, value: unknown) => writeGeojson(folder.path, name, value);
const write = async (name: string, bytes: string | Buffer) => {
  const file = path.join(folder.path, name);
  await writeFile(file, bytes);
  return file;
};

describe("communes", () => {
  it("are told by their names, whichever way marks are set, and compared with the profile's", async () => {
    const found = await look(await geojson("xa.geojson", communes()));
    expect(found).toMatchObject({ kind: "geojson", role: "communes", features: 9 });
    expect(codes(found)).toEqual(["map.found.areas", "map.found.bounds", "map.found.communes-all"]);
    const taken = JSON.parse(await readFile(found.file, "utf8")) as FeatureCollection;
    expect(taken.features[2]?.properties).toEqual({ name: "Xã Quý Hòa", code: "6002" });
  });

  it("that are missing, unknown, twice, or lie over one another are told", async () => {
    const features = communes().features.slice(0, 7);
    features.push(commune("Xã Lạ", 7), commune("Xã Bắc Sơn", 8, -0.1));
    const found = await look(await geojson("sai.geojson", collection(features)));
    const told = Object.fromEntries(found.findings.map(({ message }) => [message.code, message.params]));
    expect(told["map.found.communes-missing"]).toEqual({ count: 2, list: "Xã Lộc Bình, Xã Đình Lập" });
    expect(told["map.found.communes-unknown"]).toEqual({ count: 1, list: "Xã Lạ" });
    expect(told["map.found.repeated"]).toEqual({ count: 1, list: "Xã Bắc Sơn" });
    expect(told["map.found.overlap"]).toMatchObject({ count: 1, a: "Xã Lạ", b: "Xã Bắc Sơn" });
  });

  it("of a shapefile in metres are converted", async () => {
    const metres = (ring: number[][]) => ring.map((corner) => proj4("EPSG:4326", utmPrj, corner));
    const rings = communeNames.map((name, at) => ({
      name,
      rings: [metres(square(at % 3, Math.floor(at / 3))).reverse()],
    }));
    const found = await look(await writeShapefile(folder.path, "xa.zip", rings, utmPrj));
    expect(found).toMatchObject({ kind: "shapefile", role: "communes", features: 9 });
    expect(codes(found)).toContain("map.found.converted");
    expect(codes(found)).toContain("map.found.communes-all");
    expect(found.bounds.map((degrees) => degrees.toFixed(3))).toEqual(["106.400", "21.500", "107.150", "22.250"]);
    expect(await refusal(look(await writeShapefile(folder.path, "khong-prj.zip", rings, null)))).toBe("map.projected");
  });
});

describe("what a file is for", () => {
  const area = (names: string[]) =>
    collection(names.map((name, at) => ({ ...commune(name, at), properties: { name } })));

  it.each([
    ["tinh.geojson", area(["Lạng Sơn"]), "outline"],
    ["lan-can.geojson", area(["Cao Bằng", "Tỉnh Bắc Ninh"]), "neighbours"],
    ["duong.geojson", roads(), "roads"],
    ["bien-gioi.geojson", roads(), "border"],
  ])("%s", async (name, value, role) => {
    expect(await look(await geojson(name, value))).toMatchObject({ role });
  });

  it("is asked for where it is not clear, and must fit what is in it", async () => {
    const file = await geojson("rung.geojson", area(["Rừng A", "Rừng B"]));
    expect(await refusal(look(file))).toBe("map.unclear-role");
    expect(await refusal(look(file, "roads"))).toBe("map.wrong-role");
    expect(await look(file, "communes")).toMatchObject({ role: "communes" });
  });

  it("places of a table: decimal commas, other headings; rows without coordinates are told by their number", async () => {
    const rows = "Tên;Loại;Vĩ độ;Kinh độ\nĐồng Đăng;thị trấn;21,94;106,69\nKhông rõ;xã;;\nTân Thanh;xã;22,02;106,68\n";
    const found = await look(await write("dia-diem.csv", rows));
    expect(found).toMatchObject({ kind: "csv", role: "places", features: 2 });
    expect(found.findings.find(({ message }) => message.code === "map.found.skipped")?.message.params).toEqual({
      count: 1,
      list: "3",
    });
  });
});

describe("tiles", () => {
  it.each(["tinh.pmtiles", "tinh.mbtiles"])("%s: schema, layers, extent", async (name) => {
    const found = await look(await writeTiles(folder.path, name, { communes: communes(), roads: roads() }));
    expect(found).toMatchObject({ role: "base", tiles: { format: "mvt", schema: "site", minZoom: 4, maxZoom: 9 } });
    expect(found.tiles?.layers.sort()).toEqual(["communes", "roads"]);
    expect(codes(found)).toContain("map.found.part");
  });

  it.each([
    ["openmaptiles", { transportation: roads(), place: communes() }],
    ["protomaps", { earth: communes(), roads: roads() }],
    ["shortbread", { streets: roads(), water_polygons: communes() }],
    ["unknown", { lop_1: roads() }],
  ])("%s is recognised by its layers", async (schema, layers) => {
    const found = await look(await writeTiles(folder.path, `${schema}.pmtiles`, layers));
    expect(found.tiles?.schema).toBe(schema);
    expect(codes(found).includes("map.found.unknown-schema")).toBe(schema === "unknown");
  });

  it("elsewhere, cut short or damaged are refused", async () => {
    const far = collection([{ ...commune("Xa", 0), geometry: { type: "Point", coordinates: [2.3, 48.8] } }]);
    expect(await refusal(look(await writeTiles(folder.path, "xa.pmtiles", { places: far })))).toBe("map.wrong-place");

    const whole = await writeTiles(folder.path, "nguyen.pmtiles", { communes: communes() });
    const { size } = await stat(whole);
    for (const share of [0.9, 0.5, 0.1]) {
      const cut = path.join(folder.path, `cut-${share}.pmtiles`);
      await copyFile(whole, cut);
      await truncate(cut, Math.floor(size * share));
      expect(await refusal(look(cut)), String(share)).toMatch(/^map\.(cut-short|unreadable)$/);
    }
    const head = path.join(folder.path, "head.pmtiles");
    await copyFile(whole, head);
    await truncate(head, 60);
    expect(await refusal(look(head))).toBe("map.cut-short");

    const database = await writeTiles(folder.path, "nguyen.mbtiles", { communes: communes() });
    await truncate(database, Math.floor((await stat(database)).size / 2));
    expect(await refusal(look(database))).toBe("map.unreadable");
  });
});

describe("broken files are refused with what is wrong", () => {
  const point = (coordinates: unknown) => ({
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: { name: "A" }, geometry: { type: "Point", coordinates } }],
  });

  it("no map at all", async () => {
    expect(await refusal(look(await write("anh.png", Buffer.from("89504e470d0a1a0a0000", "hex"))))).toBe(
      "map.unknown-file",
    );
    expect(await refusal(look(await write("thu.txt", "Kính gửi, anh chị.\nHọp lúc 8 giờ.\n")))).toBe(
      "map.unknown-file",
    );
    expect(await refusal(look(await geojson("rong.geojson", collection([]))))).toBe("map.empty");
    expect(await refusal(look(await geojson("nua.geojson", JSON.stringify(communes()).slice(0, 500))))).toBe(
      "map.unreadable",
    );
    expect(await refusal(look(await write("thieu.csv", "name,vi do,ghi chu\nA,21.8,x\n")))).toBe("map.csv-columns");
  });

  it("coordinates that are no numbers", async () => {
    const text = JSON.stringify(point([106.5, 21.8])).replace("106.5", "NaN");
    expect(await refusal(look(await geojson("nan.geojson", text)))).toBe("map.not-finite");
    expect(await refusal(look(await geojson("null.geojson", point([null, 21.8]))))).toBe("map.not-finite");
  });

  it("swapped axes, metres, another system, another province", async () => {
    expect(await refusal(look(await geojson("dao.geojson", point([21.8, 106.5]))))).toBe("map.swapped-axes");
    expect(await refusal(look(await geojson("met.geojson", point([428_000, 2_412_000]))))).toBe("map.projected");
    const other = {
      ...point([428_000, 2_412_000]),
      crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::3405" } },
    };
    expect(await refusal(look(await geojson("vn2000.geojson", other)))).toBe("map.other-system");
    expect(await refusal(look(await geojson("sai-goc.geojson", point([106.7, 10.8]))))).toBe("map.wrong-place");
    expect(await refusal(look(await write("dao.csv", "name,lat,lon\nA,106.7,21.8\nB,106.6,21.9\n")))).toBe(
      "map.swapped-axes",
    );
  });

  it("a zip bomb, and a shapefile of nothing", async () => {
    expect(await refusal(look(await writeZipBomb(folder.path, "bom.zip", 300)))).toBe("map.zip-too-large");
    const plain = await writeShapefile(folder.path, "x.zip", [], utmPrj);
    expect(await refusal(look(plain))).toBe("map.empty");
  });

  it("a file that is too large for its kind", async () => {
    const large = path.join(folder.path, "lon.pmtiles");
    await copyFile(await writeTiles(folder.path, "goc.pmtiles", { communes: communes() }), large);
    // Sparse: two gigabytes that take no room on the disk.
    await truncate(large, 2 * 1_024 ** 3);
    expect(await refusal(look(large))).toBe("map.too-large");
    const text = path.join(folder.path, "lon.geojson");
    const handle = await open(text, "w");
    await handle.write("{".padEnd(8_192));
    await handle.truncate(65 * 1_048_576);
    await handle.close();
    expect(await refusal(look(text))).toBe("map.too-large");
  });

  it("what never ends is ended", async () => {
    const file = await geojson("cham.geojson", communes());
    const late = inspectApart(mapImportProgram, { file, name: "cham.geojson", as: undefined, site }, 1);
    expect(await refusal(late)).toBe("map.too-heavy");
  });
});

describe("over HTTP", () => {
  const send = async (server: TestServer, file: string, query = "", token = server.run.admin) => {
    const search = `name=${encodeURIComponent(path.basename(file))}${query}`;
    return fetch(`${server.origin}${routes.mapImport}?${search}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: await readFile(file),
    });
  };
  const view = async (server: TestServer) =>
    MapView.parse(await (await server.get(routes.map, server.run.viewer)).json());

  it("an administrator imports, and takes it back; others may not", async () => {
    await using server = await startServer();
    const first = await geojson("lan-1.geojson", communes());
    const second = await geojson("lan-2.geojson", collection(communes().features.slice(0, 4)));
    for (const token of [
      server.run.viewer,
      server.run.wall,
      await server.token("operator"),
      await server.token("ingest"),
    ])
      expect((await send(server, first, "", token)).status).toBe(403);
    expect(await view(server)).toMatchObject({ base: null, layers: [], engine: "maplibre" });

    const looked = MapImport.parse(await (await send(server, first, "&look=true")).json());
    expect(looked).toMatchObject({ isTaken: false, role: "communes" });
    expect((await view(server)).layers).toEqual([]);

    expect(MapImport.parse(await (await send(server, first)).json()).isTaken).toBe(true);
    expect(codes(MapImport.parse(await (await send(server, second)).json()))).toContain("map.found.replaces");
    const [layer] = (await view(server)).layers;
    expect(layer).toMatchObject({ role: "communes", name: "lan-2.geojson", features: 4 });
    const address = routes.mapLayer("communes", layer?.revision ?? "");
    const served = await server.get(address, server.run.wall);
    expect(((await served.json()) as FeatureCollection).features).toHaveLength(4);

    const back = () =>
      fetch(server.origin + routes.mapBack, {
        method: "POST",
        headers: { authorization: `Bearer ${server.run.admin}` },
      });
    expect(MapBack.parse(await (await back()).json())).toMatchObject({
      undone: "lan-2.geojson",
      view: { layers: [{ name: "lan-1.geojson", features: 9 }] },
    });
    expect((await server.get(address, server.run.wall)).status).toBe(404);
    expect(MapBack.parse(await (await back()).json()).view.layers).toEqual([]);
    expect((await back()).status).toBe(409);
  });

  it("what was there stays when a file is refused", async () => {
    await using server = await startServer();
    await send(server, await geojson("tot.geojson", communes()));
    const before = await view(server);
    const broken = await geojson("hong.geojson", JSON.stringify(communes()).slice(0, 900));
    const answer = await send(server, broken);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      code: "map.unreadable",
      message: { vi: expect.stringContaining("hong.geojson") },
    });
    expect(await view(server)).toEqual(before);
  });

  it("two gigabytes are refused before they are sent", async () => {
    await using server = await startServer();
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const call = request(
        `${server.origin}${routes.mapImport}?name=lon.pmtiles`,
        {
          method: "POST",
          headers: { authorization: `Bearer ${server.run.admin}`, "content-length": String(2 * 1_024 ** 3) },
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (chunk: string) => {
            text += chunk;
          });
          response.on("end", () => {
            call.destroy();
            resolve({ status: response.statusCode, text });
          });
        },
      );
      call.on("error", reject);
      call.write("PMTiles");
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({ code: "map.too-large" });
  });
});

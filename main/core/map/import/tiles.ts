import { stat } from "node:fs/promises";
import { VectorTile } from "@mapbox/vector-tile";
import Database from "better-sqlite3";
import { PbfReader } from "pbf";
import { z } from "zod";
import type { GeoBounds, MapFinding, TileFacts, TileFormat } from "#contract/entities/map.ts";
import { CodedError } from "#contract/errors.ts";
import { openMbtiles, openPmtiles, pmtilesFormat, type StoredTile, type TileArchive } from "../tile-archive.ts";
import { tileRange } from "../tile-range.ts";
import { isGzip, pictureFormatOf, schemaOf } from "../tile-schema.ts";
import { unzipTile } from "../unzipping.ts";
import { finding, type Inspected, listed, type Request } from "./inspection.ts";
import { boundsFinding, inWords, shareCovered } from "./placing.ts";

/** Tiles looked into at each zoom: in a file that says one thing and holds another, one in this many shows it. */
const samplesAZoom = 9;
/** Below this the map's edge would show bare ground. */
const wellCovered = 0.98;

const VectorLayers = z.object({ vector_layers: z.array(z.object({ id: z.string().max(200) })).max(500) });
const Attributed = z.object({ attribution: z.string() });
const Boxed = z.object({ bounds: z.string() });

/** A PMTiles file, version 3. @throws CodedError of what is wrong with it */
export async function inspectPmtiles(request: Request): Promise<Inspected> {
  const { name, file } = request;
  const { size } = await stat(file);
  const archive = await openPmtiles(file).catch((error: unknown) => {
    throw unreadable(name, error, size);
  });
  try {
    const { header } = archive;
    const expected = Math.max(
      header.rootDirectoryOffset + header.rootDirectoryLength,
      header.jsonMetadataOffset + header.jsonMetadataLength,
      header.leafDirectoryOffset + (header.leafDirectoryLength ?? 0),
      header.tileDataOffset + (header.tileDataLength ?? 0),
    );
    if (expected > size) throw new CodedError("map.cut-short", { name, expected, found: size });
    const format = pmtilesFormat(header.tileType);
    if (format === undefined) throw new CodedError("map.unreadable", { name, detail: `tileType ${header.tileType}` });
    const metadata = await archive.metadata().catch((error: unknown) => {
      throw unreadable(name, error, size);
    });
    return await inspectArchive(request, archive, {
      kind: "pmtiles",
      format,
      metadata,
      minZoom: header.minZoom,
      maxZoom: header.maxZoom,
      bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
      tiles: header.numAddressedTiles || header.numTileEntries,
    });
  } finally {
    await archive.close();
  }
}

/** An MBTiles file. @throws CodedError of what is wrong with it */
export async function inspectMbtiles(request: Request): Promise<Inspected> {
  const { name, file } = request;
  const about = readMbtiles(file, name);
  const archive = openMbtiles(file);
  try {
    return await inspectArchive(request, archive, { kind: "mbtiles", ...about });
  } finally {
    await archive.close();
  }
}

/** Reads the whole index, and has SQLite look for damage. */
function readMbtiles(file: string, name: string) {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    const damage = database.pragma("quick_check(1)", { simple: true });
    if (damage !== "ok") throw new CodedError("map.unreadable", { name, detail: String(damage).slice(0, 100) });
    const rows = database.prepare<[], { name: string; value: string }>("SELECT name, value FROM metadata").all();
    const said = Object.fromEntries(rows.map((row) => [row.name, row.value]));
    const found = database
      .prepare<[], { tiles: number; least: number | null; most: number | null }>(
        "SELECT count(*) tiles, min(zoom_level) least, max(zoom_level) most FROM tiles",
      )
      .get();
    const one = database.prepare<[], Uint8Array>("SELECT tile_data FROM tiles LIMIT 1").pluck().get();
    if (!found || found.least === null || found.most === null || !one) throw new CodedError("map.empty", { name });
    const box = Boxed.safeParse(said).data?.bounds.split(",").map(Number) ?? [];
    const [west = -180, south = -85, east = 180, north = 85] = box.every(Number.isFinite) ? box : [];
    const format: TileFormat = pictureFormatOf(one) ?? "mvt";
    return {
      format,
      metadata: { ...said, ...parseJson(said.json) },
      minZoom: found.least,
      maxZoom: found.most,
      bounds: [west, south, east, north] satisfies GeoBounds,
      tiles: found.tiles,
    };
  } catch (error) {
    if (error instanceof CodedError) throw error;
    throw new CodedError("map.unreadable", { name, detail: error instanceof Error ? error.message : "SQLite" });
  } finally {
    database?.close();
  }
}

function parseJson(text: string | undefined): object {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

type About = {
  kind: "pmtiles" | "mbtiles";
  format: TileFormat;
  metadata: unknown;
  minZoom: number;
  maxZoom: number;
  bounds: GeoBounds;
  tiles: number;
};

async function inspectArchive(request: Request, archive: TileArchive, about: About): Promise<Inspected> {
  const { name, site, as, file } = request;
  const { kind, format, metadata, minZoom, maxZoom, bounds } = about;
  if (as !== undefined && as !== "base") throw new CodedError("map.wrong-role", { name, role: as, found: kind });
  if (about.tiles === 0) throw new CodedError("map.empty", { name });
  const share = shareCovered(bounds, site.bounds);
  if (share === 0)
    throw new CodedError("map.wrong-place", { name, where: inWords(bounds), site: inWords(site.bounds) });
  const seen = await lookInside(archive, about, request);
  const told = VectorLayers.safeParse(metadata).data?.vector_layers.map((layer) => layer.id) ?? [];
  const layers = format === "mvt" ? (told.length > 0 ? told : [...seen]) : [];
  const schema = schemaOf(layers);
  const tiles: TileFacts = {
    format,
    schema,
    layers,
    minZoom,
    maxZoom,
    bounds,
    attribution: plainText(Attributed.safeParse(metadata).data?.attribution ?? ""),
  };
  const findings: MapFinding[] = [
    finding("info", "map.found.tiles", {
      tiles: about.tiles,
      minZoom,
      maxZoom,
      schema: format === "mvt" ? schema : format,
    }),
    ...(layers.length > 0 ? [finding("info", "map.found.layers", { list: listed(layers, 20) })] : []),
    ...(format === "mvt" && schema === "unknown" ? [finding("attention", "map.found.unknown-schema")] : []),
    boundsFinding(bounds),
    ...(share < wellCovered ? [finding("attention", "map.found.part", { percent: Math.round(share * 100) })] : []),
  ];
  return { kind, role: "base", file, features: about.tiles, tiles, bounds, findings };
}

/** Reads tiles over the site and makes sure they are what the file says. @returns the layers found in them */
async function lookInside(archive: TileArchive, about: About, { name, site }: Request): Promise<Set<string>> {
  const layers = new Set<string>();
  let found = 0;
  for (let zoom = about.minZoom; zoom <= about.maxZoom; zoom += 1)
    for (const [x, y] of tilesOver(site.bounds, zoom)) {
      const tile = await archive.tile(zoom, x, y).catch((error: unknown) => {
        throw unreadable(name, error);
      });
      if (tile === null) continue;
      found += 1;
      for (const layer of await layersIn(tile, about.format, name, `${zoom}/${x}/${y}`)) layers.add(layer);
    }
  if (found === 0) throw new CodedError("map.empty", { name });
  return layers;
}

async function layersIn(tile: StoredTile, format: TileFormat, name: string, at: string): Promise<string[]> {
  try {
    const picture = pictureFormatOf(tile.bytes);
    if (format !== "mvt") {
      if (picture !== format) throw new Error(format);
      return [];
    }
    if (picture !== undefined) throw new Error(picture);
    const bytes = tile.isGzip || isGzip(tile.bytes) ? await unzipTile(tile.bytes) : tile.bytes;
    return Object.keys(new VectorTile(new PbfReader(bytes)).layers);
  } catch (error) {
    throw new CodedError("map.unreadable", { name, detail: `${at}: ${error instanceof Error ? error.message : "?"}` });
  }
}

/** Column and row of the tiles of one zoom that cover a rectangle, at most `samplesAZoom` of them, evenly spread. */
function tilesOver(bounds: GeoBounds, zoom: number): [number, number][] {
  const { west, east, north, south } = tileRange(bounds, zoom);
  return spread(west, east).flatMap((x) => spread(north, south).map((y): [number, number] => [x, y]));
}

function spread(from: number, to: number): number[] {
  const count = Math.min(Math.sqrt(samplesAZoom), to - from + 1);
  return Array.from({ length: count }, (_, at) => Math.round(from + ((to - from) * at) / Math.max(1, count - 1)));
}

/** Attributions are often links; on the wall nobody can follow one. */
const plainText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, "")
    .replace(/&copy;/g, "©")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 500);

/** The header of a PMTiles file, version 3, in bytes. */
const headerBytes = 127;

function unreadable(name: string, error: unknown, size = headerBytes): CodedError {
  if (size < headerBytes) return new CodedError("map.cut-short", { name, expected: headerBytes, found: size });
  const detail = error instanceof Error ? error.message : String(error);
  return new CodedError("map.unreadable", { name, detail: detail.slice(0, 120) });
}

import { z } from "zod";
import { CodedMessage } from "../coded-message.ts";
import { EpochMs } from "./time.ts";

/** West, south, east, north in degrees. */
export const GeoBounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type GeoBounds = z.infer<typeof GeoBounds>;

/** Who named the layers of vector tiles. site: the hand-over's own (`communes`, `roads`) · unknown: drawn plainly. */
export const TileSchema = z.enum(["protomaps", "openmaptiles", "shortbread", "site", "unknown"]);
export type TileSchema = z.infer<typeof TileSchema>;

export const TileFormat = z.enum(["mvt", "png", "jpg", "webp"]);
export type TileFormat = z.infer<typeof TileFormat>;

/** What is known of a set of tiles, wherever it comes from. */
export const TileFacts = z.strictObject({
  format: TileFormat,
  schema: TileSchema,
  /** Names of the vector layers; empty for pictures. */
  layers: z.array(z.string().max(200)).max(500),
  minZoom: z.int().min(0).max(24),
  maxZoom: z.int().min(0).max(24),
  bounds: GeoBounds,
  /** Whom the file's own licence asks to name; empty where it names nobody. */
  attribution: z.string().max(1_000),
});
export type TileFacts = z.infer<typeof TileFacts>;

/** What lies under everything: the site's own tiles, or those of the net; null in `MapView` means the built-in base. */
export const MapBase = z.strictObject({
  ...TileFacts.shape,
  kind: z.enum(["file", "online"]),
  /** Changes with the content: tiles of one revision never change, save those of the net. */
  revision: z.string().max(64),
  /** The file's name, or the host of the net's tiles. */
  name: z.string().max(300),
  /** When it was imported; of the net: when its newest tile came. */
  asOfMs: EpochMs,
});
export type MapBase = z.infer<typeof MapBase>;

/**
 * What an imported file is for. base: tiles · communes, outline, border, roads, neighbours: GeoJSON · places: points.
 */
export const MapRole = z.enum(["base", "communes", "outline", "border", "roads", "neighbours", "places"]);
export type MapRole = z.infer<typeof MapRole>;

export const MapLayer = z.strictObject({
  role: MapRole.exclude(["base"]),
  revision: z.string().max(64),
  name: z.string().max(300),
  features: z.int(),
  asOfMs: EpochMs,
});
export type MapLayer = z.infer<typeof MapLayer>;

/** What a screen needs to know to draw the map. */
export const MapView = z.strictObject({
  /** Of all of it: the same revision, the same map. */
  revision: z.string().max(64),
  base: MapBase.nullable(),
  layers: z.array(MapLayer).max(16),
  /** Which engine the site wants; its token is told apart, and to the room's screens only. */
  engine: z.enum(["maplibre", "mapbox"]),
});
export type MapView = z.infer<typeof MapView>;

/** What the room's screens are given for the site's own engine. */
export const MapboxAccess = z.strictObject({
  token: z.string().min(1).max(500),
  /** One of its own styles; null: the wall's look. */
  style: z.string().max(500).nullable(),
  /** Where its server is. */
  api: z.string().max(300),
});
export type MapboxAccess = z.infer<typeof MapboxAccess>;

export const MapFileKind = z.enum(["pmtiles", "mbtiles", "geojson", "shapefile", "csv"]);
export type MapFileKind = z.infer<typeof MapFileKind>;

/** Something the import saw in a file that it took. attention: it may not be what was meant. */
export const MapFinding = z.strictObject({ level: z.enum(["info", "attention"]), message: CodedMessage });
export type MapFinding = z.infer<typeof MapFinding>;

/** What became of an import. */
export const MapImport = z.strictObject({
  name: z.string(),
  kind: MapFileKind,
  role: MapRole,
  /** False: only looked at. */
  isTaken: z.boolean(),
  bytes: z.int(),
  bounds: GeoBounds,
  findings: z.array(MapFinding).max(100),
});
export type MapImport = z.infer<typeof MapImport>;

/** What the map was put back to. */
export const MapBack = z.strictObject({
  /** The import that was taken back. */
  undone: z.string(),
  view: MapView,
});
export type MapBack = z.infer<typeof MapBack>;

/**
 * The name of a commune as it is compared: without marks, since "Hoà" and "Hòa" are the same place, and without the word
 * for what kind of unit it is.
 */
export function communeKey(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/^(?:xa|phuong|thi tran|commune|ward)\s+/, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

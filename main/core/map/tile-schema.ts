import type { TileFormat, TileSchema } from "#contract/entities/map.ts";

/**
 * Layer names that tell a schema from the others. From their documents: Protomaps basemap v4 layers, OpenMapTiles schema
 * 3.15, Shortbread 1.0; `site` is what a province's own hand-over is named by.
 */
const marks: readonly { schema: TileSchema; names: readonly string[]; atLeast: number }[] = [
  { schema: "openmaptiles", names: ["transportation", "transportation_name", "landcover", "aeroway"], atLeast: 1 },
  {
    schema: "shortbread",
    names: ["streets", "street_labels", "water_polygons", "place_labels", "boundary_labels", "ocean"],
    atLeast: 1,
  },
  { schema: "protomaps", names: ["earth", "roads", "places", "pois", "boundaries", "landuse"], atLeast: 2 },
  { schema: "site", names: ["communes"], atLeast: 1 },
];

/** The schema that vector layers of these names are of. A file of few layers may be of several: the first that fits. */
export function schemaOf(layers: readonly string[]): TileSchema {
  const present = new Set(layers);
  for (const { schema, names, atLeast } of marks)
    if (names.filter((name) => present.has(name)).length >= atLeast) return schema;
  return "unknown";
}

export const mediaTypes: Record<TileFormat, string> = {
  mvt: "application/vnd.mapbox-vector-tile",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
};

/** What a tile is, by its first bytes; undefined for what is none of the four. Vector tiles are what is left. */
export function pictureFormatOf(bytes: Uint8Array): Exclude<TileFormat, "mvt"> | undefined {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return "png";
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return "jpg";
  if (bytes[0] === 0x52 && bytes[1] === 0x49 && bytes[8] === 0x57) return "webp";
  return undefined;
}

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

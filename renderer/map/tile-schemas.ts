import type { FilterSpecification } from "maplibre-gl";
import type { TileSchema } from "#contract/entities/map.ts";

/** A part of a vector layer. */
export type Part = { layer: string; filter?: FilterSpecification };

/**
 * Where a schema keeps what the wall draws. Borders of states are in none of them: tiles of the net draw disputed ones as
 * somebody else sees them, and ours come with the profile or the site's own file.
 */
export type SchemaParts = {
  water: Part[];
  waterways: Part[];
  green: Part[];
  /** From the most important down. */
  majorRoads: Part[];
  middleRoads: Part[];
  minorRoads: Part[];
  rails: Part[];
  /** Between communes and provinces. */
  boundaries: Part[];
  towns: Part[];
  villages: Part[];
  /** Property of a road's number or name. */
  roadName: string[];
  /** Properties that may hold a name, the Vietnamese first. */
  placeName: string[];
};

const among = (property: string, ...values: string[]): FilterSpecification => [
  "in",
  ["get", property],
  ["literal", values],
];
const not = (filter: FilterSpecification): FilterSpecification => ["!", filter] as FilterSpecification;
const all = (...filters: FilterSpecification[]): FilterSpecification => ["all", ...filters] as FilterSpecification;
const levels = (property: string, ...values: number[]): FilterSpecification => [
  "in",
  ["to-number", ["get", property]],
  ["literal", values],
];

const protomaps: SchemaParts = {
  water: [{ layer: "water", filter: ["==", ["geometry-type"], "Polygon"] }],
  waterways: [{ layer: "water", filter: among("kind", "river", "stream", "canal") }],
  green: [
    { layer: "landuse", filter: among("kind", "forest", "wood", "nature_reserve", "national_park", "protected_area") },
  ],
  majorRoads: [{ layer: "roads", filter: among("kind", "highway") }],
  middleRoads: [{ layer: "roads", filter: among("kind", "major_road") }],
  minorRoads: [{ layer: "roads", filter: among("kind", "minor_road", "medium_road") }],
  rails: [{ layer: "roads", filter: among("kind", "rail") }],
  boundaries: [{ layer: "boundaries", filter: not(among("kind", "country", "disputed")) }],
  towns: [
    { layer: "places", filter: all(among("kind", "locality"), ["<=", ["to-number", ["get", "min_zoom"], 20], 9]) },
  ],
  villages: [
    { layer: "places", filter: all(among("kind", "locality"), [">", ["to-number", ["get", "min_zoom"], 20], 9]) },
  ],
  roadName: ["ref", "shield_text", "name"],
  placeName: ["name:vi", "name"],
};

const openmaptiles: SchemaParts = {
  water: [{ layer: "water" }],
  waterways: [{ layer: "waterway" }],
  green: [{ layer: "landcover", filter: among("class", "wood", "forest") }, { layer: "park" }],
  majorRoads: [{ layer: "transportation", filter: among("class", "motorway", "trunk") }],
  middleRoads: [{ layer: "transportation", filter: among("class", "primary", "secondary") }],
  minorRoads: [{ layer: "transportation", filter: among("class", "tertiary", "minor", "service") }],
  rails: [{ layer: "transportation", filter: among("class", "rail") }],
  boundaries: [
    {
      layer: "boundary",
      filter: all(levels("admin_level", 4, 6, 8), ["!=", ["to-number", ["get", "disputed"], 0], 1]),
    },
  ],
  towns: [{ layer: "place", filter: among("class", "city", "town") }],
  villages: [{ layer: "place", filter: among("class", "village", "hamlet", "suburb") }],
  roadName: ["ref", "name"],
  placeName: ["name:vi", "name"],
};

const shortbread: SchemaParts = {
  water: [{ layer: "water_polygons" }, { layer: "ocean" }],
  waterways: [{ layer: "water_lines" }],
  green: [{ layer: "land", filter: among("kind", "forest", "scrub") }],
  majorRoads: [{ layer: "streets", filter: among("kind", "motorway", "trunk") }],
  middleRoads: [{ layer: "streets", filter: among("kind", "primary", "secondary") }],
  minorRoads: [{ layer: "streets", filter: among("kind", "tertiary", "unclassified", "residential", "service") }],
  rails: [{ layer: "streets", filter: among("kind", "rail", "narrow_gauge") }],
  boundaries: [
    {
      layer: "boundaries",
      filter: all(levels("admin_level", 4, 6, 8), ["!=", ["to-boolean", ["get", "disputed"]], true]),
    },
  ],
  towns: [{ layer: "place_labels", filter: among("kind", "city", "town", "capital", "state_capital") }],
  villages: [{ layer: "place_labels", filter: among("kind", "village", "hamlet", "suburb") }],
  roadName: ["ref", "name"],
  placeName: ["name_vi", "name:vi", "name"],
};

/** A province's own hand-over: its communes and its roads, by the names that Vietnamese offices give them. */
const site: SchemaParts = {
  water: [{ layer: "water" }],
  waterways: [{ layer: "rivers" }],
  green: [],
  majorRoads: [{ layer: "roads", filter: not(among("class", "Đường sắt", "railway", "rail")) }],
  middleRoads: [],
  minorRoads: [],
  rails: [{ layer: "roads", filter: among("class", "Đường sắt", "railway", "rail") }],
  boundaries: [{ layer: "communes" }, { layer: "neighbours" }],
  towns: [],
  villages: [],
  roadName: ["ref", "name"],
  placeName: ["name"],
};

/** Every layer as lines: better than nothing where nobody knows what they are. */
const unknown = (layers: readonly string[]): SchemaParts => ({
  ...site,
  water: [],
  waterways: [],
  majorRoads: [],
  rails: [],
  boundaries: layers.map((layer) => ({ layer })),
});

/** @param layers those that there are: what a schema knows and a file lacks is left out */
export function partsOf(schema: TileSchema, layers: readonly string[]): SchemaParts {
  const parts = schema === "unknown" ? unknown(layers) : { protomaps, openmaptiles, shortbread, site }[schema];
  const present = new Set(layers);
  const kept = (list: Part[]) => list.filter((part) => present.has(part.layer));
  return {
    ...parts,
    water: kept(parts.water),
    waterways: kept(parts.waterways),
    green: kept(parts.green),
    majorRoads: kept(parts.majorRoads),
    middleRoads: kept(parts.middleRoads),
    minorRoads: kept(parts.minorRoads),
    rails: kept(parts.rails),
    boundaries: kept(parts.boundaries),
    towns: kept(parts.towns),
    villages: kept(parts.villages),
  };
}

import type { ExpressionSpecification, SourceSpecification } from "maplibre-gl";
import type { MapBase } from "#contract/entities/map.ts";
import type { MapLayer } from "./engine.ts";
import { mapFont } from "./fonts.ts";
import type { MapLook } from "./look.ts";
import { type Part, partsOf } from "./tile-schemas.ts";

const source = "base";

/** What lies under the site's own shapes, and what of it stands above them: its roads and names. */
export type BaseStyle = {
  sources: Record<string, SourceSpecification>;
  under: MapLayer[];
  lines: MapLayer[];
  labels: MapLayer[];
};

const none: BaseStyle = { sources: {}, under: [], lines: [], labels: [] };

/**
 * The same look from tiles of any schema, or pictures darkened to it.
 * @param base null: only the built-in shapes
 * @param address of a tile, with {z}, {x} and {y}
 * @param options.hasCommunes the site's communes are drawn from a file of their own, so those of the tiles are left out
 */
export function baseStyle(
  base: MapBase | null,
  address: string,
  look: MapLook,
  options: { hasCommunes: boolean; hasTowns: boolean },
): BaseStyle {
  if (base === null) return none;
  const bounds: [number, number, number, number] = [...base.bounds];
  const range = { tiles: [address], minzoom: base.minZoom, maxzoom: base.maxZoom, bounds };
  if (base.format !== "mvt")
    return {
      ...none,
      sources: { [source]: { type: "raster", tileSize: 256, ...range } },
      under: [
        {
          id: "base-picture",
          type: "raster",
          source,
          // Others' pictures are bright; the wall is read at night.
          paint: { "raster-brightness-max": 0.35, "raster-saturation": -0.7, "raster-fade-duration": 0 },
        },
      ],
    };
  const parts = partsOf(base.schema, base.layers);
  const fills = (name: string, list: Part[], colour: string) =>
    list.map((part, at): MapLayer => ({ ...layerOf(name, part, at), type: "fill", paint: { "fill-color": colour } }));
  const lines = (name: string, list: Part[], paint: LinePaint) =>
    list.map(
      (part, at): MapLayer => ({
        ...layerOf(name, part, at),
        type: "line",
        layout: { "line-join": "round" },
        paint,
      }),
    );
  const width = (least: number, most: number): ExpressionSpecification => [
    "interpolate",
    ["exponential", 1.5],
    ["zoom"],
    7,
    least,
    14,
    most,
  ];
  const boundaries = options.hasCommunes
    ? parts.boundaries.filter(({ layer }) => layer !== "communes")
    : parts.boundaries;
  return {
    sources: { [source]: { type: "vector", ...range } },
    under: [
      ...fills("base-green", parts.green, look.green),
      ...fills("base-water", parts.water, look.water),
      ...lines("base-waterway", parts.waterways, { "line-color": look.water, "line-width": width(0.6, 4) }),
    ],
    lines: [
      ...lines("base-boundary", boundaries, { "line-color": look.line, "line-width": 1 }),
      ...lines("base-minor", parts.minorRoads, { "line-color": look.roadQuiet, "line-width": width(0.3, 5) }),
      ...lines("base-middle", parts.middleRoads, { "line-color": look.roadQuiet, "line-width": width(1, 8) }),
      ...lines("base-rail", parts.rails, {
        "line-color": look.road,
        "line-width": width(1, 3),
        "line-dasharray": [4, 3],
      }),
      ...lines("base-major", parts.majorRoads, { "line-color": look.road, "line-width": width(1.6, 12) }),
    ],
    labels: [
      ...roadNames(parts.majorRoads, parts.roadName, look),
      ...(options.hasTowns ? [] : placeNames("base-town", parts.towns, parts.placeName, look, 0.9)),
      ...placeNames("base-village", parts.villages, parts.placeName, look, 0.7),
    ],
  };
}

type LinePaint = NonNullable<Extract<MapLayer, { type: "line" }>["paint"]>;

const layerOf = (name: string, { layer, filter }: Part, at: number) => ({
  id: `${name}-${at}`,
  source,
  "source-layer": layer,
  ...(filter === undefined ? {} : { filter }),
});

const firstOf = (properties: readonly string[]): ExpressionSpecification => [
  "coalesce",
  ...properties.map((property): ExpressionSpecification => ["get", property]),
  "",
];

const roadNames = (list: Part[], properties: readonly string[], look: MapLook): MapLayer[] =>
  list.map((part, at) => ({
    ...layerOf("base-road-name", part, at),
    type: "symbol",
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 500,
      "text-field": firstOf(properties),
      "text-font": mapFont,
      "text-size": look.labelPx * 0.6,
    },
    paint: { "text-color": look.quiet, "text-halo-color": look.land, "text-halo-width": 2 },
  }));

const placeNames = (
  name: string,
  list: Part[],
  properties: readonly string[],
  look: MapLook,
  size: number,
): MapLayer[] =>
  list.map((part, at) => ({
    ...layerOf(name, part, at),
    type: "symbol",
    layout: {
      "text-field": firstOf(properties),
      "text-font": mapFont,
      "text-size": look.labelPx * size,
      "text-padding": 8,
    },
    paint: { "text-color": look.second, "text-halo-color": look.land, "text-halo-width": 2 },
  }));

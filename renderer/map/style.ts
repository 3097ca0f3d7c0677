import type { MapBase } from "#contract/entities/map.ts";
import { baseStyle } from "./base-style.ts";
import type { MapLayer, MapStyle } from "./engine.ts";
import { noFeatures } from "./engine.ts";
import { figureLayers } from "./figure-layers.ts";
import { mapFont } from "./fonts.ts";
import type { MapLook } from "./look.ts";

/** Sources that are filled while the map stands; each is empty until then. */
export const sources = [
  "outline",
  "border",
  "neighbours",
  "neighbour-names",
  "communes",
  "roads",
  "road-sketch",
  "places",
  "towns",
  "gates",
  "gate-queues",
  "cameras",
  "commune-points",
  "commune-flags",
  "stations",
  "vehicles",
  "heat",
  "mapEvents",
  "reports",
] as const;
export type SourceName = (typeof sources)[number];

export type StyleOptions = {
  look: MapLook;
  base: MapBase | null;
  /** Of a tile of the base. */
  tileAddress: string;
  hasCommunes: boolean;
  hasTowns: boolean;
};

/**
 * The whole map as the wall draws it, in one place: ground, tiles of whatever schema, the site's shapes, and figures on
 * them. Nothing in it is fetched from anywhere but the core.
 */
export function mapStyle({ look, base, tileAddress, hasCommunes, hasTowns }: StyleOptions): MapStyle {
  const tiles = baseStyle(base, tileAddress, look, { hasCommunes, hasTowns });
  const figures = figureLayers(look);
  return {
    version: 8,
    sources: {
      ...tiles.sources,
      ...Object.fromEntries(
        sources.map((name) => [name, { type: "geojson" as const, data: noFeatures, ...clusterings(look)[name] }]),
      ),
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": look.ground } },
      { id: "neighbours", type: "fill", source: "neighbours", paint: { "fill-color": look.beyond } },
      { id: "province", type: "fill", source: "outline", paint: { "fill-color": look.land } },
      ...tiles.under,
      ...figures.areas,
      ...tiles.lines,
      ...ownLines(look),
      ...figures.points,
      ...tiles.labels,
      ...names(look),
      ...figures.labels,
    ],
  };
}

/** At every zoom: what happened at one camera, or was reported at one door, stands in one spot, however near one comes. */
const byRank = (labelPx: number) => ({
  cluster: true,
  clusterRadius: Math.round(labelPx * 1.2),
  maxzoom: 20,
  clusterMaxZoom: 19,
  clusterProperties: { rank: ["max", ["get", "rank"]] },
});

const clusterings = ({ labelPx }: MapLook): Partial<Record<SourceName, object>> => ({
  /** They stand in the four central wards, many to a crossing: from afar they are one mark with their number. */
  cameras: {
    cluster: true,
    clusterRadius: Math.round(labelPx * 1.1),
    clusterMaxZoom: 13,
    clusterProperties: { broken: ["+", ["get", "broken"]] },
  },
  mapEvents: byRank(labelPx),
  reports: byRank(labelPx),
});

const ownLines = (look: MapLook): MapLayer[] => [
  {
    // Thin and quiet: straight from town to town, it must not be taken for roads that somebody has surveyed.
    id: "road-sketch",
    type: "line",
    source: "road-sketch",
    layout: { "line-join": "round", "line-cap": "round" },
    paint: { "line-color": look.road, "line-width": Math.max(1, look.labelPx * 0.035) },
  },
  { id: "neighbour-edges", type: "line", source: "neighbours", paint: { "line-color": look.line, "line-width": 1 } },
  {
    id: "roads",
    type: "line",
    source: "roads",
    filter: ["!", ["in", ["get", "kind"], ["literal", ["Đường sắt", "railway", "rail"]]]],
    layout: { "line-join": "round", "line-cap": "round" },
    paint: { "line-color": look.road, "line-width": Math.max(1.5, look.labelPx * 0.06) },
  },
  {
    id: "rails",
    type: "line",
    source: "roads",
    filter: ["in", ["get", "kind"], ["literal", ["Đường sắt", "railway", "rail"]]],
    paint: { "line-color": look.road, "line-width": Math.max(1, look.labelPx * 0.04), "line-dasharray": [5, 3] },
  },
  { id: "province-edge", type: "line", source: "outline", paint: { "line-color": look.outline, "line-width": 2 } },
  {
    id: "border",
    type: "line",
    source: "border",
    paint: {
      "line-color": look.second,
      "line-width": Math.max(1.5, look.labelPx * 0.11),
      "line-dasharray": [4, 1.5, 1, 1.5],
    },
  },
];

const names = (look: MapLook): MapLayer[] => [
  {
    id: "road-sketch-names",
    type: "symbol",
    source: "road-sketch",
    filter: ["==", ["geometry-type"], "Point"],
    layout: {
      "text-field": ["get", "name"],
      "text-font": mapFont,
      "text-size": look.labelPx * 0.6,
      "text-padding": 4,
      "icon-image": "road-sign",
      "icon-text-fit": "both",
      "icon-text-fit-padding": [look.labelPx * 0.06, look.labelPx * 0.16, look.labelPx * 0.06, look.labelPx * 0.16],
    },
    paint: { "text-color": look.second },
  },
  {
    id: "road-names",
    type: "symbol",
    source: "roads",
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 900,
      "text-field": ["get", "name"],
      "text-font": mapFont,
      "text-size": look.labelPx * 0.6,
    },
    paint: { "text-color": look.quiet, "text-halo-color": look.land, "text-halo-width": 2 },
  },
  {
    id: "neighbour-names",
    type: "symbol",
    source: "neighbour-names",
    layout: {
      "text-field": ["get", "name"],
      "text-font": mapFont,
      "text-size": look.labelPx * 0.9,
      "text-max-width": 6,
    },
    paint: { "text-color": look.quiet },
  },
  {
    id: "place-names",
    type: "symbol",
    source: "places",
    minzoom: 9,
    layout: {
      "text-field": ["get", "name"],
      "text-font": mapFont,
      "text-size": look.labelPx * 0.7,
      "text-padding": 8,
    },
    paint: { "text-color": look.quiet, "text-halo-color": look.land, "text-halo-width": 2 },
  },
  {
    id: "town-points",
    type: "circle",
    source: "towns",
    paint: { "circle-radius": look.labelPx * 0.13, "circle-color": look.quiet },
  },
  {
    id: "town-names",
    type: "symbol",
    source: "towns",
    layout: {
      "text-field": ["get", "name"],
      "text-font": mapFont,
      "text-size": look.labelPx,
      "text-variable-anchor": ["left", "right", "top", "bottom"],
      "text-radial-offset": 0.5,
      "text-padding": 6,
      "symbol-sort-key": ["get", "order"],
    },
    paint: { "text-color": look.second, "text-halo-color": look.land, "text-halo-width": 3 },
  },
  {
    // The gates' symbols are drawn above the map; unseen text of their size keeps the towns' names away from them.
    // Last of all, since the engine places the labels of upper layers first.
    id: "gate-room",
    type: "symbol",
    source: "gates",
    layout: {
      "text-field": "■",
      "text-font": mapFont,
      "text-size": look.labelPx * 0.8,
      "text-allow-overlap": true,
    },
    paint: { "text-opacity": 0 },
  },
];

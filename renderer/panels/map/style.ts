import type { Feature, FeatureCollection } from "geojson";
import type { FontFacesSpecification, StyleSpecification } from "maplibre-gl";
import type { Place } from "#contract/entities/place.ts";

/** The wall's colours, read from the page's own tokens so that map and tiles can never drift apart. */
export type MapColours = {
  ground: string;
  land: string;
  outline: string;
  border: string;
  second: string;
  quiet: string;
};

export const featureCollection = (features: Feature[]): FeatureCollection => ({
  type: "FeatureCollection",
  features,
});

const nothing = featureCollection([]);

/**
 * The built-in map: outline, border, towns. Nothing in it is fetched from anywhere but the core.
 * @param labelPx size of town names, px of the monitor
 */
export function builtInStyle(colours: MapColours, labelPx: number, fonts: FontFacesSpecification): StyleSpecification {
  return {
    version: 8,
    "font-faces": fonts,
    sources: {
      outline: { type: "geojson", data: nothing },
      towns: { type: "geojson", data: nothing },
      gates: { type: "geojson", data: nothing },
      neighbours: { type: "geojson", data: nothing },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": colours.ground } },
      {
        id: "province",
        type: "fill",
        source: "outline",
        filter: ["==", ["get", "role"], "province"],
        paint: { "fill-color": colours.land, "fill-antialias": true },
      },
      {
        id: "province-edge",
        type: "line",
        source: "outline",
        filter: ["==", ["get", "role"], "province"],
        paint: { "line-color": colours.outline, "line-width": 2 },
      },
      {
        id: "border",
        type: "line",
        source: "outline",
        filter: ["==", ["get", "role"], "border"],
        paint: {
          "line-color": colours.border,
          "line-width": Math.max(1.5, labelPx * 0.11),
          "line-dasharray": [4, 1.5, 1, 1.5],
        },
      },
      {
        id: "neighbour-names",
        type: "symbol",
        source: "neighbours",
        layout: {
          "text-field": ["get", "name"],
          "text-font": ["Be Vietnam Pro"],
          "text-size": labelPx * 0.9,
        },
        paint: { "text-color": colours.quiet },
      },
      {
        id: "town-points",
        type: "circle",
        source: "towns",
        paint: { "circle-radius": labelPx * 0.13, "circle-color": colours.quiet },
      },
      {
        id: "town-names",
        type: "symbol",
        source: "towns",
        layout: {
          "text-field": ["get", "name"],
          "text-font": ["Be Vietnam Pro"],
          "text-size": labelPx,
          "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": 0.5,
          "text-padding": 6,
          "symbol-sort-key": ["get", "order"],
        },
        paint: { "text-color": colours.second, "text-halo-color": colours.land, "text-halo-width": 3 },
      },
      {
        // The gates' symbols are drawn above the map; unseen text of their size keeps the towns' names away from them.
        // Last of all, since the engine places the labels of upper layers first.
        id: "gate-room",
        type: "symbol",
        source: "gates",
        layout: {
          "text-field": "■",
          "text-font": ["Be Vietnam Pro"],
          "text-size": labelPx * 0.8,
          "text-allow-overlap": true,
        },
        paint: { "text-opacity": 0 },
      },
    ],
  };
}

/** Places of a kind that have a position, as points with the name in the reader's language. */
export function pointsOf(places: readonly Place[], kind: Place["kind"], language: "vi" | "en"): FeatureCollection {
  return featureCollection(
    places
      .filter((place) => place.kind === kind && place.position !== undefined)
      .map((place, order) => ({
        type: "Feature",
        properties: { name: place.name[language], order },
        geometry: { type: "Point", coordinates: [place.position?.lon ?? 0, place.position?.lat ?? 0] },
      })),
  );
}

import type { ExpressionSpecification } from "maplibre-gl";
import type { MapLayer } from "./engine.ts";
import { mapFont } from "./fonts.ts";
import type { MapLook } from "./look.ts";
import { rankedKinds } from "./map-event-signs.ts";
import { rankedStandings } from "./report-signs.ts";

/** Layers that somebody can switch, and what each is drawn by. */
export const layersOf = {
  communes: [
    "commune-areas",
    "commune-lines",
    "commune-levels",
    "commune-names",
    "commune-flags-short",
    "commune-flags",
  ],
  "commune-points": ["commune-points", "commune-point-names"],
  gates: ["gate-queues", "gate-queues-straight", "gate-queue-names"],
  cameras: ["camera-clusters", "camera-views", "camera-marks"],
  stations: ["station-marks", "station-names", "station-names-left", "station-names-right"],
  vehicles: ["vehicle-marks", "vehicle-names"],
  heat: ["heat"],
  mapEvents: ["mapEvent-clusters", "mapEvent-marks"],
  reports: ["report-clusters", "report-marks"],
  roads: ["roads", "rails", "road-names", "road-sketch", "road-sketch-names"],
  towns: ["town-points", "town-names", "place-names"],
} as const;

const state = (name: string): ExpressionSpecification => ["feature-state", name];
const isState = (name: string, value: string): ExpressionSpecification => ["==", state(name), value];

/** By `level` of a feature's state or properties: attention, alarm, old; else the given colour. */
const byLevel = (get: ExpressionSpecification, look: MapLook, otherwise: string): ExpressionSpecification => [
  "match",
  ["to-string", get],
  "attention",
  look.attention,
  "alarm",
  look.alarm,
  "old",
  look.late,
  otherwise,
];

/** One broken camera among many is seen on their common mark. */
const cameraIcon: ExpressionSpecification = ["case", [">", ["get", "broken"], 0], "camera-broken", "camera"];

/** Of two signs at one place each has its words at its own side. */
const stationNames = (id: string, side: "any" | "left" | "right", look: MapLook): MapLayer => ({
  id,
  type: "symbol",
  source: "stations",
  filter: ["==", ["get", "side"], side],
  layout: {
    "text-field": ["get", "label"],
    "text-font": mapFont,
    "text-size": look.labelPx * 0.8,
    // Named by the edge of the words that stands at the place.
    "text-variable-anchor":
      side === "any"
        ? ["left", "right", "top", "bottom"]
        : side === "left"
          ? ["right", "bottom-right"]
          : ["left", "top-left"],
    // The second sign stands an em beside the place.
    "text-radial-offset": side === "right" ? 1.8 : 0.8,
    "text-justify": "auto",
  },
  paint: {
    "text-color": byLevel(["get", "level"], look, look.text),
    "text-halo-color": look.land,
    "text-halo-width": 3,
  },
});

/**
 * Never by colour alone: a commune over its limit says so with its mark and its value; where words of others leave no room for
 * its name, without that (the engine places the upper layer first, and this one where that has failed).
 */
const communeFlags = (id: string, property: "label" | "short", look: MapLook): MapLayer => ({
  id,
  type: "symbol",
  source: "commune-flags",
  layout: {
    "text-field": ["get", property],
    "text-font": mapFont,
    "text-size": look.labelPx * 0.68,
    "text-max-width": 7,
    "text-padding": 1,
    ...(property === "short" ? { "text-variable-anchor": ["center", "top", "bottom"], "text-radial-offset": 0.6 } : {}),
  },
  paint: {
    "text-color": byLevel(["get", "level"], look, look.text),
    "text-halo-color": look.ground,
    "text-halo-width": 3,
  },
});

/** What stands with its tip on a place: the name of its layers, and its signs by rank. */
type Origin = { name: "mapEvent" | "report"; signs: readonly (readonly [rank: number, sign: string])[]; else: string };
const ofCameras: Origin = { name: "mapEvent", signs: rankedKinds.map(({ rank, kind }) => [rank, kind]), else: "other" };
const ofCitizens: Origin = {
  ...{ name: "report", else: "open" },
  signs: rankedStandings.map(({ rank, standing }) => [rank, standing]),
};

/** The sign of the worst behind a mark. */
const signIcon = (prefix: string, { signs, else: otherwise }: Origin): ExpressionSpecification =>
  [
    "match",
    ["get", "rank"],
    ...signs.flatMap(([rank, sign]) => [rank, `${prefix}-${sign}`]),
    `${prefix}-${otherwise}`,
  ] as unknown as ExpressionSpecification;

/** Above what stands in the same place, its tip on it; how many, or what and when, beside it. */
const mapEvents = (origin: Origin, look: MapLook, isCluster: boolean): MapLayer => ({
  id: `${origin.name}-${isCluster ? "clusters" : "marks"}`,
  type: "symbol",
  source: `${origin.name}s`,
  filter: isCluster ? ["has", "point_count"] : ["!", ["has", "point_count"]],
  layout: {
    "icon-image": signIcon(isCluster ? `${origin.name}s` : origin.name, origin),
    "icon-anchor": "bottom",
    "icon-offset": [0, look.labelPx * -0.25],
    "icon-allow-overlap": true,
    "symbol-sort-key": ["-", 0, ["get", "rank"]],
    "text-field": isCluster ? ["concat", "×", ["to-string", ["get", "point_count"]]] : ["get", "label"],
    "text-font": mapFont,
    "text-size": look.labelPx * (isCluster ? 0.85 : 0.68),
    "text-anchor": "left",
    "text-justify": "left",
    "text-offset": [isCluster ? 0.9 : 0.95, isCluster ? -1.05 : -1.2],
    // The mark always stands; its words give way.
    "text-optional": true,
  },
  paint: { "text-color": look.text, "text-halo-color": look.land, "text-halo-width": 3 },
});

/** Solid along a road; dashed where only its length and its side are known. */
const queue = (id: string, isRoad: boolean, look: MapLook): MapLayer => ({
  id,
  type: "line",
  source: "gate-queues",
  filter: ["all", ["==", ["geometry-type"], "LineString"], ["==", ["get", "isRoad"], isRoad]],
  layout: { "line-join": "round", "line-cap": "butt" },
  paint: {
    "line-color": byLevel(["get", "level"], look, look.text),
    "line-width": look.labelPx * 0.2,
    "line-opacity": 0.85,
    ...(isRoad ? {} : { "line-dasharray": [1.2, 0.8] }),
  },
});

/** What figures are drawn by: areas under the roads, points above them, words last. */
export function figureLayers(look: MapLook): Record<"areas" | "points" | "labels", MapLayer[]> {
  const { ramp, labelPx } = look;
  const byStep: ExpressionSpecification = [
    "match",
    ["to-number", state("step"), -1],
    ...ramp.flatMap((colour, step) => [step, colour]),
    // Without a figure: a hole in the map, which no step looks like.
    look.ground,
  ] as unknown as ExpressionSpecification;
  return {
    areas: [
      {
        id: "commune-areas",
        type: "fill",
        source: "communes",
        paint: {
          "fill-color": byStep,
          // What is old is shown as such: it pales, and its edge says so.
          "fill-opacity": ["case", isState("level", "old"), 0.35, 1],
        },
      },
      {
        id: "commune-lines",
        type: "line",
        source: "communes",
        paint: { "line-color": look.line, "line-width": 1 },
      },
      {
        // Above the others' edges, which would cover half of its width.
        id: "commune-levels",
        type: "line",
        source: "communes",
        paint: {
          "line-color": byLevel(state("level"), look, look.line),
          "line-width": ["match", ["to-string", state("level")], ["attention", "alarm"], 4, "old", 2, 0],
        },
      },
      {
        id: "heat",
        type: "heatmap",
        source: "heat",
        paint: {
          "heatmap-weight": ["get", "weight"],
          "heatmap-radius": labelPx * 1.6,
          "heatmap-intensity": 1.5,
          "heatmap-opacity": 0.75,
          "heatmap-color": [
            "interpolate",
            ["linear"],
            ["heatmap-density"],
            0,
            "rgba(0,0,0,0)",
            // Not the darkest, which is darker than the land.
            ...ramp.slice(1).flatMap((colour, step) => [(step + 0.6) / ramp.length, colour]),
          ] as unknown as ExpressionSpecification,
        },
      },
    ],
    points: [
      queue("gate-queues", true, look),
      queue("gate-queues-straight", false, look),
      {
        id: "commune-points",
        type: "circle",
        source: "commune-points",
        paint: {
          // The area, not the radius, is what the eye compares.
          "circle-radius": ["*", labelPx * 0.9, ["sqrt", ["max", 0.01, ["get", "share"]]]],
          "circle-color": byLevel(["get", "level"], look, look.second),
          "circle-opacity": 0.3,
          "circle-stroke-color": byLevel(["get", "level"], look, look.second),
          "circle-stroke-width": 2,
        },
      },
    ],
    labels: [
      {
        // Only where queues are long enough to be told from their gates' circles.
        id: "gate-queue-names",
        type: "symbol",
        source: "gate-queues",
        minzoom: 10.5,
        filter: ["==", ["geometry-type"], "Point"],
        layout: {
          "text-field": ["get", "label"],
          "text-font": mapFont,
          "text-size": labelPx * 0.8,
          "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": 0.6,
        },
        paint: {
          "text-color": byLevel(["get", "level"], look, look.text),
          "text-halo-color": look.land,
          "text-halo-width": 3,
        },
      },
      {
        id: "commune-names",
        type: "symbol",
        source: "communes",
        minzoom: 8,
        layout: {
          "text-field": ["get", "name"],
          "text-font": mapFont,
          "text-size": labelPx * 0.62,
          "text-max-width": 7,
          "text-padding": 4,
        },
        paint: { "text-color": look.second, "text-halo-color": look.ground, "text-halo-width": 2 },
      },
      {
        id: "camera-clusters",
        type: "symbol",
        source: "cameras",
        filter: ["has", "point_count"],
        layout: {
          "icon-image": cameraIcon,
          "icon-allow-overlap": true,
          "text-field": ["concat", "×", ["to-string", ["get", "point_count"]]],
          "text-font": mapFont,
          "text-size": labelPx * 0.8,
          "text-anchor": "left",
          "text-offset": [0.6, 0],
          // The mark always stands; its number gives way to a commune over its limit.
          "text-optional": true,
        },
        paint: { "text-color": look.text, "text-halo-color": look.land, "text-halo-width": 3 },
      },
      {
        // Under the mark; in its own place only, since a common mark looks everywhere.
        id: "camera-views",
        type: "symbol",
        source: "cameras",
        filter: ["all", ["!", ["has", "point_count"]], ["!=", ["get", "view"], ""]],
        layout: {
          "icon-image": ["get", "view"],
          "icon-rotate": ["get", "bearing"],
          "icon-rotation-alignment": "map",
          "icon-allow-overlap": true,
          "icon-ignore-placement": true,
        },
      },
      {
        id: "camera-marks",
        type: "symbol",
        source: "cameras",
        filter: ["!", ["has", "point_count"]],
        layout: {
          "icon-image": cameraIcon,
          "icon-allow-overlap": true,
        },
      },
      communeFlags("commune-flags-short", "short", look),
      communeFlags("commune-flags", "label", look),
      {
        id: "commune-point-names",
        type: "symbol",
        source: "commune-points",
        layout: {
          "text-field": ["get", "name"],
          "text-font": mapFont,
          "text-size": labelPx * 0.62,
          "text-variable-anchor": ["top", "bottom", "left", "right"],
          "text-radial-offset": 0.6,
        },
        paint: { "text-color": look.second, "text-halo-color": look.land, "text-halo-width": 2 },
      },
      {
        id: "vehicle-marks",
        type: "symbol",
        source: "vehicles",
        layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true },
      },
      {
        id: "vehicle-names",
        type: "symbol",
        source: "vehicles",
        layout: {
          "text-field": ["get", "label"],
          "text-font": mapFont,
          "text-size": labelPx * 0.68,
          "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": 0.8,
          "text-justify": "auto",
        },
        paint: {
          "text-color": byLevel(["get", "level"], look, look.text),
          "text-halo-color": look.land,
          "text-halo-width": 3,
        },
      },
      {
        // Here, so that names of communes keep away from it.
        id: "station-marks",
        type: "symbol",
        source: "stations",
        layout: {
          "icon-image": ["get", "icon"],
          "icon-allow-overlap": true,
          // What stands at one place stands side by side.
          "icon-offset": [
            "match",
            ["get", "slot"],
            0,
            ["literal", [0, 0]],
            1,
            ["literal", [labelPx * 0.8, 0]],
            ["literal", [labelPx * -0.8, 0]],
          ],
        },
      },
      stationNames("station-names", "any", look),
      stationNames("station-names-left", "left", look),
      stationNames("station-names-right", "right", look),
      ...[ofCitizens, ofCameras].flatMap((origin) => [mapEvents(origin, look, false), mapEvents(origin, look, true)]),
    ],
  };
}

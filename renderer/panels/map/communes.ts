import type { Feature, FeatureCollection } from "geojson";
import { convertedSource } from "#contract/entities/derived-source.ts";
import { communeKey } from "#contract/entities/map.ts";
import type { Place } from "#contract/entities/place.ts";
import { type FeatureStates, featureCollection, noFeatures } from "../../map/engine.ts";
import { breaksOf, rampStepOf, stepOf } from "./classes.ts";
import { levelOf, type PlaceFigure, shownValue } from "./place-figures.ts";

/**
 * How an indicator by commune is shown: on their areas where those were imported, else as symbols where points are known,
 * else as a ranking. `unplaced`: figures that no area or point could be found for.
 */
export type CommuneView = {
  form: "areas" | "points" | "ranking";
  states: FeatureStates;
  points: FeatureCollection;
  /** The areas over a limit, with what is to stand on them. */
  flags: FeatureCollection;
  breaks: readonly number[];
  unplaced: readonly PlaceFigure[];
  old: number;
  /** Of the old ones those whose value is no longer shown. */
  lost: number;
  /** Figures that were converted from former places, districts among them. */
  converted: number;
  missing: number;
  /** Others' than whoever looks may see. */
  beyond: number;
  /** Some stand at points that are off by some kilometres. */
  isRough: boolean;
};

export function communeView(
  figures: readonly PlaceFigure[],
  areas: FeatureCollection | undefined,
  points: FeatureCollection | undefined,
  { decimals, write }: { decimals: number; write: (value: number) => string },
): CommuneView {
  const shown = figures.flatMap((figure) => shownValue(figure) ?? []);
  const breaks = breaksOf(shown, decimals);
  const common = {
    breaks,
    old: figures.filter((figure) => levelOf(figure) === "old").length,
    lost: figures.filter(({ freshness }) => freshness === "lost").length,
    converted: figures.filter(({ reading }) => reading?.source === convertedSource).length,
    missing: figures.filter((figure) => levelOf(figure) === "none" && figure.isBeyond !== true).length,
    beyond: figures.filter(({ isBeyond }) => isBeyond === true).length,
  };
  const nothing = { isRough: false, states: new Map(), points: noFeatures, flags: noFeatures, unplaced: [] };
  const areaOf = featuresByName(areas);
  if (areaOf.size > 0) {
    const states = new Map<number, Record<string, string | number>>();
    const unplaced: PlaceFigure[] = [];
    const flags: Feature[] = [];
    for (const figure of figures) {
      const area = areaOf.get(communeKey(figure.place.name.vi));
      const id = area?.id;
      if (area === undefined || typeof id !== "number") {
        unplaced.push(figure);
        continue;
      }
      const value = shownValue(figure);
      const step = value === null ? -1 : rampStepOf(stepOf(value, breaks), breaks.length + 1);
      const level = levelOf(figure);
      states.set(id, { step, level });
      if (value === null || (level !== "attention" && level !== "alarm")) continue;
      const short = `${level === "alarm" ? "◆" : "▲"} ${write(value)}`;
      const label = `${area.properties?.name}\n${short}`;
      flags.push({ type: "Feature", properties: { label, short, level }, geometry: area.geometry });
    }
    return { ...nothing, ...common, form: "areas", states, unplaced, flags: featureCollection(flags) };
  }
  const pointOf = featuresByName(points);
  const largest = Math.max(1, ...shown.map(Math.abs));
  let isRough = false;
  const placed = figures.flatMap((figure): Feature[] => {
    const { at: coordinates, isRough: isOff } = positionOf(figure.place, pointOf);
    if (coordinates === undefined) return [];
    if (isOff) isRough = true;
    const value = shownValue(figure);
    return [
      {
        type: "Feature",
        properties: {
          name: figure.place.name.vi,
          level: levelOf(figure),
          share: value === null ? 0 : Math.abs(value) / largest,
        },
        geometry: { type: "Point", coordinates },
      },
    ];
  });
  if (placed.length > 0) {
    const names = new Set(placed.map((feature) => String(feature.properties?.name)));
    const unplaced = figures.filter((figure) => !names.has(figure.place.name.vi));
    return { ...nothing, ...common, isRough, form: "points", points: featureCollection(placed), unplaced };
  }
  return { ...nothing, ...common, form: "ranking", unplaced: figures };
}

/** Where a commune's point is: imported ones are nearer than the profile's. `isRough`: it is off by some kilometres. */
export function positionOf(
  { name, position }: Place,
  pointOf: ReadonlyMap<string, Feature>,
): { at: [lon: number, lat: number] | undefined; isRough: boolean } {
  const given = pointOf.get(communeKey(name.vi))?.geometry;
  const [lon, lat] = given?.type === "Point" ? given.coordinates : [];
  if (lon !== undefined && lat !== undefined) return { at: [lon, lat], isRough: false };
  return position === undefined
    ? { at: undefined, isRough: false }
    : { at: [position.lon, position.lat], isRough: position.accuracy === "rough" };
}

/** Names that two features share stand for neither: a figure must not land on the wrong commune. */
export function featuresByName(collection: FeatureCollection | undefined): ReadonlyMap<string, Feature> {
  const found = new Map<string, Feature | null>();
  for (const feature of collection?.features ?? []) {
    const key = communeKey(String(feature.properties?.name ?? ""));
    found.set(key, found.has(key) ? null : feature);
  }
  return new Map([...found].filter((entry): entry is [string, Feature] => entry[1] !== null && entry[0] !== ""));
}

/** The first of a ranking, the largest value first, or the smallest; places without a value last. */
export function ranked(figures: readonly PlaceFigure[], most: number, isFromLeast = false): PlaceFigure[] {
  const worth = (figure: PlaceFigure) => {
    const value = shownValue(figure);
    return value === null ? Number.NEGATIVE_INFINITY : isFromLeast ? -value : value;
  };
  const order = (one: number, other: number) => (one === other ? 0 : other - one);
  return [...figures].sort((a, b) => order(worth(a), worth(b))).slice(0, most);
}

import type { Feature, FeatureCollection, Position } from "geojson";
import type { CameraView } from "#contract/entities/camera.ts";
import { communeKey, type MapBase } from "#contract/entities/map.ts";
import type { Place } from "#contract/entities/place.ts";
import { inLanguage } from "../../i18n/index.ts";
import { featureCollection, noFeatures } from "../../map/engine.ts";
import { viewAngles } from "../../map/icons.ts";
import type { LoadedLayer } from "../../state/site-map.ts";
import { type PlaceFigure, shownValue } from "./place-figures.ts";
import type { Switchable } from "./settings.ts";

export const point = (lon: number, lat: number, properties: Record<string, unknown>): Feature => ({
  type: "Feature",
  properties,
  geometry: { type: "Point", coordinates: [lon, lat] },
});

/** Places of a kind that have a position, as points with the name in the reader's language. */
export const pointsOf = (places: readonly Place[], kind: Place["kind"], language: string): FeatureCollection =>
  featureCollection(
    places.flatMap(({ kind: own, position, name }, order) =>
      own === kind && position ? [point(position.lon, position.lat, { name: inLanguage(name, language), order })] : [],
    ),
  );

export const isWell = (state: CameraView["state"]): boolean =>
  state === "ok" || state === "idle" || state === "connecting";

/** @returns points with what draws them; `view` is the icon of the field of view, "" where none is known or nothing is seen */
export const camerasAt = (cameras: Iterable<CameraView>): FeatureCollection =>
  featureCollection(
    [...cameras].flatMap(({ id, position, state, name, fieldOfView }) => {
      if (!position) return [];
      const view = isWell(state) && fieldOfView ? viewIcon(fieldOfView.angle) : "";
      const bearing = fieldOfView?.bearing ?? 0;
      return [point(position.lon, position.lat, { id, name: name.vi, broken: isWell(state) ? 0 : 1, view, bearing })];
    }),
  );

const placesIn = { gate: "gates", town: "towns", station: "stations", site: "heat" } as const;

/** Whether anything that a map draws stands where nobody has surveyed it. */
export function areApproximate(
  places: readonly Place[],
  cameras: Iterable<CameraView>,
  isOn: (layer: Switchable) => boolean,
): boolean {
  const isOff = ({ position }: Pick<Place, "position">) => position !== undefined && position.accuracy !== "surveyed";
  const isDrawn = ({ kind }: Place) => kind in placesIn && isOn(placesIn[kind as keyof typeof placesIn]);
  return places.some((place) => isDrawn(place) && isOff(place)) || (isOn("cameras") && [...cameras].some(isOff));
}

const viewIcon = (angle: number): string =>
  `view-${viewAngles.reduce((best, one) => (Math.abs(one - angle) < Math.abs(best - angle) ? one : best))}`;

/** Weights from 0 to 1 of the largest; what is lost weighs nothing. */
export function heatOf(figures: readonly PlaceFigure[]): FeatureCollection {
  const largest = Math.max(1, ...figures.flatMap((figure) => shownValue(figure) ?? []));
  return featureCollection(
    figures.flatMap((figure) => {
      const { position } = figure.place;
      const value = shownValue(figure);
      return position && value !== null && value > 0
        ? [point(position.lon, position.lat, { weight: value / largest })]
        : [];
    }),
  );
}

type Layers = ReadonlyMap<string, LoadedLayer>;

/** The built-in outline's part of a role, unless the site has a file of its own for it (of the border: or for the outline). */
export function ownOrBuiltIn(
  layers: Layers,
  role: "outline" | "border",
  builtIn: FeatureCollection | null,
): FeatureCollection {
  const own = layers.get(role)?.features;
  if (own !== undefined) return own;
  // The built-in border is coarse: beside an exact outline it would run through the province.
  if (role === "border" && layers.has("outline")) return noFeatures;
  const wanted = role === "outline" ? "province" : "border";
  return featureCollection((builtIn?.features ?? []).filter((feature) => feature.properties?.role === wanted));
}

/**
 * The profile's sketch of the main roads, straight from town to town: only until there are real ones, of the site's own
 * file or in whatever tiles lie under the map. Each with points for its number.
 */
export function sketchedRoads(layers: Layers, base: MapBase | null, builtIn: FeatureCollection | null) {
  if (base !== null || layers.has("roads")) return noFeatures;
  return featureCollection(
    (builtIn?.features ?? []).flatMap((feature) => {
      const { geometry, properties } = feature;
      if (properties?.role !== "road-sketch" || geometry.type !== "LineString") return [];
      return [feature, ...signsAlong(geometry.coordinates).map((at) => point(...at, { name: properties.name }))];
    }),
  );
}

/** Degrees: some eight kilometres. */
const leastBetweenTowns = 0.08;

/** Where a road's number may stand: between towns that are far enough apart. Where a name stands already it is left out. */
const signsAlong = (line: readonly Position[]): [lon: number, lat: number][] =>
  line.flatMap(([x = 0, y = 0], at) => {
    const [nextX = x, nextY = y] = line[at + 1] ?? [];
    if (Math.hypot(nextX - x, nextY - y) < leastBetweenTowns) return [];
    return [[(x + nextX) / 2, (y + nextY) / 2] satisfies [number, number]];
  });

/** Names of neighbours: where the profile puts them, else in the middle of the imported areas. */
export const neighbourNames = (layers: Layers, places: readonly Place[], language: string): FeatureCollection => {
  const known = pointsOf(places, "neighbour", language);
  return known.features.length > 0 ? known : (layers.get("neighbours")?.features ?? noFeatures);
};

/** Imported places that are not named already: communes are named by their areas, towns by the profile. */
export function otherPlaces(layers: Layers, places: readonly Place[]): FeatureCollection {
  const named = new Set(
    places.filter(({ kind }) => kind === "town" || kind === "gate").map(({ name }) => communeKey(name.vi)),
  );
  const hasAreas = layers.has("communes");
  const features = layers.get("places")?.features.features ?? [];
  return featureCollection(
    features.filter(({ properties }) => {
      const isCommune = /^(?:xã|phường|commune|ward)/i.test(String(properties?.kind ?? properties?.name ?? ""));
      return !(isCommune && hasAreas) && !named.has(communeKey(String(properties?.name ?? "")));
    }),
  );
}

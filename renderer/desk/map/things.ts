import type { Feature, MultiPolygon, Polygon } from "geojson";
import type { CameraView } from "#contract/entities/camera.ts";
import { communeKey } from "#contract/entities/map.ts";
import type { CameraMapEvent, MapEvent, ReportMapEvent } from "#contract/entities/map-event.ts";
import { type Place, positionIn } from "#contract/entities/place.ts";
import type { Words } from "#contract/entities/text.ts";
import type { PlaceFigure } from "../../panels/map/place-figures.ts";
import type { MapData } from "../../state/site-map.ts";

export type Lonlat = [lon: number, lat: number];
export type Area = Feature<Polygon | MultiPolygon>;

/** Something on the map that can be found by its name, clicked, and asked about. */
export type Thing = {
  key: string;
  kind: "camera" | "gate" | "station" | "site" | "town" | "commune" | "name" | "mapEvent" | "report" | "vehicle";
  name: Words;
  /** null: only its area is known. */
  position: Lonlat | null;
  /** Off by some kilometres: it leads there, but nothing stands at it. */
  isRough?: true;
  area?: Area;
  /** Of what a camera's platform told too: the one that saw it. */
  camera?: string;
  mapEvent?: MapEvent;
  /** Of the profile: what has figures. */
  place?: string;
};

const pointKinds = ["gate", "station", "site", "town"] as const;
const isPointKind = (kind: Place["kind"]): kind is (typeof pointKinds)[number] =>
  pointKinds.some((one) => one === kind);
const lonlat = (position: Place["position"]): Lonlat | null => (position ? [position.lon, position.lat] : null);
const same = (name: string): Words => ({ vi: name, en: name });

export const isArea = (feature: Feature): feature is Area =>
  feature.geometry?.type === "Polygon" || feature.geometry?.type === "MultiPolygon";

/**
 * All that stands on the map: cameras and places of the profile, communes with their imported areas, and imported names that
 * none of those has.
 */
export function thingsOf(
  cameras: Iterable<CameraView>,
  places: readonly Place[],
  layers: MapData["layers"],
): readonly Thing[] {
  const current = places.filter((place) => place.to === undefined);
  const found: Thing[] = [...cameras].map(({ id, name, position }) => ({
    key: `camera/${id}`,
    kind: "camera",
    name,
    position: lonlat(position),
    camera: id,
  }));
  for (const { id, kind, name, position } of current)
    if (isPointKind(kind)) found.push({ key: `place/${id}`, kind, name, position: lonlat(position), place: id });
  const communeOf = new Map<string, Place>();
  for (const place of current) if (place.kind === "commune") communeOf.set(communeKey(place.name.vi), place);
  const named = new Set(found.map(({ name }) => communeKey(name.vi)));
  for (const area of layers.get("communes")?.features.features ?? []) {
    const name = String(area.properties?.name ?? "");
    if (name === "" || !isArea(area)) continue;
    const place = communeOf.get(communeKey(name));
    communeOf.delete(communeKey(name));
    named.add(communeKey(name));
    found.push({
      key: `commune/${area.id}`,
      kind: "commune",
      name: place?.name ?? same(name),
      position: null,
      area,
      ...(place === undefined ? {} : { place: place.id }),
    });
  }
  const points = (layers.get("places")?.features.features ?? []).flatMap(({ id, properties, geometry }) => {
    const [lon, lat] = geometry?.type === "Point" ? geometry.coordinates : [];
    const name = String(properties?.name ?? "");
    return name === "" || lon === undefined || lat === undefined
      ? []
      : [{ id, name, position: [lon, lat] satisfies Lonlat as Lonlat }];
  });
  for (const [key, { id, name, position }] of communeOf) {
    const imported = points.find((one) => communeKey(one.name) === key)?.position ?? null;
    named.add(key);
    const isRough = position?.accuracy === "rough";
    found.push({
      ...{ key: `place/${id}`, kind: "commune", name, place: id },
      // What the site has imported is nearer than a rough point.
      position: (isRough ? imported : null) ?? lonlat(position) ?? imported,
      ...(isRough && imported === null ? { isRough } : {}),
    });
  }
  for (const { id, name, position } of points)
    if (!named.has(communeKey(name))) found.push({ key: `name/${id}`, kind: "name", name: same(name), position });
  return found;
}

/** Vehicles where they were last heard of; one whose position is lost or unreadable stands nowhere. */
export const vehicleThings = (figures: readonly PlaceFigure[]): readonly Thing[] =>
  figures.flatMap(({ place, freshness, reading }): Thing[] => {
    if (freshness === "none" || freshness === "lost" || reading === undefined || reading.value === null) return [];
    const position = positionIn(String(reading.value));
    if (position === null) return [];
    const { id, name } = place;
    return [{ key: `place/${id}`, kind: "vehicle", name, position: [position.lon, position.lat], place: id }];
  });

/** What happened of late, each where its camera stands. @param name what it is called: its kind and its time */
export const mapEventThings = (
  mapEvents: readonly CameraMapEvent[],
  cameras: ReadonlyMap<string, CameraView>,
  name: (mapEvent: CameraMapEvent) => Words,
): readonly Thing[] =>
  mapEvents.map((mapEvent) => ({
    key: `mapEvent/${mapEvent.number}`,
    kind: "mapEvent",
    name: name(mapEvent),
    position: lonlat(cameras.get(mapEvent.camera)?.position),
    camera: mapEvent.camera,
    mapEvent,
  }));

/** What citizens have reported, each where it was. */
export const reportThings = (reports: readonly ReportMapEvent[]): readonly Thing[] =>
  reports.map((report) => ({
    key: `report/${report.number}`,
    kind: "report",
    name: same(report.service),
    position: report.position && [report.position.lon, report.position.lat],
    mapEvent: report,
  }));

/** The report that a thing is; undefined where it is something else. */
export const reportOf = ({ mapEvent }: Thing): ReportMapEvent | undefined =>
  mapEvent?.origin === "report" ? mapEvent : undefined;

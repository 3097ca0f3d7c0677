import type { Feature, FeatureCollection } from "geojson";
import type { CameraView } from "#contract/entities/camera.ts";
import type { Place } from "#contract/entities/place.ts";
import type { IndicatorView, SiteView } from "#contract/entities/profile.ts";
import type { Reading } from "#contract/entities/reading.ts";

/** What stands on the map, at 1× and at 10×; the same for the wall's map and for the bare engine. */
export type Load = { communes: number; roads: number; cameras: number; movers: number };
export const once: Load = { communes: 65, roads: 3_000, cameras: 5_000, movers: 200 };
export const tenfold: Load = { communes: 650, roads: 30_000, cameras: 50_000, movers: 2_000 };

/** A row of numbers that look random and are the same in every run (Park and Miller). */
function numbers(seed: number) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const bounds: SiteView["map"]["bounds"] = [106.05, 21.3, 107.4, 22.48];
const [west, south, east, north] = bounds;
const words = (text: string) => ({ vi: text, en: text });
const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features });

/** Areas of some eighty corners each, side by side, as communes are. */
export function communeAreas({ communes }: Load): FeatureCollection {
  const columns = Math.ceil(Math.sqrt(communes));
  const [width, height] = [(east - west) / columns, (north - south) / columns];
  return collection(
    Array.from({ length: communes }, (_, id) => {
      const [x, y] = [west + (id % columns) * width, south + Math.floor(id / columns) * height];
      const ring = Array.from({ length: 80 }, (_corner, at) => {
        const angle = (at / 80) * 2 * Math.PI;
        const wave = 1 + 0.08 * Math.sin(angle * 9 + id);
        return [
          x + width / 2 + Math.cos(angle) * width * 0.48 * wave,
          y + height / 2 + Math.sin(angle) * height * 0.48 * wave,
        ];
      });
      const [first = []] = ring;
      return {
        type: "Feature",
        id,
        properties: { name: `Xã số ${id}` },
        geometry: { type: "Polygon", coordinates: [[...ring, first]] },
      };
    }),
  );
}

export function roadLines({ roads }: Load): FeatureCollection {
  const next = numbers(7);
  return collection(
    Array.from({ length: roads }, (_, id) => {
      let [x, y] = [west + next() * (east - west), south + next() * (north - south)];
      const line = Array.from({ length: 8 }, () => {
        x += (next() - 0.5) * 0.04;
        y += (next() - 0.5) * 0.04;
        return [x, y];
      });
      return {
        type: "Feature",
        id,
        properties: { kind: "Quốc lộ" },
        geometry: { type: "LineString", coordinates: line },
      };
    }),
  );
}

const position = (next: () => number) => ({
  lon: west + next() * (east - west),
  lat: south + next() * (north - south),
  accuracy: "approximate" as const,
});

export function cameraViews({ cameras }: Load): CameraView[] {
  const next = numbers(11);
  return Array.from({ length: cameras }, (_, at) => ({
    id: `camera-${at}`,
    name: words(`Camera ${at}`),
    position: position(next),
    isSimulated: false,
    state: next() > 0.02 ? ("idle" as const) : ("no-signal" as const),
    sinceMs: 1,
    lastPictureAtMs: null,
    reason: null,
  }));
}

const rule = (code: string): IndicatorView => ({
  code,
  name: words(code),
  unit: words("%"),
  sector: "a",
  period: "minute",
  decimals: 1,
  showsSign: false,
  good: "neither",
  thresholds: [{ level: "attention", above: 95, name: words("95") }],
  isAdditive: false,
  isRetired: false,
  freshness: { lateAfter: 1e9, staleAfter: 2e9, lostAfter: 3e9 },
});

export function siteOf(load: Load): SiteView {
  const next = numbers(13);
  const places: Place[] = [
    { id: "tinh", kind: "province", name: words("Tỉnh") },
    ...Array.from(
      { length: load.communes },
      (_, at): Place => ({ id: `xa-${at}`, kind: "commune", name: words(`Xã số ${at}`) }),
    ),
    ...Array.from(
      { length: load.movers },
      (_, at): Place => ({ id: `xe-${at}`, kind: "station", name: words(`${at}`), position: position(next) }),
    ),
  ];
  return {
    id: "bench",
    name: words("Bench"),
    language: "vi",
    timeZone: "Asia/Ho_Chi_Minh",
    place: "tinh",
    wall: { columns: 1, rows: 1, viewingDistanceM: 4, diagonalInch: 55, resolution: { width: 1_920, height: 1_080 } },
    map: { bounds, attribution: "bench" },
    places,
    indicators: [rule("xa"), rule("xe")],
    web: [],
    scene: { id: "a", name: words("a"), tiles: [] },
  } as SiteView;
}

/** The figures of one second: every commune and every mover has another. @param second counts up */
export function readingsAt(load: Load, second: number): Reading[] {
  const next = numbers(second + 1);
  const reading = (indicator: string, place: string): Reading => ({
    indicator,
    place,
    value: Math.round(next() * 1_000) / 10,
    asOfMs: Date.now(),
    receivedAtMs: Date.now(),
    revision: 0,
    source: "bench",
    status: "official",
    quality: "good",
  });
  return [
    ...Array.from({ length: load.communes }, (_, at) => reading("xa", `xa-${at}`)),
    ...Array.from({ length: load.movers }, (_, at) => reading("xe", `xe-${at}`)),
  ];
}

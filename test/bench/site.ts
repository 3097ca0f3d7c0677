import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { stringify } from "yaml";

export type BenchSite = {
  /** Codes of indicators. */
  indicators: readonly string[];
  places?: readonly string[];
  /** The broker and topic that values come from; another source, as a profile writes it, without id and name; or both. */
  brokerUrl?: string;
  topic?: string;
  source?: Record<string, unknown>;
  /** Monitors of the wall; one by default. */
  columns?: number;
  rows?: number;
  tiles?: readonly Record<string, unknown>[];
  /** More scenes, beside the one with `tiles`, which is the one on air. */
  scenes?: readonly { id: string; tiles: readonly Record<string, unknown>[] }[];
  resolution?: { width: number; height: number };
};

const mapping = '{"indicator": indicator, "place": place, "value": value, "asOf": asOf}';

/** What is published for one value, now. */
export const payload = (indicator: string, place: string, value: number): string =>
  JSON.stringify({ indicator, place, value, asOf: Date.now() });

/** Writes the profile of a site as a bench needs it: one source, one monitor where nothing else is said. @returns its folder */
export async function writeBenchSite(folder: string, site: BenchSite): Promise<string> {
  const made = path.join(folder, "profile");
  const same = (text: string) => ({ vi: text, en: text });
  const places = site.places ?? ["bench"];
  const profile = {
    schema: 1,
    id: "bench",
    name: same("Bench"),
    timeZone: "Asia/Ho_Chi_Minh",
    place: places[0],
    wall: {
      columns: site.columns ?? 1,
      rows: site.rows ?? 1,
      viewingDistanceM: 0.4,
      diagonalInch: 55,
      resolution: site.resolution ?? { width: 1920, height: 1080 },
    },
    map: { bounds: [106, 21, 107, 22], outline: "outline.geojson", attribution: "bench" },
    places: places.map((id, at) => ({ id, kind: at === 0 ? "province" : "gate", name: same(id) })),
    indicators: site.indicators.map((code) => ({
      code,
      name: same(code),
      unit: same("xe"),
      sector: "bench",
      period: "minute",
      decimals: 0,
      freshness: { lateAfter: "30m", staleAfter: "60m", lostAfter: "120m" },
    })),
    sources: [
      ...(site.source === undefined ? [] : [site.source]),
      ...(site.brokerUrl === undefined ? [] : [{ type: "mqtt", url: site.brokerUrl, topics: [site.topic], mapping }]),
    ].map((source, at) => ({
      ...{ id: at === 0 ? "bench" : `bench-${at}`, name: same("Bench"), lateAfter: "30m" },
      ...source,
    })),
    scenes: [{ id: "bench", tiles: site.tiles ?? [] }, ...(site.scenes ?? [])].map((scene) => ({
      ...scene,
      name: same(scene.id),
    })),
    scene: "bench",
  };
  await mkdir(made);
  await writeFile(path.join(made, "profile.yaml"), stringify(profile));
  await writeFile(path.join(made, "outline.geojson"), '{"type":"FeatureCollection","features":[]}');
  return made;
}

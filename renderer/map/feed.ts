import type { FeatureCollection } from "geojson";
import type { MapEngine } from "./engine.ts";

/**
 * Gives sources their shapes, and none again that says the same: a camera's last picture, a vehicle's age in minutes or a
 * question answered as before change nothing that is drawn, and an engine that is given shapes draws the whole map anew.
 * Compared as text, so for what is small.
 */
export function createFeed(): (engine: Pick<MapEngine, "setData">, source: string, data: FeatureCollection) => void {
  const given = new WeakMap<Pick<MapEngine, "setData">, Map<string, string>>();
  return (engine, source, data) => {
    const known = given.get(engine) ?? new Map<string, string>();
    given.set(engine, known);
    const text = JSON.stringify(data.features);
    if (known.get(source) === text) return;
    known.set(source, text);
    engine.setData(source, data);
  };
}

import { readFile } from "node:fs/promises";
import { booleanPointInPolygon } from "@turf/boolean-point-in-polygon";
import type { Feature, FeatureCollection, LineString, Polygon } from "geojson";
import { beforeAll, describe, expect, it } from "vitest";
import type { MapBase } from "#contract/entities/map.ts";
import { ownOrBuiltIn, sketchedRoads } from "../../../../renderer/panels/map/features.ts";

let builtIn: FeatureCollection;
beforeAll(async () => {
  const file = new URL("../../../../assets/profiles/lang-son/outline.geojson", import.meta.url);
  builtIn = JSON.parse(await readFile(file, "utf8"));
});

describe("the sketch of the built-in roads", () => {
  it("stays inside the province, so that none seems to cross a border where there is no gate", () => {
    const province = builtIn.features.find(({ properties }) => properties?.role === "province") as Feature<Polygon>;
    const lines = builtIn.features.filter((one): one is Feature<LineString> => one.properties?.role === "road-sketch");
    expect(lines.length).toBeGreaterThan(3);
    for (const { properties, geometry } of lines)
      for (const [at, [x = 0, y = 0]] of geometry.coordinates.entries()) {
        const [nextX = x, nextY = y] = geometry.coordinates[at + 1] ?? [];
        for (let step = 0; step <= 20; step += 1) {
          const on = [x + ((nextX - x) * step) / 20, y + ((nextY - y) * step) / 20];
          expect(booleanPointInPolygon(on, province), `${properties?.name} at ${on}`).toBe(true);
        }
      }
  });

  it("has each road's number on it", () => {
    const { features } = sketchedRoads(new Map(), null, builtIn);
    const numbers = features.filter(({ geometry }) => geometry.type === "Point");
    expect(new Set(numbers.map(({ properties }) => properties?.name))).toEqual(
      new Set(["QL.1A", "QL.1B", "QL.4A", "QL.4B"]),
    );
  });

  it("gives way to the site's own roads and to any tiles", () => {
    const roads = new Map([["roads", { features: { type: "FeatureCollection", features: [] } }]]);
    expect(sketchedRoads(roads as never, null, builtIn).features).toEqual([]);
    expect(sketchedRoads(new Map(), {} as MapBase, builtIn).features).toEqual([]);
    expect(sketchedRoads(new Map(), null, null).features).toEqual([]);
  });
});

it("leaves the coarse built-in border out beside the site's own outline, through which it would run", () => {
  expect(ownOrBuiltIn(new Map(), "border", builtIn).features).toHaveLength(1);
  const outline = new Map([["outline", { features: { type: "FeatureCollection", features: [] } }]]);
  expect(ownOrBuiltIn(outline as never, "border", builtIn).features).toEqual([]);
});

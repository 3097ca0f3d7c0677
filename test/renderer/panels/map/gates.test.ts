import type { FeatureCollection, Position } from "geojson";
import { describe, expect, it } from "vitest";
import type { Place } from "#contract/entities/place.ts";
import { approachFrom, roadLines } from "../../../../renderer/panels/map/approach.ts";
import { gateFigures, queuesOf } from "../../../../renderer/panels/map/gates.ts";
import type { PlaceFigure } from "../../../../renderer/panels/map/place-figures.ts";

const perLat = 110_574;
/** A position so many metres east and north of 106.7 E, 22 N. */
const at = (eastM: number, northM: number): Position => [
  106.7 + eastM / (111_320 * Math.cos((22 * Math.PI) / 180)),
  22 + northM / perLat,
];
const metresOf = (line: readonly Position[]): number =>
  line.reduce((sum, [lon = 0, lat = 0], index) => {
    const [x = lon, y = lat] = line[index - 1] ?? [lon, lat];
    const east = (lon - x) * 111_320 * Math.cos((22 * Math.PI) / 180);
    return sum + Math.hypot(east, (lat - y) * perLat);
  }, 0);
const gate = at(0, 0);
const inland = at(0, -40_000);
// Passes half a kilometre east of the gate, and goes on in another piece that was drawn the other way round.
const road = [at(500, 3_000), at(500, -1_000)];
const piece = [at(2_500, -3_000), at(500, -1_100)];

describe("the way from a gate into the province", () => {
  it("follows the nearest road and the pieces it goes on in, as far as is asked for", () => {
    const { line, isRoad } = approachFrom(gate, inland, 3_000, [[at(9_000, 0), at(9_000, -9_000)], road, piece]);
    expect(isRoad).toBe(true);
    expect(line[0]).toEqual(gate);
    expect(metresOf(line)).toBeCloseTo(3_000, -1);
    // To the road, down it, and on along its second piece.
    expect(line[1]?.[0]).toBeCloseTo(at(500, 0)[0] ?? 0, 5);
    expect(line.at(-1)?.[0]).toBeGreaterThan(at(600, 0)[0] ?? 0);
  });

  it("is straight where no road is near, or where it ends too soon", () => {
    for (const roads of [[], [[at(9_000, 0), at(9_000, -9_000)]], [road, piece]]) {
      const { line, isRoad } = approachFrom(gate, inland, 8_000, roads);
      expect(isRoad).toBe(false);
      expect(line).toHaveLength(2);
      expect(metresOf(line)).toBeCloseTo(8_000, -1);
      expect(line[1]?.[1]).toBeLessThan(22);
    }
  });

  it("never follows rails", () => {
    const feature = (kind: string, coordinates: Position[][]) => ({
      type: "Feature" as const,
      properties: { kind },
      geometry: { type: "MultiLineString" as const, coordinates },
    });
    const roads: FeatureCollection = {
      type: "FeatureCollection",
      features: [feature("Đường sắt", [road]), feature("Đường chính", [piece, road])],
    };
    expect(roadLines(roads)).toEqual([piece, road]);
  });
});

describe("queues", () => {
  const figure = (value: number | null, freshness: PlaceFigure["freshness"] = "fresh"): PlaceFigure => ({
    place: {
      id: "a",
      kind: "gate",
      name: { vi: "A", en: "A" },
      position: { lon: 106.7, lat: 22, accuracy: "approximate" },
    } satisfies Place,
    value,
    asOfMs: 1,
    freshness,
    crossed: undefined,
    reading: undefined,
  });
  const drawn = (out: PlaceFigure, into: PlaceFigure) =>
    queuesOf(gateFigures([[figure(390)], [out], [into]]), [road, piece], inland, 20, (way) => way).features.flatMap(
      ({ properties, geometry }) =>
        geometry.type === "LineString" ? [{ ...properties, line: geometry.coordinates }] : [],
    );

  it("are as long as what waits: outward inland along the road, inward beyond the border", () => {
    const [out, into] = drawn(figure(100), figure(50));
    expect(out).toMatchObject({ way: "out", isRoad: true, level: "normal" });
    expect(metresOf(out?.line ?? [])).toBeCloseTo(2_000, -1);
    expect(into).toMatchObject({ way: "in", isRoad: false });
    expect(metresOf(into?.line ?? [])).toBeCloseTo(1_000, -1);
    expect(into?.line[1]?.[1]).toBeGreaterThan(22);
  });

  it("that are old say so; lost, empty and untold ones are not drawn", () => {
    expect(drawn(figure(100, "stale"), figure(50, "lost"))).toMatchObject([{ way: "out", level: "old" }]);
    expect(drawn(figure(0), figure(null, "none"))).toEqual([]);
    expect(queuesOf(gateFigures([[figure(390)]]), [], inland, 20, (way) => way).features).toEqual([]);
  });
});

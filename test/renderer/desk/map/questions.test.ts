import { describe, expect, it } from "vitest";
import { areaWords, distanceWords, shareWords } from "../../../../renderer/desk/map/measures.ts";
import { populationIndicator } from "../../../../renderer/desk/map/population.ts";
import {
  areaKm2,
  communesIn,
  crossesItself,
  lengthKm,
  peopleIn,
  perimeterKm,
  pointsIn,
  polygonOf,
  roundedPeople,
} from "../../../../renderer/desk/map/questions.ts";
import type { Lonlat, Thing } from "../../../../renderer/desk/map/things.ts";

/** One degree of a great circle on the mean earth, by hand: 6371.0088 km × π / 180. */
const degreeKm = 111.195;

const box = (west: number, south: number, east: number, north: number): Lonlat[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
];
const words = (vi: string) => ({ vi, en: vi });
const commune = (name: string, points: Lonlat[], place?: string): Thing => ({
  key: `commune/${name}`,
  kind: "commune",
  name: words(name),
  position: null,
  area: polygonOf(points),
  ...(place === undefined ? {} : { place }),
});
const west = commune("Tây", box(106, 21, 106.5, 21.5), "tay");
const east = commune("Đông", box(106.5, 21, 107, 21.5), "dong");
const far = commune("Xa", box(108, 23, 108.5, 23.5), "xa");

describe("measuring", () => {
  it("goes along the ground", () => {
    expect(lengthKm([])).toBe(0);
    expect(lengthKm([[106, 21]])).toBe(0);
    expect(
      lengthKm([
        [106, 21],
        [106, 22],
        [106, 23],
      ]),
    ).toBeCloseTo(2 * degreeKm, 1);
    // Degrees of longitude are shorter up here.
    expect(
      lengthKm([
        [106, 21.85],
        [107, 21.85],
      ]),
    ).toBeCloseTo(degreeKm * Math.cos((21.85 * Math.PI) / 180), 1);
  });

  it("closes an area, and takes it whichever way round it is drawn", () => {
    const points = box(106.7, 21.8, 106.8, 21.9);
    const expected = 0.1 * degreeKm * 0.1 * degreeKm * Math.cos((21.85 * Math.PI) / 180);
    const km2 = areaKm2(polygonOf(points));
    expect(Math.abs(km2 / expected - 1)).toBeLessThan(0.005);
    expect(areaKm2(polygonOf([...points].reverse()))).toBeCloseTo(km2, 6);
    expect(perimeterKm(points)).toBeCloseTo(lengthKm([...points, points[0] as Lonlat]), 6);
  });

  it("knows an outline that crosses itself", () => {
    const [a, b, c, d] = box(106, 21, 107, 22) as [Lonlat, Lonlat, Lonlat, Lonlat];
    expect(crossesItself([a, b, c, d])).toBe(false);
    expect(crossesItself([a, c, b, d])).toBe(true);
    expect(crossesItself([a, b, c])).toBe(false);
  });

  it("is written with units as people do", () => {
    expect(distanceWords(0.8404, "vi")).toBe("840 m");
    expect(distanceWords(12.345, "vi")).toBe("12,35 km");
    expect(distanceWords(1234.56, "vi")).toBe("1.234,6 km");
    expect(areaWords(0.452, "vi")).toBe("45,2 ha");
    expect(areaWords(8310.04, "vi")).toBe("8.310,0 km²");
    expect(areaWords(12.345, "en")).toBe("12.35 km²");
    expect(shareWords(0.3333, "vi")).toBe("33,3 %");
    expect(shareWords(1, "vi")).toBe("100 %");
    expect(shareWords(0.0002, "vi")).toBe("< 0,1 %");
  });
});

describe("what is in an area", () => {
  it("names the communes it touches with the share of each, the largest ground first", () => {
    // Half of the west, and a fifth of the east.
    const touched = communesIn(polygonOf(box(106.25, 21, 106.6, 21.5)), [east, west, far]);
    expect(touched.map(({ commune }) => commune.name.vi)).toEqual(["Tây", "Đông"]);
    expect(touched[0]?.share).toBeCloseTo(0.5, 2);
    expect(touched[1]?.share).toBeCloseTo(0.2, 2);
  });

  it("does not take neighbours that only share an edge", () => {
    const touched = communesIn(polygonOf(box(106, 21, 106.5, 21.5)), [east, west]);
    expect(touched.map(({ commune, share }) => [commune.name.vi, share.toFixed(3)])).toEqual([["Tây", "1.000"]]);
  });

  it("minds the holes and the parts of a commune", () => {
    const ring = (points: Lonlat[]): Lonlat[] => [...points, points[0] as Lonlat];
    const holed: Thing = {
      ...west,
      area: {
        type: "Feature",
        properties: {},
        geometry: {
          type: "MultiPolygon",
          coordinates: [
            [ring(box(106, 21, 106.5, 21.5)), ring(box(106.2, 21.2, 106.3, 21.3))],
            [ring(box(107.5, 22, 107.6, 22.1))],
          ],
        },
      },
    };
    expect(communesIn(polygonOf(box(106.21, 21.21, 106.29, 21.29)), [holed])).toEqual([]);
    expect(communesIn(polygonOf(box(107.5, 22, 107.6, 22.1)), [holed])[0]?.share).toBeCloseTo(0.0388, 2);
  });

  it("finds what stands in it, and no commune by a point", () => {
    const camera = (key: string, position: Lonlat | null): Thing => ({
      key,
      kind: "camera",
      name: words(key),
      position,
      camera: key,
    });
    const things = [camera("in", [106.3, 21.2]), camera("out", [107.3, 21.2]), camera("nowhere", null), west];
    expect(pointsIn(polygonOf(box(106.25, 21, 106.6, 21.5)), things).map(({ key }) => key)).toEqual(["in"]);
  });

  it("counts people by share of ground, says whose are not known, and never takes unknown for none", () => {
    const touched = [
      { commune: west, share: 0.5, km2: 10 },
      { commune: east, share: 0.2, km2: 5 },
    ];
    expect(peopleIn(touched, (place) => ({ tay: 8_000, dong: 1_000 })[place])).toEqual({ count: 4_200, unknown: [] });
    expect(peopleIn(touched, (place) => ({ tay: 8_000 })[place])).toEqual({ count: 4_000, unknown: [east] });
    expect([0, 15_411, 784_321].map(roundedPeople)).toEqual([0, 15_400, 784_000]);
    expect(peopleIn(touched, () => undefined).count).toBeNull();
    expect(peopleIn([], () => 5).count).toBeNull();
    expect(peopleIn([{ commune: { ...west, place: undefined } as never, share: 1, km2: 1 }], () => 5).count).toBeNull();
  });
});

describe("the indicator of population", () => {
  const indicator = (code: string, more: object = {}) => ({ code, isRetired: false, ...more }) as never;
  it("is what figures per head are divided by, else what is called so; a retired one is none", () => {
    const perHead = indicator("thu.dau-nguoi", {
      derived: { kind: "per-head", of: "thu", population: "nguoi", times: 1 },
    });
    expect(populationIndicator([indicator("xa-hoi.dan-so"), perHead, indicator("nguoi")])?.code).toBe("nguoi");
    expect(populationIndicator([indicator("xe"), indicator("xa-hoi.dan-so")])?.code).toBe("xa-hoi.dan-so");
    expect(populationIndicator([indicator("dan-so", { isRetired: true })])).toBeUndefined();
    expect(populationIndicator([indicator("mat-do-dan-so-cu"), indicator("dan-so.nam")])).toBeUndefined();
  });
});

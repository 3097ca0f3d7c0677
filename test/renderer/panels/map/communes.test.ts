import type { FeatureCollection } from "geojson";
import { describe, expect, it } from "vitest";
import { communeKey } from "#contract/entities/map.ts";
import type { Place } from "#contract/entities/place.ts";
import { breaksOf, rampStepOf, stepOf } from "../../../../renderer/panels/map/classes.ts";
import { communeView, ranked } from "../../../../renderer/panels/map/communes.ts";
import { areApproximate, heatOf, otherPlaces } from "../../../../renderer/panels/map/features.ts";
import { levelOf, type PlaceFigure, worstOf } from "../../../../renderer/panels/map/place-figures.ts";
import { communeNames, communes, square } from "../../../lab/map-files.ts";

const words = (text: string) => ({ vi: text, en: text });
const figure = (name: string, value: number | null, more: Partial<PlaceFigure> = {}): PlaceFigure => ({
  place: { id: communeKey(name).replaceAll(" ", "-"), kind: "commune", name: words(name) } as Place,
  value,
  asOfMs: 1,
  freshness: "fresh",
  crossed: undefined,
  reading: undefined,
  ...more,
});
const numbers = { decimals: 0, write: String };
/** As the page has them: named, and numbered by their place in the file. */
const areas = (): FeatureCollection => ({
  type: "FeatureCollection",
  features: communes().features.map((feature, id) => ({ ...feature, id, properties: { name: communeNames[id] } })),
});

describe("names of communes", () => {
  it.each([
    ["Xã Quý Hoà", "Quý Hòa"],
    ["PHƯỜNG ĐÔNG KINH", "phường Đông Kinh"],
    ["Xã Lộc Bình", "Lo\u0302\u0323c Bi\u0300nh"],
  ])("%s is %s", (one, other) => expect(communeKey(one)).toBe(communeKey(other)));

  it("that differ are told apart", () => {
    expect(new Set(communeNames.map(communeKey)).size).toBe(communeNames.length);
    expect(communeKey("Xã Xà Lan")).toBe("xa lan");
  });
});

describe("steps of colour", () => {
  it("hold as many values each, whatever one of them is", () => {
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 9_999];
    const breaks = breaksOf(values, 0);
    expect(breaks).toEqual([3, 5, 7, 9]);
    const counts = [0, 1, 2, 3, 4].map((step) => values.filter((value) => stepOf(value, breaks) === step).length);
    expect(counts).toEqual([2, 2, 2, 2, 2]);
  });

  it("are fewer where values repeat, and none where all are the same", () => {
    expect(breaksOf([5, 5, 5, 5], 0)).toEqual([]);
    expect(breaksOf([1, 1, 1, 1, 2], 0)).toEqual([2]);
    expect(breaksOf([], 0)).toEqual([]);
    expect([rampStepOf(0, 2), rampStepOf(1, 2), rampStepOf(0, 1)]).toEqual([0, 4, 4]);
  });
});

describe("an indicator by commune", () => {
  const threshold = { level: "alarm" as const, above: 5, name: words("ngưỡng") };

  it("is on the areas where there are any; what is old, lost or unknown is told", () => {
    const view = communeView(
      [
        figure("Xã Quý Hoà", 9, { crossed: threshold }),
        figure("Phường Tam Thanh", 1),
        figure("Xã Na Sầm", 4, { freshness: "stale" }),
        figure("Xã Bình Gia", 3, { freshness: "lost" }),
        figure("Xã Bắc Sơn", null, { freshness: "none" }),
        figure("Xã Không Có", 2),
      ],
      areas(),
      undefined,
      numbers,
    );
    expect(view).toMatchObject({ form: "areas", old: 2, lost: 1, missing: 1 });
    expect(view.unplaced.map(({ place }) => place.name.vi)).toEqual(["Xã Không Có"]);
    expect(view.states.get(2)).toEqual({ step: 4, level: "alarm" });
    expect(view.flags.features.map(({ properties }) => properties?.label)).toEqual(["Xã Quý Hòa\n◆ 9"]);
    expect(view.flags.features.map(({ properties }) => properties?.short)).toEqual(["◆ 9"]);
    expect(view.states.get(4)).toMatchObject({ level: "old" });
    // What is lost has no colour of a value, only that it is lost.
    expect(view.states.get(5)).toEqual({ step: -1, level: "old" });
    expect(view.states.get(6)).toEqual({ step: -1, level: "none" });
  });

  it("never lands on one of two areas of the same name", () => {
    const twice = areas();
    twice.features.push({
      ...communes().features[0],
      id: 9,
      properties: { name: "Xã Na Sầm" },
    } as (typeof twice.features)[0]);
    const view = communeView([figure("Xã Na Sầm", 1)], twice, undefined, numbers);
    expect(view.states.size).toBe(0);
    expect(view.unplaced).toHaveLength(1);
  });

  it("is symbols where only points are known, the imported before the profile's, and a ranking where nothing is", () => {
    const points: FeatureCollection = {
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: { name: "Xã Na Sầm" },
          geometry: { type: "Point", coordinates: [106.6, 22.08] },
        },
      ],
    };
    const own = figure("Xã Bắc Sơn", 16);
    own.place.position = { lon: 106.3, lat: 21.9, accuracy: "approximate" };
    const figures = [figure("Xã Na Sầm", 4), own, figure("Xã Xa", 1)];
    const view = communeView(figures, undefined, points, numbers);
    expect(view.form).toBe("points");
    expect(view.points.features.map(({ properties }) => properties?.share)).toEqual([0.25, 1]);
    expect(view.unplaced).toHaveLength(1);
    // Circles at points that are off by some kilometres say so.
    expect(view.isRough).toBe(false);
    own.place.position = { ...own.place.position, accuracy: "rough" };
    expect(communeView(figures, undefined, points, numbers).isRough).toBe(true);
    const bare = communeView([figure("A", 1), figure("B", 7), figure("C", null)], undefined, undefined, numbers);
    expect(bare.form).toBe("ranking");
    expect(ranked(bare.unplaced, 2).map(({ value }) => value)).toEqual([7, 1]);
    expect(ranked(bare.unplaced, 3, true).map(({ value }) => value)).toEqual([1, 7, null]);
  });
});

it("a figure that is old is drawn as old, whatever limit it was over", () => {
  const crossed = { level: "alarm" as const, above: 1, name: words("x") };
  expect(levelOf(figure("A", 9, { crossed }))).toBe("alarm");
  expect(levelOf(figure("A", 9, { crossed, freshness: "late" }))).toBe("old");
  expect(levelOf(figure("A", null, { freshness: "none" }))).toBe("none");
  expect(worstOf([figure("A", 1), figure("B", 1, { freshness: "stale" })])).toBe("stale");
});

it("a map says that it is approximate where anything it draws stands where nobody has surveyed it", () => {
  const at = (accuracy: "surveyed" | "approximate") => ({ lon: 106.5, lat: 21.9, accuracy });
  const gate = (accuracy: "surveyed" | "approximate"): Place => ({
    ...{ id: "g", kind: "gate", name: words("G") },
    position: at(accuracy),
  });
  expect(areApproximate([gate("approximate")], [], () => true)).toBe(true);
  expect(areApproximate([gate("approximate")], [], (layer) => layer !== "gates")).toBe(false);
  expect(areApproximate([gate("surveyed")], [], () => true)).toBe(false);
  // Communes are told of by themselves.
  expect(areApproximate([{ ...gate("approximate"), kind: "commune" }], [], () => true)).toBe(false);
});

it("heat weighs what is there, and nothing that is lost", () => {
  const at = (name: string, value: number, freshness: PlaceFigure["freshness"] = "fresh") => {
    const made = figure(name, value, { freshness });
    made.place.position = { lon: 106.5, lat: 21.9, accuracy: "surveyed" };
    return made;
  };
  const heat = heatOf([at("A", 10), at("B", 5), at("C", 99, "lost"), figure("không có vị trí", 3)]);
  expect(heat.features.map(({ properties }) => properties?.weight)).toEqual([1, 0.5]);
});

it("places that are named already are not named twice", () => {
  const point = (name: string, kind?: string) => ({
    type: "Feature" as const,
    properties: { name, kind },
    geometry: { type: "Point" as const, coordinates: square(0, 0)[0] ?? [] },
  });
  const layer = { revision: "a", name: "x", features: 3, asOfMs: 1 };
  const layers = new Map([
    [
      "places",
      {
        layer: { ...layer, role: "places" as const },
        features: {
          type: "FeatureCollection" as const,
          features: [point("Đồng Đăng"), point("Xã Na Sầm", "xã"), point("Bản Chắt")],
        },
      },
    ],
    ["communes", { layer: { ...layer, role: "communes" as const }, features: areas() }],
  ]);
  const town: Place = { id: "dd", kind: "town", name: words("Đồng Đăng") };
  expect(otherPlaces(layers, [town]).features.map(({ properties }) => properties?.name)).toEqual(["Bản Chắt"]);
});

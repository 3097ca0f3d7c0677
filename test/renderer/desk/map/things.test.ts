import { describe, expect, it } from "vitest";
import type { CameraView } from "#contract/entities/camera.ts";
import type { Place } from "#contract/entities/place.ts";
import { thingsAt } from "../../../../renderer/desk/map/picking.ts";
import { begun, ended, mostPoints, withoutLast, withPoint } from "../../../../renderer/desk/map/shape.ts";
import { type Lonlat, thingsOf, vehicleThings } from "../../../../renderer/desk/map/things.ts";
import { viewOf } from "../../../../renderer/desk/map/view-of.ts";
import type { MapData } from "../../../../renderer/state/site-map.ts";

const words = (vi: string) => ({ vi, en: vi });
const at = (lon: number, lat: number) => ({ lon, lat, accuracy: "surveyed" as const });
const camera = (id: string, lon: number, lat: number): CameraView => ({
  id,
  name: words(`Camera ${id}`),
  position: at(lon, lat),
  isSimulated: false,
  state: "idle",
  sinceMs: 0,
  lastPictureAtMs: null,
  reason: null,
});
const places: Place[] = [
  { id: "tinh", kind: "province", name: words("Tỉnh") },
  { id: "cua", kind: "gate", name: words("Hữu Nghị"), position: at(106.1, 21.1) },
  { id: "ky-lua", kind: "commune", name: words("Phường Kỳ Lừa") },
  { id: "hoang-van-thu", kind: "commune", name: words("Xã Hoàng Văn Thụ") },
  { id: "ba-son", kind: "commune", name: words("Xã Ba Sơn"), position: { lon: 106.9, lat: 21.9, accuracy: "rough" } },
  {
    id: "tan-tien",
    kind: "commune",
    name: words("Xã Tân Tiến"),
    position: { lon: 106.3, lat: 22.3, accuracy: "rough" },
  },
  { id: "cu", kind: "gate", name: words("Cửa cũ"), position: at(106.1, 21.1), to: "2025-07-01" },
];
const square = (west: number, south: number) => [
  [
    [west, south],
    [west + 0.2, south],
    [west + 0.2, south + 0.2],
    [west, south + 0.2],
    [west, south],
  ],
];
const feature = (id: number, name: string, geometry: object) => ({
  type: "Feature",
  id,
  properties: { name },
  geometry,
});
const layer = (features: object[]) => ({ layer: {}, features: { type: "FeatureCollection", features } });
const layers = new Map(
  Object.entries({
    communes: layer([
      feature(0, "Kỳ Lừa", { type: "Polygon", coordinates: square(106, 21) }),
      feature(1, "Xã Lạ", { type: "Polygon", coordinates: square(106.2, 21) }),
    ]),
    places: layer([
      feature(0, "Xã Hoàng Văn Thụ", { type: "Point", coordinates: [106.5, 21.5] }),
      feature(1, "Hữu Nghị", { type: "Point", coordinates: [106.1, 21.1] }),
      feature(3, "Xã Tân Tiến", { type: "Point", coordinates: [106.31, 22.28] }),
      feature(2, "Bản Chắt", { type: "Point", coordinates: [106.6, 21.6] }),
    ]),
  }),
) as unknown as MapData["layers"];
const things = thingsOf([camera("a", 106.1, 21.1), camera("b", 106.101, 21.1)], places, layers);
const named = (name: string) => things.find((thing) => thing.name.vi === name);

describe("what stands on the map", () => {
  it("joins communes with their areas by name, and else with their points", () => {
    expect(named("Phường Kỳ Lừa")).toMatchObject({ kind: "commune", place: "ky-lua", position: null });
    expect(named("Phường Kỳ Lừa")?.area).toBeDefined();
    expect(named("Xã Hoàng Văn Thụ")).toMatchObject({ place: "hoang-van-thu", position: [106.5, 21.5] });
    // A rough point leads there and says so; what the site has imported is nearer.
    expect(named("Xã Ba Sơn")).toMatchObject({ place: "ba-son", position: [106.9, 21.9], isRough: true });
    expect(named("Xã Tân Tiến")).toMatchObject({ place: "tan-tien", position: [106.31, 22.28] });
    expect(named("Xã Tân Tiến")).not.toHaveProperty("isRough");
    // The profile does not know it: it is there, without figures.
    expect(named("Xã Lạ")).toMatchObject({ kind: "commune" });
    expect(named("Xã Lạ")).not.toHaveProperty("place");
  });

  it("has every name once, and none of what is no more", () => {
    const names = things.map(({ name }) => name.vi);
    expect(names.filter((name) => name === "Hữu Nghị")).toHaveLength(1);
    expect(names).toContain("Bản Chắt");
    expect(names).not.toContain("Cửa cũ");
    expect(new Set(things.map(({ key }) => key)).size).toBe(things.length);
  });

  it("is seen whole: an area by its box, a point with its surroundings", () => {
    const commune = named("Phường Kỳ Lừa");
    const gate = named("Hữu Nghị");
    if (commune === undefined || gate === undefined) throw new Error("missing");
    expect(viewOf(commune)?.map((one) => one.toFixed(2))).toEqual(["106.00", "21.00", "106.20", "21.20"]);
    expect(viewOf(gate)?.[0]).toBeCloseTo(106.08);
    expect(viewOf({ ...gate, position: null })).toBeUndefined();
  });
});

describe("a click", () => {
  /** 1,000 px to the degree. */
  const project = ([lon, lat]: Lonlat) => ({ x: (lon - 106) * 1_000, y: (22 - lat) * 1_000 });
  const click = (lon: number, lat: number, hidden: readonly ("gates" | "cameras" | "communes")[] = []) =>
    thingsAt(things, { ...project([lon, lat]), position: [lon, lat] }, project, new Set(hidden)).map(
      ({ name }) => name.vi,
    );

  it("finds all that stands there, the gate first and the commune last", () => {
    expect(click(106.102, 21.101)).toEqual(["Hữu Nghị", "Camera b", "Camera a", "Phường Kỳ Lừa"]);
  });
  it("passes over layers that are switched off, and what is too far away", () => {
    expect(click(106.102, 21.101, ["gates"])).toEqual(["Camera b", "Camera a", "Phường Kỳ Lừa"]);
    expect(click(106.15, 21.15)).toEqual(["Phường Kỳ Lừa"]);
    expect(click(107, 21.9)).toEqual([]);
    // Nothing stands at a rough point.
    expect(click(106.9, 21.9)).toEqual([]);
  });
});

describe("a shape", () => {
  it("takes points up to a limit, gives the last back, and ends in two steps", () => {
    let shape = begun("area");
    for (let n = 0; n < mostPoints + 5; n += 1) shape = withPoint(shape, [106 + n / 1_000, 21]);
    expect(shape.points).toHaveLength(mostPoints);
    expect(withoutLast(shape).points).toHaveLength(mostPoints - 1);
    const closed = ended(shape);
    expect(closed).toMatchObject({ isOpen: false });
    expect(closed && ended(closed)).toBeUndefined();
    expect(ended(begun("distance"))).toBeUndefined();
  });
});

it("vehicles stand where they were last heard of, and nowhere once that is lost or no position", () => {
  const figure = (id: string, freshness: string, value: string | null) =>
    ({ place: { id, kind: "vehicle", name: words(id) }, freshness, reading: { value } }) as never;
  const found = vehicleThings([
    figure("a", "fresh", "21.75,106.55"),
    figure("b", "stale", "21.8,106.6"),
    figure("c", "lost", "21.8,106.6"),
    figure("d", "fresh", "ga Đồng Đăng"),
    figure("e", "none", null),
  ]);
  expect(found.map(({ place, position }) => [place, position])).toEqual([
    ["a", [106.55, 21.75]],
    ["b", [106.6, 21.8]],
  ]);
});

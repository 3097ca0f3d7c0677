import { expect, it } from "vitest";
import { CameraEventKind } from "#contract/entities/camera-event.ts";
import type { CameraMapEvent } from "#contract/entities/map-event.ts";
import { picked } from "../../../../renderer/desk/map/map-event-picking.ts";
import type { Thing } from "../../../../renderer/desk/map/things.ts";
import { rankedKinds } from "../../../../renderer/map/map-event-signs.ts";
import { marksAt } from "../../../../renderer/map/marks.ts";
import { countsOf, mapEventsAt } from "../../../../renderer/panels/map/map-events.ts";
import { MapSettings, mapRule } from "../../../../renderer/panels/map/settings.ts";
import { topicsOf } from "../../../../renderer/panels/needs.ts";

const mapEvent = (number: number, kind: CameraEventKind, camera = "a", isSimulated = false): CameraMapEvent => ({
  ...{ origin: "camera", number, kind, camera, atMs: number, source: "ai", isSimulated },
});
const positions: Record<string, { lon: number; lat: number }> = {
  a: { lon: 106.1, lat: 21.1 },
  b: { lon: 106.2, lat: 21.2 },
};
const placed = ({ camera }: CameraMapEvent) => positions[camera];

it("each stands where its camera does, and those without a place are counted", () => {
  const all = [mapEvent(4, "crowd"), mapEvent(3, "smoke", "b", true), mapEvent(2, "crowd"), mapEvent(1, "other", "?")];
  const { features } = mapEventsAt(all, placed, ({ kind, number }) => `${kind} ${number}`);
  expect(features.map(({ geometry, properties }) => [geometry, properties])).toMatchObject([
    [{ coordinates: [106.1, 21.1] }, { number: 4, label: "crowd 4" }],
    [{ coordinates: [106.2, 21.2] }, { number: 3, label: "smoke 3" }],
    [{ coordinates: [106.1, 21.1] }, { number: 2 }],
  ]);
  expect(countsOf(all, placed)).toEqual({
    kinds: [
      { kind: "smoke", count: 1 },
      { kind: "crowd", count: 2 },
      { kind: "other", count: 1 },
    ],
    unplaced: 1,
    simulated: 1,
    sources: ["ai"],
  });
});

it("every kind has a sign and a rank of its own, fire the highest, a plate the lowest", () => {
  expect(rankedKinds.map(({ kind }) => kind).sort()).toEqual([...CameraEventKind.options].sort());
  const byRank = rankedKinds.toSorted((a, b) => b.rank - a.rank).map(({ kind }) => kind);
  expect([byRank[0], byRank.at(-1)]).toEqual(["smoke", "plate"]);
  expect(new Set(rankedKinds.map(({ rank }) => rank)).size).toBe(rankedKinds.length);
});

it("plates are no events until the settings name them, and the page asks for what it shows alone", () => {
  const title = { vi: "Bản đồ", en: "Map" };
  const { cameraEvents } = MapSettings.parse({ title, cameraEvents: {} });
  expect(cameraEvents).toEqual({
    within: 86_400_000,
    kinds: CameraEventKind.options.filter((kind) => kind !== "plate"),
  });
  const site = { place: "tinh" };
  expect(topicsOf([mapRule.needs({ title, cameraEvents: {} })], site)).toMatchObject({
    ...{ cameraEvents: true, cameras: "all", sources: "all", readings: {} },
  });
  expect(topicsOf([mapRule.needs({ title })], site)).not.toHaveProperty("cameraEvents");
});

it("scenes that were written when they were called incidents show them as before", () => {
  const former = { title: { vi: "Bản đồ", en: "Map" }, incidents: { within: "2h" } };
  expect(mapRule.open(former)).toMatchObject({ settings: { cameraEvents: { within: 7_200_000 } } });
  expect(mapRule.needs(former)).toMatchObject({ cameraEvents: true });
});

it("a click on a mark of several comes nearer while they come apart, else tells each", () => {
  const thing = (number: number, lon: number): Thing => ({
    key: `mapEvent/${number}`,
    kind: "mapEvent",
    name: { vi: "", en: "" },
    position: [lon, 21.8],
    camera: "a",
    mapEvent: mapEvent(number, "smoke"),
  });
  const [one, near, far] = [thing(3, 106.7), thing(2, 106.7), thing(1, 106.8)];
  expect(picked([], 9)).toEqual({ things: [] });
  expect(picked([one], 9)).toEqual({ things: [one] });
  expect(picked([one, near], 9)).toEqual({ things: [one, near] });
  const { nearer } = picked([one, near, far], 9) as { nearer: number[] };
  expect(nearer[0]).toBeLessThan(106.7);
  expect(nearer[2]).toBeGreaterThan(106.8);
  expect(picked([one, far], 16)).toEqual({ things: [one, far] });
});

it("a mark that stands for several is told as each of them, and none where its shapes have changed meanwhile", async () => {
  const features = [
    { properties: { cluster_id: 7 } },
    { properties: { number: 1 } },
    { properties: { cluster_id: 8 } },
  ];
  const map = {
    getLayer: (id: string) => (id === "marks" ? {} : undefined),
    queryRenderedFeatures: (_box: unknown, { layers }: { layers: string[] }) => {
      expect(layers).toEqual(["marks"]);
      return features;
    },
  };
  const leavesOf = async (cluster: number) => {
    if (cluster === 8) throw new Error("no cluster");
    return [{ properties: { number: 2 } }, { properties: { number: 3 } }];
  };
  const marks = await marksAt(map, leavesOf, ["marks", "gone"], { x: 5, y: 5 }, 4);
  expect(marks).toEqual([{ number: 2 }, { number: 3 }, { number: 1 }]);
  expect(await marksAt(map, leavesOf, ["gone"], { x: 5, y: 5 }, 4)).toEqual([]);
});

import { expect, it } from "vitest";
import type { Reading } from "#contract/entities/reading.ts";
import { deskMapSettings } from "../../../../renderer/desk/map/plan.ts";
import type { Site } from "../../../../renderer/state/site.ts";

const words = { vi: "Bản đồ", en: "Map" };
const site = (tiles: readonly object[] = []) =>
  ({
    scene: { tiles },
    placeOf: new Map([["xe-a", { id: "xe-a", kind: "vehicle" }]]),
    indicators: ["toc-do", "vi-tri"].map((code) => ({ code })),
    indicatorOf: new Map(),
  }) as unknown as Site;
const reading = (indicator: string, value: Reading["value"]) => ({ indicator, place: "xe-a", value }) as Reading;
const vehicles = (of: Site, readings: readonly Reading[]) =>
  deskMapSettings(of, readings, words, undefined, { cameraEvents: false, reports: false }).vehicles;

it("vehicles are shown by what tells their positions, whatever is on air", () => {
  const readings = [reading("toc-do", 40), reading("vi-tri", "21.75,106.55")];
  expect(vehicles(site(), readings)).toEqual({ indicator: "vi-tri" });
  expect(vehicles(site(), [reading("toc-do", 40), reading("vi-tri", "không rõ")])).toBeUndefined();
  const tile = { panel: "map", settings: { title: words, vehicles: { indicator: "gps" } } };
  expect(vehicles(site([tile]), readings)).toEqual({ indicator: "gps" });
});

it("events of cameras are shown as the scene on air has them, under the former name too", () => {
  const settings = (key: string) =>
    deskMapSettings(
      site([{ panel: "map", settings: { title: words, [key]: { within: "2h" } } }]),
      ...([[], words, undefined, { cameraEvents: false, reports: false }] as const),
    ).cameraEvents;
  expect(settings("cameraEvents")).toMatchObject({ within: 7_200_000 });
  expect(settings("incidents")).toMatchObject({ within: 7_200_000 });
});

it("citizens' reports are shown where a source tells of them, as the scene on air has them", () => {
  const settings = (of: Site, reports: boolean) =>
    deskMapSettings(of, [], words, undefined, { cameraEvents: false, reports }).reports;
  expect(settings(site(), false)).toBeUndefined();
  expect(settings(site(), true)).toEqual({ within: 30 * 86_400_000, closed: false });
  const tile = { panel: "map", settings: { title: words, reports: { within: "7d", closed: true } } };
  expect(settings(site([tile]), false)).toEqual({ within: 7 * 86_400_000, closed: true });
});

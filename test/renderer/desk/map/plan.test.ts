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
  deskMapSettings(of, readings, words, undefined, false).vehicles;

it("vehicles are shown by what tells their positions, whatever is on air", () => {
  const readings = [reading("toc-do", 40), reading("vi-tri", "21.75,106.55")];
  expect(vehicles(site(), readings)).toEqual({ indicator: "vi-tri" });
  expect(vehicles(site(), [reading("toc-do", 40), reading("vi-tri", "không rõ")])).toBeUndefined();
  const tile = { panel: "map", settings: { title: words, vehicles: { indicator: "gps" } } };
  expect(vehicles(site([tile]), readings)).toEqual({ indicator: "gps" });
});

import { describe, expect, it } from "vitest";
import type { CameraView } from "#contract/entities/camera.ts";
import type { Place } from "#contract/entities/place.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { camerasAt } from "../../../../renderer/panels/map/features.ts";
import type { PlaceFigure } from "../../../../renderer/panels/map/place-figures.ts";
import { type Measured, stationsAt, trendOf } from "../../../../renderer/panels/map/stations.ts";

const words = (text: string) => ({ vi: text, en: text });
const position = { lon: 106.7, lat: 21.8, accuracy: "approximate" as const };
const hour = 3_600_000;
const now = 100 * hour;
const reading = (value: number, asOfMs: number) => ({ value, asOfMs }) as Reading;
const figure = (id: string, value: number | null, more: Partial<PlaceFigure> = {}): PlaceFigure => ({
  place: { id, kind: "station", name: words(id), position } satisfies Place,
  value,
  asOfMs: now,
  freshness: value === null ? "none" : "fresh",
  crossed: undefined,
  reading: value === null ? undefined : reading(value, now),
  ...more,
});
const rule = { decimals: 2, spanMs: hour };

describe("the trend of a station", () => {
  it.each([
    [256.4, 256.28, "up"],
    [256.4, 256.52, "down"],
    [256.4, 256.4009, "steady"],
  ])("%f after %f: %s", (value, before, trend) =>
    expect(trendOf(figure("a", value), reading(before, now - hour), rule)).toBe(trend),
  );

  it("is not known where nothing says so", () => {
    const before = reading(256, now - hour);
    expect(trendOf(figure("a", 256.4), undefined, rule)).toBeUndefined();
    expect(trendOf(figure("a", 256.4, { freshness: "late" }), before, rule)).toBeUndefined();
    expect(trendOf(figure("a", null), before, rule)).toBeUndefined();
    // The same reading is still the newest; and one from long before would make a slow change look like a fast one.
    expect(trendOf(figure("a", 256.4), reading(256.4, now), rule)).toBeUndefined();
    expect(trendOf(figure("a", 256.4), reading(256, now - 3 * hour), rule)).toBeUndefined();
  });
});

describe("stations on the map", () => {
  const measured = (sign: Measured["sign"], figures: PlaceFigure[], former?: Measured["former"]): Measured => ({
    sign,
    ...rule,
    figures,
    former,
    words: ({ place, value }) => `${place.id} ${value}`,
  });

  it("stand once for each thing they measure, with the arrow of their trend", () => {
    const { features } = stationsAt([
      measured(
        "water",
        [figure("a", 256.4), figure("b", null), figure("c", null)],
        new Map([["a", reading(256, now - hour)]]),
      ),
      measured("rain", [figure("a", 7), figure("b", 3), figure("c", null)]),
    ]);
    expect(features.map(({ properties }) => properties)).toEqual([
      { label: "a 256.4 ↑", icon: "water-normal", slot: 0, side: "left", level: "normal" },
      // It has never told anything: it is there all the same.
      { label: "c null", icon: "water-old", slot: 0, side: "any", level: "old" },
      // Beside its own other sign.
      { label: "a 7", icon: "rain-normal", slot: 1, side: "right", level: "normal" },
      { label: "b 3", icon: "rain-normal", slot: 0, side: "any", level: "normal" },
    ]);
  });
});

describe("cameras on the map", () => {
  const camera = (more: Partial<CameraView>): CameraView => ({
    id: "a",
    name: words("a"),
    position,
    isSimulated: false,
    state: "ok",
    sinceMs: 1,
    lastPictureAtMs: null,
    reason: null,
    ...more,
  });
  const views = (more: Partial<CameraView>) => camerasAt([camera(more)]).features[0]?.properties;

  it("say where they look by the nearest angle there is a symbol for", () => {
    expect(views({ fieldOfView: { bearing: 210, angle: 68 } })).toMatchObject({ view: "view-75", bearing: 210 });
    expect(views({})).toMatchObject({ view: "" });
  });

  it("see nothing where they are broken", () => {
    expect(views({ fieldOfView: { bearing: 210, angle: 68 }, state: "no-signal" })).toMatchObject({
      view: "",
      broken: 1,
    });
  });
});

import { describe, expect, it } from "vitest";
import { type Place, positionIn } from "#contract/entities/place.ts";
import type { Reading } from "#contract/entities/reading.ts";
import type { PlaceFigure } from "../../../../renderer/panels/map/place-figures.ts";
import { vehiclesAt } from "../../../../renderer/panels/map/vehicles.ts";

describe("positions as readings tell them", () => {
  it.each([
    ["21.8534,106.7615", 21.8534, 106.7615],
    [" geo:21.8534,106.7615;u=35 ", 21.8534, 106.7615],
    ["21.8534, 106.7615", 21.8534, 106.7615],
    ["-8,-70.5,12", -8, -70.5],
  ])("%s", (text, lat, lon) => expect(positionIn(text)).toEqual({ lat, lon }));

  it.each(["", "106.7615,21.8534", "21.85", "21,8534;106,7615", "95,10", "a,b", "21.85,190", "NaN,NaN", "1e2,3"])(
    "«%s» is none",
    (text) => expect(positionIn(text)).toBeNull(),
  );
});

describe("vehicles on the map", () => {
  const vehicle = (id: string, value: string | null, freshness: PlaceFigure["freshness"]): PlaceFigure => ({
    place: { id, kind: "vehicle", name: { vi: id, en: id } } satisfies Place,
    value: null,
    asOfMs: 1,
    freshness,
    crossed: undefined,
    reading: value === null ? undefined : ({ value, asOfMs: 1 } as Reading),
  });

  it("stand where they were heard of; old positions say so, lost and unreadable ones are counted", () => {
    const { points, ...counts } = vehiclesAt(
      [
        vehicle("a", "21.85,106.76", "fresh"),
        vehicle("b", "21.86,106.77", "stale"),
        vehicle("c", "21.87,106.78", "lost"),
        vehicle("d", null, "none"),
        vehicle("e", "đang ở gara", "fresh"),
      ],
      ({ place }) => place.id,
      ({ freshness }) => freshness,
    );
    expect(points.features.map(({ properties, geometry }) => ({ ...properties, ...geometry }))).toEqual([
      { label: "a", level: "normal", icon: "vehicle-normal", type: "Point", coordinates: [106.76, 21.85] },
      { label: "b\nstale", level: "old", icon: "vehicle-old", type: "Point", coordinates: [106.77, 21.86] },
    ]);
    expect(counts).toEqual({ old: 1, lost: 2, unreadable: 1 });
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeLabels } from "../../../../renderer/panels/map/label-column.ts";

const points = fc.array(fc.record({ x: fc.integer({ min: 0, max: 900 }), y: fc.integer({ min: 0, max: 1000 }) }), {
  minLength: 1,
  maxLength: 12,
});

describe("the column of labels beside the map", () => {
  it("never lets two labels overlap, leave the column or cross their lines when there is room", () => {
    fc.assert(
      fc.property(points, (raw) => {
        const placed = placeLabels(
          raw.map((p, i) => ({ id: String(i), ...p })),
          70,
          100,
          1000,
        );
        placed.forEach((label, i) => {
          expect(label.labelY).toBeGreaterThanOrEqual(135 - 1e-9);
          expect(label.labelY).toBeLessThanOrEqual(965 + 1e-9);
          const next = placed[i + 1];
          if (!next) return;
          expect(next.labelY - label.labelY).toBeGreaterThanOrEqual(70 - 1e-9);
          expect(next.y).toBeGreaterThanOrEqual(label.y);
        });
      }),
    );
  });

  it("leaves labels at their points' height where they have room of their own", () => {
    const placed = placeLabels(
      [
        { id: "a", x: 0, y: 200 },
        { id: "b", x: 0, y: 600 },
      ],
      70,
      0,
      1000,
    );
    expect(placed.map((label) => label.labelY)).toEqual([200, 600]);
  });
});

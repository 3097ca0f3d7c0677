import fc from "fast-check";
import { expect, test } from "vitest";
import { type Box, focusedOf, gridOf } from "../../../renderer/cameras/arrangement.ts";
import { worstOf } from "../../../renderer/cameras/worst-state.ts";
import { nearestOf } from "../../../renderer/panels/camera-near/nearest.ts";
import { beginTour, preparedForMs, proceed, type Tour } from "../../../renderer/panels/camera-tour/tour.ts";

const overlaps = (a: Box, b: Box) =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

test("any number of cameras has its places, all inside, none over another", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 36 }),
      fc.integer({ min: 400, max: 4_000 }),
      fc.integer({ min: 400, max: 4_000 }),
      fc.boolean(),
      (count, width, height, isFocused) => {
        const boxes = (isFocused ? focusedOf : gridOf)(count, width, height, 6);
        expect(boxes).toHaveLength(count);
        for (const [at, box] of boxes.entries()) {
          expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0);
          expect(Math.min(box.width, box.height)).toBeGreaterThan(0);
          expect(box.left + box.width).toBeLessThanOrEqual(width);
          expect(box.top + box.height).toBeLessThanOrEqual(height);
          for (const other of boxes.slice(at + 1)) expect(overlaps(box, other)).toBe(false);
        }
      },
    ),
  );
});

test("pictures are as large as their shape allows: 2×2, 3×3 and 4×4 on a monitor; a focus takes most of it", () => {
  const columns = (count: number) => new Set(gridOf(count, 1_920, 1_080, 8).map((box) => box.left)).size;
  expect([columns(4), columns(9), columns(16)]).toEqual([2, 3, 4]);
  const [large, ...small] = focusedOf(5, 1_920, 1_080, 8);
  expect((large?.width ?? 0) / 1_920).toBeGreaterThan(0.65);
  expect(new Set(small.map((box) => box.left)).size).toBe(1);
});

test("a tour prepares the next camera before its turn, waits a little for it, and goes round", () => {
  const every = 10_000;
  const step = (tour: Tour, now: number, isReady = false) => proceed(tour, now, 3, every, isReady);
  const start = beginTour(0);
  expect(step(start, every - preparedForMs - 1)).toBe(start);
  const prepared = step(start, every - preparedForMs);
  expect(prepared.next).toBe(1);
  expect(step(prepared, every - 1, true)).toBe(prepared);
  expect(step(prepared, every, false)).toBe(prepared);
  expect(step(prepared, every + 500, true)).toEqual({ shown: 1, next: null, beganAt: every + 500 });
  // A camera that shows nothing has its turn all the same: its tile says what is the matter.
  expect(step(prepared, every + 4_000, false).shown).toBe(1);
  expect(step({ shown: 2, next: null, beganAt: 0 }, every - 1).next).toBe(0);
  expect(proceed(start, 60_000, 1, every, true)).toBe(start);
});

test("near here: the place's own cameras first, then by distance; those nowhere on the map only at their own place", () => {
  const at = (lon: number, lat: number) => ({ lon, lat, accuracy: "approximate" as const });
  const cameras = [
    { id: "far", position: at(106.2, 22.3) },
    { id: "near", position: at(106.72, 21.98) },
    { id: "own-unplaced", place: "gate" },
    { id: "unplaced", place: "other" },
    { id: "own", place: "gate", position: at(106.9, 21.9) },
  ];
  expect(nearestOf(cameras, { id: "gate", position: at(106.71, 21.97) }, 4)).toEqual([
    "own-unplaced",
    "own",
    "near",
    "far",
  ]);
  expect(nearestOf(cameras, { id: "gate", position: at(106.71, 21.97) }, 2)).toEqual(["own-unplaced", "own"]);
  expect(nearestOf(cameras, { id: "other" }, 4)).toEqual(["unplaced"]);
});

test("a tile of several cameras reports the worst of them", () => {
  expect(worstOf(["live", "frozen", "live"])).toBe("frozen");
  expect(worstOf(["live", "last-picture", "no-signal"])).toBe("no-signal");
  expect(worstOf(["live"])).toBe("live");
  expect(worstOf([])).toBe("connecting");
});

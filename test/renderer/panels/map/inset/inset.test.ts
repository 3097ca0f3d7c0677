import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featureCollection } from "../../../../../renderer/map/engine.ts";
import { crowdOf, extentOf } from "../../../../../renderer/panels/map/inset/crowd.ts";
import { insetFor, trimmedTo } from "../../../../../renderer/panels/map/inset/inset-view.ts";
import { letter } from "../../../../../renderer/panels/map/inset/lettering.ts";
import { isInside, overlaps, placeNames, rectOfName } from "../../../../../renderer/panels/map/inset/names.ts";
import { createRoom, type Rect } from "../../../../../renderer/panels/map/inset/room.ts";

const spot = (id: string, x: number, y: number) => ({ id, x, y });

describe("what crowds", () => {
  it("is the largest group whose members each lie near another; two are no crowd", () => {
    const gates = [spot("a", 0, 0), spot("b", 20, 0), spot("c", 40, 0), spot("d", 300, 0), spot("e", 310, 0)];
    expect(crowdOf(gates, 25)?.map(({ id }) => id)).toEqual(["a", "b", "c"]);
    expect(crowdOf(gates, 15)).toBeUndefined();
    expect(extentOf(gates)).toEqual({ x: 0, y: 0, width: 310, height: 0 });
    // Of two as large, the one that is denser.
    const two = [...gates.slice(0, 3), spot("x", 500, 0), spot("y", 505, 0), spot("z", 510, 0)];
    expect(crowdOf(two, 25)?.map(({ id }) => id)).toEqual(["x", "y", "z"]);
  });
});

describe("the room for an inset", () => {
  const size = { width: 600, height: 400 };
  const side = 20;
  const rect = fc.record({
    left: fc.integer({ min: -40, max: 600 }),
    top: fc.integer({ min: -40, max: 400 }),
    width: fc.integer({ min: 1, max: 300 }),
    height: fc.integer({ min: 1, max: 300 }),
  });

  it("covers nothing that is taken, is as large as asked for, and is found where there is any", () => {
    const least = { width: 60, height: 60 };
    fc.assert(
      fc.property(fc.array(rect, { maxLength: 8 }), (all) => {
        const room = createRoom(size, side);
        for (const one of all) room.take(one);
        const found = room.largest(least, { width: 200, height: 160 }, { x: 300, y: 200 });
        if (found === undefined) {
          for (let left = 0; left <= size.width - 60; left += side)
            for (let top = 0; top <= size.height - 60; top += side)
              expect(all.some((one) => overlaps(rounded(one), { left, top, ...least }))).toBe(true);
          return;
        }
        expect(isInside(found, { left: 0, top: 0, ...size })).toBe(true);
        expect(found.width >= 60 && found.width <= 200 && found.height >= 60 && found.height <= 160).toBe(true);
        for (const one of all) expect(overlaps(one, found)).toBe(false);
      }),
    );
  });

  it("is not inside of a province, nor on a line, but may be in a province's hole", () => {
    const room = createRoom(size, side);
    const square = (from: number, to: number) => [
      { x: from, y: from },
      { x: to, y: from },
      { x: to, y: to },
      { x: from, y: to },
    ];
    room.takeInside([square(0, 400), square(100, 300)]);
    room.takeLine({ x: 500, y: 0 }, { x: 500, y: 399 });
    const most = { width: 600, height: 600 };
    expect(room.largest({ width: 150, height: 150 }, most, { x: 0, y: 0 })).toEqual({
      left: 100,
      top: 100,
      width: 200,
      height: 200,
    });
    room.take({ left: 100, top: 100, width: 200, height: 200 });
    expect(room.largest({ width: 60, height: 300 }, most, { x: 0, y: 0 })?.left).toBe(400);
    expect(room.largest({ width: 150, height: 150 }, most, { x: 0, y: 0 })).toBeUndefined();
  });

  const rounded = ({ left, top, width, height }: Rect): Rect => {
    const [x, y] = [Math.floor(left / side) * side, Math.floor(top / side) * side];
    return {
      left: x,
      top: y,
      width: Math.ceil((left + width) / side) * side - x,
      height: Math.ceil((top + height) / side) * side - y,
    };
  };
});

describe("the inset of crowded gates", () => {
  // A province of 600 px beside a column from 1300 px on, in a monitor of 1920 × 1080.
  const project = ([lon, lat]: [number, number]) => ({ x: 100 + lon * 600, y: 80 + lat * 900 });
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ];
  const outline = featureCollection([
    { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } },
  ]);
  const crowded = [0.4, 0.43, 0.46, 0.9].map((lat, at) => ({ id: String(at), ...project([0.95, lat]) }));
  const labels = crowded.map((one, at) => ({ ...one, labelY: 130 + at * 70 }));
  const laid = {
    size: { width: 1_920, height: 1_080 },
    ...{ spots: crowded, labels, columnX: 1_300, outline, names: featureCollection([]) },
    taken: [
      { left: 0, top: 0, width: 1_920, height: 80 },
      { left: 0, top: 1_000, width: 1_920, height: 80 },
    ],
  };

  it("stands in empty room: over no gate, no line of the column, neither head nor legend, nor the province", () => {
    const inset = insetFor(laid, project, 42);
    if (inset === undefined) throw new Error("no inset");
    const { box, frame, times, enlarge } = inset;
    const land = { left: 100, top: 80, width: 600, height: 900 };
    const rows = labels.map(({ labelY }) => ({ left: 1_300, top: labelY - 35, width: 620, height: 70 }));
    for (const one of [...laid.taken, ...rows, land]) expect(overlaps(one, box)).toBe(false);
    expect(times).toBeGreaterThan(1.8);
    // The frame holds the crowd and nothing of it is lost in the box; what it shows is as large as it says.
    for (const gate of crowded.slice(0, 3)) {
      expect(isInside({ left: gate.x, top: gate.y, width: 0, height: 0 }, frame)).toBe(true);
      const at = enlarge(gate);
      expect(isInside({ left: at.x, top: at.y, width: 0, height: 0 }, box)).toBe(true);
    }
    expect(box.width / frame.width).toBeCloseTo(times);
    expect(box.height / frame.height).toBeCloseTo(times);
  });

  it("draws of a long border what can be seen, and so does not know the rest", () => {
    const box = { left: 0, top: 0, width: 100, height: 100 };
    const at = (x: number, y: number) => ({ x, y });
    const line = [
      at(-50, 5),
      at(-90, 50),
      at(-60, 80),
      at(50, 50),
      at(150, 50),
      at(170, 90),
      at(150, 200),
      at(20, 200),
    ];
    expect(trimmedTo(line, box)).toEqual([at(-50, 5), at(-60, 80), at(50, 50), at(150, 50), at(150, 200), at(20, 200)]);
    const side = fc.integer({ min: -200, max: 300 });
    const inBox = fc.integer({ min: 0, max: 99 }).map((value) => value + 0.5);
    const corners = fc.array(fc.record({ x: side, y: side }), { minLength: 3, maxLength: 20 });
    fc.assert(
      fc.property(corners, inBox, inBox, (points, x, y) => {
        const [first = at(0, 0)] = points;
        const ring = [...points, first];
        // What lies inside of it is the same wherever it can be seen.
        expect(isWithin(trimmedTo(ring, box), x, y)).toBe(isWithin(ring, x, y));
      }),
    );
  });

  const isWithin = (ring: readonly { x: number; y: number }[], x: number, y: number): boolean =>
    ring.filter((one, number) => {
      const next = ring[number + 1];
      if (next === undefined || one.y > y === next.y > y) return false;
      return one.x + ((y - one.y) / (next.y - one.y)) * (next.x - one.x) > x;
    }).length %
      2 ===
    1;

  it("is none where nothing crowds, or no room is left", () => {
    expect(insetFor({ ...laid, spots: crowded.slice(1) }, project, 42)).toBeUndefined();
    const full = { left: 700, top: 0, width: 1_220, height: 1_080 };
    expect(insetFor({ ...laid, taken: [full] }, project, 42)).toBeUndefined();
  });
});

describe("names in an inset", () => {
  it("never overlap another name or another mark, nor leave the box", () => {
    const box = { left: 0, top: 0, width: 500, height: 300 };
    const point = fc.record({
      x: fc.integer({ min: 0, max: 500 }),
      y: fc.integer({ min: 0, max: 300 }),
      radius: fc.integer({ min: 4, max: 40 }),
      widthPx: fc.integer({ min: 20, max: 240 }),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 8 }), (all) => {
        const points = all.map((one, at) => ({ id: String(at), ...one }));
        const rects = placeNames(points, box, 30, 6).map((name) => ({
          id: name.id,
          ...rectOfName(name, points.find(({ id }) => id === name.id)?.widthPx ?? 0, 30),
        }));
        for (const [at, one] of rects.entries()) {
          expect(isInside(one, box)).toBe(true);
          for (const other of rects.slice(at + 1)) expect(overlaps(one, other)).toBe(false);
          for (const { id, x, y, radius } of points)
            if (id !== one.id)
              expect(overlaps(one, { left: x - radius, top: y - radius, width: 2 * radius, height: 2 * radius })).toBe(
                false,
              );
        }
      }),
    );
    const apart = [0, 1, 2, 3].map((at) => ({ id: String(at), x: 250, y: 50 + at * 66, radius: 12, widthPx: 150 }));
    expect(placeNames(apart, box, 30, 6)).toHaveLength(4);
  });

  it("are as large as the source line's type where each has room, else as names on the map, else there are none", () => {
    const gates = ["Tân Thanh", "Cốc Nam", "Hữu Nghị"].map((words, at) => ({
      ...{ id: words, words },
      ...{ x: 250, y: 60 + at * 80, radius: 14 },
    }));
    const box = { left: 0, top: 0, width: 500, height: 280 };
    expect(letter(gates, [], "phóng 4 lần", box, 40)?.px).toBe(40);
    const narrow = { left: 60, top: 0, width: 380, height: 280 };
    expect(letter(gates, [], "phóng 4 lần", narrow, 40)).toMatchObject({ px: 34.4 });
    expect(letter(gates, [], "phóng 4 lần", { left: 180, top: 0, width: 140, height: 280 }, 40)).toBeUndefined();
  });
});

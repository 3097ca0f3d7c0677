import { describe, expect, it } from "vitest";
import { DisplayNumbers, inReadingOrder } from "../../../main/shell/display-numbers.ts";

const monitor = (id: number, x: number, y: number, width = 1920, height = 1080) => ({
  id,
  bounds: { x, y, width, height },
});
const wall = [monitor(11, 1920, 1080), monitor(12, 0, 0), monitor(13, 1920, 0), monitor(14, 0, 1080)];

describe("numbers of the wall's monitors", () => {
  it("go row by row from the top left, whatever order the system lists them in", () => {
    const numbers = new DisplayNumbers().assign(wall);
    expect(Object.fromEntries(numbers)).toEqual({ 12: 1, 13: 2, 14: 3, 11: 4 });
  });

  it("forgive monitors that are not hung to the pixel", () => {
    const crooked = [monitor(1, 1920, -12), monitor(2, 0, 9), monitor(3, 1920, 1071), monitor(4, 0, 1094)];
    expect(inReadingOrder(crooked).map((m) => m.id)).toEqual([2, 1, 4, 3]);
  });

  it("stay with the other monitors while one is unplugged", () => {
    const numbers = new DisplayNumbers();
    numbers.assign(wall);
    const without = numbers.assign(wall.filter((m) => m.id !== 12));
    expect(Object.fromEntries(without)).toEqual({ 13: 2, 14: 3, 11: 4 });
  });

  it("are given back to what is plugged in at the same place, even under another id", () => {
    const numbers = new DisplayNumbers();
    numbers.assign(wall);
    numbers.assign(wall.filter((m) => m.id !== 12 && m.id !== 14));
    const back = numbers.assign([...wall.filter((m) => m.id !== 12 && m.id !== 14), monitor(99, 0, 1080)]);
    expect(back.get(99)).toBe(3);
    expect(back.get(13)).toBe(2);
  });

  it("give a monitor of an unknown place the lowest vacant number, and a further one a new number", () => {
    const numbers = new DisplayNumbers();
    numbers.assign(wall);
    numbers.assign(wall.filter((m) => m.id !== 13));
    const more = numbers.assign([...wall.filter((m) => m.id !== 13), monitor(77, 5000, 0), monitor(78, 9000, 0)]);
    expect(more.get(77)).toBe(2);
    expect(more.get(78)).toBe(5);
  });
});

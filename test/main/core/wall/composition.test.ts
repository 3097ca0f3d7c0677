import { expect, it } from "vitest";
import { compose, tilesOf } from "../../../../main/core/wall/composition.ts";

const plan = { columns: 2, rows: 2 };
const tile = (id: string, x: number, y: number, width: number, height: number) => ({
  id,
  panel: "heading",
  x,
  y,
  width,
  height,
  settings: {},
});
const scene = {
  id: "a",
  name: { vi: "A", en: "A" },
  tiles: [tile("trai", 0, 0, 24, 24), tile("ngang", 0, 24, 48, 24), tile("phai", 24, 0, 24, 24)],
};
const push = (display: number) => ({ display, tiles: [tile("push", 0, 0, 24, 24)] });

it("puts what was pushed over a monitor, and leaves what spans others there", () => {
  expect(compose(scene, [], plan)).toBe(scene);
  const composed = compose(scene, [push(4), push(2)], plan);
  expect(composed.tiles).toEqual([
    scene.tiles[0],
    { ...tile("ngang", 0, 24, 48, 24), except: [{ column: 1, row: 1 }] },
    tile("d4.push", 24, 24, 24, 24),
    tile("d2.push", 24, 0, 24, 24),
  ]);
});

it("leaves out a tile that nobody sees any more, and a push to a monitor that is not there", () => {
  expect(compose(scene, [push(3), push(4)], plan).tiles.map(({ id }) => id)).not.toContain("ngang");
  expect(compose(scene, [push(9)], plan)).toBe(scene);
});

it("cuts a spanning tile to the monitor that another one shows", () => {
  expect(tilesOf(scene, { column: 1, row: 1 })).toEqual([tile("ngang", 0, 0, 24, 24)]);
});

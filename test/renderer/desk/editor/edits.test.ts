import fc from "fast-check";
import { expect, it } from "vitest";
import { type Tile, Tile as TileSchema } from "#contract/entities/wall.ts";
import { SceneTemplate, sceneTemplates } from "#contract/scene-templates.ts";
import { opened, type Work } from "../../../../renderer/desk/editor/draft.ts";
import {
  addedTiles,
  alignedTiles,
  pulledTiles,
  swapped,
  withTemplate,
} from "../../../../renderer/desk/editor/edits.ts";
import { holds, isInside, overlaps, pulled, roomFor } from "../../../../renderer/desk/editor/placing.ts";
import { panelKinds } from "../../../../renderer/panels/rules.ts";

const plan = { columns: 2, rows: 2 };
const tile = (id: string, x: number, y: number, width: number, height: number): Tile => ({
  id,
  panel: "key-figure",
  x,
  y,
  width,
  height,
  settings: { indicator: id },
});
const work = (...tiles: Tile[]): Work =>
  opened({
    id: "canh",
    name: { vi: "C", en: "C" },
    tags: [],
    tiles,
    version: 1,
    changedAtMs: 1,
    by: null,
    mistakes: [],
  });
const place = ({ x, y, width, height }: Tile) => [x, y, width, height];
const places = ({ draft }: Work) => draft.tiles.map(place);

it("never lets a tile out of the wall nor vanish, however it is pulled", () => {
  const units = fc.integer({ min: -200, max: 200 });
  fc.assert(
    fc.property(
      fc.constantFrom("" as const, ...holds),
      units,
      units,
      fc.nat(60),
      fc.nat(60),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 60 }),
      (hold, byX, byY, x, y, width, height) => {
        const after = pulled({ x, y, width, height }, hold, { x: byX, y: byY }, plan);
        expect(TileSchema.safeParse({ id: "a", panel: "b", ...after }).success).toBe(true);
        expect(isInside(after, plan)).toBe(true);
        expect(Math.min(after.width, after.height)).toBeGreaterThanOrEqual(2);
      },
    ),
  );
});

it("moves several together, and stops all of them where one has reached the edge", () => {
  const two = work(tile("a", 0, 0, 12, 12), tile("b", 30, 0, 12, 12));
  expect(places(pulledTiles(two, ["a", "b"], { hold: "", x: 20, y: 3 }, plan))).toEqual([
    [6, 3, 12, 12],
    [36, 3, 12, 12],
  ]);
});

it("resizes by an edge, swaps two, and aligns all with the first", () => {
  const two = work(tile("a", 12, 0, 12, 12), tile("b", 24, 24, 6, 6));
  expect(places(pulledTiles(two, ["a"], { hold: "w", x: -4, y: 9 }, plan))[0]).toEqual([8, 0, 16, 12]);
  expect(places(swapped(two, ["a", "b"]))).toEqual([
    [24, 24, 6, 6],
    [12, 0, 12, 12],
  ]);
  expect(places(alignedTiles(two, ["a", "b"], "right", plan))[1]).toEqual([18, 24, 6, 6]);
  expect(places(alignedTiles(two, ["b", "a"], "same-width", plan))[0]).toEqual([12, 0, 6, 12]);
});

it("puts new tiles where there is room, on the wanted monitor first", () => {
  const taken = [{ x: 0, y: 0, width: 24, height: 12 }];
  expect(roomFor({ width: 24, height: 12 }, taken, 1, plan)).toMatchObject({ x: 0, y: 12 });
  expect(roomFor({ width: 24, height: 24 }, taken, 1, plan)).toMatchObject({ x: 24, y: 0 });
  const whole = [{ x: 0, y: 0, width: 48, height: 48 }];
  expect(roomFor({ width: 12, height: 12 }, whole, 4, plan)).toMatchObject({ x: 30, y: 30 });
});

it("adds no more than a scene may have", () => {
  const many = Array.from({ length: 300 }, () => tile("a", 0, 0, 2, 2));
  expect(addedTiles(work(), many, 1, plan).work.draft.tiles.length).toBe(256);
});

it("lays a template over a monitor and keeps what its tiles showed", () => {
  const four = sceneTemplates[0] as SceneTemplate;
  const before = work(tile("giu", 3, 3, 5, 5), tile("khac", 30, 3, 5, 5));
  const after = withTemplate(before, four, 1, plan);
  expect(after.draft.tiles.map(({ id }) => id)).toEqual([
    "khac",
    "giu",
    "key-figure-1",
    "key-figure-2",
    "key-figure-3",
  ]);
  expect(after.draft.tiles[1]).toEqual({ ...tile("giu", 0, 0, 12, 12) });
  for (const a of after.draft.tiles) for (const b of after.draft.tiles) expect(a !== b && overlaps(a, b)).toBe(false);
});

it("has templates of panels that there are, without one tile over another", () => {
  for (const template of sceneTemplates) {
    expect(SceneTemplate.safeParse(template).success).toBe(true);
    for (const { panel } of template.tiles) expect(panelKinds).toContain(panel);
    const laid = withTemplate(work(), template, 4, { columns: 3, rows: 2 }).draft.tiles;
    for (const a of laid) {
      expect(isInside(a, { columns: 3, rows: 2 })).toBe(true);
      for (const b of laid) expect(a !== b && overlaps(a, b), template.id).toBe(false);
    }
  }
});

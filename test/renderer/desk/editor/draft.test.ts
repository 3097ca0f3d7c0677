import { expect, it } from "vitest";
import type { Tile } from "#contract/entities/wall.ts";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import {
  changed,
  freshTileId,
  isUnsaved,
  opened,
  rebased,
  redone,
  saved,
  undone,
  type Work,
} from "../../../../renderer/desk/editor/draft.ts";
import { sceneIdOf } from "../../../../renderer/desk/editor/scene-id.ts";

const tile = (id: string, x = 0): Tile => ({ id, panel: "heading", x, y: 0, width: 4, height: 4, settings: {} });
const scene = (version: number, tiles: Tile[]): StoredScene => ({
  id: "canh",
  name: { vi: "Cảnh", en: "Scene" },
  tags: [],
  tiles,
  version,
  changedAtMs: version,
  by: { role: "operator", name: "Lan" },
  mistakes: [],
});
const moved = (work: Work, id: string, x: number, step: string | null = null) =>
  changed(work, { ...work.draft, tiles: work.draft.tiles.map((one) => (one.id === id ? { ...one, x } : one)) }, step);
const places = ({ draft }: Work) => draft.tiles.map(({ id, x }) => `${id} ${x}`);

it("takes steps back and does them again; letters of one word are one step", () => {
  let work = opened(scene(1, [tile("a"), tile("b", 8)]));
  work = moved(work, "a", 1);
  work = moved(work, "b", 9, "drag 1");
  work = moved(work, "b", 10, "drag 1");
  expect(places(work)).toEqual(["a 1", "b 10"]);
  work = undone(work);
  expect(places(work)).toEqual(["a 1", "b 8"]);
  work = undone(undone(undone(work)));
  expect([places(work), isUnsaved(work)]).toEqual([["a 0", "b 8"], false]);
  work = redone(redone(work));
  expect(places(work)).toEqual(["a 1", "b 10"]);
  // Something else is done: what was taken back is gone.
  expect(moved(undone(work), "a", 2).future).toEqual([]);
});

it("keeps so many steps and no more", () => {
  let work = opened(scene(1, [tile("a")]));
  for (let x = 1; x <= 500; x += 1) work = moved(work, "a", x);
  expect(work.past.length).toBe(200);
});

it("follows what another saved in tiles that were not changed here; the last one wins tile by tile", () => {
  const work = moved(opened(scene(1, [tile("a"), tile("b", 8), tile("c", 16)])), "a", 3);
  const theirs = scene(2, [tile("a", 1), tile("b", 9), tile("d", 20)]);
  const { work: next, both } = rebased(work, theirs);
  expect(places(next)).toEqual(["a 3", "b 9", "d 20"]);
  expect(both).toEqual(["a"]);
  // Taken back, the tile is as the other has left it.
  expect(places(undone(next))).toEqual(["a 1", "b 9", "d 20"]);
  expect(isUnsaved(next)).toBe(true);
  expect(isUnsaved(undone(next))).toBe(false);
});

it("keeps a tile that was made here, and does not bring back one that was removed here", () => {
  const base = opened(scene(1, [tile("a"), tile("b", 8)]));
  const work = changed(base, { ...base.draft, tiles: [tile("a"), tile("moi", 4)] });
  expect(places(rebased(work, scene(2, [tile("a", 2), tile("b", 8)])).work)).toEqual(["a 2", "moi 4"]);
});

it("loses no tile where a scene calls two of them the same", () => {
  const work = opened(scene(1, [tile("a"), tile("a", 8)]));
  expect(places(rebased(work, scene(2, [tile("a", 1), tile("a", 8)])).work)).toEqual(["a 1", "a 8"]);
});

it("can still take back what was saved", () => {
  const work = moved(opened(scene(1, [tile("a")])), "a", 5);
  const kept = saved(work, scene(2, [tile("a", 5)]));
  expect(isUnsaved(kept)).toBe(false);
  expect([places(undone(kept)), isUnsaved(undone(kept))]).toEqual([["a 0"], true]);
});

it("gives names that nothing else has", () => {
  const work = opened({
    ...scene(1, [tile("heading-1")]),
    mistakes: [{ tile: "heading-2", reason: { code: "tile.unreadable", params: { at: "x" } } }],
  });
  expect(freshTileId("heading", work)).toBe("heading-3");
  expect(sceneIdOf("Giao ban sáng (Đ/c Chủ tịch)", new Set(["giao-ban-sang-d-c-chu-tich"]))).toBe(
    "giao-ban-sang-d-c-chu-tich-2",
  );
  expect(sceneIdOf("!!!", new Set())).toBe("canh");
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { ShownScene } from "#contract/entities/wall.ts";
import { restingWall, type WallState } from "#contract/entities/wall-state.ts";
import { createChangeover } from "../../../renderer/state/changeover.ts";
import { besideStore } from "../../../renderer/state/stage.ts";

const scene = (id: string): ShownScene => ({
  id,
  name: { vi: id, en: id },
  tiles: [{ id, panel: "heading", x: 0, y: 0, width: 1, height: 1, settings: {} }],
});
const wall = (over: Partial<WallState>): WallState => ({ ...restingWall(scene("a")), ...over });

beforeEach(() => void vi.useFakeTimers({ now: 1_000 }));
afterEach(() => {
  vi.useRealTimers();
  besideStore.setState(null, true);
});

function start(prepares = true, turn?: (change: number) => boolean) {
  const shown: string[] = [];
  const wanted: string[][] = [];
  const changeover = createChangeover({
    prepares,
    coreNow: () => Date.now(),
    show: ({ id }) => void shown.push(id),
    open: () => new Map(),
    ...(turn === undefined ? {} : { turn }),
    want: (tiles) => void wanted.push(tiles.map(({ id }) => id)),
  });
  expect(changeover.begin(wall({})).id).toBe("a");
  return { changeover, shown, wanted };
}

it("prepares beside what is shown, changes at the very moment, and clears what is gone a little later", () => {
  const { changeover, shown, wanted } = start();
  changeover.tell(wall({ next: { change: 1, scene: scene("b") } }));
  expect(besideStore.getState()).toMatchObject({ isNext: true, tiles: [{ id: "b" }] });
  expect(wanted).toEqual([["a", "b"]]);
  changeover.tell(wall({ change: 1, scene: scene("b"), showAtMs: 1_060 }));
  vi.advanceTimersByTime(59);
  expect(shown).toEqual([]);
  expect(besideStore.getState()?.isNext).toBe(true);
  vi.advanceTimersByTime(1);
  expect(shown).toEqual(["b"]);
  // Taken away in the frame of the change, a map or a video would hold it up.
  expect(besideStore.getState()).toMatchObject({ isNext: false, tiles: [{ id: "a" }] });
  vi.advanceTimersByTime(500);
  expect(besideStore.getState()).toBeNull();
  expect(wanted.at(-1)).toEqual(["b"]);
});

it("drops a preparation that a newer change has overtaken", () => {
  const { changeover, shown } = start();
  changeover.tell(wall({ next: { change: 1, scene: scene("b") } }));
  changeover.tell(wall({ next: { change: 2, scene: scene("c") } }));
  expect(besideStore.getState()).toMatchObject({ change: 2, tiles: [{ id: "c" }] });
  changeover.tell(wall({ change: 2, scene: scene("c"), showAtMs: 1_060 }));
  vi.advanceTimersByTime(60);
  expect(shown).toEqual(["c"]);
});

it("shows at once what it was told too late of, or whose moment cannot be meant", () => {
  const { changeover, shown } = start();
  changeover.tell(wall({ change: 1, scene: scene("b"), showAtMs: 990 }));
  changeover.tell(wall({ change: 2, scene: scene("c"), showAtMs: 9_999_999 }));
  expect(shown).toEqual(["b", "c"]);
});

it("prepares nothing on a page that is no window of the wall", () => {
  const { changeover, shown, wanted } = start(false);
  changeover.tell(wall({ next: { change: 1, scene: scene("b") } }));
  expect([besideStore.getState(), wanted]).toEqual([null, []]);
  changeover.tell(wall({ change: 1, scene: scene("b"), showAtMs: 1_060 }));
  vi.advanceTimersByTime(60);
  expect([shown, wanted]).toEqual([["b"], [["b"]]]);
});

it("follows a core that was started anew and counts from the beginning", () => {
  const { changeover } = start();
  changeover.tell(wall({ change: 7, scene: scene("b") }));
  expect(changeover.begin(wall({ change: 0, scene: scene("c") })).id).toBe("c");
  expect(changeover.begin(wall({ change: 0, scene: scene("d") })).id).toBe("d");
});

it("prepares what a page is told of when it joins only once it knows the site", () => {
  const { changeover, wanted } = start();
  const joined = wall({ next: { change: 1, scene: scene("b") } });
  expect(changeover.begin(joined).id).toBe("a");
  expect(besideStore.getState()).toBeNull();
  changeover.resume(joined);
  expect(besideStore.getState()).toMatchObject({ isNext: true, tiles: [{ id: "b" }] });
  expect(wanted).toEqual([["a", "b"]]);
});

it("turns by the word alone to what is prepared for that change, and draws it when it is told of it", () => {
  const turned: number[] = [];
  const { changeover, shown } = start(true, (change) => turned.push(change) > 0);
  changeover.turn(1);
  changeover.tell(wall({ next: { change: 1, scene: scene("b") } }));
  changeover.turn(2);
  expect(turned).toEqual([]);
  changeover.turn(1);
  expect([turned, shown]).toEqual([[1], []]);
  changeover.tell(wall({ change: 1, scene: scene("b"), showAtMs: 1_000 }));
  vi.advanceTimersByTime(100);
  expect(shown).toEqual(["b"]);
  changeover.turn(1);
  expect(new Set(turned)).toEqual(new Set([1]));
  expect(besideStore.getState()).toMatchObject({ isNext: false, tiles: [{ id: "a" }] });
});

it("turns to what is prepared at the moment, and has it drawn as what is shown a little later or before anything else", () => {
  const turned: number[] = [];
  const { changeover, shown } = start(true, (change) => turned.push(change) > 0);
  changeover.tell(wall({ next: { change: 1, scene: scene("b") } }));
  changeover.tell(wall({ change: 1, scene: scene("b"), showAtMs: 1_000 }));
  expect([turned, shown]).toEqual([[1], []]);
  // What stands prepared is what is seen: it must not be taken for something that is no longer wanted.
  expect(besideStore.getState()).toMatchObject({ isNext: true, tiles: [{ id: "b" }] });
  vi.advanceTimersByTime(100);
  expect(shown).toEqual(["b"]);
  expect(besideStore.getState()).toMatchObject({ isNext: false, tiles: [{ id: "a" }] });
  changeover.tell(wall({ change: 1, scene: scene("b"), next: { change: 2, scene: scene("c") } }));
  changeover.tell(wall({ change: 2, scene: scene("c"), showAtMs: 1_100 }));
  changeover.tell(wall({ change: 2, scene: scene("c"), next: { change: 3, scene: scene("d") } }));
  expect(shown).toEqual(["b", "c"]);
  expect(besideStore.getState()).toMatchObject({ isNext: true, tiles: [{ id: "d" }] });
});

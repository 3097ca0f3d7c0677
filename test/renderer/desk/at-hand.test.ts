import { expect, it } from "vitest";
import type { StoredScene } from "#contract/entities/wall-state.ts";
import { unreadSince } from "../../../renderer/desk/events/unread.ts";
import { followed } from "../../../renderer/desk/wall/at-hand.ts";
import type { Preparation } from "../../../renderer/desk/wall/preparation.ts";

const scene = (id: string, version: number): StoredScene => ({
  ...{ id, name: { vi: id, en: id }, tiles: [], tags: [], mistakes: [] },
  ...{ version, changedAtMs: version, by: null },
});
const preparing = (id: string, version: number): Preparation => ({ kind: "scene", scene: scene(id, version) });

it("what is in preparation is the newest of its scene, stays while nothing is known, and goes with its scene alone", () => {
  const one = preparing("mot", 1);
  expect(followed(one, undefined)).toBe(one);
  expect(followed(one, [scene("mot", 1), scene("hai", 4)])).toBe(one);
  expect(followed(one, [scene("mot", 2)])).toEqual(preparing("mot", 2));
  expect(followed(one, [scene("hai", 4)])).toBe("gone");
  expect(followed(undefined, [])).toBeUndefined();
  const name = { vi: "Camera", en: "Camera" };
  const camera: Preparation = {
    kind: "panel",
    candidate: { key: "camera/a", kind: "camera", name, panel: "camera", settings: { camera: "a" } },
  };
  expect(followed(camera, [])).toBe(camera);
});

it("events are unread from the last one on that this desk has listed, and all of them where the store began anew", () => {
  expect(unreadSince(0, 0)).toBe(0);
  expect(unreadSince(0, 7)).toBe(7);
  expect(unreadSince(7, 9)).toBe(2);
  expect(unreadSince(900, 3)).toBe(3);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { SteeringCommand } from "#contract/entities/steering.ts";
import { moveOf, Steerer } from "../../../renderer/desk/steering/steerer.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function rig(isTaken: () => boolean | Promise<boolean> = () => true) {
  const said: SteeringCommand[] = [];
  const steerer = new Steerer(async (command) => {
    said.push(command);
    return isTaken();
  }, 400);
  return { said, steerer, types: () => said.map(({ type }) => type) };
}

test("arrows turn, plus and minus zoom, both ways at once stand still, Shift goes slowly", () => {
  expect(moveOf(["ArrowUp", "ArrowLeft"], false)).toEqual({ type: "move", pan: -0.6, tilt: 0.6, zoom: 0 });
  expect(moveOf(["Equal", "NumpadAdd"], false)).toMatchObject({ zoom: 0.6 });
  expect(moveOf(["Minus"], true)).toMatchObject({ zoom: -0.15 });
  expect(moveOf(["ArrowLeft", "ArrowRight"], false)).toBeNull();
  expect(moveOf(["KeyA"], false)).toBeNull();
});

test("a held key is told again until it is let go, and then stopped once", async () => {
  const { steerer, types } = rig();
  steerer.press("ArrowRight", false);
  // The keyboard's own repeats say nothing new.
  steerer.press("ArrowRight", false);
  await vi.advanceTimersByTimeAsync(900);
  expect(types()).toEqual(["move", "move", "move"]);
  steerer.lift("ArrowRight");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(types()).toEqual(["move", "move", "move", "stop"]);
  steerer.halt();
  expect(types()).toHaveLength(4);
});

test("a window that is left stops the camera; another command ends a move without a stop of its own", async () => {
  const { steerer, said, types } = rig();
  steerer.press("ArrowUp", false);
  steerer.press("Equal", true);
  expect(said.at(-1)).toEqual({ type: "move", pan: 0, tilt: 0.15, zoom: 0.15 });
  steerer.halt();
  expect(types()).toEqual(["move", "move", "stop"]);
  steerer.press("ArrowUp", false);
  steerer.send({ type: "preset", token: "1" });
  steerer.lift("ArrowUp");
  await vi.advanceTimersByTimeAsync(2_000);
  expect(types().slice(3)).toEqual(["move", "preset"]);
});

test("what is refused is not asked for again and again while the key is held", async () => {
  const { steerer, types } = rig(() => false);
  steerer.press("ArrowLeft", false);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(types()).toEqual(["move"]);
  steerer.lift("ArrowLeft");
  expect(types()).toEqual(["move"]);
});

test("over a slow line moves do not queue up", async () => {
  const { steerer, types } = rig(() => new Promise((resolve) => setTimeout(() => resolve(true), 1_000)));
  steerer.press("ArrowLeft", false);
  await vi.advanceTimersByTimeAsync(1_900);
  expect(types()).toHaveLength(2);
  steerer.lift("ArrowLeft");
  expect(types().at(-1)).toBe("stop");
});

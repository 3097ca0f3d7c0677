import { expect, it } from "vitest";
import { type Changes, createGathering } from "../../../renderer/state/gathering.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";

const { readings, sources } = stageSnapshot("well", 1_795_000_000_000);
const [first, second] = readings;
if (first === undefined || second === undefined) throw new Error("the stage has too few readings");
const [source] = sources;
if (source === undefined) throw new Error("the stage has no source");

function rig() {
  const shown: Changes[] = [];
  const frames: (() => void)[] = [];
  const gathering = createGathering(
    (changes) => shown.push(changes),
    (run) => frames.push(run),
  );
  return { shown, frames, gathering };
}

it("shows at once while the page keeps up", () => {
  const { shown, frames, gathering } = rig();
  const changes = { readings: [first] };
  gathering.put(changes, 10);
  expect(shown).toEqual([changes]);
  expect(frames.length).toBe(0);
});

it("shows the newest of each with the next frame when the page is behind, and keeps the order after that", () => {
  const { shown, frames, gathering } = rig();
  gathering.put({ readings: [first] }, 80);
  gathering.put({ readings: [{ ...first, value: 2 }, second], sources: [source] }, 70);
  gathering.put({ readings: [{ ...first, value: 3 }] }, 5);
  expect(shown).toEqual([]);
  expect(frames.length).toBe(1);
  frames[0]?.();
  expect(shown).toEqual([{ readings: [{ ...first, value: 3 }, second], sources: [source], cameras: [] }]);
  gathering.put({ readings: [second] }, 5);
  expect(shown.length).toBe(2);
});

it("forgets what waits when a snapshot tells it anew", () => {
  const { shown, frames, gathering } = rig();
  gathering.put({ readings: [first] }, 80);
  gathering.clear();
  frames[0]?.();
  expect(shown).toEqual([]);
});

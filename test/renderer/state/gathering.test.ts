import { expect, it } from "vitest";
import { type Changes, createGathering } from "../../../renderer/state/gathering.ts";
import { stageSnapshot } from "../../lab/stage-snapshot.ts";

const { readings, sources } = stageSnapshot("well", 1_795_000_000_000);
const [first, second] = readings;
if (first === undefined || second === undefined) throw new Error("the stage has too few readings");
const [source] = sources;
if (source === undefined) throw new Error("the stage has no source");

/** A page on a clock of its own: showing takes `costMs`, and what is to run later runs when the clock gets there. */
function rig(costMs: number) {
  const shown: Changes[] = [];
  const due: { atMs: number; run: () => void }[] = [];
  const drawing: (() => void)[] = [];
  let nowMs = 0;
  const gathering = createGathering(
    (changes) => {
      shown.push(changes);
      nowMs += costMs;
    },
    {
      now: () => nowMs,
      after: (waitMs, run) => void due.push({ atMs: nowMs + waitMs, run }),
      beforeDrawing: (run) => void drawing.push(run),
    },
  );
  const pass = (ms: number) => {
    nowMs += ms;
    for (const one of due.splice(0)) {
      if (one.atMs <= nowMs) one.run();
      else due.push(one);
    }
  };
  const draw = () => {
    for (const run of drawing.splice(0)) run();
  };
  return { shown, due, drawing, gathering, pass, draw };
}

it("shows at once what comes after the page has had its rest", () => {
  const { shown, due, gathering, pass } = rig(2);
  const changes = { readings: [first] };
  gathering.put(changes);
  pass(8);
  gathering.put(changes);
  expect(shown).toEqual([changes, changes]);
  expect(due).toEqual([]);
});

it("rests as long as showing took, and then shows the newest of each that came", () => {
  const { shown, due, gathering, pass } = rig(10);
  gathering.put({ readings: [first] });
  gathering.put({ readings: [{ ...first, value: 2 }, second], sources: [source] });
  gathering.put({ readings: [{ ...first, value: 3 }] });
  expect(shown.length).toBe(1);
  expect(due.map(({ atMs }) => atMs)).toEqual([20]);
  pass(9);
  expect(shown.length).toBe(1);
  pass(1);
  expect(shown.slice(1)).toEqual([{ readings: [{ ...first, value: 3 }, second], sources: [source] }]);
});

it("draws what has come by then with every drawing, rest or no rest, and asks for none while nothing comes", () => {
  const { shown, drawing, gathering, pass, draw } = rig(10);
  gathering.put({ readings: [first] });
  gathering.put({ readings: [second] });
  expect(drawing.length).toBe(1);
  pass(5);
  draw();
  expect(drawing).toEqual([]);
  expect(shown.slice(1)).toEqual([{ readings: [second] }]);
  gathering.put({ readings: [{ ...first, value: 2 }] });
  draw();
  expect(shown[2]).toMatchObject({ readings: [{ value: 2 }] });
});

it("shows on a page that is not drawn at the end of its own rest, not at that of one before", () => {
  const { shown, gathering, pass, draw } = rig(10);
  gathering.put({ readings: [first] });
  gathering.put({ readings: [second] });
  pass(5);
  draw();
  gathering.put({ readings: [{ ...first, value: 2 }] });
  pass(5);
  expect(shown.length).toBe(2);
  pass(5);
  expect(shown[2]).toMatchObject({ readings: [{ value: 2 }] });
});

it("holds nothing back longer than a tenth of a second, however slow the page", () => {
  const { shown, gathering, pass } = rig(400);
  gathering.put({ readings: [first] });
  gathering.put({ readings: [second] });
  pass(100);
  expect(shown.length).toBe(2);
});

it("shows of a camera that went and came, or came and went, the last of it", () => {
  const { shown, gathering, pass } = rig(10);
  const { cameras } = stageSnapshot("well", 1_795_000_000_000);
  const [one, two] = cameras;
  if (one === undefined || two === undefined) throw new Error("the stage has too few cameras");
  gathering.put({ readings: [first] });
  gathering.put({ goneCameras: [one.id] });
  gathering.put({ cameras: [one, two] });
  gathering.put({ goneCameras: [two.id] });
  pass(10);
  expect(shown[1]).toEqual({ cameras: [one], goneCameras: [two.id] });
});

it("forgets what waits when a snapshot tells it anew", () => {
  const { shown, gathering, pass } = rig(10);
  gathering.put({ readings: [first] });
  gathering.put({ readings: [second] });
  gathering.clear();
  pass(100);
  expect(shown).toEqual([{ readings: [first] }]);
});

import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Scene, WallPlan } from "#contract/entities/wall.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { createArranging } from "../../../../main/core/wall/arranging.ts";
import { openWall, type Wall } from "../../../../main/core/wall/wall.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";

const plan: WallPlan = {
  ...{ columns: 3, rows: 2, viewingDistanceM: 4, diagonalInch: 55 },
  resolution: { width: 1920, height: 1080 },
};
const a: Scene = { id: "a", name: { vi: "A", en: "A" }, tiles: [] };
const lan = { role: "operator", name: "Lan" };
const minh = { role: "operator", name: "Minh" };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: Awaited<ReturnType<typeof openStore>>;
let wall: Wall;
/** Monitors 3 and 6 are another machine's. */
const machineOf = (display: number) => (display % 3 === 0 ? "hai" : "mot");

async function open(surfaces?: number[][]): Promise<void> {
  store = await openStore(folder.path);
  wall = await openWall({
    repository: store.wall,
    profile: {
      ...{ scenes: [a], scene: "a", timeZone: "Asia/Ho_Chi_Minh" },
      wall: surfaces === undefined ? plan : { ...plan, surfaces },
    },
    machineOf,
    now: () => Date.now(),
    log: pino({ level: "silent" }),
    onChange: () => {},
  });
}
async function close(): Promise<void> {
  wall.stop();
  await store.close();
}
beforeEach(async () => {
  folder = await temporaryFolder();
  await open();
});
afterEach(async () => {
  await close();
  await folder.remove();
});
const say = (surfaces: number[][], who = lan) => wall.execute({ type: "surfaces", surfaces }, who);
const codeOf = (done: Promise<unknown>) =>
  done.then(
    () => "done",
    (error: { code: string }) => error.code,
  );

describe("surfaces", () => {
  it("are said by a person, written down, taken back and done again, and outlive a restart", async () => {
    await say([
      [5, 4],
      [2, 1],
    ]);
    expect(wall.state().surfaces).toEqual([
      [1, 2],
      [4, 5],
    ]);
    const [entry] = (await wall.entries(lan, 1)).entries;
    expect(entry).toMatchObject({ kind: "surfaces", who: lan, params: { surfaces: "1+2, 4+5" } });
    await wall.execute({ type: "undo" }, lan);
    expect(wall.state().surfaces).toEqual([]);
    await wall.execute({ type: "redo" }, lan);
    await close();
    await open();
    expect(wall.state().surfaces).toEqual([
      [1, 2],
      [4, 5],
    ]);
  });

  it("are not taken back where somebody else has arranged monitors since; a scene taken since stays", async () => {
    await say([[1, 2]]);
    await wall.execute({ type: "blank", displays: [6] }, minh);
    await wall.execute({ type: "undo" }, lan);
    expect(wall.state()).toMatchObject({ surfaces: [], blanked: [6] });
    await say([[1, 2]]);
    await say([[4, 5]], minh);
    expect(await codeOf(wall.execute({ type: "undo" }, lan))).toBe("wall.overtaken-surfaces");
  });

  it("are refused where they are no rectangle, share a monitor or are on two machines", async () => {
    expect(await codeOf(say([[1, 5]]))).toBe("wall.surface-shape");
    expect(
      await codeOf(
        say([
          [1, 2],
          [2, 5],
        ]),
      ),
    ).toBe("wall.surface-overlap");
    expect(await codeOf(say([[5, 6]]))).toBe("wall.surface-machines");
    expect(await codeOf(say([[6, 7]]))).toBe("wall.no-such-display");
    expect(wall.state().surfaces).toEqual([]);
    expect((await wall.entries(lan, 5)).entries).toEqual([]);
    expect(await codeOf(say([[3, 6]]))).toBe("done");
  });

  it("follow the profile until somebody has said otherwise", async () => {
    await close();
    await open([[1, 4]]);
    expect(wall.state().surfaces).toEqual([[1, 4]]);
    expect(wall.file()).not.toHaveProperty("surfaces");
    await say([]);
    await close();
    await open([[1, 4]]);
    expect(wall.state().surfaces).toEqual([]);
  });

  it("go out and in with the file, and what cannot be read of it is told and changes nothing", async () => {
    await say([[1, 2]]);
    const file = JSON.parse(JSON.stringify(wall.file()));
    expect(file).toMatchObject({ schema: 3, surfaces: [[1, 2]] });
    await say([]);
    expect(await wall.takeIn(file, lan)).toMatchObject({ savedAutomations: ["surfaces"], mistakes: [] });
    expect(wall.state().surfaces).toEqual([[1, 2]]);
    expect(await wall.takeIn(file, lan)).toMatchObject({ savedAutomations: [], saved: [], mistakes: [] });
    await wall.execute({ type: "undo" }, lan);
    expect(wall.state().surfaces).toEqual([]);
    for (const [surfaces, code] of [
      ["nine", "wall.surface-unreadable"],
      [[[1, 5]], "wall.surface-shape"],
    ] as const) {
      const { mistakes } = await wall.takeIn({ ...file, surfaces }, lan);
      expect(mistakes.map(({ automation, reason }) => [automation, reason.code])).toEqual([["surfaces", code]]);
      expect(wall.state().surfaces).toEqual([]);
    }
    const { surfaces: _, ...older } = file;
    expect((await wall.takeIn(older, lan)).mistakes).toEqual([]);
  });
});

it("a shell is told how its monitors are arranged when it comes, and of every other arrangement while it is there", () => {
  const arranging = createArranging([[1, 2]]);
  const told: number[][][] = [];
  const shell = {};
  arranging.add(shell, (surfaces) => void told.push(surfaces));
  arranging.arrange([[1, 2]]);
  arranging.arrange([]);
  arranging.remove(shell);
  arranging.arrange([[3, 4]]);
  expect(told).toEqual([[[1, 2]], []]);
});

import fc from "fast-check";
import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { WallCommand } from "#contract/entities/wall-state.ts";
import { CodedError, sentence } from "#contract/errors.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { overtaken } from "../../../../main/core/wall/taking-back.ts";
import { openWall, type Wall } from "../../../../main/core/wall/wall.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { planOf, scene, words } from "./plain-site.ts";

const plan = planOf(2);
const person = (name: string) => ({ role: "operator", name });
const [lan, minh] = [person("Lan"), person("Minh")];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

async function open(name = "mot"): Promise<{ wall: Wall; close(): Promise<void> }> {
  const store = await openStore(`${folder.path}/${name}`);
  let ms = 1_000_000;
  const wall = await openWall({
    repository: store.wall,
    profile: { scenes: ["a", "b", "c"].map(scene), scene: "a", wall: plan, timeZone: "Asia/Ho_Chi_Minh" },
    now: () => ++ms,
    log: pino({ level: "silent" }),
    onChange: () => {},
  });
  return {
    wall,
    async close() {
      wall.stop();
      await store.close();
    },
  };
}
const refused = (code: string) => expect.objectContaining({ code });
const push = (display: number, what: string): WallCommand => ({
  type: "push",
  display,
  content: { kind: "panel", what: words(what), panel: "camera", settings: {} },
  forMs: null,
});
type Driven = Parameters<Wall["execute"]>[0];
const drive = (wall: Wall, command: WallCommand, who: typeof lan) => wall.execute(command as Driven, who);

it("takes back one's own last deed and leaves what another did alone; redo too", async () => {
  const { wall, close } = await open();
  await drive(wall, { type: "take", scene: "b" }, lan);
  await drive(wall, push(2, "Camera"), minh);
  await drive(wall, { type: "banner", text: "Diễn tập", forMs: null }, minh);
  await drive(wall, { type: "undo" }, lan);
  expect(wall.state()).toMatchObject({ scene: { id: "a" }, pushes: [{ display: 2 }], banner: { text: "Diễn tập" } });
  await drive(wall, { type: "undo" }, minh);
  await drive(wall, { type: "redo" }, lan);
  expect(wall.state()).toMatchObject({ scene: { id: "b" }, pushes: [{ display: 2 }], banner: null });
  await expect(drive(wall, { type: "redo" }, lan)).rejects.toEqual(refused("wall.nothing-to-redo"));
  await drive(wall, { type: "redo" }, minh);
  expect(wall.state().banner?.text).toBe("Diễn tập");
  await close();
});

it("refuses, and says who was there since, where another has taken after it; not once he has taken that back", async () => {
  const { wall, close } = await open();
  await drive(wall, { type: "take", scene: "b" }, lan);
  await drive(wall, { type: "take", scene: "c" }, minh);
  const refusal = await drive(wall, { type: "undo" }, lan).catch((error: unknown) => error);
  expect(refusal).toEqual(refused("wall.overtaken-scene"));
  expect(refusal instanceof CodedError && sentence(refusal.toMessage(), "vi")).toContain(
    "đã được đổi sau việc đó (Minh, 08:16)",
  );
  expect(wall.state()).toMatchObject({ scene: { id: "c" }, control: { who: minh } });
  await drive(wall, { type: "undo" }, minh);
  expect(wall.state()).toMatchObject({ scene: { id: "b" }, control: { who: lan } });
  await drive(wall, { type: "undo" }, lan);
  expect(wall.state()).toMatchObject({ scene: { id: "a" }, control: { by: "none" } });
  // Done again by the first, the second one's would now go over it.
  await drive(wall, { type: "redo" }, lan);
  await expect(drive(wall, { type: "redo" }, minh)).rejects.toEqual(refused("wall.overtaken-scene"));
  await close();
});

it("never uncovers a monitor that another has covered as well, for privacy", async () => {
  const { wall, close } = await open();
  await drive(wall, { type: "blank", displays: [1] }, lan);
  await drive(wall, { type: "blank", displays: "all" }, minh);
  await expect(drive(wall, { type: "undo" }, lan)).rejects.toEqual(refused("wall.overtaken-blank"));
  expect(wall.state().blanked).toEqual([1, 2]);
  await close();
});

it("refuses where a scene was saved by another since, is gone, or would go from under the wall", async () => {
  const { wall, close } = await open();
  const edited = (basedOn: number) => ({ name: words("Sửa"), tags: [], tiles: [], basedOn });
  await wall.save("b", edited(1), lan);
  await wall.save("b", edited(2), minh);
  await expect(drive(wall, { type: "undo" }, lan)).rejects.toMatchObject({
    code: "wall.overtaken-saved",
    params: { name: "Sửa" },
  });
  await wall.save("moi", edited(0), lan);
  await drive(wall, { type: "take", scene: "moi" }, minh);
  await expect(drive(wall, { type: "undo" }, lan)).rejects.toEqual(refused("scene.on-air"));
  await drive(wall, { type: "take", scene: "c" }, lan);
  await wall.remove("moi", minh);
  await expect(drive(wall, { type: "undo" }, lan)).rejects.toEqual(refused("scene.unknown"));
  expect(wall.state().scene.id).toBe("c");
  await close();
});

it("of an entry that an older program has written knows not what it was about, and lets nobody else's stand in between", () => {
  const other = { id: 5, changedBy: minh, changedAtMs: 5, since: 5, touches: ["banner"], isStanding: true };
  expect(overtaken({ id: 4, since: 4, touches: null }, [other])).toEqual({ by: other, part: null });
  expect(overtaken({ id: 4, since: 4, touches: ["scene"] }, [other])).toBeUndefined();
  expect(overtaken({ id: 4, since: 4, touches: ["scene"] }, [{ ...other, touches: null }])?.part).toBeNull();
});

it("takes back any one entry, also another's, says whose it was, and refuses what was changed since, by oneself too", async () => {
  const { wall, close } = await open();
  const newest = async () => (await wall.entries(minh, 1)).entries[0];
  await drive(wall, push(2, "Camera"), lan);
  const pushed = (await newest())?.id ?? 0;
  await drive(wall, { type: "take", scene: "b" }, lan);
  await drive(wall, { type: "banner", text: "Diễn tập", forMs: null }, minh);
  await drive(wall, { type: "take-back", entry: pushed }, minh);
  expect(wall.state()).toMatchObject({ scene: { id: "b" }, pushes: [], banner: { text: "Diễn tập" } });
  const { entries, you, toUndo, toRedo } = await wall.entries(minh, 10);
  expect(entries[0]).toMatchObject({
    ...{ kind: "undo", who: minh, isRevocable: false },
    params: { of: "push", ofName: "Lan", ofAtMs: entries.find(({ id }) => id === pushed)?.atMs, display: 2 },
  });
  expect(entries.map(({ isRevocable, isUndone }) => [isRevocable, isUndone])).toEqual([
    [false, false],
    [true, false],
    [true, false],
    [false, true],
  ]);
  // To do it again is for whoever took it back.
  expect([you, toUndo, toRedo]).toEqual([minh, entries[1]?.id, pushed]);
  expect((await wall.entries(lan, 10)).toRedo).toBeNull();
  const again = await drive(wall, { type: "take-back", entry: pushed }, lan).catch((error: unknown) => error);
  expect(again).toMatchObject({ code: "wall.entry-undone", params: { by: " (Minh, 08:16)" } });
  await expect(drive(wall, { type: "take-back", entry: 999 }, lan)).rejects.toEqual(refused("wall.entry-unknown"));
  await expect(drive(wall, { type: "take-back", entry: entries[0]?.id ?? 0 }, lan)).rejects.toEqual(
    refused("wall.entry-unknown"),
  );
  await drive(wall, { type: "redo" }, minh);
  expect(wall.state().pushes).toMatchObject([{ display: 2, who: lan }]);
  await drive(wall, { type: "give-back", displays: [2] }, lan);
  await expect(drive(wall, { type: "take-back", entry: pushed }, lan)).rejects.toMatchObject({
    code: "wall.overtaken-display",
    params: { by: " (Lan, 08:16)", name: "2" },
  });
  await close();
});

it("whatever three people do and undo, the wall is what the deeds that stand make of it, one after the other", async () => {
  const people = ["Lan", "Minh", "Hoa"].map(person);
  const display = fc.integer({ min: 1, max: 2 });
  const deed = fc.oneof(
    fc.record({ type: fc.constant("take" as const), scene: fc.constantFrom("a", "b", "c") }),
    fc.tuple(display, fc.constantFrom("x", "y")).map(([number, what]) => push(number, what)),
    display.map((number): WallCommand => ({ type: "give-back", displays: [number] })),
    fc.subarray([1, 2]).map((displays): WallCommand => ({ type: "blank", displays })),
    fc.constantFrom("m", "n").map((text): WallCommand => ({ type: "banner", text, forMs: null })),
    fc.constant<WallCommand>({ type: "banner-off" }),
  );
  const back = fc.constantFrom<WallCommand>({ type: "undo" }, { type: "undo" }, { type: "redo" });
  const any = fc.integer({ min: 1, max: 12 }).map((entry): WallCommand => ({ type: "take-back", entry }));
  const step = fc.tuple(fc.oneof(deed, back, back, any), fc.integer({ min: 0, max: 2 }));
  const shown = (wall: Wall) => {
    const { scene: on, control, pushes, blanked, banner } = wall.state();
    const places = [...pushes].sort((one, other) => one.display - other.display);
    return {
      scene: on.id,
      by: control.who?.name,
      pushes: places.map(({ display: at, what, who }) => [at, what.vi, who?.name]),
      blanked,
      banner: banner?.text,
    };
  };
  let runs = 0;
  let undone = 0;
  let takenBack = 0;
  let refusals = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      runs += 1;
      const { wall, close } = await open(`chay-${runs}`);
      const deeds: { id: number; command: WallCommand; who: typeof lan }[] = [];
      for (const [command, number] of steps) {
        const who = people[number] ?? lan;
        try {
          await drive(wall, command, who);
          if (command.type === "undo") undone += 1;
          if (command.type === "take-back") takenBack += 1;
          const { entries } = await wall.entries(who, 1);
          if (command.type !== "undo" && command.type !== "redo" && command.type !== "take-back")
            deeds.push({ id: entries[0]?.id ?? 0, command, who });
        } catch (error) {
          if (!(error instanceof CodedError)) throw error;
          if (error.code.startsWith("wall.overtaken")) refusals += 1;
        }
      }
      const { entries } = await wall.entries(lan, 200);
      const standing = new Set(entries.filter(({ isUndone }) => !isUndone).map(({ id }) => id));
      const again = await open(`lai-${runs}`);
      for (const { id, command, who } of deeds) if (standing.has(id)) await drive(again.wall, command, who);
      expect(shown(wall)).toEqual(shown(again.wall));
      await again.close();
      await close();
    }),
    { numRuns: 40 },
  );
  // All of it happens, or nothing was tried.
  expect(undone).toBeGreaterThan(0);
  expect(takenBack).toBeGreaterThan(0);
  expect(refusals).toBeGreaterThan(0);
}, 120_000);

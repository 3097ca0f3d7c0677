import pino from "pino";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Scene } from "#contract/entities/wall.ts";
import type { WallState } from "#contract/entities/wall-state.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { openWall, type Wall } from "../../../../main/core/wall/wall.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { until } from "../../../lab/until.ts";
import { planOf, scene, words } from "./plain-site.ts";

const plan = planOf(2);
const lan = { role: "operator", name: "Lan" };
const minh = { role: "operator", name: "Minh" };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: Awaited<ReturnType<typeof openStore>>;
let wall: Wall;
let told: WallState[];

async function open(scenes: Scene[] = [scene("a"), scene("b", 24)]): Promise<void> {
  store = await openStore(folder.path);
  told = [];
  wall = await openWall({
    repository: store.wall,
    profile: { scenes, scene: "a", wall: plan, timeZone: "Asia/Ho_Chi_Minh" },
    now: () => Date.now(),
    log: pino({ level: "silent" }),
    onChange: (state) => void told.push(state),
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
const entryKinds = async () =>
  (await wall.entries(lan, 50)).entries.map(({ kind, who }) => `${kind} ${who?.name ?? "-"}`);

describe("what people do to the wall", () => {
  it("is told, written down with who did it, and comes back after a restart", async () => {
    expect(wall.state()).toMatchObject({ scene: { id: "a" }, version: 1, control: { by: "none", who: null } });
    await wall.execute({ type: "take", scene: "b" }, lan);
    await wall.execute({ type: "blank", displays: [2] }, minh);
    await wall.execute({ type: "banner", text: "Diễn tập", forMs: null }, minh);
    expect(told.at(-1)).toMatchObject({
      scene: { id: "b" },
      control: { by: "operator", who: lan },
      blanked: [2],
      banner: { text: "Diễn tập", untilMs: null },
    });
    const { entries } = await wall.entries(lan, 10);
    expect(entries.map(({ kind, who, isUndone }) => [kind, who, isUndone])).toEqual([
      ["banner", minh, false],
      ["blank", minh, false],
      ["take", lan, false],
    ]);
    expect(entries[2]?.params).toEqual({ scene: words("B") });
    await close();
    await open();
    expect(wall.state()).toMatchObject({ scene: { id: "b" }, control: { by: "operator", who: lan }, blanked: [2] });
    expect(await entryKinds()).toEqual(["banner Minh", "blank Minh", "take Lan"]);
  });

  it("is prepared ahead without a word in the entries, and shown as it stands when it is taken", async () => {
    const line = {};
    wall.windows.join(line, [1], true);
    await wall.execute({ type: "prepare", scene: "b" }, lan);
    expect(wall.state()).toMatchObject({ scene: { id: "a" }, next: { change: 1, scene: { id: "b" } } });
    wall.windows.ready(line, 1);
    expect(await wall.execute({ type: "take", scene: "b" }, lan)).toEqual([]);
    expect(wall.state()).toMatchObject({ change: 1, scene: { id: "b" }, next: null });
    // What is on air needs no preparation; what nobody knows is said.
    await wall.execute({ type: "prepare", scene: "b" }, lan);
    expect(wall.state().next).toBeNull();
    await expect(wall.execute({ type: "prepare", scene: "x" }, lan)).rejects.toMatchObject({ code: "scene.unknown" });
    expect(await entryKinds()).toEqual(["take Lan"]);
    wall.windows.leave(line);
  });

  it("is taken back and done again, step by step, also after a restart", async () => {
    await wall.execute({ type: "take", scene: "b" }, lan);
    await wall.execute({ type: "blank", displays: "all" }, lan);
    await wall.execute({ type: "undo" }, lan);
    expect(wall.state()).toMatchObject({ scene: { id: "b" }, blanked: [] });
    await close();
    await open();
    await wall.execute({ type: "undo" }, lan);
    expect(wall.state()).toMatchObject({ scene: { id: "a" }, control: { by: "none" } });
    await expect(wall.execute({ type: "undo" }, lan)).rejects.toMatchObject({ code: "wall.nothing-to-undo" });
    await wall.execute({ type: "redo" }, lan);
    expect(wall.state().scene.id).toBe("b");
    const { entries } = await wall.entries(lan, 10);
    const numbers = entries.filter(({ kind }) => kind === "take" || kind === "blank").map(({ id }) => id);
    expect(await wall.entries(lan, 1)).toMatchObject({ toUndo: numbers[1], toRedo: numbers[0] });
    expect(await wall.entries(minh, 1)).toMatchObject({ toUndo: null, toRedo: null });
    // Something else was done: what was taken back before stays so.
    await wall.execute({ type: "banner", text: "x", forMs: null }, lan);
    await expect(wall.execute({ type: "redo" }, lan)).rejects.toMatchObject({ code: "wall.nothing-to-redo" });
    expect(await entryKinds()).toEqual(["banner Lan", "redo Lan", "undo Lan", "undo Lan", "blank Lan", "take Lan"]);
  });

  it("has monitors stand still since a moment that stays; brought back they stand still anew", async () => {
    await wall.execute({ type: "freeze", displays: [2] }, lan);
    const [first] = wall.state().frozen;
    await wall.execute({ type: "freeze", displays: "all" }, lan);
    expect(wall.state().frozen.find(({ display }) => display === 2)).toEqual(first);
    await wall.execute({ type: "freeze", displays: [] }, lan);
    expect(wall.state().frozen).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await wall.execute({ type: "undo" }, lan);
    expect(wall.state().frozen.map(({ display }) => display)).toEqual([1, 2]);
    // The picture of then is gone, so it must not be said to be of then.
    expect(wall.state().frozen[1]?.sinceMs).toBeGreaterThan(first?.sinceMs ?? 0);
    await close();
    await open();
    expect(wall.state().frozen.map(({ display }) => display)).toEqual([1, 2]);
  });

  it("says what cannot be done, and changes nothing", async () => {
    const before = wall.state();
    await expect(wall.execute({ type: "take", scene: "khong-co" }, lan)).rejects.toMatchObject({
      code: "scene.unknown",
    });
    await expect(wall.execute({ type: "blank", displays: [3] }, lan)).rejects.toMatchObject({
      code: "wall.no-such-display",
    });
    expect(wall.state()).toEqual(before);
    expect(await entryKinds()).toEqual([]);
  });

  it("is one after the other where two do it at once: the last one wins, both are written down", async () => {
    await Promise.all([
      wall.execute({ type: "take", scene: "b" }, lan),
      wall.execute({ type: "take", scene: "a" }, minh),
    ]);
    expect(wall.state()).toMatchObject({ scene: { id: "a" }, control: { who: minh }, next: null });
    expect(await entryKinds()).toEqual(["take Minh", "take Lan"]);
  });
});

describe("a push", () => {
  const push = (forMs: number | null) =>
    wall.execute(
      {
        type: "push",
        display: 1,
        content: { kind: "panel", what: words("Camera"), panel: "camera", settings: { camera: "c1" } },
        forMs,
      },
      lan,
    );
  it("covers a monitor, outlives a change of scene, and is given back", async () => {
    await push(null);
    expect(wall.state().scene.tiles.map(({ id }) => id)).toEqual(["d1.push"]);
    await wall.execute({ type: "take", scene: "b" }, lan);
    expect(wall.state().scene.tiles.map(({ id }) => id)).toEqual(["o-b", "d1.push"]);
    expect(wall.state().pushes).toMatchObject([{ display: 1, what: words("Camera"), untilMs: null, who: lan }]);
    await wall.execute({ type: "give-back", displays: [1] }, lan);
    expect(wall.state()).toMatchObject({ pushes: [], scene: { tiles: [{ id: "o-b" }] } });
  });

  it("shows what another monitor has in a scene", async () => {
    await wall.execute(
      { type: "push", display: 1, content: { kind: "scene", scene: "b", display: 2 }, forMs: null },
      lan,
    );
    expect(wall.state().scene.tiles).toMatchObject([{ id: "d1.o-b", x: 0, y: 0, width: 24 }]);
  });

  it("is given back by itself when its time is over, which is written down too", async () => {
    await push(1_000);
    expect(wall.state().pushes).toHaveLength(1);
    await until(() => wall.state().pushes.length === 0 && wall.state().scene.tiles[0]?.id === "o-a");
    expect(await entryKinds()).toEqual(["give-back -", "push Lan"]);
    // Taking the push back finds nothing left of it.
    await wall.execute({ type: "undo" }, lan);
    await wall.execute({ type: "redo" }, lan);
    expect(wall.state().pushes).toEqual([]);
  });

  it("whose time was over while nothing ran is gone at the start", async () => {
    await push(1_000);
    await close();
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    await open();
    expect(wall.state()).toMatchObject({ pushes: [], scene: { tiles: [{ id: "o-a" }] } });
  });
});

describe("scenes", () => {
  const edited = (basedOn: number, vi = "Sửa") => ({
    name: words(vi),
    tags: ["sáng"],
    tiles: scene("b").tiles,
    basedOn,
  });

  it("follow the profile until somebody edits them; then nothing of the edit is lost", async () => {
    await close();
    await open([scene("a", 24), scene("b", 24), scene("c")]);
    expect(wall.scenes.all().map(({ id, version, by }) => [id, version, by])).toEqual([
      ["a", 2, null],
      ["b", 1, null],
      ["c", 1, null],
    ]);
    expect(wall.state()).toMatchObject({ version: 2, scene: { tiles: [{ x: 24 }] } });
    await wall.save("a", edited(2), lan);
    await close();
    await open([scene("a", 5)]);
    expect(wall.scenes.get("a")).toMatchObject({ version: 3, by: lan, name: words("Sửa"), tags: ["sáng"] });
    expect(await wall.scenes.version("a", 1)).toMatchObject({ version: 1, tiles: [{ x: 0 }] });
  });

  it("are saved only over the version that was edited", async () => {
    expect(await wall.save("b", edited(1), lan)).toMatchObject({ version: 2 });
    await expect(wall.save("b", edited(1), minh)).rejects.toMatchObject({ code: "scene.changed" });
    expect(await wall.save("moi", edited(0, "Mới"), minh)).toMatchObject({ id: "moi", version: 1 });
  });

  it("change on the wall when the one on air is saved, and back when that is taken back", async () => {
    await wall.save("a", { ...edited(1), tiles: scene("a", 24).tiles }, lan);
    await until(() => wall.state().scene.tiles[0]?.x === 24);
    await wall.execute({ type: "undo" }, lan);
    expect(wall.state()).toMatchObject({ version: 3, scene: { name: words("A"), tiles: [{ x: 0 }] } });
    await wall.execute({ type: "redo" }, lan);
    expect(wall.scenes.get("a")).toMatchObject({ version: 4, name: words("Sửa") });
  });

  it("are removed, but not from under the wall, and brought back", async () => {
    await expect(wall.remove("a", lan)).rejects.toMatchObject({ code: "scene.on-air" });
    await wall.remove("b", lan);
    expect(wall.scenes.get("b")).toBeUndefined();
    await expect(wall.execute({ type: "take", scene: "b" }, lan)).rejects.toMatchObject({ code: "scene.unknown" });
    await wall.execute({ type: "undo" }, lan);
    expect(wall.scenes.get("b")).toMatchObject({ tiles: scene("b", 24).tiles });
  });

  it("go into a file and come back the same; nothing is written where nothing differs", async () => {
    await wall.save("b", edited(1), lan);
    const file = wall.file();
    expect(await wall.takeIn(JSON.parse(JSON.stringify(file)), minh)).toEqual({
      saved: [],
      savedAutomations: [],
      unchanged: 2,
      mistakes: [],
    });
    await wall.remove("b", lan);
    expect(await wall.takeIn(file, minh)).toMatchObject({ saved: ["b"], unchanged: 1 });
    expect(wall.scenes.get("b")).toMatchObject({ version: 4, by: minh, tags: ["sáng"] });
    await wall.execute({ type: "undo" }, minh);
    expect(wall.scenes.get("b")).toBeUndefined();
  });

  it("of a newer program's file are taken as far as they can be read, and kept whole", async () => {
    const tile = scene("a").tiles[0];
    const newer = {
      format: "ioc-wall-scenes",
      schema: 7,
      theme: "x",
      scenes: [
        {
          id: "moi",
          name: words("Mới"),
          glow: 1,
          tiles: [tile, { ...tile, id: "ngoai", x: 47 }, { id: "hong", x: "?" }],
        },
        { name: words("Không mã"), tiles: [] },
        { id: "a", name: words("A"), tiles: [{ ...tile, panel: "hologram", settings: { camera: "da-xoa" } }] },
      ],
    };
    const report = await wall.takeIn(newer, lan);
    expect(report.saved).toEqual(["moi", "a"]);
    expect(report.mistakes.map(({ scene: one, tile: id, reason }) => [one, id, reason.code])).toEqual([
      [null, null, "scene.newer-file"],
      ["moi", "ngoai", "tile.outside"],
      ["moi", "hong", "tile.unreadable"],
      [null, null, "scene.nameless"],
    ]);
    await until(() => wall.state().scene.tiles[0]?.panel === "hologram");
    const saved = wall.scenes.get("moi");
    expect(saved?.mistakes).toHaveLength(2);
    await wall.save("moi", { name: words("Mới"), tags: [], tiles: saved?.tiles ?? [], basedOn: 1 }, lan);
    const document = wall.file().scenes.find(({ id }) => id === "moi");
    expect(document).toMatchObject({ glow: 1 });
    expect(document?.tiles).toMatchObject([{ id: "o-a" }, { id: "ngoai" }, { id: "hong" }]);
  });

  it("are not taken from what is no file of scenes", async () => {
    for (const file of [
      null,
      "x",
      {},
      { format: "khac", schema: 1, scenes: [] },
      { format: "ioc-wall-scenes", schema: 1 },
    ])
      await expect(wall.takeIn(file, lan)).rejects.toMatchObject({ code: "scene.no-file" });
    expect(await entryKinds()).toEqual([]);
  });
});

it("starts with the profile's scene where what was kept cannot be read, or its scene is gone", async () => {
  await wall.execute({ type: "take", scene: "b" }, lan);
  for (const state of [
    '{"scene": 5}',
    '{"scene":"b","control":{"by":"operator","who":null,"sinceMs":1},"pushes":[]}',
  ]) {
    await store.wall.commit({ basedOn: await store.wall.version(), state });
    await close();
    await open();
    expect(wall.state()).toMatchObject({ scene: { id: "a" }, control: { by: "none" } });
  }
});

describe("scenes as they are edited", () => {
  it("tells everybody that a scene has changed, also one that is not on air", async () => {
    const before = wall.state().sceneChanges;
    await wall.save("moi", { name: words("Mới"), tags: [], tiles: [], basedOn: 0 }, lan);
    expect(told.at(-1)?.sceneChanges).toBe(before + 1);
    await wall.remove("moi", lan);
    expect(told.at(-1)?.sceneChanges).toBe(before + 2);
    await wall.execute({ type: "undo" }, lan);
    expect([told.at(-1)?.sceneChanges, wall.scenes.get("moi")?.version]).toEqual([before + 3, 3]);
  });

  it("copies a scene with what this program does not understand of it", async () => {
    const strange = { id: "la", name: words("Lạ"), mood: "calm", tiles: [{ id: "x", panel: "y", glow: 1 }] };
    await wall.takeIn({ format: "ioc-wall-scenes", schema: 1, scenes: [strange] }, lan);
    await wall.save("sao", { name: words("Sao"), tags: [], tiles: [], basedOn: 0, copyOf: "la" }, lan);
    const copy = wall.file().scenes.find(({ id }) => id === "sao");
    expect(copy).toMatchObject({ id: "sao", name: words("Sao"), mood: "calm", tiles: [{ id: "x", glow: 1 }] });
  });
});

describe("the sound of the wall", () => {
  const heard = { kind: "camera" as const, id: "c1", what: words("Cổng"), display: 2 };

  it("is silence at first; what is heard, how loud and whether at all comes back after a restart", async () => {
    expect(wall.state().sound).toEqual({ level: 50, isMuted: false, heard: null });
    await wall.execute({ type: "hear", heard }, lan);
    await wall.execute({ type: "sound-level", level: 80 }, lan);
    await wall.execute({ type: "mute", isMuted: true }, minh);
    await close();
    await open();
    expect(wall.state().sound).toEqual({ level: 80, isMuted: true, heard });
    expect(await entryKinds()).toEqual(["mute Minh", "sound-level Lan", "hear Lan"]);
    // Whoever wants to hear something wants it heard.
    await wall.execute({ type: "hear", heard: { ...heard, display: 1 } }, lan);
    expect(wall.state().sound).toMatchObject({ isMuted: false, heard: { display: 1 } });
    await expect(wall.execute({ type: "hear", heard: { ...heard, display: 3 } }, lan)).rejects.toMatchObject({
      code: "wall.no-such-display",
    });
  });

  it("is taken back by who set it, and not where somebody else has set it since", async () => {
    await wall.execute({ type: "hear", heard }, lan);
    await wall.execute({ type: "blank", displays: [1] }, minh);
    await wall.execute({ type: "undo" }, lan);
    expect(wall.state()).toMatchObject({ sound: { heard: null }, blanked: [1] });
    await wall.execute({ type: "redo" }, lan);
    await wall.execute({ type: "sound-level", level: 10 }, minh);
    await expect(wall.execute({ type: "undo" }, lan)).rejects.toMatchObject({ code: "wall.overtaken-sound" });
    expect(wall.state().sound).toEqual({ level: 10, isMuted: false, heard });
  });
});

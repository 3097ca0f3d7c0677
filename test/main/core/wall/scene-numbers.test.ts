import pino from "pino";
import { afterEach, beforeEach, expect, it } from "vitest";
import { CodedError, sentence } from "#contract/errors.ts";
import { openStore } from "../../../../main/core/store/store.ts";
import { openWall, type Wall } from "../../../../main/core/wall/wall.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { planOf, scene, words } from "./plain-site.ts";

const plan = planOf(1);
const [lan, minh] = ["Lan", "Minh"].map((name) => ({ role: "operator", name })) as [
  { role: string; name: string },
  { role: string; name: string },
];
const fresh = (name: string) => ({ name: words(name), tags: [], tiles: [], basedOn: 0 });

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: Awaited<ReturnType<typeof openStore>>;
let wall: Wall;
let nowMs = 1_000_000;

async function open(ids = ["b", "c", "d"], first = ids[0] ?? ""): Promise<void> {
  store = await openStore(folder.path);
  wall = await openWall({
    repository: store.wall,
    profile: { scenes: ids.map(scene), scene: first, wall: plan, timeZone: "Asia/Ho_Chi_Minh" },
    now: () => ++nowMs,
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
/** As on a keyboard: "b c . d" for b at 1, c at 2, none at 3, d at 4. */
const keys = () =>
  wall
    .state()
    .numbers.map((id) => id ?? ".")
    .join(" ")
    .replace(/( \.)+$/, "");
const number = (id: string, to: number | null, who = lan) =>
  wall.execute({ type: "number", scene: id, number: to }, who);

it("keeps the key of each scene when others come and go, by hand, by file, by the profile and over restarts", async () => {
  expect(keys()).toBe("b c d");
  await wall.save("a", fresh("Mới"), lan);
  expect(keys()).toBe("b c d a");
  await wall.remove("c", lan);
  expect(keys()).toBe("b . d a");
  await wall.save("aa", fresh("Mới nữa"), lan);
  // A key that never had a scene goes before one that people know.
  expect(keys()).toBe("b . d a aa");
  await close();
  await open(["a0", "b", "d"]);
  expect(keys()).toBe("b . d a aa a0");
  const file = wall.file();
  await wall.takeIn({ ...file, scenes: [...file.scenes, scene("0")] }, lan);
  expect(keys()).toBe("b . d a aa a0 0");
});

it("has no key for a tenth scene, and gives a removed one's away only then", async () => {
  for (const at of [4, 5, 6, 7, 8, 9, 10]) await wall.save(`s${at}`, fresh(`S${at}`), lan);
  expect(keys()).toBe("b c d s4 s5 s6 s7 s8 s9");
  await wall.remove("c", lan);
  await wall.save("moi", fresh("Mới"), lan);
  expect(keys()).toBe("b moi d s4 s5 s6 s7 s8 s9");
});

it("moves keys by hand: a clash swaps, and the entry says with whom", async () => {
  await number("d", 1);
  expect(keys()).toBe("d c b");
  const [entry] = (await wall.entries(lan, 1)).entries;
  expect(entry).toMatchObject({
    kind: "number",
    params: { scene: words("D"), number: 1, other: words("B"), otherNumber: 3 },
    isRevocable: true,
  });
  await number("c", 9);
  expect(keys()).toBe("d . b . . . . . c");
  await number("b", null);
  expect(keys()).toBe("d . . . . . . . c");
  await number("b", 9);
  expect((await wall.entries(lan, 1)).entries[0]?.params).toMatchObject({ other: words("C"), otherNumber: 0 });
  expect(keys()).toBe("d . . . . . . . b");
  await close();
  await open();
  expect(keys()).toBe("d . . . . . . . b");
});

it("takes back and does again what moved keys, and a new scene with its key, each by whoever did it", async () => {
  await number("d", 1);
  await wall.save("a", fresh("Mới"), minh);
  await wall.execute({ type: "undo" }, lan);
  expect(keys()).toBe("b c d a");
  await wall.execute({ type: "undo" }, minh);
  expect(keys()).toBe("b c d");
  await wall.execute({ type: "redo" }, minh);
  await wall.execute({ type: "redo" }, lan);
  expect(keys()).toBe("d c b a");
  await number("b", 2, minh);
  const refusal = await wall.execute({ type: "undo" }, lan).catch((error: unknown) => error);
  expect(refusal instanceof CodedError && sentence(refusal.toMessage(), "vi")).toMatch(/Phím 3 .*Minh/);
  // A scene that comes back has its own key again.
  await wall.remove("a", lan);
  await wall.execute({ type: "undo" }, lan);
  expect(keys()).toBe("d b c a");
});

it("gives an old document's scenes today's order once, also where one comes at that very start", async () => {
  await wall.execute({ type: "take", scene: "c" }, lan);
  const { numbers: _, ...old } = JSON.parse(String(await store.wall.state()));
  await store.wall.commit({ basedOn: await store.wall.version(), state: JSON.stringify(old) });
  await close();
  await open(["a", "b", "c", "d"]);
  expect(wall.state().scene.id).toBe("c");
  expect(keys()).toBe("b c d a");
  await close();
  await open(["0", "a", "b", "c", "d"]);
  expect(keys()).toBe("b c d a 0");
});

it("still goes by the profile's first scene until somebody has decided", async () => {
  await close();
  await open(["b", "c", "d"], "d");
  expect(wall.state()).toMatchObject({ scene: { id: "d" }, control: { by: "none" } });
});

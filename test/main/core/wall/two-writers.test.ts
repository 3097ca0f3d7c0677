import fc from "fast-check";
import pino from "pino";
import { expect, it } from "vitest";
import { openStore } from "../../../../main/core/store/store.ts";
import { openWall, type Wall } from "../../../../main/core/wall/wall.ts";
import { againIfMeanwhile, openWriting } from "../../../../main/core/wall/writing.ts";
import { temporaryFolder } from "../../../lab/temporary-folder.ts";
import { planOf, scene } from "./plain-site.ts";

const plan = planOf(2);

/** Two cores that drive one wall: each reads it once, and then knows only what it writes itself. */
async function twoWalls(folder: string) {
  const stores = [await openStore(folder), await openStore(folder)] as const;
  const walls: Wall[] = [];
  for (const store of stores)
    walls.push(
      await openWall({
        repository: store.wall,
        profile: { scenes: ["a", "b", "c"].map(scene), scene: "a", wall: plan, timeZone: "Asia/Ho_Chi_Minh" },
        now: () => Date.now(),
        log: pino({ level: "silent" }),
        onChange: () => {},
      }),
    );
  return {
    walls,
    async close() {
      for (const wall of walls) wall.stop();
      for (const store of stores) await store.close();
    },
  };
}
const people = ["Lan", "Minh"].map((name) => ({ role: "operator", name }));

it("loses nothing of what two cores do to one wall at once", async () => {
  const deed = fc.record({
    by: fc.constantFrom(0, 1),
    blank: fc.option(fc.constantFrom(1, 2), { nil: undefined }),
    banner: fc.integer({ min: 1, max: 99 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 8 }), async (deeds) => {
      await using folder = await temporaryFolder();
      const { walls, close } = await twoWalls(folder.path);
      let blanked: number[] = [];
      let banner: string | null = null;
      for (const { by, blank, banner: number } of deeds) {
        const [wall, who] = [walls[by] as Wall, people[by] as (typeof people)[number]];
        if (blank === undefined) {
          banner = `tin ${number}`;
          await wall.execute({ type: "banner", text: banner, forMs: null }, who);
        } else {
          blanked = [blank];
          await wall.execute({ type: "blank", displays: blanked }, who);
        }
        // Whoever wrote last knows all of it.
        expect(wall.state().blanked).toEqual(blanked);
        expect(wall.state().banner?.text ?? null).toBe(banner);
      }
      await close();
      const again = await twoWalls(folder.path);
      expect(again.walls[0]?.state().blanked).toEqual(blanked);
      expect((await again.walls[0]?.entries(people[0] as never, 50))?.entries).toHaveLength(deeds.length);
      await again.close();
    }),
    { numRuns: 12 },
  );
});

it("tries once more upon what another has written, and then says so", async () => {
  await using folder = await temporaryFolder();
  const store = await openStore(folder.path);
  const [one, other] = [await openWriting(store.wall), await openWriting(store.wall)];
  await one.commit({ state: '"một"' });
  let tries = 0;
  const write = async () => {
    tries += 1;
    await other.commit({ state: '"hai"' });
  };
  await expect(againIfMeanwhile(write, async () => {})).rejects.toMatchObject({ code: "wall.written-meanwhile" });
  expect([tries, await store.wall.state()]).toEqual([2, '"một"']);
  await againIfMeanwhile(write, other.renew);
  expect([tries, await store.wall.state()]).toEqual([4, '"hai"']);
  await store.close();
});

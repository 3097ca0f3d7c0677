import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Who } from "#contract/entities/wall-state.ts";
import type { KeptAutomation, KeptScene, NewWallEntry } from "../../../../../main/core/store/repositories.ts";
import { freshStore, holds, stores } from "./stores.ts";

const people: readonly Who[] = ["Lan", "Minh"].map((name) => ({ role: "operator", name }));
const isSame = (one: Who | null, other: Who | null) => one?.role === other?.role && one?.name === other?.name;

/** state 0: stands · 1: taken back · 2: taken back for good. `since`: the entry that changed it last. */
type Entry = NewWallEntry & { id: number; state: 0 | 1 | 2; since: number };

/** The wall as a plain object. */
function createModel() {
  const scenes: KeptScene[] = [];
  const automations: KeptAutomation[] = [];
  const entries: Entry[] = [];
  const kept = { version: 0, state: undefined as string | undefined, running: undefined as string | undefined };
  const settle = (who: Who | null) => {
    for (const one of entries) {
      const by = entries.find(({ id }) => id === one.since);
      if (one.state === 1 && by?.kind === "undo" && isSame(by.who, who)) one.state = 2;
    }
  };
  const put = (entry: NewWallEntry, isMarking: boolean): Entry => {
    if (!isMarking && entry.before !== null) settle(entry.who);
    const one: Entry = { ...entry, id: entries.length + 1, state: 0, since: entries.length + 1 };
    entries.push(one);
    return one;
  };
  const mark = ({ id, since, touches, state }: Entry) => {
    const by = entries.find((one) => one.id === since);
    return { id, since, touches, isStanding: state === 0, changedBy: by?.who ?? null, changedAtMs: by?.atMs };
  };
  const toTurn = (one: Entry | undefined, document: "before" | "after") =>
    one && {
      ...mark(one),
      ...{ kind: one.kind, params: one.params, who: one.who, atMs: one.atMs, document: one[document] },
    };
  return {
    ...{ scenes, automations, entries, kept, put },
    mark: (id: number, isUndone: boolean, by: Entry) => {
      const one = entries.find((entry) => entry.id === id);
      if (one !== undefined) Object.assign(one, { state: isUndone ? 1 : 0, since: by.id });
    },
    standing(direction: "undo" | "redo", who: Who) {
      if (direction === "undo")
        return toTurn(
          entries.findLast((one) => one.state === 0 && one.before !== null && isSame(one.who, who)),
          "before",
        );
      const taken = entries.filter((one) => one.state === 1 && isSame(mark(one).changedBy, who));
      return toTurn(taken.sort((a, b) => a.since - b.since).at(-1), "after");
    },
    entry: (id: number) =>
      toTurn(
        entries.find((one) => one.id === id && one.before !== null),
        "before",
      ),
    around: (id: number, since: number) =>
      entries
        .filter((one) => one.id !== id && one.before !== null && (one.id > id || one.since > since))
        .sort((a, b) => b.since - a.since)
        .map(mark),
  };
}

const deed = fc.record({
  do: fc.constantFrom("take" as const, "told" as const, "scene" as const, "rule" as const, "run" as const),
  who: fc.constantFrom(...people, ...people, null),
  number: fc.integer({ min: 1, max: 3 }),
  isStale: fc.nat({ max: 6 }).map((at) => at === 6),
});
const command = fc.oneof(
  { weight: 8, arbitrary: deed },
  {
    weight: 8,
    arbitrary: fc.record({
      turn: fc.constantFrom("undo" as const, "undo" as const, "redo" as const),
      /** Whose deed is taken back; `by` does it. */
      who: fc.constantFrom(...people),
      by: fc.constantFrom(...people),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
);

describe.each(stores)("the wall in $name", ({ open }) => {
  it("is what was committed, version by version, entry by entry, and refuses who has not read the last", async () => {
    await holds(
      fc.array(command, { size: "max", minLength: 5, maxLength: 40 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        const model = createModel();
        let atMs = 1_000;
        for (const one of commands) {
          atMs += 1_000;
          const { wall } = fresh.store;
          const basedOn = model.kept.version;
          if ("restart" in one) await fresh.restart();
          else if ("turn" in one) {
            const found = await wall.standing(one.turn, one.who);
            expect(found).toEqual(model.standing(one.turn, one.who));
            if (found === undefined) continue;
            expect(await wall.around(found)).toEqual(model.around(found.id, found.since));
            const entry: NewWallEntry = {
              ...{ atMs, who: one.by, kind: one.turn, params: {}, before: null, after: null, touches: [] },
            };
            const isUndone = one.turn === "undo";
            const change = { basedOn, state: found.document, entry, marked: { id: found.id, isUndone } };
            expect(await wall.commit(change)).toBe(basedOn + 1);
            model.mark(found.id, isUndone, model.put(entry, true));
            Object.assign(model.kept, { state: found.document, version: basedOn + 1 });
          } else {
            const document = JSON.stringify({ number: one.number, atMs });
            const id = `canh-${one.number}`;
            const newest = (list: readonly KeptScene[]) =>
              Math.max(0, ...list.filter((kept) => kept.id === id).map(({ version }) => version));
            const scene: KeptScene = {
              ...{ id, version: newest(model.scenes) + 1, document, isRemoved: one.number === 3, atMs, by: one.who },
            };
            const rule: KeptAutomation = { ...scene, kind: "rule", version: newest(model.automations) + 1 };
            const entry: NewWallEntry = {
              ...{ atMs, who: one.who, kind: "take", params: { scene: id }, touches: ["scene"] },
              ...(one.do === "told" ? { before: null, after: null } : { before: `"${atMs}"`, after: document }),
            };
            const change = {
              ...(one.do === "take" ? { state: document, entry } : {}),
              ...(one.do === "told" ? { entries: [entry, entry] } : {}),
              ...(one.do === "scene" ? { scenes: [scene], entry } : {}),
              ...(one.do === "rule" ? { automations: [rule], entry } : {}),
              ...(one.do === "run" ? { running: document } : {}),
            };
            if (one.isStale) {
              const stale = wall.commit({ ...change, basedOn: basedOn + (one.number === 1 ? 1 : -1) });
              await expect(stale).rejects.toMatchObject({ code: "wall.written-meanwhile" });
              continue;
            }
            expect(await wall.commit({ ...change, basedOn })).toBe(basedOn + 1);
            model.kept.version = basedOn + 1;
            if (one.do === "take") model.kept.state = document;
            if (one.do === "run") model.kept.running = document;
            if (one.do === "scene") model.scenes.push(scene);
            if (one.do === "rule") model.automations.push(rule);
            for (const told of one.do === "told" ? [entry, entry] : one.do === "run" ? [] : [entry])
              model.put(told, false);
          }
        }
        const { wall } = fresh.store;
        expect([await wall.version(), await wall.state(), await wall.running()]).toEqual([
          ...[model.kept.version, model.kept.state, model.kept.running],
        ]);
        const newestOf = <Kept extends KeptScene>(list: readonly Kept[]) =>
          [...new Map(list.map((kept) => [kept.id, kept])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(await wall.scenes()).toEqual(newestOf(model.scenes));
        expect(await wall.automations()).toEqual(newestOf(model.automations));
        for (const scene of model.scenes) expect(await wall.scene(scene.id, scene.version)).toEqual(scene);
        for (const rule of model.automations)
          expect(await wall.automation("rule", rule.id, rule.version)).toEqual(rule);
        expect(await wall.scene("canh-1", 99)).toBeUndefined();
        const listed = model.entries
          .map(({ id, atMs: at, who, kind, params, state, before }) => ({
            ...{ id, atMs: at, who, kind, params, isUndone: state > 0, isRevocable: before !== null && state === 0 },
          }))
          .reverse();
        expect(await wall.entries(100)).toEqual(listed);
        expect(await wall.entries(2, 4)).toEqual(listed.filter(({ id }) => id < 4).slice(0, 2));
        for (const { id, since } of model.entries) {
          expect(await wall.entry(id)).toEqual(model.entry(id));
          expect(await wall.around({ id, since })).toEqual(model.around(id, since));
        }
        for (const who of people)
          for (const direction of ["undo", "redo"] as const)
            expect(await wall.standing(direction, who)).toEqual(model.standing(direction, who));
      },
      30,
    );
  });
});

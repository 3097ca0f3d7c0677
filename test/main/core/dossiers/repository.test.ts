import Database from "better-sqlite3";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { DossierState } from "#contract/dossiers/dossier.ts";
import type { NewDossier } from "../../../../main/core/dossiers/repository.ts";
import { createDossiersRepository } from "../../../../main/core/store/dossiers.ts";
import { features } from "../../../../main/core/store/features.ts";
import { at, dossier } from "./made.ts";

const opened = () => {
  const database = new Database(":memory:");
  for (const { sql } of features.dossiers.migrations) database.exec(sql);
  return createDossiersRepository(database, "");
};
const begin = at("2026-11-02 08:00");
const told = (minute: number, state: DossierState): NewDossier => {
  const { number: _, moved: __, ...made } = dossier({ code: "H37-1", state, updatedAtMs: begin + minute * 60_000 });
  return made;
};

it("ends in the newest state, whatever comes in whatever order and how often", async () => {
  const states = fc.uniqueArray(
    fc.record({
      minute: fc.nat(500),
      state: fc.constantFrom<DossierState>("accepted", "in-work", "waiting", "paying"),
    }),
    { selector: ({ minute }) => minute, minLength: 1, maxLength: 8 },
  );
  const order = fc.infiniteStream(fc.nat(7));
  await fc.assert(
    fc.asyncProperty(states, order, async (all, picks) => {
      const register = opened();
      const again = Array.from({ length: 12 }, () => all[(picks.next().value ?? 0) % all.length] ?? all[0]);
      const sets = [...again, ...all].map((one) => told(one?.minute ?? 0, one?.state ?? "accepted"));
      for (const one of sets) await register.put([one]);
      const newest = all.toSorted((a, b) => b.minute - a.minute)[0];
      const kept = await register.open(0, 10);
      expect(kept.map(({ code, state, updatedAtMs }) => ({ code, state, updatedAtMs }))).toEqual([
        { code: "H37-1", state: newest?.state, updatedAtMs: expect.any(Number) },
      ]);
      expect((await register.put(sets)).each).toEqual(sets.map(() => "repeated"));
      expect(await register.count()).toBe(1);
    }),
    { numRuns: 40 },
  );
});

it("takes no state from between two times at which another was told", async () => {
  const register = opened();
  await register.put([told(10, "accepted"), told(20, "accepted"), told(15, "in-work")]);
  expect((await register.open(0, 10)).map(({ state }) => state)).toEqual(["accepted"]);
});

it("of two states of one moment keeps the one that comes last, and names the units that it concerns", async () => {
  const register = opened();
  expect(await register.put([told(1, "accepted"), told(1, "in-work")])).toEqual({
    each: ["stored", "stored"],
    units: ["so-a"],
  });
  expect(await register.put([{ ...told(1, "in-work"), unit: "so-b" }])).toEqual({
    each: ["stored"],
    units: ["so-b", "so-a"],
  });
  expect(await register.put([{ ...told(0, "waiting"), unit: "so-c" }])).toEqual({ each: ["repeated"], units: [] });
  expect((await register.inHand("so-b", begin)).map(({ state }) => state)).toEqual(["in-work"]);
  expect(await register.inHand("so-a", begin)).toEqual([]);
});

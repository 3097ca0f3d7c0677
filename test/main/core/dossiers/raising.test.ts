import fc from "fast-check";
import { expect, it } from "vitest";
import type { Dossier } from "#contract/dossiers/dossier.ts";
import { merged, numbersOf, tallyOf } from "../../../../main/core/dossiers/counting.ts";
import { weekEndMs } from "../../../../main/core/dossiers/overview.ts";
import { raise, type Scored } from "../../../../main/core/dossiers/raising.ts";
import { monthAt } from "../../../../main/core/dossiers/register.ts";
import { at, calendar, daysBetween, dossier, offsetMs } from "./made.ts";
import { score766 } from "./score-profile.ts";

const nowMs = at("2026-11-23 08:00");
const span = monthAt(nowMs, offsetMs);
const sunday = weekEndMs(calendar, nowMs, offsetMs);
const told = {
  ...{ synchronised: true, hasFee: true, isPaidOnline: true, hasEResult: null, isDigitised: true },
  ...{ isReused: true, isStored: true, hasCitizenData: true, isDisliked: false },
};
const raised = (all: Dossier[], options: { most?: number; score?: typeof score766 } = {}) => {
  const byUnit = Map.groupBy(all, ({ unit }) => unit);
  const tallies = [...byUnit.values()].map((one) => tallyOf(one, span, daysBetween));
  return raise({
    units: [...byUnit].map(([unit, dossiers]) => ({
      ...{ unit, dossiers },
      counts: numbersOf(tallyOf(dossiers, span, daysBetween)),
    })),
    home: { place: "tinh", counts: numbersOf(merged(tallies)) },
    scoreOf: (place, counts) => (options.score ?? score766)(place, counts),
    ...{ span, weekEndMs: sunday, most: options.most ?? 60 },
  });
};
const done = (more: Parameters<typeof dossier>[0] = {}) =>
  dossier({ state: "done", handledMs: at("2026-11-20 08:00"), facts: { ...told, hasEResult: true }, ...more });
const due = (text: string, more: Parameters<typeof dossier>[0] = {}) =>
  dossier({ dueMs: at(text), facts: told, ...more });

it("looks at the week to its Sunday, and at the next one when no working day of it is left", () => {
  expect(sunday).toBe(at("2026-11-30 00:00") - 1);
  expect(weekEndMs(calendar, at("2026-11-27 23:59"), offsetMs)).toBe(sunday);
  expect(weekEndMs(calendar, at("2026-11-28 00:00"), offsetMs)).toBe(at("2026-12-07 00:00") - 1);
  // That Saturday is worked.
  expect(weekEndMs(calendar, at("2026-08-22 09:00"), offsetMs)).toBe(at("2026-08-24 00:00") - 1);
});

it("gives a dossier that is due this week what it would cost to be late, by the formulas themselves", () => {
  const all = [...Array.from({ length: 9 }, () => done()), due("2026-11-25 17:00")];
  const { raises, home, units } = raised(all);
  expect(raises).toHaveLength(1);
  const [one] = raises;
  expect(one?.deeds.map(({ deed }) => deed)).toEqual(expect.arrayContaining(["finish", "e-result"]));
  // 20 × 1/10 of progress, and 6 × (10/10 − 9/10) of results that would lack an electronic one.
  const points = Object.fromEntries(one?.deeds.map(({ deed, points }) => [deed, points]) ?? []);
  expect(points.finish).toBeCloseTo(2 - 0.6, 9);
  expect(points["e-result"]).toBeCloseTo(0.6, 9);
  expect(one?.points).toBeCloseTo(2, 9);
  expect(one?.homePoints).toBeCloseTo(2, 9);
  expect((home.now ?? 0) - (home.ifNothing ?? 0)).toBeCloseTo(2, 9);
  expect(home.ifAll).toBeCloseTo(home.now ?? 0, 9);
  expect(units).toEqual([{ unit: "so-a", dossiers: 1, ...home }]);
});

it("leaves out what is due later and what is late already, and says how many those are", () => {
  const { raises, alreadyLate } = raised([done(), due("2026-12-02 17:00"), due("2026-11-20 17:00")]);
  expect(raises).toEqual([]);
  expect(alreadyLate).toBe(1);
});

it("names what else can be done: papers, fee, an electronic result for what has ended", () => {
  const all = [
    done({ code: "ket-qua-giay", facts: { ...told, hasEResult: false } }),
    ...Array.from({ length: 4 }, () => done()),
    due("2026-12-10 17:00", { code: "thieu", facts: { ...told, isDigitised: false, isPaidOnline: false } }),
  ];
  const deeds = Object.fromEntries(
    raised(all).raises.map(({ code, deeds }) => [code, deeds.map(({ deed }) => deed).sort()]),
  );
  expect(deeds).toEqual({ "ket-qua-giay": ["e-result"], thieu: ["digitise", "pay-online"] });
});

it("has what waits for its applicant finished with its papers, without calling it late", () => {
  const waiting = due("2026-11-24 17:00", { supplements: [{ askedMs: at("2026-11-20 08:00"), cameMs: null }] });
  const all = [done({ handledMs: at("2026-11-20 08:00"), dueMs: at("2026-11-19 08:00") }), waiting];
  const { raises, home } = raised(all);
  expect(raises.flatMap(({ deeds }) => deeds.map(({ deed }) => deed))).toContain("supplement");
  expect(home.ifNothing).toBe(home.now);
});

it("puts first what gives the province most, then the unit; caps the list and counts the rest", () => {
  const units = ["so-a", "so-b"].flatMap((unit) => [
    ...Array.from({ length: unit === "so-a" ? 1 : 9 }, () => done({ unit })),
    ...Array.from({ length: 3 }, () => due("2026-11-25 17:00", { unit })),
  ]);
  const { raises, more } = raised(units, { most: 4 });
  expect(raises.map(({ unit }) => unit)).toEqual(["so-a", "so-a", "so-a", "so-b"]);
  expect(more).toBe(2);
  expect(new Set(raises.map(({ homePoints }) => homePoints?.toFixed(9))).size).toBe(1);
});

it("compares what has a value where a component has none, and says which has none", () => {
  const noCatalogue: typeof score766 = (place, counts) => score766(place, counts, null);
  const { raises, home } = raised([done(), due("2026-11-25 17:00")], { score: noCatalogue });
  expect(home).toMatchObject({ now: null, ifNothing: null, ifAll: null });
  expect(home.missing).toEqual(expect.arrayContaining(["s.transparency", "s.online"]));
  expect(raises[0]?.points).toBeGreaterThan(0);
});

it("never promises more than all of it together gives, and nothing that lowers a score", () => {
  const maybe = fc.constantFrom(true, false, null);
  const any = fc
    .record({
      unit: fc.constantFrom("so-a", "so-b"),
      day: fc.integer({ min: 10, max: 30 }),
      isDone: fc.boolean(),
      hasEResult: maybe,
      isDigitised: maybe,
      synchronised: maybe,
    })
    .map(({ unit, day, isDone, ...facts }) =>
      (isDone ? done : due)(
        ...((isDone
          ? [{ unit, facts: { ...told, ...facts } }]
          : [`2026-11-${day} 17:00`, { unit, facts: { ...told, ...facts, hasEResult: null } }]) as [never, never]),
      ),
    );
  const exact = (scored: Scored | undefined) => scored?.total ?? null;
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 25 }), (all) => {
      const { raises, home, units } = raised(all, { most: 1_000 });
      for (const { points, homePoints } of raises) expect(Math.max(points, homePoints ?? 0)).toBeGreaterThan(0);
      expect(exact(score766("tinh", numbersOf(tallyOf(all, span, daysBetween))))).toBe(home.now);
      for (const { now, ifNothing, ifAll } of [home, ...units]) {
        if (now === null || ifNothing === null || ifAll === null) continue;
        expect(ifNothing).toBeLessThanOrEqual(now + 1e-9);
        expect(ifAll).toBeGreaterThanOrEqual(ifNothing - 1e-9);
        expect(ifAll).toBeLessThanOrEqual(100);
      }
    }),
  );
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DayCounters } from "#contract/source-scores/counters.ts";
import type { KeptForecast } from "../../../../../main/core/forecast/repository.ts";
import type { ScoreDay } from "../../../../../main/core/source-scores/repository.ts";
import type { NewWarning } from "../../../../../main/core/warnings/repository.ts";
import { freshStore, holds, stores } from "./stores.ts";

const small = fc.integer({ min: 1, max: 6 });
const restart = fc.constant({ restart: true as const });
const dayMs = 86_400_000;

const warningIds = ["w1", "w2", "w3", "w4"] as const;
const warning = fc.record({
  source: fc.constantFrom("x", "y"),
  identifier: fc.constantFrom(...warningIds),
  kind: fc.constantFrom("alert" as const, "update" as const, "cancel" as const),
  references: fc.subarray([...warningIds]),
  ...{ sentAtMs: small, untilMs: fc.integer({ min: 4, max: 12 }), receivedAtMs: small },
});
const warningCommand = fc.oneof(
  { weight: 6, arbitrary: fc.record({ put: fc.array(warning, { minLength: 1, maxLength: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ beforeMs: fc.integer({ min: 4, max: 12 }), most: small }) },
  { weight: 1, arbitrary: restart },
);

describe.each(stores)("warnings in $name", ({ open }) => {
  it("hold until they are over, replaced or cancelled, in whatever order their messages come", async () => {
    await holds(
      fc.array(warningCommand, { size: "max", maxLength: 15 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        type One = (typeof warning extends fc.Arbitrary<infer Of> ? Of : never) & { isReplaced: boolean };
        let kept: One[] = [];
        const newOf = ({ kind, references, ...one }: Omit<One, "isReplaced">): NewWarning => ({
          kind,
          references: references.map((identifier) => ({ sender: "dai", identifier })),
          warning: { ...one, sender: "dai" } as NewWarning["warning"],
        });
        const names = (one: One, other: Omit<One, "isReplaced">) =>
          one !== other &&
          one.source === other.source &&
          one.references.includes(other.identifier) &&
          one.identifier !== other.identifier;
        const put = (one: Omit<One, "isReplaced">) => {
          const known = kept.find(({ source, identifier }) => source === one.source && identifier === one.identifier);
          if (known !== undefined && known.sentAtMs >= one.sentAtMs) return "repeated";
          kept = kept.filter((each) => each !== known);
          const made: One = { ...one, isReplaced: kept.some((each) => names(each, one)) };
          kept.push(made);
          for (const each of kept) if (names(made, each)) each.isReplaced = true;
          return "stored";
        };
        for (const one of commands) {
          const { warnings } = fresh.store;
          if ("put" in one) expect(await warnings.put(one.put.map(newOf))).toEqual(one.put.map(put));
          else if ("beforeMs" in one) {
            const byEnd = kept.toSorted((a, b) => a.untilMs - b.untilMs);
            const old = byEnd.filter(({ untilMs }) => untilMs < one.beforeMs);
            const over = Math.max(0, kept.length - old.length - one.most);
            const gone = [...old, ...byEnd.filter((each) => !old.includes(each)).slice(0, over)];
            expect(await warnings.remove(one.beforeMs, one.most, 100)).toBe(gone.length);
            kept = kept.filter((each) => !gone.includes(each));
          } else await fresh.restart();
        }
        const { warnings } = fresh.store;
        const told = kept.filter(({ kind }) => kind !== "cancel");
        const shown = ({ source, identifier, kind, untilMs }: One) =>
          expect.objectContaining({ source, identifier, kind, untilMs });
        for (const nowMs of [0, 6, 11]) {
          const isCurrent = (one: One) => one.untilMs > nowMs && !one.isReplaced;
          const current = await warnings.current(nowMs, 100);
          expect(current).toHaveLength(told.filter(isCurrent).length);
          expect(current).toEqual(expect.arrayContaining(told.filter(isCurrent).map(shown)));
          const ended = told.filter((one) => !isCurrent(one));
          const found = await warnings.ended(nowMs, 100);
          expect(found).toEqual(expect.arrayContaining(ended.map(shown)));
          expect(found.map(({ sentAtMs }) => sentAtMs)).toEqual(
            ended.map(({ sentAtMs }) => sentAtMs).sort((a, b) => b - a),
          );
        }
        const last = Map.groupBy(kept, ({ source }) => source);
        expect(await warnings.lastAtMs()).toEqual(
          new Map([...last].map(([source, of]) => [source, Math.max(...of.map(({ receivedAtMs }) => receivedAtMs))])),
        );
      },
      25,
    );
  });
});

const forecast = fc
  .record({
    ...{ indicator: fc.constantFrom("a", "b"), place: fc.constantFrom("x", "y"), base: small, issuedAfter: small },
    ...{ isRefused: fc.boolean(), value: small, hasBasis: fc.boolean(), isSimulated: fc.boolean() },
  })
  .map(({ base, issuedAfter, isRefused, value, hasBasis, ...one }): KeptForecast => {
    const baseMs = 100 * dayMs + base * 3_600_000;
    return {
      ...{ ...one, baseMs, issuedAtMs: baseMs + issuedAfter * 60_000 },
      basis: hasBasis ? { asOfMs: baseMs - 1, value } : null,
      method: isRefused ? null : { name: "mua", edition: "2026-01-01" },
      points: isRefused ? [] : [2, 1].map((hours) => ({ forMs: baseMs + hours * 3_600_000, value, low: 0, high: 9 })),
      refusal: isRefused ? { code: "store.begun-anew", params: {} } : null,
    };
  });

describe.each(stores)("forecasts in $name", ({ open }) => {
  it("stay as they were said, but for those that said only why there is none", async () => {
    await holds(
      fc.array(
        fc.oneof({ weight: 5, arbitrary: fc.array(forecast, { maxLength: 4 }) }, { weight: 1, arbitrary: restart }),
        {
          size: "max",
          maxLength: 12,
        },
      ),
      async (commands) => {
        await using fresh = await freshStore(open);
        const kept = new Map<string, KeptForecast>();
        const keyOf = ({ indicator, place, baseMs }: KeptForecast) => `${indicator}@${place} ${baseMs}`;
        const nearestFirst = (one: KeptForecast): KeptForecast => ({
          ...one,
          points: one.points.toSorted((a, b) => a.forMs - b.forMs),
        });
        for (const one of commands) {
          if ("restart" in one) {
            await fresh.restart();
            continue;
          }
          const expected = one.map((each) => {
            const known = kept.get(keyOf(each));
            if (known === undefined || known.refusal !== null) kept.set(keyOf(each), each);
            return kept.get(keyOf(each)) ?? each;
          });
          expect((await fresh.store.forecasts.keep(one)).map(nearestFirst)).toEqual(expected.map(nearestFirst));
        }
        const { forecasts } = fresh.store;
        const all = [...kept.values()].map(nearestFirst).sort((a, b) => a.baseMs - b.baseMs);
        const inOrder = (list: readonly KeptForecast[]) => list.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
        for (const atMs of [3, 5, 24].map((hours) => 100 * dayMs + hours * 3_600_000)) {
          const newest = new Map<string, KeptForecast>();
          for (const each of all) if (each.issuedAtMs <= atMs) newest.set(`${each.indicator}@${each.place}`, each);
          expect(inOrder(await forecasts.newest(atMs))).toEqual(inOrder([...newest.values()]));
          expect(await forecasts.issued("a", "x", 100 * dayMs, atMs)).toEqual(
            all.filter(
              ({ indicator, place, refusal, issuedAtMs }) =>
                indicator === "a" && place === "x" && refusal === null && issuedAtMs <= atMs,
            ),
          );
        }
      },
      25,
    );
  });
});

const days = ["2024-01-01", "2026-11-01", "2026-11-02", "2026-11-03"] as const;
const scoreDay = fc
  .record({
    source: fc.constantFrom("x", "y"),
    day: fc.constantFrom(...days),
    taken: small,
    unit: fc.constantFrom("so-a", null),
  })
  .map(
    ({ taken, ...one }): ScoreDay => ({
      ...{ ...one, name: { vi: "nguồn", en: "source" }, type: "mqtt", isSimulated: taken % 2 === 0 },
      counters: DayCounters.parse({ taken, spans: [[1, 2]] }),
    }),
  );

describe.each(stores)("days of sources in $name", ({ open }) => {
  it("are the last that was counted of each, for 400 days", async () => {
    await holds(
      fc.array(
        fc.oneof({ weight: 4, arbitrary: fc.array(scoreDay, { maxLength: 4 }) }, { weight: 1, arbitrary: restart }),
        {
          size: "max",
          maxLength: 12,
        },
      ),
      async (commands) => {
        await using fresh = await freshStore(open);
        let kept: ScoreDay[] = [];
        for (const one of commands) {
          if ("restart" in one) {
            await fresh.restart();
            continue;
          }
          await fresh.store.sourceScores.put(one);
          for (const day of one)
            kept = [...kept.filter((each) => each.day !== day.day || each.source !== day.source), day];
          // What was old by the newest day that was written.
          if (one.some(({ day }) => day > "2025")) kept = kept.filter(({ day }) => day > "2025");
        }
        const order = (a: ScoreDay, b: ScoreDay) => (`${a.day} ${a.source}` < `${b.day} ${b.source}` ? -1 : 1);
        for (const [from, to] of [
          [days[0], days[3]],
          [days[1], days[2]],
        ] as const)
          expect(await fresh.store.sourceScores.between(from, to)).toEqual(
            kept.filter(({ day }) => day >= from && day <= to).sort(order),
          );
      },
      20,
    );
  });
});

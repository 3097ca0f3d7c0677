import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Delivery } from "#contract/entities/deed.ts";
import type { Acknowledgement, Outage, SourceOutage } from "#contract/entities/outage.ts";
import type { SourceThen } from "#contract/entities/source.ts";
import type { KeptOutage } from "../../../../../main/core/store/repositories.ts";
import { freshStore, holds, stores } from "./stores.ts";

const dayMs = 86_400_000;
const uuid = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
const words = { vi: "nguồn", en: "source" };
const by = { role: "operator", name: "Lan" };
const small = fc.integer({ min: 0, max: 5 });

type Kept = { number: number; outage: Outage; isOver: boolean };

/** What each centre still has to be told, in order. */
type Waiting = { number: number; centre: string; madeAtMs: number; outage: Outage; isRefused: boolean };

const counted = (expected: number, late: number) => ({ expected, late, missing: expected - late });

/** As it is listed, of what is kept of a source's outage. */
function sourceOutage(one: KeptOutage, machine: string | null, said: Acknowledgement | null): SourceOutage {
  const { indicators, toMs, ...rest } = one;
  const sum = (key: "expected" | "late") => indicators.reduce((total, each) => total + each[key], 0);
  return {
    ...{ ...rest, kind: "source", machine, acknowledgement: said, toMs: toMs ?? 0 },
    periods: counted(sum("expected"), sum("late")),
    indicators: indicators
      .map(({ indicator, expected, late }) => ({ indicator, ...counted(expected, late) }))
      .sort((a, b) => b.missing - a.missing || (a.indicator < b.indicator ? -1 : 1)),
  };
}

const command = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      outage: small,
      toMs: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null, freq: 4 }),
      caughtUp: small,
      lates: fc.tuple(small, small),
    }),
  },
  { weight: 1, arbitrary: fc.record({ setAsideAtMs: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      acknowledge: small,
      centres: fc.subarray(["a", "b"]),
      atMs: fc.integer({ min: 1, max: 99 }),
    }),
  },
  { weight: 5, arbitrary: fc.record({ courier: fc.constantFrom("a", "b"), isTaken: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant({ tryAgain: true as const }) },
  { weight: 2, arbitrary: fc.record({ take: fc.integer({ min: 0, max: 3 }), caughtUp: small }) },
  { weight: 1, arbitrary: fc.record({ alive: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
);

describe.each(stores)("outages, outbox and inbox in $name", ({ open }) => {
  it("keep what was told once, the first word of a person, and tell each centre of it in order", async () => {
    await holds(
      fc.array(command, { size: "max", maxLength: 30 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        const kept = new Map<string, Kept & { own?: KeptOutage }>();
        let waiting: Waiting[] = [];
        const deliveredTo = new Set<string>();
        const taken = new Set<string>();
        let number = 0;
        let sent = 0;
        let aliveAtMs: number | null = null;
        const forwarding = (id: string): Acknowledgement["forwarding"] => {
          const of = waiting.filter(({ outage }) => outage.id === id);
          if (of.some(({ isRefused }) => !isRefused)) return "waiting";
          if (of.length > 0) return "refused";
          return deliveredTo.has(id) ? "delivered" : "none";
        };
        const shown = ({ outage }: Kept): Outage => {
          const said = outage.acknowledgement;
          return said === null || outage.machine !== null
            ? outage
            : { ...outage, acknowledgement: { ...said, forwarding: forwarding(outage.id) } };
        };
        for (const [at, one] of commands.entries()) {
          const { outages, outbox, inbox } = fresh.store;
          if ("outage" in one) {
            const id = uuid(one.outage);
            const known = kept.get(id);
            const own: KeptOutage = {
              ...{ id, source: "x", name: words, cause: "source", fromMs: one.outage },
              ...{ toMs: one.toMs, caughtUp: one.caughtUp },
              indicators: ["p", "q"].map((indicator, nth) => ({
                ...{ indicator, expected: 5, late: Math.min(5, one.lates[nth] ?? 0) },
              })),
            };
            await outages.put([own]);
            // What was counted as late stays counted.
            const indicators = own.indicators.map((each, nth) => ({
              ...each,
              late: Math.max(each.late, known?.own?.indicators[nth]?.late ?? 0),
            }));
            if (known === undefined) number += 1;
            const now = { ...own, indicators };
            const outage = sourceOutage(now, null, known?.outage.acknowledgement ?? null);
            kept.set(id, { number: known?.number ?? number, outage, isOver: one.toMs !== null, own: now });
          } else if ("setAsideAtMs" in one) {
            const reason = { code: "store.begun-anew" as const, params: {} };
            const told = { id: uuid(100 + at), fromMs: null, toMs: one.setAsideAtMs, reason };
            await outages.putSetAside(told);
            const isKnown = [...kept.values()].some(
              ({ outage }) => outage.kind === "store" && outage.toMs === one.setAsideAtMs,
            );
            if (isKnown) continue;
            number += 1;
            const outage: Outage = { ...told, kind: "store", machine: null, acknowledgement: null };
            kept.set(told.id, { number, outage, isOver: true });
          } else if ("acknowledge" in one) {
            const id = uuid(one.acknowledge);
            const known = kept.get(id);
            const said = { atMs: one.atMs, by, note: `lời ${at}` };
            const answer = await outages.acknowledge(id, said, one.centres);
            if (known === undefined || !known.isOver) {
              expect(answer).toBeUndefined();
              continue;
            }
            if (known.outage.acknowledgement === null) {
              known.outage = { ...known.outage, acknowledgement: { ...said, forwarding: "none" } };
              for (const centre of one.centres) {
                sent += 1;
                waiting.push({ number: sent, centre, madeAtMs: one.atMs, outage: known.outage, isRefused: false });
              }
            }
            expect(answer).toEqual(shown(known));
          } else if ("courier" in one) {
            const next = waiting.find(({ centre, isRefused }) => centre === one.courier && !isRefused);
            const found = await outbox.next(one.courier);
            expect([found?.number, found?.delivery.madeAtMs, found?.delivery.deed.outage]).toEqual([
              ...[next?.number, next?.madeAtMs, next?.outage],
            ]);
            if (next === undefined) continue;
            if (one.isTaken) {
              await outbox.delivered(next.number, 7);
              await outbox.delivered(next.number, 8);
              waiting = waiting.filter((each) => each !== next);
              deliveredTo.add(next.outage.id);
            } else {
              await outbox.refuse(next.number, { code: "store.begun-anew", params: {} }, 7);
              next.isRefused = true;
              const after = waiting.find(({ centre, isRefused }) => centre === one.courier && !isRefused);
              expect((await outbox.next(one.courier))?.number).toBe(after?.number);
            }
          } else if ("tryAgain" in one) {
            await outbox.tryAgain();
            for (const each of waiting) each.isRefused = false;
          } else if ("take" in one) {
            const id = uuid(50 + (one.take % 2));
            const key = uuid(1_000 + one.take);
            const said: Acknowledgement = { atMs: 5, by, note: "ở máy kia", forwarding: "none" };
            const told = sourceOutage(
              {
                ...{ id, source: "y", name: words, cause: "core", fromMs: 1, toMs: 4, caughtUp: one.caughtUp },
                indicators: [{ indicator: "p", expected: 4, late: 1 }],
              },
              null,
              said,
            );
            const delivery: Delivery = { key, madeAtMs: 5, deed: { kind: "outage-acknowledged", outage: told } };
            const isKnown = taken.has(key);
            expect(await inbox.take(delivery, "Máy 2", 6)).toBe(isKnown ? "repeated" : "accepted");
            if (isKnown) continue;
            taken.add(key);
            const before = kept.get(id);
            if (before === undefined) number += 1;
            const caughtUp = Math.max(told.caughtUp, before?.outage.kind === "source" ? before.outage.caughtUp : 0);
            const outage: Outage = { ...told, machine: "Máy 2", caughtUp };
            kept.set(id, { number: before?.number ?? number, outage, isOver: true });
          } else if ("alive" in one) {
            await outages.sayAlive(one.alive);
            aliveAtMs = one.alive;
          } else await fresh.restart();
        }
        const { outages, outbox } = fresh.store;
        const newestFirst = [...kept.values()].sort((a, b) => b.outage.toMs - a.outage.toMs || b.number - a.number);
        const over = newestFirst.filter(({ isOver }) => isOver);
        expect(await outages.list(100)).toEqual(over.map(shown));
        const third = over[2];
        if (third !== undefined) expect(await outages.list(2, third.outage.id)).toEqual(over.slice(3, 5).map(shown));
        const asOf6 = over.filter(({ outage }) => outage.toMs <= 6).map(shown);
        expect(await outages.list(100, undefined, 6)).toEqual(
          asOf6.map((each) => ((each.acknowledgement?.atMs ?? 0) > 6 ? { ...each, acknowledgement: null } : each)),
        );
        const lasting = newestFirst.filter(({ isOver }) => !isOver).sort((a, b) => b.number - a.number);
        const own = [...lasting, ...over.filter(({ outage }) => outage.toMs > 3)].flatMap(({ own: one }) => one ?? []);
        const sorted = (list: readonly KeptOutage[]) =>
          list.map(({ indicators, ...rest }) => ({
            ...rest,
            indicators: indicators.toSorted((a, b) => (a.indicator < b.indicator ? -1 : 1)),
          }));
        expect(sorted(await outages.recent(3, 100))).toEqual(sorted(own));
        expect(await outages.aliveAtMs()).toBe(aliveAtMs);
        const centres = [...new Set(waiting.map(({ centre }) => centre))].sort();
        expect((await outbox.counts()).sort((a, b) => (a.centre < b.centre ? -1 : 1))).toEqual(
          centres.map((centre) => {
            const of = waiting.filter((each) => each.centre === centre);
            const still = of.filter(({ isRefused }) => !isRefused);
            return {
              ...{ centre, waiting: still.length, refused: of.length - still.length },
              oldestAtMs: still.length === 0 ? null : Math.min(...still.map(({ madeAtMs }) => madeAtMs)),
            };
          }),
        );
        // 400 days after the latest nothing of it is left, but what lasts.
        expect(await outages.tidy(10 + 400 * dayMs)).toBe(over.length);
        expect(await outages.list(100)).toEqual([]);
      },
      30,
    );
  });
});

const minuteMs = 60_000;
const knownCommand = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      forMinutes: fc.constantFrom(0.25, 0.25, 1, 2),
      state: fc.option(fc.constantFrom("ok" as const, "failing" as const), { nil: undefined }),
      source: fc.constantFrom("x", "y"),
      refused: fc.integer({ min: 0, max: 4 }),
      code: fc.constantFrom("store.begun-anew" as const, "store.recovered" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ pauseMinutes: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
);

describe.each(stores)("what was known when in $name", ({ open }) => {
  it("is told of each moment that a run knew, and of no other", async () => {
    await holds(
      fc.array(knownCommand, { size: "max", maxLength: 20 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        let nowMs = 1_000 * minuteMs;
        const sinceMs = nowMs;
        const begin = async () => {
          await fresh.store.knownThen.beginRun({ startedAtMs: nowMs, catalogue: null });
          return { startedAtMs: nowMs, untilMs: nowMs, catalogue: null };
        };
        const runs = [await begin()];
        const states: { run: number; atMs: number; view: SourceThen }[] = [];
        const refusals: { run: number; minuteMs: number; source: string; code: string; count: number }[] = [];
        for (const one of commands) {
          const run = runs.at(-1) as (typeof runs)[number];
          if ("restart" in one) await fresh.restart();
          else if ("pauseMinutes" in one) {
            nowMs += one.pauseMinutes * minuteMs + 1;
            runs.push(await begin());
          } else {
            const atMs = nowMs + 1;
            nowMs += one.forMinutes * minuteMs;
            const minute = Math.floor(atMs / minuteMs) * minuteMs;
            const view = {
              ...{ id: one.source, name: words, type: "mqtt", isSimulated: false },
              ...{ state: one.state ?? "ok", sinceMs: atMs, lastReadingAtMs: null, reason: null },
            } as SourceThen;
            const changed = one.state === undefined ? [] : [{ atMs, view }];
            const last = { atMs, reason: { code: one.code, params: {} } };
            const refused =
              one.refused === 0
                ? []
                : [{ source: one.source, minuteMs: minute, code: one.code, count: one.refused, last }];
            await fresh.store.knownThen.put(run.startedAtMs, nowMs, changed, refused);
            run.untilMs = nowMs;
            states.push(...changed.map((each) => ({ ...each, run: run.startedAtMs })));
            for (const { source, code, count } of refused) {
              const same = refusals.find(
                (each) =>
                  each.run === run.startedAtMs &&
                  each.minuteMs === minute &&
                  each.source === source &&
                  each.code === code,
              );
              if (same !== undefined) same.count = count;
              else refusals.push({ run: run.startedAtMs, minuteMs: minute, source, code, count });
            }
          }
        }
        const { knownThen } = fresh.store;
        expect(await knownThen.sinceMs()).toBe(sinceMs);
        for (let atMs = sinceMs - minuteMs / 4; atMs <= nowMs + 1; atMs += minuteMs / 4) {
          const run = runs.findLast(({ startedAtMs }) => startedAtMs <= atMs);
          const expected = run !== undefined && atMs <= run.untilMs ? run : undefined;
          expect(await knownThen.runAt(atMs)).toEqual(expected);
          if (expected === undefined) continue;
          const newest = new Map<string, SourceThen>();
          for (const { run: of, atMs: since, view } of states)
            if (of === expected.startedAtMs && since <= atMs) newest.set(view.id, view);
          const bySource = [...newest.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
          expect(await knownThen.statesAt(expected, atMs)).toEqual(bySource);
          const byCode: Record<string, number> = {};
          const before = refusals.filter(
            (each) => each.source === "x" && each.run === expected.startedAtMs && each.minuteMs < atMs,
          );
          for (const { code, count } of before) byCode[code] = (byCode[code] ?? 0) + count;
          const told = await knownThen.refusalsBefore("x", expected, atMs);
          expect(told.byCode).toEqual(byCode);
          expect(told.last).toHaveLength(Math.min(20, before.length));
          expect(told.last.map((each) => each.atMs)).toEqual(told.last.map((each) => each.atMs).sort((a, b) => a - b));
        }
      },
      20,
    );
  });
});

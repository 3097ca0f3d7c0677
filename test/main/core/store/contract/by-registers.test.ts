import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuditEntry } from "#contract/audit/entry.ts";
import { DocumentState, openStates } from "#contract/documents/document.ts";
import type { Dossier } from "#contract/dossiers/dossier.ts";
import type { SealedEntry } from "../../../../../main/core/audit/repository.ts";
import type { KeptDocument } from "../../../../../main/core/documents/repository.ts";
import type { NewDossier } from "../../../../../main/core/dossiers/repository.ts";
import { freshStore, holds, stores } from "./stores.ts";

const small = fc.integer({ min: 1, max: 6 });
const restart = fc.constant({ restart: true as const });
const dayMs = 86_400_000;

const dossier = fc
  .record({
    ...{
      code: fc.constantFrom("h1", "h2", "h3", "h4"),
      source: fc.constantFrom("x", "y"),
      unit: fc.constantFrom("so-a", "xa-a"),
    },
    ...{ at: small, heard: small, channel: fc.constantFrom("online" as const, null), due: small },
    ended: fc.option(small, { nil: null, freq: 2 }),
    hasFee: fc.constantFrom(true, false, null),
    supplements: fc.constantFrom<NewDossier["supplements"]>([], [{ askedMs: 1, cameMs: null }]),
  })
  .map(({ at, heard, due, ended, hasFee, ...one }): NewDossier => {
    const facts = { synchronised: null, hasFee, isPaidOnline: null, hasEResult: null, isDigitised: null };
    return {
      ...{ ...one, procedure: "p", procedureName: null, field: "Đất đai", state: ended === null ? "in-work" : "done" },
      ...{ acceptedMs: 1, dueMs: due, dueToldMs: due, deadline: null },
      ...{
        handledMs: ended,
        returnedMs: null,
        endedOtherwiseMs: null,
        updatedAtMs: at,
        heardAtMs: heard,
        isSimulated: false,
      },
      facts: { ...facts, isReused: null, isStored: null, hasCitizenData: null, isDisliked: null },
    };
  });
const dossierCommand = fc.oneof(
  { weight: 6, arbitrary: fc.record({ put: fc.array(dossier, { minLength: 1, maxLength: 4 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ again: fc.nat({ max: 3 }), atMs: small, channel: fc.constantFrom("online" as const, null) }),
  },
  { weight: 2, arbitrary: fc.record({ move: fc.integer({ min: 1, max: 4 }), to: small, atMs: small }) },
  { weight: 1, arbitrary: fc.record({ beforeMs: small }) },
  { weight: 1, arbitrary: fc.record({ most: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: restart },
);

describe.each(stores)("the register of dossiers in $name", ({ open }) => {
  it("has the last known state of each, keeps due dates that a calendar moved, and drops ended ones alone", async () => {
    await holds(
      fc.array(dossierCommand, { size: "max", maxLength: 20 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        let kept: Dossier[] = [];
        let number = 0;
        const endOf = ({ handledMs, returnedMs, endedOtherwiseMs }: NewDossier) =>
          handledMs ?? returnedMs ?? endedOtherwiseMs;
        /** All that a platform tells of one. */
        const told = ({ unit, channel, state, dueToldMs, handledMs, supplements, facts }: NewDossier) =>
          JSON.stringify([unit, channel, state, dueToldMs, handledMs, supplements, facts]);
        const put = (one: NewDossier, units: Set<string>) => {
          const at = kept.findIndex(({ code }) => code === one.code);
          const known = kept[at];
          if (known === undefined) {
            number += 1;
            kept.push({ ...one, number, moved: null });
            units.add(one.unit);
            return "stored";
          }
          if (one.updatedAtMs < known.updatedAtMs) return "repeated";
          if (told(one) === told(known)) {
            kept[at] = { ...known, updatedAtMs: one.updatedAtMs };
            return "repeated";
          }
          const isSamePromise = one.dueToldMs === known.dueToldMs;
          const { dueMs, deadline } = isSamePromise && known.moved !== null ? known : one;
          kept[at] = { ...one, dueMs, deadline, number: known.number, moved: isSamePromise ? known.moved : null };
          units.add(one.unit).add(known.unit);
          return "stored";
        };
        for (const one of commands) {
          const { dossiers } = fresh.store;
          if ("put" in one) {
            const units = new Set<string>();
            const each = one.put.map((next) => put(next, units));
            const answer = await dossiers.put(one.put);
            expect({ each: answer.each, units: answer.units.toSorted() }).toEqual({ each, units: [...units].sort() });
          } else if ("again" in one) {
            const known = kept[one.again];
            if (known === undefined) continue;
            // As the platform tells it: it knows no other calendar.
            const { number: _, moved: __, ...rest } = known;
            const due = { dueMs: known.dueToldMs, deadline: null };
            const next: NewDossier = { ...rest, ...due, updatedAtMs: one.atMs, channel: one.channel };
            const each = [put(next, new Set())];
            expect((await dossiers.put([next])).each).toEqual(each);
          } else if ("move" in one) {
            const moved = { fromMs: 1, atMs: one.atMs };
            const deadline = { from: "2026-11-01", workingDays: 5, due: "2026-11-09", calendar: "lich" } as const;
            await dossiers.recount([{ number: one.move, dueMs: one.to, deadline, moved }]);
            kept = kept.map((each) =>
              each.number === one.move && endOf(each) === null ? { ...each, dueMs: one.to, deadline, moved } : each,
            );
          } else if ("beforeMs" in one) {
            const gone = kept.filter((each) => endOf(each) !== null && each.updatedAtMs < one.beforeMs);
            expect(await dossiers.removeBefore(one.beforeMs, 100)).toBe(gone.length);
            kept = kept.filter((each) => !gone.includes(each));
          } else if ("most" in one) {
            const over = Math.max(0, kept.length - one.most);
            const gone = kept
              .filter((each) => endOf(each) !== null)
              .sort((a, b) => a.updatedAtMs - b.updatedAtMs || a.number - b.number)
              .slice(0, over);
            const answer = { removed: gone.length, left: over - gone.length };
            expect(await dossiers.removeBeyond(one.most, 100)).toEqual(answer);
            kept = kept.filter((each) => !gone.includes(each));
          } else await fresh.restart();
        }
        const { dossiers } = fresh.store;
        expect(await dossiers.count()).toBe(kept.length);
        expect(await dossiers.units()).toEqual([...new Set(kept.map(({ unit }) => unit))].sort());
        const byNumber = kept.toSorted((a, b) => a.number - b.number);
        for (const unit of ["so-a", "xa-a"])
          expect(await dossiers.inHand(unit, 3)).toEqual(
            byNumber.filter((each) => each.unit === unit && (endOf(each) ?? 3) >= 3),
          );
        const isOpen = (each: Dossier) => endOf(each) === null;
        expect(await dossiers.open(2, 2)).toEqual(
          byNumber.filter((each) => isOpen(each) && each.number >= 2).slice(0, 2),
        );
        const moved = byNumber.filter((each) => isOpen(each) && (each.moved?.atMs ?? 0) >= 2);
        expect(await dossiers.moved(2, 3)).toEqual({
          total: moved.length,
          dossiers: moved.toSorted((a, b) => (b.moved?.atMs ?? 0) - (a.moved?.atMs ?? 0)).slice(0, 3),
        });
        const heard = Map.groupBy(kept, ({ source }) => source);
        expect(await dossiers.lastAtMs()).toEqual(
          new Map([...heard].map(([source, of]) => [source, Math.max(...of.map(({ heardAtMs }) => heardAtMs))])),
        );
      },
      25,
    );
  });
});

const document = fc
  .record({
    ...{ source: fc.constantFrom("x", "y"), id: fc.constantFrom("1", "2"), organ: fc.constantFrom("H37.1", "H37.2") },
    dueOn: fc.constantFrom(null, "2026-11-01", "2026-11-02", "2026-11-04", "2026-11-05"),
    state: fc.constantFrom(...DocumentState.options),
    ...{
      arrivedDay: fc.integer({ min: 0, max: 3 }),
      stateDay: fc.integer({ min: 0, max: 3 }),
      isSimulated: fc.boolean(),
    },
  })
  .map(
    ({ arrivedDay, stateDay, ...one }): KeptDocument => ({
      ...{ ...one, sender: "H37.9", code: null, saidAtMs: arrivedDay * dayMs, arrivedAtMs: arrivedDay * dayMs },
      stateAtMs: stateDay * dayMs,
    }),
  );
const documentCommand = fc.oneof(
  { weight: 6, arbitrary: fc.record({ put: fc.array(document, { minLength: 1, maxLength: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ hear: fc.constantFrom("x", "y"), atMs: small }) },
  { weight: 1, arbitrary: fc.record({ closedBeforeMs: fc.integer({ min: 1, max: 3 }).map((day) => day * dayMs) }) },
  { weight: 1, arbitrary: restart },
);

describe.each(stores)("e-documents in $name", ({ open }) => {
  it("are the last known state at each organisation, counted as a plain list would be", async () => {
    await holds(
      fc.array(documentCommand, { size: "max", maxLength: 15 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        const keyOf = ({ source, id, organ }: KeptDocument) => `${source} ${id} ${organ}`;
        const kept = new Map<string, KeptDocument>();
        const heard = new Map<string, number>();
        const isOpen = ({ state }: KeptDocument) => openStates.includes(state);
        for (const one of commands) {
          const { documents } = fresh.store;
          if ("put" in one) {
            await documents.put(one.put);
            for (const each of one.put) kept.set(keyOf(each), each);
          } else if ("hear" in one) {
            await documents.hear(one.hear, one.atMs);
            heard.set(one.hear, Math.max(heard.get(one.hear) ?? 0, one.atMs));
          } else if ("closedBeforeMs" in one) {
            const gone = [...kept.values()].filter((each) => !isOpen(each) && each.stateAtMs < one.closedBeforeMs);
            expect(await documents.removeClosedBefore(one.closedBeforeMs, 100)).toBe(gone.length);
            for (const each of gone) kept.delete(keyOf(each));
          } else await fresh.restart();
        }
        const { documents } = fresh.store;
        const all = [...kept.values()];
        expect(await documents.size()).toBe(all.length);
        for (const each of all) expect(await documents.get(each.source, each.id, each.organ)).toEqual(each);
        expect(await documents.lastAtMs()).toEqual(heard);
        const counts = await documents.counts({
          ...{ today: "2026-11-02", soon: "2026-11-04", todayStartMs: 2 * dayMs, closedFromMs: dayMs, offsetMs: 0 },
        });
        const total = (list: readonly { count: number }[]) => list.reduce((sum, { count }) => sum + count, 0);
        const closed = all.filter((each) => !isOpen(each) && each.stateAtMs >= dayMs);
        expect(total(counts.closed)).toBe(closed.length);
        expect(total(counts.done)).toBe(closed.filter(({ state }) => state === "06").length);
        for (const { organ, state, count, overdue, dueSoon, withoutDueDate } of counts.open) {
          const of = all.filter((each) => each.organ === organ && each.state === state);
          const due = (from: string, to: string) =>
            of.filter(({ dueOn }) => dueOn !== null && dueOn >= from && dueOn <= to);
          expect({ count, overdue, dueSoon, withoutDueDate }).toEqual({
            ...{
              count: of.length,
              overdue: due("0", "2026-11-01").length,
              dueSoon: due("2026-11-02", "2026-11-04").length,
            },
            withoutDueDate: of.filter(({ dueOn }) => dueOn === null).length,
          });
        }
        expect(total(counts.open)).toBe(all.filter(isOpen).length);
        const today = all.filter(({ arrivedAtMs }) => (arrivedAtMs ?? 0) >= 2 * dayMs);
        expect([total(counts.arrivedToday), total(counts.sentToday)]).toEqual([today.length, today.length]);
      },
      20,
    );
  });
});

const auditCommand = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ atMs: fc.integer({ min: 1, max: 20 }), who: fc.constantFrom("An", "Bình") },
      ...{
        deed: fc.constantFrom("PUT /api/x", "GET /api/y"),
        outcome: fc.constantFrom("done" as const, "refused" as const),
      },
    }),
  },
  { weight: 1, arbitrary: fc.record({ dropUpTo: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ server: fc.constantFrom("s1:601", "s2:601"), number: small }) },
  { weight: 1, arbitrary: restart },
);

describe.each(stores)("the audit trail in $name", ({ open }) => {
  it("has numbers without gaps, each sealed upon the one before it, also where the oldest were dropped", async () => {
    await holds(
      fc.array(auditCommand, { size: "max", maxLength: 25 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        let kept: { entry: AuditEntry; sealed: SealedEntry }[] = [];
        let anchor: { number: number; seal: string; proof: string } | undefined;
        let taken: { server: string; number: number } | undefined;
        let last: { number: number; seal: string } | undefined;
        for (const one of commands) {
          const { audit } = fresh.store;
          if ("deed" in one) {
            const entry: Omit<AuditEntry, "number"> = {
              ...{ atMs: one.atMs, who: { kind: "account", id: "1", role: "admin", name: one.who }, from: "10.0.0.1" },
              ...{
                deed: one.deed,
                target: "",
                outcome: one.outcome,
                status: 200,
                before: null,
                after: "{}",
                isCut: false,
              },
            };
            const before = last;
            const sealed = await audit.append(entry, (seal, number, body) => {
              expect([seal, number]).toEqual([before?.seal ?? null, (before?.number ?? 0) + 1]);
              return `${number}:${body.length}:${seal ?? "-"}`.slice(0, 40);
            });
            expect(JSON.parse(sealed.body)).toEqual(entry);
            last = sealed;
            kept.push({ entry: { ...entry, number: sealed.number }, sealed });
          } else if ("dropUpTo" in one) {
            const seal = kept.find(({ entry }) => entry.number === one.dropUpTo)?.sealed.seal;
            const anchorOf = (number: number, of: string) => ({ number, seal: of, proof: `p${number}` });
            await audit.drop(one.dropUpTo, anchorOf);
            if (seal === undefined) continue;
            anchor = anchorOf(one.dropUpTo, seal);
            kept = kept.filter(({ entry }) => entry.number > one.dropUpTo);
          } else if ("server" in one) {
            await audit.noteTaken(one.server, one.number);
            taken = { server: one.server, number: one.number };
          } else await fresh.restart();
        }
        const { audit } = fresh.store;
        const entries = kept.map(({ entry }) => entry);
        expect(await audit.sealed(0, 100)).toEqual(kept.map(({ sealed }) => sealed));
        expect(await audit.sealed(3, 2)).toEqual(
          kept
            .map(({ sealed }) => sealed)
            .filter(({ number }) => number > 3)
            .slice(0, 2),
        );
        expect(await audit.newest()).toEqual(kept.at(-1)?.sealed);
        expect(await audit.anchor()).toEqual(anchor);
        expect(await audit.extent()).toEqual({ entries: kept.length, oldestAtMs: entries[0]?.atMs ?? null });
        for (const server of ["s1:601", "s2:601"])
          expect(await audit.taken(server)).toBe(taken?.server === server ? taken.number : 0);
        const found = (isMeant: (entry: AuditEntry) => boolean) => entries.filter(isMeant).reverse();
        expect(await audit.list({ limit: 100 })).toEqual(found(() => true));
        expect(await audit.list({ limit: 3, before: 9 })).toEqual(found(({ number }) => number < 9).slice(0, 3));
        expect(await audit.list({ limit: 100, who: "bình", fromMs: 5, toMs: 15 })).toEqual(
          found(({ who, atMs }) => who.name === "Bình" && atMs >= 5 && atMs <= 15),
        );
        expect(await audit.list({ limit: 100, deed: "put", outcome: "refused" })).toEqual(
          found(({ deed, outcome }) => deed.startsWith("PUT") && outcome === "refused"),
        );
        const old = entries.findLast(({ atMs }) => atMs < 8)?.number ?? 0;
        for (let most = 1; most <= entries.length; most++)
          expect(await audit.surplus(8, most)).toBe(Math.max(old, entries.at(-1 - most)?.number ?? 0) || null);
      },
      25,
    );
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Drafts, EntryReport } from "#contract/entry/http.ts";
import type { StoredPasskey } from "../../../../../main/core/accounts/passkeys-repository.ts";
import type { NewEntry } from "../../../../../main/core/entry/repository.ts";
import type { Followed } from "../../../../../main/core/follows/repository.ts";
import type { StoredSubscription, Told } from "../../../../../main/core/push/repository.ts";
import type { UsageRow } from "../../../../../main/core/usage/repository.ts";
import { freshStore, holds, stores } from "./stores.ts";

const people = ["an", "binh"] as const;
const person = fc.constantFrom(...people);
const small = fc.integer({ min: 1, max: 6 });
const restart = fc.constant({ restart: true as const });

const entry = fc
  .record({
    ...{ indicator: fc.constantFrom("a", "b"), place: fc.constantFrom("x", "y"), asOfMs: small },
    ...{ value: fc.constantFrom(0, 1.5, -2), reason: fc.constantFrom("", "lý do") },
    status: fc.constantFrom("preliminary" as const, "official" as const),
    before: fc.constantFrom(
      null,
      { value: 4, status: "official" as const },
      { value: null, status: "official" as const },
    ),
  })
  .map((one) => ({ ...one, source: "nhap", period: "2026-11" }));
const draftKeys = ["k1", "k2", "k3"] as const;
const draftOf = (text: string): Drafts["drafts"][string] => ({ text });
const entryCommand = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ begin: person, key: fc.constantFrom("1", "2", "3", "4") },
      ...{ entries: fc.array(entry, { maxLength: 3 }), sent: fc.subarray([...draftKeys]) },
    }),
  },
  { weight: 2, arbitrary: fc.record({ finish: fc.nat({ max: 5 }) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ draftsOf: person, most: fc.integer({ min: 1, max: 3 }) },
      changes: fc.dictionary(fc.constantFrom(...draftKeys), fc.option(fc.constantFrom("1", "2"), { nil: null })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      tidyBeforeMs: fc.integer({ min: 0, max: 25 }),
      mostEntries: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: restart },
);
type KeptDeed = {
  number: number;
  owner: string;
  key: string;
  atMs: number;
  report: EntryReport;
  isDone: boolean;
  entries: NewEntry[];
};
const reportOf = (taken: number): EntryReport => ({
  ...{ outcome: "taken", atMs: 1, taken, same: 0, left: 0, rows: [] },
});

describe.each(stores)("figures that people enter in $name", ({ open }) => {
  it("stand as deeds that are known again, each with what it took the place of; drafts are each one's own", async () => {
    await holds(
      fc.array(entryCommand, { size: "max", maxLength: 25 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        let deeds: KeptDeed[] = [];
        const drafts = new Map<string, Map<string, { text: string; atMs: number }>>(
          people.map((one) => [one, new Map()]),
        );
        const draftsOf = (owner: string) => drafts.get(owner) ?? new Map<string, never>();
        const by = { role: "officer", name: "Bình" };
        let nowMs = 0;
        for (const one of commands) {
          nowMs += 1;
          const { entries } = fresh.store;
          if ("begin" in one) {
            const { begin: owner, key, sent } = one;
            const rows = one.entries.map((each, row) => ({ ...each, row }));
            const deed = {
              owner,
              key,
              hash: `h${nowMs}`,
              atMs: nowMs,
              by,
              report: reportOf(0),
              entries: rows,
              drafts: sent,
            };
            if (deeds.some((each) => each.owner === owner && each.key === key)) {
              // Nothing of it is kept, the drafts neither gone.
              await expect(entries.begin(deed)).rejects.toMatchObject({ code: "store.failed" });
              continue;
            }
            const number = await entries.begin(deed);
            expect(number).toBeGreaterThan(deeds.at(-1)?.number ?? 0);
            deeds.push({ number, owner, key, atMs: nowMs, report: reportOf(0), isDone: false, entries: rows });
            for (const name of sent) draftsOf(owner).delete(name);
          } else if ("finish" in one) {
            const deed = deeds[one.finish];
            if (deed === undefined) continue;
            deed.report = reportOf(nowMs);
            deed.isDone = true;
            await entries.finish(deed.number, deed.report);
          } else if ("draftsOf" in one) {
            const own = new Map(draftsOf(one.draftsOf));
            for (const [key, text] of Object.entries(one.changes))
              if (text === null) own.delete(key);
              else own.set(key, { text, atMs: nowMs });
            const changes = Object.fromEntries(
              Object.entries(one.changes).map(([key, text]) => [key, text === null ? null : draftOf(text)]),
            );
            expect(await entries.changeDrafts(one.draftsOf, changes, nowMs, one.most)).toBe(own.size);
            if (own.size <= one.most) drafts.set(one.draftsOf, own);
          } else if ("tidyBeforeMs" in one) {
            await entries.tidy(one.tidyBeforeMs, one.mostEntries);
            for (const own of drafts.values())
              for (const [key, { atMs }] of own) if (atMs < one.tidyBeforeMs) own.delete(key);
            // Deeds stay whole: that of the last entry which is kept, and those after it.
            const last = deeds.flatMap(({ number, entries: rows }) => rows.map(() => number)).at(-1 - one.mostEntries);
            deeds = deeds.filter(({ number }) => last === undefined || number >= last);
          } else await fresh.restart();
        }
        const { entries } = fresh.store;
        const shown = (deed: KeptDeed) =>
          expect.objectContaining({
            ...{ number: deed.number, atMs: deed.atMs },
            report: deed.report,
            isDone: deed.isDone,
          });
        for (const owner of people) {
          for (const key of ["1", "2", "3", "4"]) {
            const deed = deeds.find((each) => each.owner === owner && each.key === key);
            expect(await entries.deed(owner, key)).toEqual(deed && shown(deed));
          }
          expect(await entries.drafts(owner)).toEqual(
            Object.fromEntries([...draftsOf(owner)].map(([key, { text }]) => [key, draftOf(text)])),
          );
        }
        const open10 = deeds.filter(({ isDone, atMs }) => !isDone || atMs >= 10);
        expect(await entries.open(10, 4)).toEqual(open10.slice(0, 4).map(shown));
        for (const deed of deeds) expect(await entries.entriesOf(deed.number)).toEqual(deed.entries);
        const rows = deeds.flatMap(({ owner, atMs, entries: some }) =>
          some.map((each) => ({ ...each, owner, atMs, by })),
        );
        const isSame = (a: NewEntry, b: NewEntry) =>
          a.indicator === b.indicator && a.place === b.place && a.asOfMs === b.asOfMs;
        const listed = rows.map((row, at) =>
          expect.objectContaining({ ...row, isNewest: !rows.slice(at + 1).some((later) => isSame(row, later)) }),
        );
        const list = await entries.list(undefined, 100);
        expect(list).toEqual(listed.toReversed());
        const third = list[2];
        if (third !== undefined) expect(await entries.list(third.number, 2)).toEqual(list.slice(3, 5));
        for (const row of rows)
          expect(await entries.lastOf(row.indicator, row.place, row.asOfMs)).toEqual(
            listed[rows.findLastIndex((each) => isSame(each, row))],
          );
        expect(await entries.lastOf("c", "x", 1)).toBeUndefined();
      },
      25,
    );
  });
});

const passkeyId = fc.constantFrom("p1", "p2", "p3");
const deviceCommand = fc.oneof(
  { weight: 3, arbitrary: fc.record({ add: passkeyId, of: person, counter: small }) },
  { weight: 3, arbitrary: fc.record({ use: passkeyId, from: small, to: small }) },
  { weight: 1, arbitrary: fc.record({ remove: passkeyId, of: person }) },
  { weight: 3, arbitrary: fc.record({ subscribe: person, endpoint: fc.constantFrom("e1", "e2", "e3") }) },
  { weight: 1, arbitrary: fc.record({ unsubscribe: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ taken: fc.integer({ min: 1, max: 20 }) }) },
  { weight: 2, arbitrary: fc.record({ tell: person, subject: fc.constantFrom("a", "b"), state: fc.string() }) },
  { weight: 1, arbitrary: fc.record({ forgetBeforeMs: fc.integer({ min: 1, max: 30 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      follow: person,
      list: fc.option(
        fc.record({
          series: fc.subarray(["b@x", "a@x", "c@x"]),
          limits: fc.dictionary(
            fc.constantFrom("a@x", "b@x"),
            fc.record({
              kind: fc.constantFrom("above" as const, "below" as const),
              value: fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
            }),
          ),
        }),
        { nil: null },
      ),
    }),
  },
  { weight: 1, arbitrary: restart },
);

describe.each(stores)("devices of people, and what they follow, in $name", ({ open }) => {
  it("are each one's own, known by one name alone, and the last that was said", async () => {
    await holds(
      fc.array(deviceCommand, { size: "max", maxLength: 30 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        const passkeys = new Map<string, StoredPasskey>();
        let subscriptions: StoredSubscription[] = [];
        const told = new Map<string, Map<string, Told>>(people.map((one) => [one, new Map()]));
        const follows = new Map<string, Followed | null>();
        let nowMs = 0;
        for (const one of commands) {
          nowMs += 1;
          const { store } = fresh;
          if ("add" in one) {
            const passkey: StoredPasskey = {
              ...{ id: one.add, account: one.of, publicKey: Buffer.from([nowMs]), counter: one.counter },
              ...{ transports: ["internal"], label: "máy", createdAtMs: nowMs, usedAtMs: null },
            };
            expect(await store.passkeys.add(passkey)).toBe(!passkeys.has(one.add));
            if (!passkeys.has(one.add)) passkeys.set(one.add, passkey);
          } else if ("use" in one) {
            const known = passkeys.get(one.use);
            const isAsKnown = known?.counter === one.from;
            expect(await store.passkeys.noteUse(one.use, { from: one.from, to: one.to, atMs: nowMs })).toBe(isAsKnown);
            if (known !== undefined && isAsKnown) passkeys.set(one.use, { ...known, counter: one.to, usedAtMs: nowMs });
          } else if ("remove" in one) {
            const isHis = passkeys.get(one.remove)?.account === one.of;
            expect(await store.passkeys.remove(one.of, one.remove)).toBe(isHis);
            if (isHis) passkeys.delete(one.remove);
          } else if ("subscribe" in one) {
            const subscription: StoredSubscription = {
              ...{
                id: `s${nowMs}`,
                account: one.subscribe,
                session: "phien",
                endpoint: `https://push.example/${one.endpoint}`,
              },
              ...{ p256dh: "p", auth: "a", language: "vi", sinceMs: nowMs, takenAtMs: null },
            };
            await store.push.put(subscription);
            subscriptions = [
              ...subscriptions.filter(({ endpoint }) => endpoint !== subscription.endpoint),
              subscription,
            ];
          } else if ("unsubscribe" in one) {
            const id = `s${one.unsubscribe}`;
            expect(await store.push.remove(id)).toBe(subscriptions.some((each) => each.id === id));
            subscriptions = subscriptions.filter((each) => each.id !== id);
          } else if ("taken" in one) {
            await store.push.taken(`s${one.taken}`, nowMs);
            subscriptions = subscriptions.map((each) =>
              each.id === `s${one.taken}` ? { ...each, takenAtMs: nowMs } : each,
            );
          } else if ("tell" in one) {
            const said: Told = { subject: one.subject, state: one.state, atMs: nowMs };
            await store.push.setTold(one.tell, said);
            told.get(one.tell)?.set(one.subject, said);
          } else if ("forgetBeforeMs" in one) {
            await store.push.dropTold(one.forgetBeforeMs);
            for (const own of told.values())
              for (const [subject, { atMs }] of own) if (atMs < one.forgetBeforeMs) own.delete(subject);
          } else if ("follow" in one) {
            await store.follows.set(one.follow, one.list, nowMs);
            follows.set(one.follow, one.list);
          } else await fresh.restart();
        }
        const { store } = fresh;
        for (const id of ["p1", "p2", "p3"]) expect(await store.passkeys.find(id)).toEqual(passkeys.get(id));
        for (const one of people) {
          const own = [...passkeys.values()].filter(({ account }) => account === one);
          expect(await store.passkeys.ofAccount(one)).toEqual(own.sort((a, b) => a.createdAtMs - b.createdAtMs));
          expect(await store.push.ofAccount(one)).toEqual(subscriptions.filter(({ account }) => account === one));
          const bySubject = (a: Told, b: Told) => (a.subject < b.subject ? -1 : 1);
          expect((await store.push.told(one)).sort(bySubject)).toEqual(
            [...(told.get(one)?.values() ?? [])].sort(bySubject),
          );
          expect(await store.follows.of(one)).toEqual(follows.get(one) ?? null);
        }
        expect(await store.push.accounts()).toEqual([...new Set(subscriptions.map(({ account }) => account))].sort());
      },
      25,
    );
  });
});

const day = fc.constantFrom(20261129, 20261130, 20261201, 20261202);
const usageRow = fc.record({
  period: day,
  what: fc.constantFrom("shown" as const, "opened" as const, "counted" as const),
  kind: fc.constantFrom("scene" as const, "tile" as const),
  name: fc.constantFrom("a", "b"),
  unit: fc.constantFrom("so-a", null),
  role: fc.constantFrom("leader", ""),
  ...{ count: small, ms: small },
});
const usageCommand = fc.oneof(
  { weight: 4, arbitrary: fc.record({ add: fc.array(usageRow, { maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ before: day, dropBefore: fc.constantFrom(20261100, 20261101, 20261200) }) },
  { weight: 1, arbitrary: restart },
);

describe.each(stores)("how the wall is used in $name", ({ open }) => {
  it("is summed up by day and by month, nothing lost and nothing twice", async () => {
    await holds(
      fc.array(usageCommand, { size: "max", maxLength: 20 }),
      async (commands) => {
        await using fresh = await freshStore(open);
        let kept: UsageRow[] = [];
        const nameOf = ({ what, kind, name, unit, role }: UsageRow) => JSON.stringify([what, kind, name, unit, role]);
        const add = (row: UsageRow) => {
          const same = kept.find((each) => each.period === row.period && nameOf(each) === nameOf(row));
          if (same === undefined) kept.push({ ...row });
          // That a day was counted is noted once; a month has so many of them.
          else if (row.what !== "counted" || row.period % 100 === 0) {
            same.count += row.count;
            same.ms += row.ms;
          }
        };
        for (const one of commands) {
          const { usage } = fresh.store;
          if ("add" in one) {
            await usage.add(one.add);
            for (const row of one.add) add(row);
          } else if ("before" in one) {
            await usage.condense(one.before, one.dropBefore);
            const days = kept.filter(({ period }) => period % 100 !== 0 && period < one.before);
            kept = kept.filter((row) => !days.includes(row));
            for (const row of days) add({ ...row, period: Math.floor(row.period / 100) * 100 });
            kept = kept.filter(({ period }) => period >= one.dropBefore);
          } else await fresh.restart();
        }
        const sorted = (rows: readonly UsageRow[]) => rows.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
        for (const [from, to] of [
          [20261100, 20261299],
          [20261130, 20261201],
          [20261200, 20261200],
        ] as const) {
          const sums = new Map<string, UsageRow>();
          for (const row of kept.filter(({ period }) => period >= from && period <= to)) {
            const sum = sums.get(nameOf(row)) ?? { ...row, period: 0, count: 0, ms: 0 };
            sums.set(nameOf(row), { ...sum, count: sum.count + row.count, ms: sum.ms + row.ms });
          }
          expect(sorted(await fresh.store.usage.sums(from, to))).toEqual(sorted([...sums.values()]));
        }
      },
      25,
    );
  });
});

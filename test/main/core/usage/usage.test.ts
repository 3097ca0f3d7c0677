import Database from "better-sqlite3";
import fc from "fast-check";
import pino from "pino";
import { expect, it } from "vitest";
import { fewestPersons, others, UsageDeed, UsageKind, type UsageQuery } from "#contract/usage/http.ts";
import { usage as migration } from "../../../../main/core/store/migrations/0028-usage.ts";
import { createUsageRepository } from "../../../../main/core/store/usage.ts";
import { dayOf, keptFrom, numberOf } from "../../../../main/core/usage/days.ts";
import { groupsOf, type Member } from "../../../../main/core/usage/groups.ts";
import { mostRowsADay, mostRowsAMonth, type UsageRow } from "../../../../main/core/usage/repository.ts";
import { type Thing, thingsShown } from "../../../../main/core/usage/shown.ts";
import { openUsage } from "../../../../main/core/usage/usage.ts";

const log = pino({ level: "silent" });
const dayMs = 86_400_000;
const offsetMs = 7 * 3_600_000;
/** Noon of the site. */
const beginMs = Date.UTC(2026, 10, 10, 5);

function world() {
  const database = new Database(":memory:");
  database.exec(migration.sql);
  const repository = createUsageRepository(database, "");
  const at = { nowMs: beginMs, people: [] as Member[], things: [] as Thing[] };
  const usage = openUsage({
    ...{ repository, offsetMs, log, now: () => at.nowMs },
    ...{
      people: async () => at.people,
      shown: () => at.things,
      titleOf: () => null,
      titleOfUnit: () => null,
      indicators: () => [],
      newest: () => [],
    },
  });
  return { database, repository, usage, at };
}

const units = ["", "so-y-te", "so-giao-thong"] as const;
const roles = ["leader", "officer"] as const;
const member = fc.record({
  unit: fc.constantFrom(...units).map((unit) => (unit === "" ? null : unit)),
  role: fc.constantFrom(...roles),
});
const person = (unit: string | null, role: string): Member => ({ unit, role });

it("never has a group of fewer than five, nor leaves fewer than five to the others", () => {
  fc.assert(
    fc.property(fc.array(member, { maxLength: 40 }), (people) => {
      const groupOf = groupsOf(people);
      const sizes = new Map<string, number>();
      for (const one of people) {
        const group = groupOf(one);
        if (group !== undefined) sizes.set(JSON.stringify(group), (sizes.get(JSON.stringify(group)) ?? 0) + 1);
      }
      for (const size of sizes.values()) expect(size).toBeGreaterThanOrEqual(fewestPersons);
      // Whoever is not counted is not counted with all.
      const counted = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      expect([0, people.length]).toContain(counted);
    }),
  );
});

it("answers every question alike, whoever of a group did it", async () => {
  const deed = fc.record({
    who: fc.nat(),
    instead: fc.nat(),
    deed: fc.constantFrom(...UsageDeed.options),
    kind: fc.constantFrom(...UsageKind.options),
    name: fc.constantFrom("a", "b"),
  });
  const day = fc.record({ people: fc.array(member, { maxLength: 26 }), deeds: fc.array(deed, { maxLength: 6 }) });
  const queries: Partial<UsageQuery>[] = [undefined, ...units].flatMap((unit) =>
    [undefined, ...roles, others].flatMap((role) =>
      [0, 1, 2].flatMap((from) =>
        [from, 3].map((to) => ({
          ...{ fromDay: new Date(beginMs + from * dayMs).toISOString().slice(0, 10) },
          ...{ toDay: new Date(beginMs + to * dayMs).toISOString().slice(0, 10) },
          ...(unit === undefined ? {} : { unit }),
          ...(role === undefined ? {} : { role }),
        })),
      ),
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(day, { minLength: 1, maxLength: 3 }), async (days) => {
      const [one, other] = [world(), world()];
      for (const [at, { people, deeds }] of days.entries()) {
        const groupOf = groupsOf(people);
        for (const each of [one, other]) Object.assign(each.at, { nowMs: beginMs + at * dayMs, people });
        for (const { who, instead, deed, kind, name } of deeds) {
          const did = people[who % Math.max(1, people.length)];
          if (did === undefined) continue;
          // Anybody else of those he is told with.
          const same = people.filter((another) => groupOf(another) === groupOf(did));
          one.usage.did(did, deed, { kind, name });
          other.usage.did(same[instead % same.length] ?? did, deed, { kind, name });
        }
        for (const each of [one, other]) await each.usage.report({});
      }
      for (const each of [one, other]) each.at.nowMs = beginMs + 5 * dayMs;
      for (const query of queries) expect(await one.usage.report(query)).toEqual(await other.usage.report(query));
      for (const { usage, database } of [one, other]) {
        await usage.stop();
        database.close();
      }
    }),
    { numRuns: 30 },
  );
});

it("tells people's deeds once their day is over, and what the wall shows at once", async () => {
  const { at, usage, database } = world();
  at.people = Array.from({ length: 6 }, () => person("so-y-te", "leader"));
  const thing = { kind: "indicator", name: "xe-cho" } as const;
  at.things = [thing, { kind: "scene", name: "chinh" }];
  usage.changed();
  for (let minute = 0; minute < 90; minute += 1) {
    at.nowMs += 60_000;
    usage.changed();
  }
  // A machine that slept has shown nothing meanwhile.
  at.nowMs += 3_600_000;
  at.things = [];
  usage.changed();
  at.nowMs += 60_000;
  usage.did(person("so-y-te", "leader"), "asked", thing);
  let told = await usage.report({});
  expect(told).toMatchObject({ countedDays: 0, groups: [], neverAsked: null });
  expect(told.things).toContainEqual({ ...thing, title: null, shownMs: 90 * 60_000, opened: 0, asked: 0, taken: 0 });

  at.nowMs += dayMs;
  told = await usage.report({});
  expect(told.things[0]).toMatchObject({ ...thing, asked: 1 });
  expect(told.groups).toEqual([{ unit: "so-y-te", title: null, role: "leader", opened: 0, asked: 1, taken: 0 }]);
  expect(told.countedDays).toBe(1);
  expect(told.neverAsked?.map(({ kind, name }) => [kind, name])).toEqual([["scene", "chinh"]]);
  expect((await usage.report({ unit: "so-giao-thong" })).groups).toEqual([]);
  await usage.stop();
  database.close();
});

it("makes whole months of days, keeps two years of them, and less than 50 MB", async () => {
  const { repository, database, usage } = world();
  await usage.stop();
  const row = (period: number, at: number): UsageRow => ({
    ...{ period, what: UsageDeed.options[at % 3] ?? "asked", kind: "indicator", name: `chi-tieu-so-${at % 1_700}` },
    ...{
      unit: `don-vi-so-${at % 97}`,
      role: ["leader", "officer", "viewer"][at % 3] ?? "",
      count: 1 + (at % 900),
      ms: 0,
    },
  });
  const shown = (period: number, at: number): UsageRow => ({
    ...row(period, at),
    ...{
      what: "shown",
      kind: "tile",
      name: `canh-${at % 500}/o-so-${at}`,
      unit: null,
      role: "",
      count: 0,
      ms: 3_600_000 + at,
    },
  });
  const fill = (period: number, most: number) =>
    repository.add(Array.from({ length: most + 50 }, (_, at) => (at < most / 2 ? shown(period, at) : row(period, at))));
  const sizeOf = () => Number(database.pragma("page_count", { simple: true })) * 4_096;
  const rows = () => database.prepare("SELECT count(*) FROM usage_counts").pluck().get() as number;
  await fill(20261101, mostRowsADay);
  await fill(20261102, mostRowsADay);
  await fill(20260900, mostRowsAMonth);
  // Beyond the limit all of a kind count together; nothing is lost of the sum.
  expect(rows()).toBeLessThanOrEqual(2 * (mostRowsADay + 300) + mostRowsAMonth + 300);
  expect(rows()).toBeGreaterThan(2 * mostRowsADay);
  const sum = async () => (await repository.sums(0, 99_999_999)).reduce((all, { count, ms }) => all + count + ms, 0);
  const before = await sum();
  const perRow = sizeOf() / rows();
  // Days one by one reach back to the first of a month.
  const most = (60 + 31 + 1) * mostRowsADay + 24 * mostRowsAMonth;
  expect((perRow * most) / 1e6).toBeLessThanOrEqual(50);

  await repository.condense(20261103, 20260900);
  expect(await sum()).toBe(before);
  expect(database.prepare("SELECT DISTINCT period FROM usage_counts ORDER BY 1").pluck().all()).toEqual([
    20260900, 20261100,
  ]);
  await repository.condense(20261103, 20261100);
  expect(database.prepare("SELECT DISTINCT period FROM usage_counts").pluck().all()).toEqual([20261100]);
  expect(keptFrom(Date.UTC(2026, 0, 15), offsetMs)).toEqual({ days: 20251101, months: 20240100 });
  expect(dayOf(numberOf("2026-01-05"))).toBe("2026-01-05");
  database.close();
});

it("shows what lies on monitors that show pictures, and nothing where there are none", () => {
  const tile = (id: string, x: number, settings: Record<string, unknown> = {}) => ({
    ...{ id, panel: "key-figure", x, y: 0, width: 12, height: 12, settings },
  });
  const scene = {
    id: "chinh",
    name: { vi: "", en: "" },
    tiles: [tile("a", 0, { indicator: "xe" }), tile("b", 24, { rows: [{ indicator: "bao" }] })],
  };
  const screen = (number: number, state = "ok") => ({ number, state: "ok" as const, window: { state } as never });
  const of = (displays: ReturnType<typeof screen>[], blanked: number[] = []) =>
    thingsShown({
      ...{ state: { scene, blanked }, displays, plan: { columns: 2, rows: 1 } },
      isIndicator: (code) => ["xe", "bao"].includes(code),
    }).map(({ kind, name }) => `${kind} ${name}`);
  expect(of([])).toEqual([]);
  expect(of([screen(1), screen(2, "page-hung")])).toEqual([
    "scene chinh",
    "panel key-figure",
    "tile chinh/a",
    "indicator xe",
  ]);
  expect(of([screen(1), screen(2)], [1])).toEqual(["scene chinh", "panel key-figure", "tile chinh/b", "indicator bao"]);
  expect(of([screen(1), screen(2)], [1, 2])).toEqual([]);
});

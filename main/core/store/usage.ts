import type Database from "better-sqlite3";
import {
  mostRowsADay,
  mostRowsAMonth,
  type UsageRepository,
  type UsageRow,
  type UsageWhat,
} from "../usage/repository.ts";
import { writesTo } from "./failures.ts";

/** By their numbers in the table, which never change. */
const whats: readonly UsageWhat[] = ["shown", "opened", "asked", "taken", "counted"];
const counted = whats.indexOf("counted");

const monthOf = (period: number): number => Math.floor(period / 100) * 100;

/** @param folder named in failures */
export function createUsageRepository(database: Database.Database, folder: string): UsageRepository {
  const thingOf = database.prepare("SELECT number FROM usage_things WHERE kind = ? AND name = ?").pluck();
  const addThing = database.prepare("INSERT INTO usage_things (kind, name) VALUES (?, ?)");
  const groupOf = database.prepare("SELECT number FROM usage_groups WHERE unit = ? AND role = ?").pluck();
  const addGroup = database.prepare("INSERT INTO usage_groups (unit, role) VALUES (?, ?)");
  const rowsIn = database.prepare("SELECT count(*) FROM usage_counts WHERE period = ?").pluck();
  const known = database
    .prepare("SELECT 1 FROM usage_counts WHERE period = ? AND what = ? AND thing = ? AND party = ?")
    .pluck();
  const put = database.prepare(
    `INSERT INTO usage_counts (period, what, thing, party, count, ms) VALUES (@period, @what, @thing, @party, @count, @ms)
     ON CONFLICT DO UPDATE SET ms = ms + excluded.ms, count = count + excluded.count`,
  );
  const sums = database.prepare(
    `SELECT 0 AS period, what, kind, name, unit, role, sum(count) AS count, sum(ms) AS ms
     FROM usage_counts JOIN usage_things ON usage_things.number = thing JOIN usage_groups ON usage_groups.number = party
     WHERE period BETWEEN ? AND ? GROUP BY what, thing, party`,
  );
  const daysBefore = database
    .prepare("SELECT DISTINCT period FROM usage_counts WHERE period < ? AND period % 100 <> 0 ORDER BY period")
    .pluck();
  const rowsOf = database.prepare(
    `SELECT what, thing, kind, party, count, ms FROM usage_counts JOIN usage_things ON usage_things.number = thing
     WHERE period = ?`,
  );
  const drop = database.prepare("DELETE FROM usage_counts WHERE period = ?");
  const dropBefore = database.prepare("DELETE FROM usage_counts WHERE period < ?");
  const dropThings = database.prepare("DELETE FROM usage_things WHERE number NOT IN (SELECT thing FROM usage_counts)");
  const dropGroups = database.prepare("DELETE FROM usage_groups WHERE number NOT IN (SELECT party FROM usage_counts)");

  const numberOf = (find: Database.Statement, add: Database.Statement, one: string, other: string): number =>
    (find.get(one, other) as number | undefined) ?? Number(add.run(one, other).lastInsertRowid);
  type Counted = { what: number; kind: string; thing: number; party: number; count: number; ms: number };
  /** Adds to a period; where it has as many rows as it may have, to what stands for the rest of its kind. */
  const addTo = (period: number, most: number, rows: readonly Counted[]): void => {
    let left = most - Number(rowsIn.get(period));
    for (const { kind, ...row } of rows) {
      const isKnown = known.get(period, row.what, row.thing, row.party) !== undefined;
      const isFull = left <= 0 && !isKnown;
      if (!isKnown && !isFull) left -= 1;
      // On a day it is noted once, however often the core is started; a month has so many days.
      const isNoted = row.what === counted && isKnown && period % 100 !== 0;
      if (isNoted) continue;
      put.run({ period, ...row, thing: isFull ? numberOf(thingOf, addThing, kind, "") : row.thing });
    }
  };
  const add = database.transaction((rows: readonly UsageRow[]) => {
    const byPeriod = Map.groupBy(rows, ({ period }) => period);
    for (const [period, some] of byPeriod)
      addTo(
        period,
        period % 100 === 0 ? mostRowsAMonth : mostRowsADay,
        some.map(({ what, kind, name, unit, role, count, ms }) => ({
          ...{ what: whats.indexOf(what), kind, count, ms },
          thing: numberOf(thingOf, addThing, kind, name),
          party: numberOf(groupOf, addGroup, unit ?? "", role),
        })),
      );
  });
  const condense = database.transaction((before: number, oldest: number) => {
    for (const day of daysBefore.all(before) as number[]) {
      addTo(monthOf(day), mostRowsAMonth, rowsOf.all(day) as Counted[]);
      drop.run(day);
    }
    dropBefore.run(oldest);
    dropThings.run();
    dropGroups.run();
  });
  const write = writesTo(folder);
  return {
    add: (rows) => write(() => add.immediate(rows)),
    async sums(from, to) {
      const found = sums.all(from, to) as (Omit<UsageRow, "what" | "unit"> & { what: number; unit: string })[];
      return found.map(({ what, unit, ...row }) => ({
        ...row,
        what: whats[what] as UsageWhat,
        unit: unit === "" ? null : unit,
      }));
    },
    condense: (before, oldest) => write(() => condense.immediate(before, oldest)),
  };
}

import type Database from "better-sqlite3";
import { Words } from "#contract/entities/text.ts";
import { DayCounters } from "#contract/source-scores/counters.ts";
import type { ScoreDay, SourceScoresRepository } from "../source-scores/repository.ts";
import { writesTo } from "./failures.ts";
import { dayMs } from "./periods.ts";

const keptDays = 400;
const kept = 100_000;

type Row = Omit<ScoreDay, "name" | "isSimulated" | "counters"> & {
  name: string;
  isSimulated: number;
  counters: string;
};

/** @param folder named in failures */
export function createSourceScoresRepository(database: Database.Database, folder: string): SourceScoresRepository {
  const insert = database.prepare(
    `INSERT OR REPLACE INTO source_days (day, source, name, type, unit, is_simulated, counters)
     VALUES (@day, @source, @name, @type, @unit, @isSimulated, @counters)`,
  );
  const tidy = database.prepare("DELETE FROM source_days WHERE day < ?");
  const beyond = database.prepare(
    `DELETE FROM source_days WHERE day <= (SELECT day FROM source_days ORDER BY day DESC, source DESC LIMIT 1 OFFSET ${kept})`,
  );
  const between = database.prepare(
    `SELECT day, source, name, type, unit, is_simulated AS isSimulated, counters FROM source_days
     WHERE day BETWEEN ? AND ? ORDER BY day, source`,
  );
  const put = database.transaction((days: readonly ScoreDay[]) => {
    for (const { name, isSimulated, counters, ...row } of days)
      insert.run({
        ...row,
        name: JSON.stringify(name),
        isSimulated: isSimulated ? 1 : 0,
        counters: JSON.stringify(counters),
      });
    const newest = days
      .map(({ day }) => day)
      .sort()
      .at(-1);
    if (newest === undefined) return;
    tidy.run(new Date(Date.parse(`${newest}T00:00:00Z`) - keptDays * dayMs).toISOString().slice(0, 10));
    beyond.run();
  });
  const write = writesTo(folder);
  return {
    put: (days) => write(() => put.immediate(days)),
    async between(from, to) {
      return (between.all(from, to) as Row[]).map(({ name, isSimulated, counters, ...row }) => ({
        ...row,
        name: Words.parse(JSON.parse(name)),
        isSimulated: isSimulated === 1,
        counters: DayCounters.parse(JSON.parse(counters)),
      }));
    },
  };
}

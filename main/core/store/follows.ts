import type Database from "better-sqlite3";
import { z } from "zod";
import type { FollowsRepository } from "../follows/repository.ts";
import { writesTo } from "./failures.ts";

const Kept = z.array(z.string());

/**
 * @param database the connection for what people enter
 * @param folder named in failures
 */
export function createFollowsRepository(database: Database.Database, folder: string): FollowsRepository {
  const select = database.prepare("SELECT series FROM follows WHERE account = ?").pluck();
  const put = database.prepare(
    `INSERT INTO follows (account, series, changed_at_ms) VALUES (@account, @series, @atMs)
     ON CONFLICT (account) DO UPDATE SET series = @series, changed_at_ms = @atMs`,
  );
  const forget = database.prepare("DELETE FROM follows WHERE account = ?");
  const write = writesTo(folder);
  return {
    async of(account) {
      const text = select.get(account) as string | undefined;
      return text === undefined ? null : Kept.parse(JSON.parse(text));
    },
    set: (account, series, atMs) =>
      write(() => {
        if (series === null) forget.run(account);
        else put.run({ account, series: JSON.stringify(series), atMs });
      }),
  };
}

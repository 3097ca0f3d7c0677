import type Database from "better-sqlite3";
import { z } from "zod";
import { OwnLimit } from "#contract/follows/limit.ts";
import type { FollowsRepository } from "../follows/repository.ts";
import { writesTo } from "./failures.ts";

const Series = z.array(z.string());
const Limits = z.record(z.string(), OwnLimit);

/**
 * @param database the connection for what people enter
 * @param folder named in failures
 */
export function createFollowsRepository(database: Database.Database, folder: string): FollowsRepository {
  const select = database.prepare("SELECT series, limits FROM follows WHERE account = ?");
  const put = database.prepare(
    `INSERT INTO follows (account, series, limits, changed_at_ms) VALUES (@account, @series, @limits, @atMs)
     ON CONFLICT (account) DO UPDATE SET series = @series, limits = @limits, changed_at_ms = @atMs`,
  );
  const forget = database.prepare("DELETE FROM follows WHERE account = ?");
  const write = writesTo(folder);
  return {
    async of(account) {
      const row = select.get(account) as { series: string; limits: string } | undefined;
      if (row === undefined) return null;
      return { series: Series.parse(JSON.parse(row.series)), limits: Limits.parse(JSON.parse(row.limits)) };
    },
    set: (account, followed, atMs) =>
      write(() => {
        if (followed === null) return void forget.run(account);
        const { series, limits } = followed;
        put.run({ account, series: JSON.stringify(series), limits: JSON.stringify(limits), atMs });
      }),
  };
}

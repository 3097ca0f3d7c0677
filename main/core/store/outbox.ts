import { randomUUID } from "node:crypto";
import type Database from "better-sqlite3";
import { Deed } from "#contract/entities/deed.ts";
import { CodedError } from "#contract/errors.ts";
import { writesTo } from "./failures.ts";
import type { OutboxRepository } from "./repositories.ts";

/** A centre that was away for years: a few things a day are fewer. Past it nothing more is taken, and that is said. */
const mostKept = 10_000;

type Row = { number: number; key: string; madeAtMs: number; deed: string };
type CountRow = { centre: string; waiting: number; refused: number; oldestAtMs: number | null };

export type Outbox = {
  repository: OutboxRepository;
  /** To be called within the transaction in which the deed itself is written. @throws CodedError outbox.full */
  put(deed: { subject: string; deed: Deed; madeAtMs: number; centres: readonly string[] }): void;
};

/** @param database of what people enter @param folder named in failures */
export function createOutbox(database: Database.Database, folder: string, limit = mostKept): Outbox {
  const sql = statements(database);
  const settle = database.transaction((number: number, atMs: number) => {
    const subject = sql.take.get(number) as string | undefined;
    if (subject !== undefined) sql.markDelivered.run({ subject, atMs });
  });
  const write = writesTo(folder);
  return {
    put({ subject, deed, madeAtMs, centres }) {
      const key = randomUUID();
      for (const centre of centres) {
        if ((sql.count.get(centre) as number) >= limit) throw new CodedError("outbox.full", { limit });
        sql.put.run({ centre, key, subject, madeAtMs, deed: JSON.stringify(Deed.parse(deed)) });
      }
    },
    repository: {
      async next(centre) {
        const row = sql.next.get(centre) as Row | undefined;
        if (row === undefined) return undefined;
        const { number, key, madeAtMs, deed } = row;
        return { number, delivery: { key, madeAtMs, deed: Deed.parse(JSON.parse(deed)) } };
      },
      delivered: (number, atMs) => write(() => settle.immediate(number, atMs)),
      refuse: (number, reason, atMs) =>
        write(() => void sql.refuse.run({ number, atMs, reason: JSON.stringify(reason) })),
      tryAgain: () => write(() => void sql.tryAgain.run()),
      async counts() {
        return sql.counts.all() as CountRow[];
      },
    },
  };
}

/** Prepared once and kept. */
function statements(database: Database.Database) {
  return {
    count: database.prepare("SELECT count(*) FROM outbox WHERE centre = ?").pluck(),
    put: database.prepare(
      `INSERT INTO outbox (centre, key, subject, made_at_ms, deed) VALUES (@centre, @key, @subject, @madeAtMs, @deed)`,
    ),
    next: database.prepare(
      `SELECT number, key, made_at_ms AS madeAtMs, deed FROM outbox
       WHERE centre = ? AND refused_at_ms IS NULL ORDER BY number LIMIT 1`,
    ),
    take: database.prepare("DELETE FROM outbox WHERE number = ? RETURNING subject").pluck(),
    markDelivered: database.prepare("UPDATE outages SET delivered_at_ms = @atMs WHERE id = @subject"),
    refuse: database.prepare("UPDATE outbox SET refused_at_ms = @atMs, reason = @reason WHERE number = @number"),
    tryAgain: database.prepare("UPDATE outbox SET refused_at_ms = NULL, reason = NULL WHERE refused_at_ms IS NOT NULL"),
    counts: database.prepare(
      `SELECT centre, count(*) FILTER (WHERE refused_at_ms IS NULL) AS waiting, count(refused_at_ms) AS refused,
         min(made_at_ms) FILTER (WHERE refused_at_ms IS NULL) AS oldestAtMs
       FROM outbox GROUP BY centre`,
    ),
  };
}

import { setImmediate as letOthersRun } from "node:timers/promises";
import type Database from "better-sqlite3";
import type { Reading } from "#contract/entities/reading.ts";
import { maxAheadMs } from "./ahead.ts";
import { knownOf, type ReadingRow, readingColumns } from "./reading-row.ts";
import type { ReadingsRepository } from "./repositories.ts";

/** A question about the past asks each series by itself; after this many, others get their turn. */
const seriesAtOnce = 250;

type SeriesRow = { id: number; indicator: string; place: string };

/** What is asked of the tables that `createReadings` fills. */
export function createReadingQueries(
  database: Database.Database,
): Pick<ReadingsRepository, "latest" | "counts" | "revisions"> {
  const sql = statements(database);
  return {
    async latest(knownAtMs) {
      if (knownAtMs === undefined) return (sql.latest.all() as (ReadingRow & SeriesRow)[]).map(readingOf);
      const found: Reading[] = [];
      const all = sql.series.all() as SeriesRow[];
      for (const [at, series] of all.entries()) {
        if (at % seriesAtOnce === seriesAtOnce - 1) await letOthersRun();
        const row = sql.newestKnown.get({ id: series.id, knownAtMs, latestMs: knownAtMs + maxAheadMs });
        if (row !== undefined) found.push(readingOf({ ...(row as ReadingRow), ...series }));
      }
      return found;
    },
    async revisions({ indicator, place, fromMs, toMs, limit }) {
      const id = sql.seriesId.get(indicator, place) as number | undefined;
      if (id === undefined) return [];
      const rows = sql.revisions.all({ id, fromMs, toMs, limit }) as ReadingRow[];
      return rows.map((row) => readingOf({ ...row, id, indicator, place }));
    },
    async counts() {
      return { readings: sql.total.get() as number, series: sql.seriesCount.get() as number };
    },
  };
}

const readingOf = ({ indicator, place, ...row }: ReadingRow & SeriesRow): Reading => ({
  indicator,
  place,
  ...knownOf(row),
});

/** Prepared once and kept. */
function statements(database: Database.Database) {
  const issued = "coalesce(issued_at_ms, received_at_ms)";
  const known = (table: string) => `SELECT * FROM ${table} WHERE series_id = @id AND received_at_ms <= @knownAtMs`;
  const newestOf = (table: string) =>
    `SELECT * FROM (SELECT * FROM ${table} WHERE series_id = @id AND as_of_ms BETWEEN @fromMs AND @toMs
       ORDER BY as_of_ms DESC, ${issued} DESC, revision DESC LIMIT @limit)`;
  return {
    seriesId: database.prepare("SELECT id FROM series WHERE indicator = ? AND place = ?").pluck(),
    revisions: database.prepare(
      `SELECT ${readingColumns} FROM (${newestOf("readings")} UNION ALL ${newestOf("superseded")}) r
       JOIN sources o ON o.id = r.source_id
       ORDER BY r.as_of_ms DESC, ${issued} DESC, r.revision DESC LIMIT @limit`,
    ),
    series: database.prepare("SELECT id, indicator, place FROM series ORDER BY id"),
    latest: database.prepare(
      `SELECT s.id, s.indicator, s.place, ${readingColumns}
       FROM series s
       JOIN readings r ON r.series_id = s.id
         AND r.as_of_ms = (SELECT max(as_of_ms) FROM readings WHERE series_id = s.id)
       JOIN sources o ON o.id = r.source_id
       ORDER BY s.id`,
    ),
    newestKnown: database.prepare(
      `SELECT ${readingColumns}
       FROM (
         SELECT * FROM (${known("readings")} AND as_of_ms <= @latestMs ORDER BY as_of_ms DESC LIMIT 1)
         UNION ALL
         SELECT * FROM (${known("superseded")} AND as_of_ms <= @latestMs
           ORDER BY as_of_ms DESC, ${issued} DESC, revision DESC LIMIT 1)
       ) r
       JOIN sources o ON o.id = r.source_id
       ORDER BY r.as_of_ms DESC, ${issued} DESC, r.revision DESC LIMIT 1`,
    ),
    total: database.prepare("SELECT readings FROM totals").pluck(),
    seriesCount: database.prepare("SELECT count(*) FROM series").pluck(),
  };
}

import type Database from "better-sqlite3";
import { maxAheadMs } from "./ahead.ts";
import { exactIntervalMs, isByLookups, joined, type Point, type Progress, planOf, rowsProbed } from "./history-plan.ts";
import { dayMs, hourMs } from "./periods.ts";
import type { ReadingsRepository } from "./repositories.ts";

type Asked = { id: number; fromMs: number; toMs: number; originMs: number; intervalMs: number };
type ProbeRow = { rows: number; firstMs: number | null; lastMs: number | null; hasText: 0 | 1 | null };

/** @param dayOffsetMs of the site's standard time from UTC, by which days were made */
export function createHistory(database: Database.Database, dayOffsetMs: number): ReadingsRepository["history"] {
  const sql = statements(database);

  const isSparse = ({ id, fromMs, toMs, intervalMs }: Asked): boolean => {
    const probe = sql.probe.get({ id, fromMs, toMs }) as ProbeRow;
    return !isByLookups({ ...probe, hasText: probe.hasText === 1 }, intervalMs);
  };
  // A walk comes up from the oldest, look-ups go down from the newest.
  const fromReadings = (asked: Asked): Point[] =>
    isSparse(asked) ? (sql.walk.all(asked) as Point[]) : (sql.lookups.all(asked) as Point[]).reverse();
  const knownThen = (asked: Asked & { knownAtMs: number }): Point[] =>
    isSparse(asked) ? (sql.knownWalk.all(asked) as Point[]) : (sql.knownLookups.all(asked) as Point[]).reverse();

  return async (range) => {
    const { indicator, place, fromMs, toMs, knownAtMs } = range;
    const id = sql.seriesId.get(indicator, place) as number | undefined;
    if (id === undefined || toMs < fromMs) return [];
    const row = sql.progress.get(id) as (Omit<Progress, "isStale"> & { isStale: 0 | 1 }) | undefined;
    const progress = row && { ...row, isStale: row.isStale === 1 };
    if (knownAtMs !== undefined) {
      // Hours and days know no revisions: of what was dropped it cannot be told what was known when.
      const keptMs = Math.max(fromMs, progress?.rawFromMs ?? 0);
      const untilMs = Math.min(toMs, knownAtMs + maxAheadMs);
      const intervalMs = exactIntervalMs(range);
      return knownThen({ id, fromMs: keptMs, toMs: untilMs, originMs: fromMs, intervalMs, knownAtMs });
    }
    const plan = planOf(range, progress, dayOffsetMs);
    const { dailyToMs, hourlyToMs, originMs, intervalMs } = plan;
    const asked = { id, fromMs, toMs, originMs, intervalMs };
    const parts: Point[][] = [];
    if (dailyToMs > fromMs)
      parts.push(sql.daily.all({ ...asked, startMs: fromMs - dayMs, endMs: dailyToMs }) as Point[]);
    if (hourlyToMs > fromMs && hourlyToMs > dailyToMs)
      parts.push(
        sql.hourly.all({ ...asked, startMs: Math.max(dailyToMs, fromMs - hourMs), endMs: hourlyToMs }) as Point[],
      );
    const rawMs = Math.max(fromMs, hourlyToMs, dailyToMs);
    if (rawMs <= toMs) parts.push(fromReadings({ ...asked, fromMs: rawMs }));
    return parts.length === 1 ? (parts[0] ?? []) : joined(parts, plan);
  };
}

/**
 * Prepared once and kept. Numbers are bound as REAL by the driver, so whole-number arithmetic is asked for by CAST. max()
 * makes SQLite take the other columns from the row it found the greatest value in.
 */
function statements(database: Database.Database) {
  const intervalOf = (column: string) => `(${column} - CAST(@originMs AS INTEGER)) / CAST(@intervalMs AS INTEGER)`;
  const beginningOf = (column: string) =>
    `CAST(@originMs AS INTEGER) + ${intervalOf(column)} * CAST(@intervalMs AS INTEGER)`;
  const condensed = (table: string) =>
    database
      .prepare(
        `SELECT max(last_at_ms), last FROM ${table}
         WHERE series_id = @id AND start_ms >= @startMs AND start_ms < @endMs AND last_at_ms BETWEEN @fromMs AND @toMs
         GROUP BY ${intervalOf("last_at_ms")} ORDER BY 1`,
      )
      .raw();
  const issued = "coalesce(issued_at_ms, received_at_ms)";
  const stretch = "series_id = @id AND as_of_ms BETWEEN @fromMs AND @toMs";
  const known = (table: string) => `SELECT * FROM ${table} WHERE ${stretch} AND received_at_ms <= @knownAtMs`;
  /** The newest of a table that meets a condition: one seek. */
  const newest = (table: string, condition: string) =>
    `(SELECT as_of_ms AS at FROM ${table} WHERE series_id = @id AND as_of_ms >= @fromMs AND ${condition}
      ORDER BY as_of_ms DESC LIMIT 1)`;
  const newestNumber = (to: string) => newest("readings", `as_of_ms ${to} AND typeof(value) <> 'text'`);
  const newestKnown = (to: string) => {
    const of = (table: string) => newest(table, `as_of_ms ${to} AND received_at_ms <= @knownAtMs`);
    return `(SELECT max(at) FROM (SELECT at FROM ${of("readings")} UNION ALL SELECT at FROM ${of("superseded")}))`;
  };
  const atInstant = (table: string) =>
    `SELECT value, ${issued} AS issued, revision FROM ${table}
     WHERE series_id = @id AND as_of_ms = last.at AND received_at_ms <= @knownAtMs`;
  /** What counted then for the instant of a row of `last`. */
  const counted = `(SELECT value FROM (${atInstant("readings")} UNION ALL ${atInstant("superseded")})
    ORDER BY issued DESC, revision DESC LIMIT 1)`;
  return {
    seriesId: database.prepare("SELECT id FROM series WHERE indicator = ? AND place = ?").pluck(),
    progress: database.prepare(
      `SELECT until_ms AS untilMs, raw_from_ms AS rawFromMs, hourly_from_ms AS hourlyFromMs,
         EXISTS (SELECT 1 FROM stale_hours s WHERE s.series_id = c.series_id) AS isStale
       FROM condensing c WHERE series_id = ?`,
    ),
    daily: condensed("daily"),
    hourly: condensed("hourly"),
    probe: database.prepare(
      `SELECT count(*) AS rows, min(as_of_ms) AS firstMs, max(as_of_ms) AS lastMs, max(typeof(value) = 'text') AS hasText
       FROM (SELECT as_of_ms, value FROM readings WHERE ${stretch} ORDER BY as_of_ms DESC LIMIT ${rowsProbed})`,
    ),
    walk: database
      .prepare(
        `SELECT max(as_of_ms), value FROM readings WHERE ${stretch} AND typeof(value) <> 'text'
         GROUP BY ${intervalOf("as_of_ms")} ORDER BY 1`,
      )
      .raw(),
    // From the last of an interval to the last before it began: intervals without any are never looked at. CROSS JOIN keeps
    // the order of the two; the other way round every reading would be walked over.
    lookups: database
      .prepare(
        `WITH RECURSIVE last (at) AS (
           SELECT ${newestNumber("<= @toMs")}
           UNION ALL
           SELECT ${newestNumber(`< ${beginningOf("last.at")}`)} FROM last WHERE at IS NOT NULL
         )
         SELECT last.at, r.value FROM last CROSS JOIN readings r ON r.series_id = @id AND r.as_of_ms = last.at`,
      )
      .raw(),
    knownWalk: database
      .prepare(
        `WITH known AS (${known("readings")} UNION ALL ${known("superseded")}), counting AS (
           SELECT as_of_ms, value, row_number() OVER (PARTITION BY as_of_ms ORDER BY ${issued} DESC, revision DESC) AS rank
           FROM known
         )
         SELECT max(as_of_ms), value FROM counting WHERE rank = 1 AND typeof(value) <> 'text'
         GROUP BY ${intervalOf("as_of_ms")} ORDER BY 1`,
      )
      .raw(),
    // What counted then may be a text where there is a number now: only then is the one before it in the interval looked for.
    knownLookups: database
      .prepare(
        `WITH RECURSIVE last (at) AS (
           SELECT ${newestKnown("<= @toMs")}
           UNION ALL
           SELECT ${newestKnown(`< CASE typeof(${counted}) WHEN 'text' THEN last.at ELSE ${beginningOf("last.at")} END`)}
           FROM last WHERE at IS NOT NULL
         ), found AS (SELECT at, ${counted} AS value FROM last WHERE at IS NOT NULL)
         SELECT at, value FROM found WHERE typeof(value) <> 'text'`,
      )
      .raw(),
  };
}

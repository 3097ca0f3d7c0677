import type Database from "better-sqlite3";
import { dayMs, dayOf, hourMs, hourOf } from "./periods.ts";
import type { HistoryRange, ReadingsRepository } from "./repositories.ts";

type Progress = { untilMs: number; rawFromMs: number; hourlyFromMs: number; isStale: 0 | 1 };
type Point = [number, number | null];

/**
 * Where a question is answered from, oldest first: days up to `dailyToMs`, hours up to `hourlyToMs`, then readings; and the
 * intervals, counted from `originMs`, of each of which the last value is given.
 */
type Plan = { dailyToMs: number; hourlyToMs: number; originMs: number; intervalMs: number };

/**
 * A long stretch with few points is read from hours or days where they are made, a short one from the readings; what was
 * dropped is read from what it was condensed to. Intervals of an hour or more then begin with whole hours or days, so that
 * the last value of each is exact.
 */
function planOf({ fromMs, toMs, points }: HistoryRange, progress: Progress | undefined, dayOffsetMs: number): Plan {
  const exactMs = Math.max(1, Math.ceil((toMs - fromMs + 1) / points));
  const fromReadings = { dailyToMs: 0, hourlyToMs: 0, originMs: fromMs, intervalMs: exactMs };
  if (progress === undefined) return fromReadings;
  const { rawFromMs, hourlyFromMs } = progress;
  // Until what came late is worked in, the readings themselves are asked.
  const untilMs = progress.isStale === 1 ? rawFromMs : progress.untilMs;
  const wholeHoursMs = Math.max(rawFromMs, Math.min(untilMs, hourOf(toMs + 1)));
  const wholeDaysMs = Math.max(hourlyFromMs, Math.min(dayOf(untilMs, dayOffsetMs), dayOf(toMs + 1, dayOffsetMs)));
  // One interval more may be touched when they do not begin with the stretch itself.
  const alignedMs = (toMs - fromMs + 1) / (points - 1);
  const rounded = (unitMs: number) => Math.ceil(alignedMs / unitMs) * unitMs;
  if (exactMs >= dayMs)
    return { dailyToMs: wholeDaysMs, hourlyToMs: wholeHoursMs, originMs: -dayOffsetMs, intervalMs: rounded(dayMs) };
  if (exactMs >= hourMs)
    return { dailyToMs: hourlyFromMs, hourlyToMs: wholeHoursMs, originMs: 0, intervalMs: rounded(hourMs) };
  return { ...fromReadings, dailyToMs: hourlyFromMs, hourlyToMs: rawFromMs };
}

/** @param dayOffsetMs of the site's standard time from UTC, by which days were made */
export function createHistory(database: Database.Database, dayOffsetMs: number): ReadingsRepository["history"] {
  const sql = statements(database);
  return async (range) => {
    const { indicator, place, fromMs, toMs, points, knownAtMs } = range;
    const id = sql.seriesId.get(indicator, place) as number | undefined;
    if (id === undefined || toMs < fromMs) return [];
    const progress = sql.progress.get(id) as Progress | undefined;
    if (knownAtMs !== undefined) {
      const intervalMs = Math.max(1, Math.ceil((toMs - fromMs + 1) / points));
      // Hours and days know no revisions: of what was dropped it cannot be told what was known when.
      const keptMs = Math.max(fromMs, progress?.rawFromMs ?? 0);
      return sql.known.all({ id, fromMs: keptMs, toMs, originMs: fromMs, intervalMs, knownAtMs }) as Point[];
    }
    const { dailyToMs, hourlyToMs, originMs, intervalMs } = planOf(range, progress, dayOffsetMs);
    const asked = { id, fromMs, toMs, originMs, intervalMs };
    const parts: Point[][] = [];
    if (dailyToMs > fromMs)
      parts.push(sql.daily.all({ ...asked, startMs: fromMs - dayMs, endMs: dailyToMs }) as Point[]);
    if (hourlyToMs > fromMs && hourlyToMs > dailyToMs)
      parts.push(
        sql.hourly.all({ ...asked, startMs: Math.max(dailyToMs, fromMs - hourMs), endMs: hourlyToMs }) as Point[],
      );
    const rawMs = Math.max(fromMs, hourlyToMs, dailyToMs);
    if (rawMs <= toMs) parts.push(sql.readings.all({ ...asked, fromMs: rawMs }) as Point[]);
    return parts.length === 1 ? (parts[0] ?? []) : joined(parts, (atMs) => Math.floor((atMs - originMs) / intervalMs));
  };
}

/** Where two parts meet within one interval, the later one has its last value. */
function joined(parts: readonly Point[][], intervalOf: (atMs: number) => number): Point[] {
  const all: Point[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    const next = part[0];
    if (last !== undefined && next !== undefined && intervalOf(last[0]) === intervalOf(next[0])) all.pop();
    for (const point of part) all.push(point);
  }
  return all;
}

/**
 * Prepared once and kept. Numbers are bound as REAL by the driver, so whole-number arithmetic is asked for by CAST. max()
 * makes SQLite take the other columns from the row it found the greatest value in.
 */
function statements(database: Database.Database) {
  const intervalOf = (column: string) => `(${column} - CAST(@originMs AS INTEGER)) / CAST(@intervalMs AS INTEGER)`;
  const condensed = (table: string) =>
    database
      .prepare(
        `SELECT max(last_at_ms), last FROM ${table}
         WHERE series_id = @id AND start_ms >= @startMs AND start_ms < @endMs AND last_at_ms BETWEEN @fromMs AND @toMs
         GROUP BY ${intervalOf("last_at_ms")} ORDER BY 1`,
      )
      .raw();
  const issued = "coalesce(issued_at_ms, received_at_ms)";
  const known = (table: string) =>
    `SELECT * FROM ${table}
     WHERE series_id = @id AND as_of_ms BETWEEN @fromMs AND @toMs AND received_at_ms <= @knownAtMs`;
  return {
    seriesId: database.prepare("SELECT id FROM series WHERE indicator = ? AND place = ?").pluck(),
    progress: database.prepare(
      `SELECT until_ms AS untilMs, raw_from_ms AS rawFromMs, hourly_from_ms AS hourlyFromMs,
         EXISTS (SELECT 1 FROM stale_hours s WHERE s.series_id = c.series_id) AS isStale
       FROM condensing c WHERE series_id = ?`,
    ),
    daily: condensed("daily"),
    hourly: condensed("hourly"),
    readings: database
      .prepare(
        `SELECT max(as_of_ms), value FROM readings
         WHERE series_id = @id AND as_of_ms BETWEEN @fromMs AND @toMs AND typeof(value) <> 'text'
         GROUP BY ${intervalOf("as_of_ms")} ORDER BY 1`,
      )
      .raw(),
    known: database
      .prepare(
        `WITH known AS (${known("readings")} UNION ALL ${known("superseded")}), counting AS (
           SELECT as_of_ms, value, row_number() OVER (PARTITION BY as_of_ms ORDER BY ${issued} DESC, revision DESC) AS rank
           FROM known
         )
         SELECT max(as_of_ms), value FROM counting WHERE rank = 1 AND typeof(value) <> 'text'
         GROUP BY ${intervalOf("as_of_ms")} ORDER BY 1`,
      )
      .raw(),
  };
}

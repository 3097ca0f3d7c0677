import type Database from "better-sqlite3";
import {
  daysOf,
  droppedBefore,
  horizonOf,
  hourlyBound,
  hourlyEnd,
  rawBound,
  rowsAStep,
  stretchEnd,
} from "./condensing-schedule.ts";
import { writeFailure } from "./failures.ts";
import { dayMs, hourMs, hourOf } from "./periods.ts";
import type { CondensingRule, Store } from "./repositories.ts";

/** So many series are looked at in one step, even where there is nothing to do. */
const seriesAStep = 200;
/** Hours that became stale are made anew so many at a time. */
const staleAStep = 10;

type Series = { id: number; indicator: string };
type Progress = { untilMs: number; rawFromMs: number; hourlyFromMs: number };

/**
 * Makes hours and days of readings, and drops what is older than the rule says, in small steps so that ingest is never held
 * up. What counts is always there once: what a step does, it does in one transaction. The newest reading of a series is
 * never dropped.
 *
 * @param condensedUntil by series id: up to where its hours are made; kept up to date here, so that whoever writes a reading
 *   below marks its hour as stale
 */
export function createCondensing(
  database: Database.Database,
  folder: string,
  condensedUntil: Map<number, number>,
): Store["condense"] {
  const sql = statements(database);
  for (const [id, untilMs] of sql.allUntil.all() as [number, number][]) condensedUntil.set(id, untilMs);
  let cursor = 0;

  const makeHours = (id: number, fromMs: number, toMs: number, offsetMs: number): void => {
    sql.clearHours.run({ id, fromMs, toMs });
    sql.makeHours.run({ id, fromMs, toMs });
    sql.makeDays.run({ id, ...daysOf(fromMs, toMs, offsetMs), offsetMs });
  };

  const nextOf = (id: number, firstMs: number) => sql.nth.get(id, firstMs, rowsAStep) as number | undefined;

  const renewStale = (id: number, { rawFromMs }: Progress, offsetMs: number): number => {
    let rows = 0;
    for (const startMs of sql.stale.all(id, staleAStep) as number[]) {
      // What comes after its hour's readings were dropped cannot be added to it truly.
      if (startMs >= rawFromMs) {
        makeHours(id, startMs, startMs + hourMs, offsetMs);
        rows += sql.countIn.get(id, startMs, startMs + hourMs) as number;
      }
      sql.clearStale.run(id, startMs);
      rows++;
      if (rows >= rowsAStep) break;
    }
    return rows;
  };

  const condense = (id: number, progress: Progress, nowMs: number, offsetMs: number): number => {
    const horizonMs = horizonOf(nowMs);
    const firstMs = sql.first.get(id, progress.untilMs) as number | undefined;
    if (firstMs === undefined || firstMs >= horizonMs) return 0;
    const endMs = stretchEnd(firstMs, nextOf(id, firstMs), horizonMs);
    makeHours(id, hourOf(firstMs), endMs, offsetMs);
    progress.untilMs = endMs;
    return sql.countIn.get(id, firstMs, endMs) as number;
  };

  const dropRaw = (id: number, progress: Progress, beforeMs: number): number => {
    const firstMs = sql.first.get(id, 0) as number | undefined;
    if (firstMs === undefined || firstMs >= beforeMs) return 0;
    const newestMs = sql.newest.get(id) as number;
    const boundMs = rawBound(beforeMs, progress.untilMs, newestMs);
    if (firstMs >= boundMs) return 0;
    const nextMs = nextOf(id, firstMs);
    const endMs = stretchEnd(firstMs, nextMs, boundMs);
    // From now on these hours are answered from what they were condensed to, so their readings can go in portions: of a series
    // that is told ten times a second an hour is far more than a step may delete.
    const cutMs = Math.min(endMs, nextMs ?? endMs);
    const dropped = sql.dropRaw.run(id, cutMs).changes + sql.dropSuperseded.run(id, cutMs).changes;
    sql.subtractTotal.run(dropped);
    progress.rawFromMs = Math.max(progress.rawFromMs, endMs);
    return dropped;
  };

  const dropHourly = (id: number, progress: Progress, beforeMs: number, offsetMs: number): number => {
    const boundMs = hourlyBound(beforeMs, progress.rawFromMs, offsetMs);
    const firstMs = sql.firstHour.get(id) as number | undefined;
    if (firstMs === undefined || firstMs >= boundMs) return 0;
    const endMs = hourlyEnd(firstMs, boundMs, offsetMs);
    progress.hourlyFromMs = Math.max(progress.hourlyFromMs, endMs);
    return sql.dropHours.run(id, endMs).changes;
  };

  /** @returns how many rows were touched; 0 when this series is done */
  const workOn = (id: number, rule: CondensingRule, nowMs: number): number => {
    const found = sql.progress.get(id) as Progress | undefined;
    const progress = found ?? { untilMs: 0, rawFromMs: 0, hourlyFromMs: 0 };
    const offsetMs = rule.dayOffsetMs;
    const before = droppedBefore(rule, nowMs);
    const rows =
      renewStale(id, progress, offsetMs) ||
      condense(id, progress, nowMs, offsetMs) ||
      dropRaw(id, progress, before.rawMs) ||
      dropHourly(id, progress, before.hourlyMs, offsetMs);
    if (rows > 0) sql.setProgress.run({ id, ...progress });
    return rows;
  };

  const step = database.transaction((rule: CondensingRule, nowMs: number) => {
    let rows = 0;
    const touched = new Set<number>();
    for (let looked = 0; looked < seriesAStep && rows < rowsAStep; looked++) {
      const series = sql.nextSeries.get(cursor) as Series | undefined;
      if (series === undefined) return { rows, isRoundDone: true, touched, nextCursor: 0 };
      const worked = rule.isCondensed(series.indicator) ? workOn(series.id, rule, nowMs) : 0;
      if (worked > 0) touched.add(series.id);
      rows += worked;
      // As long as there is something to do for it, it comes again.
      if (worked === 0) cursor = series.id;
    }
    return { rows, isRoundDone: false, touched, nextCursor: cursor };
  });

  return async (rule, nowMs) => {
    const before = cursor;
    try {
      const { rows, isRoundDone, touched, nextCursor } = step(rule, nowMs);
      cursor = nextCursor;
      for (const id of touched) condensedUntil.set(id, (sql.progress.get(id) as Progress).untilMs);
      return { rows, isRoundDone };
    } catch (error) {
      cursor = before;
      throw writeFailure(error, folder);
    }
  };
}

/** Prepared once and kept. Numbers are bound as REAL by the driver, so whole-number arithmetic is asked for by CAST. */
function statements(database: Database.Database) {
  const hour = `as_of_ms - as_of_ms % ${hourMs}`;
  const day = `start_ms - (start_ms + CAST(@offsetMs AS INTEGER)) % ${dayMs}`;
  return {
    allUntil: database.prepare("SELECT series_id, until_ms FROM condensing").raw(),
    nextSeries: database.prepare("SELECT id, indicator FROM series WHERE id > ? ORDER BY id LIMIT 1"),
    progress: database.prepare(
      `SELECT until_ms AS untilMs, raw_from_ms AS rawFromMs, hourly_from_ms AS hourlyFromMs
       FROM condensing WHERE series_id = ?`,
    ),
    setProgress: database.prepare(
      `REPLACE INTO condensing (series_id, until_ms, raw_from_ms, hourly_from_ms)
       VALUES (@id, @untilMs, @rawFromMs, @hourlyFromMs)`,
    ),
    first: database
      .prepare("SELECT as_of_ms FROM readings WHERE series_id = ? AND as_of_ms >= ? ORDER BY as_of_ms LIMIT 1")
      .pluck(),
    nth: database
      .prepare("SELECT as_of_ms FROM readings WHERE series_id = ? AND as_of_ms >= ? ORDER BY as_of_ms LIMIT 1 OFFSET ?")
      .pluck(),
    newest: database.prepare("SELECT max(as_of_ms) FROM readings WHERE series_id = ?").pluck(),
    countIn: database
      .prepare("SELECT count(*) FROM readings WHERE series_id = ? AND as_of_ms >= ? AND as_of_ms < ?")
      .pluck(),
    clearHours: database.prepare(
      "DELETE FROM hourly WHERE series_id = @id AND start_ms >= @fromMs AND start_ms < @toMs",
    ),
    makeHours: database.prepare(
      `INSERT INTO hourly (series_id, start_ms, last_at_ms, last, least, greatest, sum, count)
       SELECT @id, h.start_ms, h.last_at_ms, r.value, h.least, h.greatest, h.sum, h.count
       FROM (
         SELECT ${hour} AS start_ms, max(as_of_ms) AS last_at_ms, min(value) AS least, max(value) AS greatest,
           total(value) AS sum, count(value) AS count
         FROM readings
         WHERE series_id = @id AND as_of_ms >= @fromMs AND as_of_ms < @toMs AND typeof(value) <> 'text'
         GROUP BY 1
       ) h JOIN readings r ON r.series_id = @id AND r.as_of_ms = h.last_at_ms`,
    ),
    makeDays: database.prepare(
      `REPLACE INTO daily (series_id, start_ms, last_at_ms, last, least, greatest, sum, count)
       SELECT @id, d.start_ms, d.last_at_ms, h.last, d.least, d.greatest, d.sum, d.count
       FROM (
         SELECT ${day} AS start_ms, max(last_at_ms) AS last_at_ms, min(least) AS least, max(greatest) AS greatest,
           total(sum) AS sum, sum(count) AS count
         FROM hourly WHERE series_id = @id AND start_ms >= @fromMs AND start_ms < @toMs
         GROUP BY 1
       ) d JOIN hourly h ON h.series_id = @id AND h.start_ms = d.last_at_ms - d.last_at_ms % ${hourMs}`,
    ),
    stale: database.prepare("SELECT start_ms FROM stale_hours WHERE series_id = ? LIMIT ?").pluck(),
    clearStale: database.prepare("DELETE FROM stale_hours WHERE series_id = ? AND start_ms = ?"),
    dropRaw: database.prepare("DELETE FROM readings WHERE series_id = ? AND as_of_ms < ?"),
    dropSuperseded: database.prepare("DELETE FROM superseded WHERE series_id = ? AND as_of_ms < ?"),
    subtractTotal: database.prepare("UPDATE totals SET readings = readings - ?"),
    firstHour: database.prepare("SELECT min(start_ms) FROM hourly WHERE series_id = ?").pluck(),
    dropHours: database.prepare("DELETE FROM hourly WHERE series_id = ? AND start_ms < ?"),
  };
}

import type Database from "better-sqlite3";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import type { Arrivals } from "./arrivals.ts";
import type { Checkpoints } from "./checkpoints.ts";
import { writeFailure } from "./failures.ts";
import { createHistory } from "./history.ts";
import { hourOf } from "./periods.ts";
import { createReadingQueries } from "./reading-queries.ts";
import {
  issuedMember,
  type Known,
  knownOf,
  qualities,
  type ReadingRow,
  readingColumns,
  statuses,
  storedSource,
} from "./reading-row.ts";
import type { Appended, NewReading, ReadingsRepository } from "./repositories.ts";
import { isRepeated, repeatedEarlier, revisionOf } from "./revision.ts";

type Series = { id: number; newest: Known | undefined };

export type ReadingsOptions = {
  /** Named in failures. */
  folder: string;
  /** Of `createCondensing`; absent where nothing is condensed. */
  condensedUntil?: ReadonlyMap<number, number>;
  /** Absent where nobody mirrors what is stored. */
  arrivals?: Arrivals;
  /** Absent where SQLite itself copies its log. */
  checkpoints?: Pick<Checkpoints, "wrote" | "closing">;
  /** Of the site's standard time from UTC. */
  dayOffsetMs?: number;
};

export function createReadings(database: Database.Database, options: ReadingsOptions): ReadingsRepository {
  const { folder, condensedUntil = new Map<number, number>(), arrivals, checkpoints, dayOffsetMs = 0 } = options;
  const sql = statements(database);
  /**
   * The newest reading of each series, so that the usual case, a newer reading, is a single insert. One small object a
   * series: its size is that of the catalogue. Forgotten whole when a transaction fails, and read again from the tables.
   */
  const seriesByKey = new Map<string, Series>();
  const sourceIds = new Map<string, number>();

  const sourceIdOf = (name: string): number => {
    const known = sourceIds.get(name);
    if (known !== undefined) return known;
    sql.insertSource.run(name);
    const id = sql.sourceId.get(name) as number;
    sourceIds.set(name, id);
    return id;
  };

  const seriesOf = (indicator: string, place: string): Series => {
    const key = seriesKey(indicator, place);
    const known = seriesByKey.get(key);
    if (known !== undefined) return known;
    sql.insertSeries.run(indicator, place);
    const id = sql.seriesId.get(indicator, place) as number;
    const series: Series = { id, newest: found(sql.newest.get(id)) };
    seriesByKey.set(key, series);
    return series;
  };

  const write = (
    statement: Database.Statement,
    series: Series,
    reading: NewReading,
    revision: number,
    issuedAtMs: number | null,
  ): Reading => {
    statement.run(
      series.id,
      reading.asOfMs,
      revision,
      reading.value,
      reading.receivedAtMs,
      issuedAtMs,
      sourceIdOf(storedSource(reading)),
      statuses.indexOf(reading.status),
      qualities.indexOf(reading.quality),
      reading.origin?.receivedAtMs ?? null,
    );
    arrivals?.add(series.id, reading.asOfMs, revision);
    if (reading.asOfMs < (condensedUntil.get(series.id) ?? 0)) sql.markStale.run(series.id, hourOf(reading.asOfMs));
    return {
      indicator: reading.indicator,
      place: reading.place,
      value: reading.value,
      asOfMs: reading.asOfMs,
      receivedAtMs: reading.receivedAtMs,
      ...issuedMember(issuedAtMs),
      revision,
      source: reading.source,
      ...(reading.origin === undefined ? {} : { origin: reading.origin }),
      status: reading.status,
      quality: reading.quality,
    };
  };

  const appendOne = (reading: NewReading): Appended => {
    const series = seriesOf(reading.indicator, reading.place);
    const { newest } = series;
    const isNewer = newest === undefined || reading.asOfMs > newest.asOfMs;
    const before = isNewer
      ? undefined
      : reading.asOfMs === newest.asOfMs
        ? newest
        : found(sql.counting.get(series.id, reading.asOfMs));
    if (before !== undefined) return revise(series, before, reading);
    const { revision, issuedAtMs } = revisionOf(undefined, null, reading);
    const stored = write(sql.insert, series, reading, revision, issuedAtMs);
    if (isNewer) series.newest = stored;
    return { outcome: "stored", reading: stored, isNewest: isNewer };
  };

  /** @param before the revision that counts so far for the reading's instant */
  const revise = (series: Series, before: Known, reading: NewReading): Appended => {
    const isOfNewest = before === series.newest;
    if (isRepeated(before, reading))
      return { outcome: "repeated", reading: asKept(reading, before), isNewest: isOfNewest };
    const earlier = repeatedEarlier(supersededBy(series, reading), reading);
    if (earlier !== undefined) return { outcome: "repeated", reading: asKept(reading, earlier), isNewest: false };
    const last = sql.lastSuperseded.get(series.id, reading.asOfMs) as number | null;
    const { revision, isCounting, issuedAtMs } = revisionOf(before, last, reading);
    if (!isCounting) {
      const stored = write(sql.insertSuperseded, series, reading, revision, issuedAtMs);
      return { outcome: "stored", reading: stored, isNewest: false };
    }
    sql.supersede.run(series.id, reading.asOfMs);
    const stored = write(sql.replace, series, reading, revision, issuedAtMs);
    if (isOfNewest) series.newest = stored;
    return { outcome: "stored", reading: stored, isNewest: isOfNewest };
  };

  /** Of its instant and issue, what counts no more. */
  const supersededBy = (series: Series, { asOfMs, issuedAtMs }: NewReading): Known[] =>
    issuedAtMs === undefined ? [] : (sql.superseded.all(series.id, asOfMs, issuedAtMs) as ReadingRow[]).map(knownOf);

  /** @returns what became of each, and how many are written */
  const appendAll = database.transaction((batch: readonly NewReading[]): { appended: Appended[]; stored: number } => {
    const appended = batch.map(appendOne);
    let stored = 0;
    for (const one of appended) if (one.outcome === "stored") stored++;
    if (stored > 0) sql.addTotal.run(stored);
    arrivals?.flush(batch[0]?.receivedAtMs ?? 0);
    return { appended, stored };
  });

  return {
    async append(batch) {
      if (batch.length === 0) return [];
      const closing = checkpoints?.closing();
      if (closing !== undefined) await closing;
      try {
        const { appended, stored } = appendAll.immediate(batch);
        // A platform that tells its day again after every connection has nothing written by it.
        checkpoints?.wrote(stored);
        return appended;
      } catch (error) {
        seriesByKey.clear();
        sourceIds.clear();
        arrivals?.clear();
        throw writeFailure(error, folder);
      }
    },
    history: createHistory(database, dayOffsetMs),
    ...createReadingQueries(database),
  };
}

/** Nothing of what came again, only of what is kept: it may have come another way then, and been issued at another time. */
const asKept = ({ indicator, place }: NewReading, known: Known): Reading => ({ indicator, place, ...known });

const found = (row: unknown): Known | undefined => (row === undefined ? undefined : knownOf(row as ReadingRow));

/** Prepared once and kept. */
function statements(database: Database.Database) {
  const columns =
    "(series_id, as_of_ms, revision, value, received_at_ms, issued_at_ms, source_id, status, quality, origin_received_at_ms)";
  const values = "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  const from = (table: string) => `SELECT ${readingColumns} FROM ${table} r JOIN sources o ON o.id = r.source_id`;
  return {
    insertSeries: database.prepare("INSERT INTO series (indicator, place) VALUES (?, ?) ON CONFLICT DO NOTHING"),
    seriesId: database.prepare("SELECT id FROM series WHERE indicator = ? AND place = ?").pluck(),
    insertSource: database.prepare("INSERT INTO sources (name) VALUES (?) ON CONFLICT DO NOTHING"),
    sourceId: database.prepare("SELECT id FROM sources WHERE name = ?").pluck(),
    insert: database.prepare(`INSERT INTO readings ${columns} ${values}`),
    replace: database.prepare(`REPLACE INTO readings ${columns} ${values}`),
    insertSuperseded: database.prepare(`INSERT INTO superseded ${columns} ${values}`),
    supersede: database.prepare(
      `INSERT INTO superseded ${columns} SELECT ${columns.slice(1, -1)} FROM readings
       WHERE series_id = ? AND as_of_ms = ?`,
    ),
    newest: database.prepare(`${from("readings")} WHERE r.series_id = ? ORDER BY r.as_of_ms DESC LIMIT 1`),
    counting: database.prepare(`${from("readings")} WHERE r.series_id = ? AND r.as_of_ms = ?`),
    superseded: database.prepare(
      `${from("superseded")} WHERE r.series_id = ? AND r.as_of_ms = ?
       AND coalesce(r.issued_at_ms, r.received_at_ms) = ? ORDER BY r.revision`,
    ),
    lastSuperseded: database
      .prepare("SELECT max(revision) FROM superseded WHERE series_id = ? AND as_of_ms = ?")
      .pluck(),
    markStale: database.prepare("INSERT INTO stale_hours (series_id, start_ms) VALUES (?, ?) ON CONFLICT DO NOTHING"),
    addTotal: database.prepare("UPDATE totals SET readings = readings + ?"),
  };
}

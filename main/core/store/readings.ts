import type Database from "better-sqlite3";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/reading.ts";
import { writeFailure } from "./failures.ts";
import type { Appended, NewReading, ReadingsRepository } from "./repositories.ts";

type Newest = Pick<Reading, "asOfMs" | "revision" | "value" | "status" | "quality" | "source" | "receivedAtMs">;
type Series = { id: number; newest: Newest | undefined };

/** @param folder named in failures */
export function createReadings(database: Database.Database, folder: string): ReadingsRepository {
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
    const series: Series = { id, newest: sql.newest.get(id) as Newest | undefined };
    seriesByKey.set(key, series);
    return series;
  };

  const appendOne = (reading: NewReading): Appended => {
    const series = seriesOf(reading.indicator, reading.place);
    const { newest } = series;
    const isNewer = newest === undefined || reading.asOfMs > newest.asOfMs;
    const before = isNewer
      ? undefined
      : reading.asOfMs === newest.asOfMs
        ? newest
        : (sql.newestAt.get(series.id, reading.asOfMs) as Newest | undefined);
    const isNewest = isNewer || before === newest;
    if (before !== undefined && isSame(before, reading))
      return { outcome: "repeated", reading: { ...reading, ...before }, isNewest };
    const revision = before === undefined ? 0 : before.revision + 1;
    sql.insert.run(
      series.id,
      reading.asOfMs,
      revision,
      reading.value,
      reading.receivedAtMs,
      sourceIdOf(reading.source),
      statuses.indexOf(reading.status),
      qualities.indexOf(reading.quality),
    );
    const stored: Reading = {
      indicator: reading.indicator,
      place: reading.place,
      value: reading.value,
      asOfMs: reading.asOfMs,
      receivedAtMs: reading.receivedAtMs,
      revision,
      source: reading.source,
      status: reading.status,
      quality: reading.quality,
    };
    if (isNewest) series.newest = stored;
    return { outcome: "stored", reading: stored, isNewest };
  };

  const appendAll = database.transaction((batch: readonly NewReading[]): Appended[] => {
    const appended = batch.map(appendOne);
    let stored = 0;
    for (const one of appended) if (one.outcome === "stored") stored++;
    if (stored > 0) sql.addTotal.run(stored);
    return appended;
  });

  return {
    async append(batch) {
      if (batch.length === 0) return [];
      try {
        return appendAll.immediate(batch);
      } catch (error) {
        seriesByKey.clear();
        sourceIds.clear();
        throw writeFailure(error, folder);
      }
    },
    async latest() {
      return sql.latest.all() as Reading[];
    },
    async history({ indicator, place, fromMs, toMs, points }) {
      const id = sql.seriesId.get(indicator, place) as number | undefined;
      if (id === undefined || toMs < fromMs) return [];
      const intervalMs = Math.max(1, Math.ceil((toMs - fromMs + 1) / points));
      return sql.history.all({ id, fromMs, toMs, intervalMs }) as [number, number | null][];
    },
    async counts() {
      return { readings: sql.total.get() as number, series: sql.seriesCount.get() as number };
    },
  };
}

const isSame = (before: Newest, reading: NewReading): boolean =>
  before.value === reading.value &&
  before.status === reading.status &&
  before.quality === reading.quality &&
  before.source === reading.source;

/** By their numbers in the tables (see migrations/0001-readings.ts); never reordered. */
const statuses: readonly Reading["status"][] = ["estimated", "preliminary", "official", "simulated"];
const qualities: readonly Reading["quality"][] = ["good", "uncertain", "bad"];

const wordOf = (column: string, words: readonly string[]): string =>
  `CASE ${column} ${words.map((word, number) => `WHEN ${number} THEN '${word}'`).join(" ")} END`;

/** Prepared once and kept. Numbers are bound as REAL by the driver, so whole-number arithmetic is asked for by CAST. */
function statements(database: Database.Database) {
  const columns = `r.value, r.as_of_ms AS asOfMs, r.received_at_ms AS receivedAtMs, r.revision, o.name AS source,
    ${wordOf("r.status", statuses)} AS status, ${wordOf("r.quality", qualities)} AS quality`;
  return {
    insertSeries: database.prepare("INSERT INTO series (indicator, place) VALUES (?, ?) ON CONFLICT DO NOTHING"),
    seriesId: database.prepare("SELECT id FROM series WHERE indicator = ? AND place = ?").pluck(),
    insertSource: database.prepare("INSERT INTO sources (name) VALUES (?) ON CONFLICT DO NOTHING"),
    sourceId: database.prepare("SELECT id FROM sources WHERE name = ?").pluck(),
    insert: database.prepare(
      `INSERT INTO readings (series_id, as_of_ms, revision, value, received_at_ms, source_id, status, quality)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    newest: database.prepare(
      `SELECT ${columns} FROM readings r JOIN sources o ON o.id = r.source_id
       WHERE r.series_id = ? ORDER BY r.as_of_ms DESC, r.revision DESC LIMIT 1`,
    ),
    newestAt: database.prepare(
      `SELECT ${columns} FROM readings r JOIN sources o ON o.id = r.source_id
       WHERE r.series_id = ? AND r.as_of_ms = ? ORDER BY r.revision DESC LIMIT 1`,
    ),
    latest: database.prepare(
      `SELECT s.indicator, s.place, ${columns}
       FROM series s
       JOIN readings r ON r.series_id = s.id
         AND r.as_of_ms = (SELECT max(as_of_ms) FROM readings WHERE series_id = s.id)
         AND r.revision = (SELECT max(revision) FROM readings WHERE series_id = s.id AND as_of_ms = r.as_of_ms)
       JOIN sources o ON o.id = r.source_id
       ORDER BY s.id`,
    ),
    history: database
      .prepare(
        `WITH ends AS (
           SELECT max(as_of_ms) AS at FROM readings
           WHERE series_id = @id AND as_of_ms BETWEEN @fromMs AND @toMs AND typeof(value) <> 'text'
           GROUP BY CAST((as_of_ms - @fromMs) / @intervalMs AS INTEGER)
         )
         SELECT r.as_of_ms, CASE typeof(r.value) WHEN 'text' THEN NULL ELSE r.value END
         FROM ends JOIN readings r ON r.series_id = @id AND r.as_of_ms = ends.at
           AND r.revision = (SELECT max(revision) FROM readings WHERE series_id = @id AND as_of_ms = ends.at)
         ORDER BY r.as_of_ms`,
      )
      .raw(),
    total: database.prepare("SELECT readings FROM totals").pluck(),
    addTotal: database.prepare("UPDATE totals SET readings = readings + ?"),
    seriesCount: database.prepare("SELECT count(*) FROM series").pluck(),
  };
}

import type Database from "better-sqlite3";
import { qualities, type ReadingRow, readingColumns, statuses } from "./reading-row.ts";
import type { PastRepository, PastValue } from "./repositories.ts";

type SumRow = { sum: number; count: number; isSimulated: 0 | 1; status: number; quality: number };

/** What indicators are derived from: single values and sums of stretches, of what counts now. */
export function createPast(database: Database.Database): PastRepository {
  const series = "(SELECT id FROM series WHERE indicator = @indicator AND place = @place)";
  const newestIn = database.prepare(
    `SELECT ${readingColumns} FROM readings r JOIN sources o ON o.id = r.source_id
     WHERE r.series_id = ${series} AND r.as_of_ms >= @fromMs AND r.as_of_ms <= @toMs ORDER BY r.as_of_ms DESC LIMIT 1`,
  );
  const instants = database
    .prepare(
      `SELECT as_of_ms FROM readings WHERE series_id = ${series} AND as_of_ms > @fromMs AND as_of_ms <= @toMs
       ORDER BY as_of_ms LIMIT @limit`,
    )
    .pluck();
  const filled = database
    .prepare(
      `SELECT count(DISTINCT (as_of_ms - CAST(@fromMs AS INTEGER)) / CAST(@lengthMs AS INTEGER)) FROM readings
       WHERE series_id = ${series} AND as_of_ms >= @fromMs AND as_of_ms < @toMs`,
    )
    .pluck();
  const sumIn = database.prepare(
    `SELECT total(value) AS sum, count(*) AS count, max(status = ${statuses.indexOf("simulated")}) AS isSimulated,
       min(status) AS status, max(quality) AS quality
     FROM readings WHERE series_id = ${series} AND as_of_ms >= @fromMs AND as_of_ms <= @toMs
       AND typeof(value) IN ('integer', 'real')`,
  );
  const pastValue = ({ value, asOfMs, status, quality }: ReadingRow): PastValue => ({ value, asOfMs, status, quality });
  return {
    async newestIn(indicator, place, fromMs, toMs) {
      const row = newestIn.get({ indicator, place, fromMs, toMs }) as ReadingRow | undefined;
      return row === undefined ? undefined : pastValue(row);
    },
    async sumIn(indicator, place, fromMs, toMs) {
      const { sum, count, isSimulated, status, quality } = sumIn.get({ indicator, place, fromMs, toMs }) as SumRow;
      if (count === 0) return undefined;
      // By their numbers estimated is less official than preliminary, and that less than official.
      const least = isSimulated === 1 ? "simulated" : statuses[status];
      return { sum, count, status: least ?? "simulated", quality: qualities[quality] ?? "bad" };
    },
    async filledIn(indicator, place, fromMs, toMs, lengthMs) {
      return filled.get({ indicator, place, fromMs, toMs, lengthMs }) as number;
    },
    async instantsIn(indicator, place, fromMs, toMs, limit) {
      return instants.all({ indicator, place, fromMs, toMs, limit }) as number[];
    },
  };
}

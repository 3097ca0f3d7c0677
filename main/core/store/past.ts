import type Database from "better-sqlite3";
import { convertedSource } from "#contract/entities/derived.ts";
import { dayMs } from "./periods.ts";
import { qualities, type ReadingRow, readingColumns, statuses } from "./reading-row.ts";
import type { PastRepository, PastValue } from "./repositories.ts";

type SumRow = { sum: number; count: number; isSimulated: 0 | 1; status: number; quality: number; isConverted: 0 | 1 };

/** What indicators are derived from: single values and sums of stretches, of what counts now. */
export function createPast(database: Database.Database): PastRepository {
  const series = "(SELECT id FROM series WHERE indicator = @indicator AND place = @place)";
  const newest = (order: string) =>
    database.prepare(
      `SELECT ${readingColumns} FROM readings r JOIN sources o ON o.id = r.source_id
       WHERE r.series_id = ${series} AND r.as_of_ms >= @fromMs AND r.as_of_ms <= @toMs
       ORDER BY ${order} LIMIT 1`,
    );
  const newestIn = newest("r.as_of_ms DESC");
  const newestWithin = newest(`o.name = '${convertedSource}', r.as_of_ms DESC`);
  // Each stretch is one seek; they come and go as one text each, since a statement's parameters are fixed in number.
  const newestInMany = database.prepare(
    `WITH asked AS (
       SELECT a.key AS at, s.id, (
         SELECT as_of_ms FROM readings WHERE series_id = s.id
           AND as_of_ms >= a.value ->> 2 AND as_of_ms <= a.value ->> 3 ORDER BY as_of_ms DESC LIMIT 1
       ) AS as_of_ms
       FROM json_each(@stretches) a JOIN series s ON s.indicator = a.value ->> 0 AND s.place = a.value ->> 1
     )
     SELECT asked.at, ${readingColumns} FROM asked
     CROSS JOIN readings r ON r.series_id = asked.id AND r.as_of_ms = asked.as_of_ms
     JOIN sources o ON o.id = r.source_id`,
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
  const numbers = `FROM readings WHERE series_id = ${series} AND as_of_ms >= @fromMs AND as_of_ms <= @toMs
    AND typeof(value) IN ('integer', 'real')`;
  const sums = (rows: string) =>
    database.prepare(
      `SELECT total(value) AS sum, count(*) AS count, max(status = ${statuses.indexOf("simulated")}) AS isSimulated,
         min(status) AS status, max(quality) AS quality,
         coalesce(max(source_id = (SELECT id FROM sources WHERE name = '${convertedSource}')), 0) AS isConverted
       FROM ${rows}`,
    );
  const sumIn = sums(`(SELECT value, status, quality, source_id ${numbers})`);
  // max() makes SQLite take the other columns from the row it found the greatest value in. Numbers are bound as REAL.
  const sumOfDays = sums(
    `(SELECT value, status, quality, source_id, max(as_of_ms) ${numbers}
      GROUP BY (as_of_ms + CAST(@dayOffsetMs AS INTEGER)) / ${dayMs})`,
  );
  const pastValue = ({ value, asOfMs, status, quality, source }: ReadingRow): PastValue => ({
    ...{ value, asOfMs, status, quality, source },
  });
  const first = (statement: Database.Statement) =>
    async function find(indicator: string, place: string, fromMs: number, toMs: number) {
      const row = statement.get({ indicator, place, fromMs, toMs }) as ReadingRow | undefined;
      return row === undefined ? undefined : pastValue(row);
    };
  return {
    newestIn: first(newestIn),
    async newestInMany(stretches) {
      const found = new Array<PastValue | undefined>(stretches.length).fill(undefined);
      const asked = stretches.map(({ indicator, place, fromMs, toMs }) => [indicator, place, fromMs, toMs]);
      const rows = newestInMany.all({ stretches: JSON.stringify(asked) }) as (ReadingRow & { at: number })[];
      for (const { at, ...row } of rows) found[at] = pastValue(row);
      return found;
    },
    newestWithin: first(newestWithin),
    async sumIn(indicator, place, fromMs, toMs, dayOffsetMs) {
      const range = { indicator, place, fromMs, toMs };
      const row = dayOffsetMs === undefined ? sumIn.get(range) : sumOfDays.get({ ...range, dayOffsetMs });
      const { sum, count, isSimulated, status, quality, isConverted } = row as SumRow;
      if (count === 0) return undefined;
      // By their numbers estimated is less official than preliminary, and that less than official.
      const least = isSimulated === 1 ? "simulated" : statuses[status];
      const worst = qualities[quality] ?? "bad";
      return { sum, count, status: least ?? "simulated", quality: worst, isConverted: isConverted === 1 };
    },
    async filledIn(indicator, place, fromMs, toMs, lengthMs) {
      return filled.get({ indicator, place, fromMs, toMs, lengthMs }) as number;
    },
    async instantsIn(indicator, place, fromMs, toMs, limit) {
      return instants.all({ indicator, place, fromMs, toMs, limit }) as number[];
    },
  };
}

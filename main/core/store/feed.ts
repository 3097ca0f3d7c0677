import { setImmediate as letOthersRun } from "node:timers/promises";
import type Database from "better-sqlite3";
import type { Reading } from "#contract/entities/reading.ts";
import { type Arrivals, type Entry, entriesOf } from "./arrivals.ts";
import { knownOf, type ReadingRow, readingColumns } from "./reading-row.ts";
import type { FeedRepository } from "./repositories.ts";

/** Series looked at before everything else has its turn. */
const seriesAtOnce = 200;

type SeriesRow = { id: number; indicator: string; place: string };
type Found = ReadingRow & { indicator: string; place: string };

/** What another core takes over: what arrived since it last asked, or everything there is. */
export function createFeed(database: Database.Database, arrivals: Arrivals): FeedRepository {
  const sql = statements(database);
  const epoch = (): string => sql.epoch.get() as string;
  const last = (): number => (sql.last.get() as number | undefined) ?? 0;
  const markOf = (seq: number): string => `${epoch()}.${seq}`;

  /** @returns undefined when what came after it is not, or not wholly, noted here */
  const seqOf = (mark: string): number | undefined => {
    const [of = "", digits = ""] = mark.split(".");
    const seq = Number(digits);
    const lastSeq = last();
    const firstSeq = (sql.first.get() as number | null) ?? lastSeq + 1;
    return of === epoch() && seq >= firstSeq - 1 && seq <= lastSeq ? seq : undefined;
  };

  const find = ({ series, asOfMs, revision }: Entry): Reading | undefined => {
    // Dropped meanwhile by the rule of retention, both are empty.
    const row = sql.counting.get(series, asOfMs, revision) ?? sql.superseded.get(series, asOfMs, revision);
    return row === undefined ? undefined : readingOf(row as Found);
  };

  return {
    async begin(nowMs) {
      if (!arrivals.isWanted) sql.renew.run();
      arrivals.want(nowMs);
      return markOf(last());
    },
    async after(mark, limit, nowMs) {
      const from = seqOf(mark);
      if (from === undefined) return undefined;
      arrivals.want(nowMs);
      const readings: Reading[] = [];
      let seq = from;
      for (const block of sql.blocks.iterate(from) as Iterable<{ seq: number; readings: Buffer }>) {
        seq = block.seq;
        for (const entry of entriesOf(block.readings)) {
          const found = find(entry);
          if (found !== undefined) readings.push(found);
        }
        if (readings.length >= limit) break;
      }
      return { readings, mark: markOf(seq), isEnd: seq >= last() };
    },
    async page({ after, fromMs, isCondensed, limit }) {
      const readings: Reading[] = [];
      let { series, asOfMs, revision } = after ?? { series: 0, asOfMs: 0, revision: -1 };
      for (let looked = 1; ; looked++) {
        if (looked % seriesAtOnce === 0) await letOthersRun();
        const next = sql.series.get(series) as SeriesRow | undefined;
        if (next === undefined) return { readings, next: null };
        const room = limit - readings.length;
        const rows = sql.stretch.all({
          ...{ id: next.id, asOfMs, revision, room },
          fromMs: isCondensed(next.indicator) ? fromMs : 0,
        }) as ReadingRow[];
        for (const row of rows) readings.push(readingOf({ ...row, indicator: next.indicator, place: next.place }));
        if (rows.length === room) {
          const { asOfMs, revision } = rows.at(-1) ?? { asOfMs: 0, revision: -1 };
          return { readings, next: { series: next.id, asOfMs, revision } };
        }
        [series, asOfMs, revision] = [next.id + 1, 0, -1];
      }
    },
  };
}

const readingOf = ({ indicator, place, ...row }: Found): Reading => ({ indicator, place, ...knownOf(row) });

/** Prepared once and kept. */
function statements(database: Database.Database) {
  const one = (table: string) =>
    database.prepare(
      `SELECT s.indicator, s.place, ${readingColumns} FROM ${table} r
       JOIN sources o ON o.id = r.source_id JOIN series s ON s.id = r.series_id
       WHERE r.series_id = ? AND r.as_of_ms = ? AND r.revision = ?`,
    );
  const stretch = (table: string) =>
    `SELECT * FROM ${table} WHERE series_id = @id AND as_of_ms >= @fromMs AND (as_of_ms, revision) > (@asOfMs, @revision)`;
  return {
    epoch: database.prepare("SELECT epoch FROM feed").pluck(),
    renew: database.prepare("UPDATE feed SET epoch = lower(hex(randomblob(8)))"),
    first: database.prepare("SELECT min(seq) FROM arrivals").pluck(),
    last: database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'arrivals'").pluck(),
    blocks: database.prepare("SELECT seq, readings FROM arrivals WHERE seq > ? ORDER BY seq"),
    counting: one("readings"),
    superseded: one("superseded"),
    series: database.prepare("SELECT id, indicator, place FROM series WHERE id >= ? ORDER BY id LIMIT 1"),
    stretch: database.prepare(
      `SELECT ${readingColumns} FROM (${stretch("readings")} UNION ALL ${stretch("superseded")}
         ORDER BY as_of_ms, revision LIMIT @room) r
       JOIN sources o ON o.id = r.source_id ORDER BY r.as_of_ms, r.revision`,
    ),
  };
}

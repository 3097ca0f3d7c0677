import type Database from "better-sqlite3";
import { SourceThen } from "#contract/entities/source.ts";
import type { CodedMessage } from "#contract/errors.ts";
import { writesTo } from "./failures.ts";
import type { KeptRefusals, KeptState, KnownRun, KnownThenRepository } from "./repositories.ts";

const keptForMs = 400 * 86_400_000;
const minuteMs = 60_000;
const lastTold = 20;

/**
 * @param folder named in failures
 * @param mostRows of states, and of minutes of refusals; beyond it a tenth goes at once
 */
export function createKnownThen(database: Database.Database, folder: string, mostRows = 100_000): KnownThenRepository {
  const sql = statements(database);

  const beginRun = database.transaction(({ startedAtMs, catalogue }: Omit<KnownRun, "untilMs">) => {
    sql.putRun.run({ startedAtMs, catalogue });
    sql.beginKeeping.run(startedAtMs);
  });
  const put = database.transaction(
    (run: number, untilMs: number, states: readonly KeptState[], refusals: readonly KeptRefusals[]) => {
      for (const { atMs, view } of states) sql.putState.run(view.id, atMs, JSON.stringify(view));
      for (const { last, ...one } of refusals)
        sql.putRefusals.run({ ...one, run, lastAtMs: last.atMs, reason: JSON.stringify(last.reason) });
      sql.know.run({ run, untilMs });
    },
  );
  const tidy = database.transaction((nowMs: number) => {
    const offset = Math.floor(mostRows * 0.9);
    const cuts = [sql.states, sql.minutes].map(({ count, nth }) =>
      (count.get() as number) > mostRows ? (nth.get(offset) as number) : 0,
    );
    // A whole minute: a part of one could not be told from the rest.
    const cutMs = Math.floor(Math.max(nowMs - keptForMs, ...cuts) / minuteMs) * minuteMs;
    if (cutMs <= ((sql.since.get() as number | undefined) ?? cutMs)) return;
    sql.dropStates.run({ cutMs });
    sql.dropRuns.run({ cutMs });
    sql.sumRefusals.run({ cutMs, sumMs: cutMs - minuteMs });
    sql.dropRefusals.run({ cutMs, sumMs: cutMs - minuteMs });
    sql.moveSince.run(cutMs);
  });
  const write = writesTo(folder);

  return {
    beginRun: (run) => write(() => beginRun.immediate(run)),
    put: (...what) => write(() => put.immediate(...what)),
    async sinceMs() {
      return (sql.since.get() as number | undefined) ?? null;
    },
    async runAt(atMs) {
      const run = sql.run.get(atMs) as KnownRun | undefined;
      return run !== undefined && atMs <= run.untilMs ? run : undefined;
    },
    async statesAt({ startedAtMs }, atMs) {
      const found: SourceThen[] = [];
      // Row by row over the index: to group a year of changes would take long.
      let source = sql.nextSource.get("") as string | null;
      while (source !== null) {
        const view = sql.stateAt.get({ source, startedAtMs, atMs }) as string | undefined;
        if (view !== undefined) found.push(SourceThen.parse(JSON.parse(view)));
        source = sql.nextSource.get(source) as string | null;
      }
      return found;
    },
    async refusalsBefore(source, { startedAtMs: run }, beforeMs) {
      const asked = { source, run, beforeMs };
      const counts = sql.refusals.all(asked) as { code: string; count: number }[];
      const last = sql.lastRefusals.all(asked) as { atMs: number; reason: string }[];
      return {
        byCode: Object.fromEntries(counts.map(({ code, count }) => [code, count])),
        last: last
          .map(({ atMs, reason }) => ({ atMs, reason: JSON.parse(reason) as CodedMessage }))
          .sort((a, b) => a.atMs - b.atMs),
      };
    },
    tidy: (nowMs) => write(() => tidy.immediate(nowMs)),
  };
}

/** Prepared once and kept. */
function statements(database: Database.Database) {
  const sized = (table: string, time: string) => ({
    count: database.prepare(`SELECT count(*) FROM ${table}`).pluck(),
    nth: database.prepare(`SELECT ${time} FROM ${table} ORDER BY ${time} DESC LIMIT 1 OFFSET ?`).pluck(),
  });
  const upsert = `ON CONFLICT DO UPDATE SET last_at_ms = excluded.last_at_ms, reason = excluded.reason, count =`;
  return {
    putRun: database.prepare(
      "INSERT OR REPLACE INTO runs (started_at_ms, known_until_ms, catalogue) VALUES (@startedAtMs, @startedAtMs, @catalogue)",
    ),
    beginKeeping: database.prepare("INSERT OR IGNORE INTO known_since VALUES (1, ?)"),
    know: database.prepare("UPDATE runs SET known_until_ms = max(known_until_ms, @untilMs) WHERE started_at_ms = @run"),
    putState: database.prepare("INSERT OR REPLACE INTO source_states (source, at_ms, view) VALUES (?, ?, ?)"),
    putRefusals: database.prepare(
      `INSERT INTO source_refusals (source, run, minute_ms, code, count, last_at_ms, reason)
       VALUES (@source, @run, @minuteMs, @code, @count, @lastAtMs, @reason) ${upsert} excluded.count`,
    ),
    since: database.prepare("SELECT at_ms FROM known_since").pluck(),
    run: database.prepare(
      `SELECT started_at_ms AS startedAtMs, known_until_ms AS untilMs, catalogue FROM runs
       WHERE started_at_ms <= ? ORDER BY started_at_ms DESC LIMIT 1`,
    ),
    nextSource: database.prepare("SELECT min(source) FROM source_states WHERE source > ?").pluck(),
    stateAt: database
      .prepare(
        `SELECT view FROM source_states WHERE source = @source AND at_ms BETWEEN @startedAtMs AND @atMs
         ORDER BY at_ms DESC LIMIT 1`,
      )
      .pluck(),
    refusals: database.prepare(
      `SELECT code, sum(count) AS count FROM source_refusals
       WHERE source = @source AND run = @run AND minute_ms < @beforeMs GROUP BY code ORDER BY code`,
    ),
    lastRefusals: database.prepare(
      `SELECT last_at_ms AS atMs, reason FROM source_refusals
       WHERE source = @source AND run = @run AND minute_ms < @beforeMs ORDER BY last_at_ms DESC LIMIT ${lastTold}`,
    ),
    states: sized("source_states", "at_ms"),
    minutes: sized("source_refusals", "minute_ms"),
    // The one that held when the kept time begins stays.
    dropStates: database.prepare(
      `DELETE FROM source_states AS old WHERE at_ms < @cutMs AND EXISTS (
         SELECT 1 FROM source_states WHERE source = old.source AND at_ms > old.at_ms AND at_ms <= @cutMs)`,
    ),
    dropRuns: database.prepare("DELETE FROM runs WHERE known_until_ms < @cutMs"),
    // What a run that is kept had counted before is kept as one minute: it belongs to its sum.
    sumRefusals: database.prepare(
      `INSERT INTO source_refusals (source, run, minute_ms, code, count, last_at_ms, reason)
       SELECT source, run, @sumMs, code, sum(count), max(last_at_ms), reason FROM source_refusals
       WHERE minute_ms < @sumMs AND run IN (SELECT started_at_ms FROM runs) GROUP BY source, run, code
       ${upsert} count + excluded.count`,
    ),
    dropRefusals: database.prepare(
      "DELETE FROM source_refusals WHERE minute_ms < @sumMs OR run NOT IN (SELECT started_at_ms FROM runs)",
    ),
    moveSince: database.prepare("UPDATE known_since SET at_ms = ?"),
  };
}

import type Database from "better-sqlite3";
import { type Dossier, DossierFacts } from "#contract/dossiers/dossier.ts";
import type { DossiersRepository, MovedDue, NewDossier } from "../dossiers/repository.ts";
import { afterTold, type DossierRow } from "./dossier-rule.ts";
import { writesTo } from "./failures.ts";

const columns = `number, source, code, procedure, procedure_name AS procedureName, field, unit, channel, state,
  accepted_ms AS acceptedMs, due_ms AS dueMs, due_told_ms AS dueToldMs, due_from AS dueFrom, working_days AS workingDays,
  due_day AS dueDay, calendar, moved_from_ms AS movedFromMs, moved_at_ms AS movedAtMs, handled_ms AS handledMs,
  returned_ms AS returnedMs, ended_otherwise_ms AS endedOtherwiseMs, supplements, facts, updated_at_ms AS updatedAtMs,
  heard_at_ms AS heardAtMs, is_simulated AS isSimulated`;

function dossierOf(row: DossierRow): Dossier {
  const { dueFrom, workingDays, dueDay, calendar, movedFromMs, movedAtMs, supplements, facts, isSimulated, ...rest } =
    row;
  const isComputed = dueFrom !== null && workingDays !== null && dueDay !== null && calendar !== null;
  return {
    ...rest,
    deadline: isComputed ? { from: dueFrom, workingDays, due: dueDay, calendar } : null,
    moved: movedFromMs === null || movedAtMs === null ? null : { fromMs: movedFromMs, atMs: movedAtMs },
    supplements: JSON.parse(supplements),
    facts: DossierFacts.parse(JSON.parse(facts)),
    isSimulated: isSimulated === 1,
  };
}

const deadlineColumns = (deadline: Dossier["deadline"]) => ({
  dueFrom: deadline?.from ?? null,
  workingDays: deadline?.workingDays ?? null,
  dueDay: deadline?.due ?? null,
  calendar: deadline?.calendar ?? null,
});

const rowOf = ({ deadline, supplements, facts, isSimulated, ...rest }: NewDossier) => ({
  ...rest,
  ...deadlineColumns(deadline),
  endedMs: rest.handledMs ?? rest.returnedMs ?? rest.endedOtherwiseMs,
  supplements: JSON.stringify(supplements),
  facts: JSON.stringify(facts),
  isSimulated: isSimulated ? 1 : 0,
});

/**
 * @param database the connection that writes with `synchronous=FULL`: a platform that calls tells of a change once
 * @param folder named in failures
 */
export function createDossiersRepository(database: Database.Database, folder: string): DossiersRepository {
  const sql = statements(database);
  const write = writesTo(folder);
  const units = new Set<string>();
  const putOne = (dossier: NewDossier): "stored" | "repeated" => {
    const row = rowOf(dossier);
    const known = sql.known.get(row.code) as DossierRow | undefined;
    if (known === undefined) {
      sql.add.run(row);
      units.add(row.unit);
      return "stored";
    }
    const next = afterTold(known, row);
    if (next === "older") return "repeated";
    if (next === "same") {
      // What was told in between is older than this all the same.
      if (row.updatedAtMs > known.updatedAtMs) sql.confirm.run(row.updatedAtMs, known.number);
      return "repeated";
    }
    sql.replace.run({ ...next, number: known.number });
    units.add(row.unit).add(known.unit);
    return "stored";
  };
  const put = database.transaction((dossiers: readonly NewDossier[]) => {
    units.clear();
    return { each: dossiers.map(putOne), units: [...units] };
  });
  const recount = database.transaction((all: readonly MovedDue[]) => {
    for (const { number, dueMs, deadline, moved } of all)
      sql.recount.run({
        ...{ number, dueMs, ...deadlineColumns(deadline) },
        ...{ movedFromMs: moved?.fromMs ?? null, movedAtMs: moved?.atMs ?? null },
      });
  });
  const dossiersIn = (rows: unknown[]): Dossier[] => (rows as DossierRow[]).map(dossierOf);
  return {
    put: (dossiers) => write(() => put.immediate(dossiers)),
    async units() {
      return sql.units.all() as string[];
    },
    async inHand(unit, fromMs) {
      return dossiersIn(sql.inHand.all({ unit, fromMs }));
    },
    async open(fromNumber, limit) {
      return dossiersIn(sql.open.all(fromNumber, limit));
    },
    recount: (moved) => write(() => recount.immediate(moved)),
    async moved(sinceMs, limit) {
      return { total: sql.movedCount.get(sinceMs) as number, dossiers: dossiersIn(sql.moved.all(sinceMs, limit)) };
    },
    async lastAtMs() {
      const rows = sql.lastAtMs.all() as { source: string; atMs: number }[];
      return new Map(rows.map(({ source, atMs }) => [source, atMs]));
    },
    async count() {
      return sql.count.get() as number;
    },
    removeBefore: (beforeMs, limit) => write(() => sql.removeBefore.run({ beforeMs, limit }).changes),
    removeBeyond: (most, limit) =>
      write(() => {
        const over = (sql.count.get() as number) - most;
        const removed = over <= 0 ? 0 : sql.removeFirst.run(Math.min(over, limit)).changes;
        return { removed, left: Math.max(0, over - removed) };
      }),
  };
}

/** Prepared once and kept. */
const statements = (database: Database.Database) => ({
  known: database.prepare(`SELECT ${columns} FROM dossiers WHERE code = ?`),
  add: database.prepare(
    `INSERT INTO dossiers (source, code, procedure, procedure_name, field, unit, channel, state, accepted_ms, due_ms, due_told_ms,
       due_from, working_days, due_day, calendar, handled_ms, returned_ms, ended_otherwise_ms, ended_ms, supplements, facts,
       updated_at_ms, heard_at_ms, is_simulated)
     VALUES (@source, @code, @procedure, @procedureName, @field, @unit, @channel, @state, @acceptedMs, @dueMs, @dueToldMs,
       @dueFrom, @workingDays, @dueDay, @calendar, @handledMs, @returnedMs, @endedOtherwiseMs, @endedMs, @supplements, @facts,
       @updatedAtMs, @heardAtMs, @isSimulated)`,
  ),
  replace: database.prepare(
    `UPDATE dossiers SET source = @source, procedure = @procedure, procedure_name = @procedureName, field = @field, unit = @unit,
       channel = @channel, state = @state, accepted_ms = @acceptedMs, due_ms = @dueMs, due_told_ms = @dueToldMs, due_from = @dueFrom,
       working_days = @workingDays, due_day = @dueDay, calendar = @calendar, moved_from_ms = @movedFromMs, moved_at_ms = @movedAtMs,
       handled_ms = @handledMs, returned_ms = @returnedMs, ended_otherwise_ms = @endedOtherwiseMs, ended_ms = @endedMs,
       supplements = @supplements, facts = @facts, updated_at_ms = @updatedAtMs, heard_at_ms = @heardAtMs,
       is_simulated = @isSimulated WHERE number = @number`,
  ),
  confirm: database.prepare("UPDATE dossiers SET updated_at_ms = ? WHERE number = ?"),
  units: database.prepare("SELECT DISTINCT unit FROM dossiers ORDER BY unit").pluck(),
  inHand: database.prepare(
    `SELECT ${columns} FROM dossiers WHERE unit = @unit AND (ended_ms IS NULL OR ended_ms >= @fromMs) ORDER BY number`,
  ),
  open: database.prepare(
    `SELECT ${columns} FROM dossiers WHERE ended_ms IS NULL AND number >= ? ORDER BY number LIMIT ?`,
  ),
  recount: database.prepare(
    `UPDATE dossiers SET due_ms = @dueMs, due_from = @dueFrom, working_days = @workingDays, due_day = @dueDay, calendar = @calendar,
       moved_from_ms = @movedFromMs, moved_at_ms = @movedAtMs WHERE number = @number AND ended_ms IS NULL`,
  ),
  moved: database.prepare(
    `SELECT ${columns} FROM dossiers WHERE moved_at_ms >= ? AND ended_ms IS NULL ORDER BY moved_at_ms DESC, number LIMIT ?`,
  ),
  movedCount: database.prepare("SELECT count(*) FROM dossiers WHERE moved_at_ms >= ? AND ended_ms IS NULL").pluck(),
  lastAtMs: database.prepare("SELECT source, max(heard_at_ms) AS atMs FROM dossiers GROUP BY source"),
  count: database.prepare("SELECT count(*) FROM dossiers").pluck(),
  removeBefore: database.prepare(
    `DELETE FROM dossiers WHERE number IN (SELECT number FROM dossiers
       WHERE ended_ms IS NOT NULL AND updated_at_ms < @beforeMs ORDER BY updated_at_ms, number LIMIT @limit)`,
  ),
  removeFirst: database.prepare(
    `DELETE FROM dossiers WHERE number IN (SELECT number FROM dossiers
       WHERE ended_ms IS NOT NULL ORDER BY updated_at_ms, number LIMIT ?)`,
  ),
});

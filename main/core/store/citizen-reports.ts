import type Database from "better-sqlite3";
import type { CitizenReport } from "#contract/entities/citizen-report.ts";
import type { ReportMapEvent } from "#contract/entities/map-event.ts";
import { writesTo } from "./failures.ts";
import type { CitizenReportsRepository, NewCitizenReport } from "./repositories.ts";

type Row = Omit<CitizenReport, "position" | "isSimulated"> & {
  lat: number | null;
  lon: number | null;
  isSimulated: number;
};

const reportOf = ({ lat, lon, isSimulated, ...row }: Row): CitizenReport => ({
  ...row,
  position: lat === null || lon === null ? null : { lat, lon },
  isSimulated: isSimulated === 1,
});

const mapEventOf = (row: Row): ReportMapEvent => {
  const { number, source, service, state, position, requestedAtMs, updatedAtMs, dueAtMs, isSimulated } = reportOf(row);
  return {
    origin: "report",
    ...{ number, source, service, state, position, updatedAtMs, dueAtMs, isSimulated },
    atMs: requestedAtMs,
  };
};

const columns = `number, source, id, service, state, lat, lon, requested_at_ms AS requestedAtMs, updated_at_ms AS updatedAtMs,
  due_at_ms AS dueAtMs, agency, received_at_ms AS receivedAtMs, is_simulated AS isSimulated`;

/** What makes a report another one than the one that is known. */
const told = ["service", "state", "lat", "lon", "requestedAtMs", "updatedAtMs", "dueAtMs", "agency"] as const;

/**
 * @param database written with `synchronous=FULL`: a platform that calls tells of a change once
 * @param folder named in failures
 */
export function createCitizenReportsRepository(database: Database.Database, folder: string): CitizenReportsRepository {
  const sql = statements(database);
  const write = writesTo(folder);
  const putOne = ({ position, isSimulated, ...report }: NewCitizenReport): "stored" | "repeated" => {
    const row = {
      ...report,
      lat: position?.lat ?? null,
      lon: position?.lon ?? null,
      isSimulated: isSimulated ? 1 : 0,
    };
    const known = sql.known.get(row.source, row.id) as Row | undefined;
    if (known === undefined) sql.add.run(row);
    else if (row.updatedAtMs < known.updatedAtMs || told.every((name) => known[name] === row[name])) return "repeated";
    else sql.replace.run({ ...row, number: known.number });
    return "stored";
  };
  const put = database.transaction((reports: readonly NewCitizenReport[]) => reports.map(putOne));
  return {
    put: (reports) => write(() => put.immediate(reports)),
    async mapEvents(states, fromMs, limit) {
      const rows = states.flatMap((state) => sql.mapEvents.all({ state, fromMs, limit }) as Row[]);
      rows.sort((a, b) => b.requestedAtMs - a.requestedAtMs || b.number - a.number);
      return rows.slice(0, limit).map(mapEventOf);
    },
    async get(number) {
      const row = sql.get.get(number) as Row | undefined;
      return row && reportOf(row);
    },
    async lastAtMs() {
      const rows = sql.lastAtMs.all() as { source: string; atMs: number }[];
      return new Map(rows.map(({ source, atMs }) => [source, atMs]));
    },
    removeBefore: (beforeMs, limit) => write(() => sql.removeBefore.run({ beforeMs, limit }).changes),
    removeBeyond: (most, limit) =>
      write(() => {
        const over = (sql.count.get() as number) - most;
        if (over <= 0) return null;
        const gone = sql.first.all(Math.min(over, limit)) as { number: number; updatedAtMs: number }[];
        database.transaction(() => {
          for (const { number } of gone) sql.remove.run(number);
        })();
        return gone.at(-1)?.updatedAtMs ?? null;
      }),
  };
}

/** Prepared once and kept. */
const statements = (database: Database.Database) => ({
  known: database.prepare(`SELECT ${columns} FROM citizen_reports WHERE source = ? AND id = ?`),
  add: database.prepare(
    `INSERT INTO citizen_reports (source, id, service, state, lat, lon, requested_at_ms, updated_at_ms, due_at_ms, agency,
       received_at_ms, is_simulated)
     VALUES (@source, @id, @service, @state, @lat, @lon, @requestedAtMs, @updatedAtMs, @dueAtMs, @agency, @receivedAtMs,
       @isSimulated)`,
  ),
  replace: database.prepare(
    `UPDATE citizen_reports SET service = @service, state = @state, lat = @lat, lon = @lon,
       requested_at_ms = @requestedAtMs, updated_at_ms = @updatedAtMs, due_at_ms = @dueAtMs, agency = @agency,
       received_at_ms = @receivedAtMs, is_simulated = @isSimulated WHERE number = @number`,
  ),
  mapEvents: database.prepare(
    `SELECT ${columns} FROM citizen_reports WHERE state = @state AND requested_at_ms >= @fromMs
     ORDER BY requested_at_ms DESC, number DESC LIMIT @limit`,
  ),
  get: database.prepare(`SELECT ${columns} FROM citizen_reports WHERE number = ?`),
  lastAtMs: database.prepare("SELECT source, max(received_at_ms) AS atMs FROM citizen_reports GROUP BY source"),
  removeBefore: database.prepare(
    `DELETE FROM citizen_reports WHERE number IN
       (SELECT number FROM citizen_reports WHERE updated_at_ms < @beforeMs ORDER BY updated_at_ms LIMIT @limit)`,
  ),
  count: database.prepare("SELECT count(*) FROM citizen_reports").pluck(),
  first: database.prepare(
    "SELECT number, updated_at_ms AS updatedAtMs FROM citizen_reports ORDER BY updated_at_ms, number LIMIT ?",
  ),
  remove: database.prepare("DELETE FROM citizen_reports WHERE number = ?"),
});

import type Database from "better-sqlite3";
import { openStates } from "#contract/documents/document.ts";
import type {
  ClosedCount,
  DocumentCounts,
  DocumentsRepository,
  DoneCount,
  KeptDocument,
  OpenCount,
} from "../documents/repository.ts";
import { writesTo } from "./failures.ts";
import { dayMs } from "./periods.ts";

type Row = Omit<KeptDocument, "isSimulated"> & { isSimulated: number };

const columns = `source, id, organ, sender, code, due_on AS dueOn, said_at_ms AS saidAtMs, arrived_at_ms AS arrivedAtMs, state,
  state_at_ms AS stateAtMs, is_simulated AS isSimulated`;

/**
 * @param database written with `synchronous=FULL`: a file is read once
 * @param folder named in failures
 */
export function createDocumentsRepository(database: Database.Database, folder: string): DocumentsRepository {
  const sql = statements(database);
  const write = writesTo(folder);
  const put = database.transaction((documents: readonly KeptDocument[]) => {
    for (const { isSimulated, ...document } of documents)
      sql.put.run({
        ...document,
        isOpen: openStates.includes(document.state) ? 1 : 0,
        isSimulated: isSimulated ? 1 : 0,
      });
  });
  return {
    async get(source, id, organ) {
      const row = sql.get.get(source, id, organ) as Row | undefined;
      return row && { ...row, isSimulated: row.isSimulated === 1 };
    },
    put: (documents) => write(() => put.immediate(documents)),
    async size() {
      return sql.size.get() as number;
    },
    async counts(counting): Promise<DocumentCounts> {
      return {
        open: sql.open.all(counting) as OpenCount[],
        closed: sql.closed.all(counting) as ClosedCount[],
        done: sql.done.all(counting) as DoneCount[],
        arrivedToday: sql.arrivedToday.all(counting) as DocumentCounts["arrivedToday"],
        sentToday: sql.sentToday.all(counting) as DocumentCounts["sentToday"],
      };
    },
    async lastAtMs() {
      const rows = sql.heard.all() as { source: string; atMs: number }[];
      return new Map(rows.map(({ source, atMs }) => [source, atMs]));
    },
    hear: (source, atMs) => write(() => void sql.hear.run(source, atMs)),
    removeClosedBefore: (beforeMs, limit) => write(() => sql.removeClosed.run({ beforeMs, limit }).changes),
    removeBeyond: (most, limit) =>
      write(() => {
        const over = (sql.size.get() as number) - most;
        return over <= 0
          ? 0
          : sql.removeClosed.run({ beforeMs: Number.MAX_SAFE_INTEGER, limit: Math.min(over, limit) }).changes;
      }),
  };
}

/** Prepared once and kept. */
const statements = (database: Database.Database) => ({
  get: database.prepare(`SELECT ${columns} FROM documents WHERE source = ? AND id = ? AND organ = ?`),
  put: database.prepare(
    `INSERT OR REPLACE INTO documents (source, id, organ, sender, code, due_on, said_at_ms, arrived_at_ms, state, state_at_ms, is_open,
       is_simulated)
     VALUES (@source, @id, @organ, @sender, @code, @dueOn, @saidAtMs, @arrivedAtMs, @state, @stateAtMs, @isOpen, @isSimulated)`,
  ),
  size: database.prepare("SELECT count(*) FROM documents").pluck(),
  open: database.prepare(
    `SELECT organ, state, count(*) AS count, coalesce(sum(due_on < @today), 0) AS overdue,
       coalesce(sum(due_on >= @today AND due_on <= @soon), 0) AS dueSoon, sum(due_on IS NULL) AS withoutDueDate
     FROM documents WHERE is_open = 1 GROUP BY organ, state`,
  ),
  closed: database.prepare(
    `SELECT organ, state, count(*) AS count FROM documents
     WHERE is_open = 0 AND state_at_ms >= @closedFromMs GROUP BY organ, state`,
  ),
  done: database.prepare(
    `SELECT organ, (arrived_at_ms + @offsetMs) / ${dayMs} AS arrivedDay, (state_at_ms + @offsetMs) / ${dayMs} AS doneDay, count(*) AS count
     FROM documents WHERE is_open = 0 AND state = '06' AND state_at_ms >= @closedFromMs GROUP BY organ, arrivedDay, doneDay`,
  ),
  arrivedToday: database.prepare(
    "SELECT organ, count(*) AS count FROM documents WHERE arrived_at_ms >= @todayStartMs GROUP BY organ",
  ),
  sentToday: database.prepare(
    "SELECT sender AS organ, count(*) AS count FROM documents WHERE said_at_ms >= @todayStartMs GROUP BY sender",
  ),
  heard: database.prepare("SELECT source, at_ms AS atMs FROM documents_heard"),
  hear: database.prepare(
    "INSERT INTO documents_heard VALUES (?, ?) ON CONFLICT DO UPDATE SET at_ms = max(at_ms, excluded.at_ms)",
  ),
  removeClosed: database.prepare(
    `DELETE FROM documents WHERE (source, id, organ) IN
       (SELECT source, id, organ FROM documents WHERE is_open = 0 AND state_at_ms < @beforeMs ORDER BY state_at_ms LIMIT @limit)`,
  ),
});

import type Database from "better-sqlite3";
import type { EntryReport } from "#contract/entry/http.ts";
import type { EntryRepository, NewDeed, NewEntry, StoredDeed, StoredEntry } from "../entry/repository.ts";
import { writesTo } from "./failures.ts";

type DeedRow = Pick<NewDeed, "hash" | "atMs"> & { number: number; report: string; isDone: number };
type EntryRow = Omit<NewEntry, "before"> & {
  hasBefore: number;
  beforeValue: number | null;
  beforeStatus: NonNullable<NewEntry["before"]>["status"] | null;
};
type ListRow = EntryRow & { number: number; atMs: number; owner: string; role: string; name: string; isNewest: number };

/**
 * @param database the connection for what people enter
 * @param folder named in failures
 */
export function createEntryRepository(database: Database.Database, folder: string): EntryRepository {
  const sql = statements(database);
  const write = writesTo(folder);
  const begin = database.transaction(({ by, entries, drafts, report, ...deed }: NewDeed): number => {
    const number = Number(sql.addDeed.run({ ...deed, ...by, report: JSON.stringify(report) }).lastInsertRowid);
    for (const { before, ...entry } of entries)
      sql.addEntry.run({
        ...{ ...entry, deed: number, hasBefore: before === null ? 0 : 1 },
        ...{ beforeValue: before?.value ?? null, beforeStatus: before?.status ?? null },
      });
    for (const key of drafts) sql.dropDraft.run(deed.owner, key);
    return number;
  });
  const change = database.transaction(
    (owner: string, changes: Parameters<EntryRepository["changeDrafts"]>[1], nowMs: number, most: number): number => {
      const known = new Set(sql.draftKeys.all(owner) as string[]);
      for (const [key, draft] of Object.entries(changes)) draft === null ? known.delete(key) : known.add(key);
      if (known.size > most) return known.size;
      for (const [key, draft] of Object.entries(changes))
        if (draft === null) sql.dropDraft.run(owner, key);
        else sql.putDraft.run({ owner, key, document: JSON.stringify(draft), nowMs });
      return known.size;
    },
  );
  const tidy = database.transaction((draftsBeforeMs: number, mostEntries: number) => {
    sql.dropOldDrafts.run(draftsBeforeMs);
    sql.dropOldDeeds.run(mostEntries);
  });
  return {
    begin: (deed) => write(() => begin.immediate(deed)),
    finish: (number, report) => write(() => void sql.finish.run({ number, report: JSON.stringify(report) })),
    async deed(owner, key) {
      const row = sql.deed.get(owner, key) as DeedRow | undefined;
      return row === undefined ? undefined : deedOf(row);
    },
    open: async (sinceMs, limit) => (sql.open.all(sinceMs, limit) as DeedRow[]).map(deedOf),
    entriesOf: async (deed) => (sql.entriesOf.all(deed) as EntryRow[]).map(entryOf),
    list: async (before, limit) => (sql.list.all(before ?? Number.MAX_SAFE_INTEGER, limit) as ListRow[]).map(listed),
    async lastOf(indicator, place, asOfMs) {
      const row = sql.lastOf.get(indicator, place, asOfMs) as ListRow | undefined;
      return row === undefined ? undefined : listed(row);
    },
    async drafts(owner) {
      const rows = sql.drafts.all(owner) as { key: string; document: string }[];
      return Object.fromEntries(rows.map(({ key, document }) => [key, JSON.parse(document)]));
    },
    changeDrafts: (owner, changes, nowMs, most) => write(() => change.immediate(owner, changes, nowMs, most)),
    tidy: (draftsBeforeMs, mostEntries) => write(() => tidy.immediate(draftsBeforeMs, mostEntries)),
  };
}

const deedOf = ({ number, hash, atMs, report, isDone }: DeedRow): StoredDeed => ({
  ...{ number, hash, atMs, report: JSON.parse(report) as EntryReport, isDone: isDone === 1 },
});
const entryOf = ({ hasBefore, beforeValue, beforeStatus, ...entry }: EntryRow): NewEntry => ({
  ...entry,
  before: hasBefore === 0 || beforeStatus === null ? null : { value: beforeValue, status: beforeStatus },
});
function listed({ number, atMs, owner, role, name, isNewest, ...row }: ListRow): StoredEntry {
  return { ...entryOf(row), number, atMs, owner, by: { role, name }, isNewest: isNewest === 1 };
}

/** Prepared once and kept. */
function statements(database: Database.Database) {
  const entry = `e.row, e.source, e.indicator, e.place, e.period, e.as_of_ms AS asOfMs, e.value, e.status, e.reason,
    e.has_before AS hasBefore, e.before_value AS beforeValue, e.before_status AS beforeStatus`;
  const deed = "number, hash, at_ms AS atMs, report, is_done AS isDone";
  const listed = `SELECT e.number, d.at_ms AS atMs, d.owner, d.role, d.name, ${entry},
    NOT EXISTS (SELECT 1 FROM entries l WHERE l.indicator = e.indicator AND l.place = e.place
      AND l.as_of_ms = e.as_of_ms AND l.number > e.number) AS isNewest
    FROM entries e JOIN entry_deeds d ON d.number = e.deed`;
  return {
    addDeed: database.prepare(
      `INSERT INTO entry_deeds (owner, key, hash, at_ms, role, name, report, is_done)
       VALUES (@owner, @key, @hash, @atMs, @role, @name, @report, 0)`,
    ),
    addEntry: database.prepare(
      `INSERT INTO entries (deed, row, source, indicator, place, period, as_of_ms, value, status, reason, has_before,
         before_value, before_status)
       VALUES (@deed, @row, @source, @indicator, @place, @period, @asOfMs, @value, @status, @reason, @hasBefore,
         @beforeValue, @beforeStatus)`,
    ),
    finish: database.prepare("UPDATE entry_deeds SET is_done = 1, report = @report WHERE number = @number"),
    deed: database.prepare(`SELECT ${deed} FROM entry_deeds WHERE owner = ? AND key = ?`),
    open: database.prepare(`SELECT ${deed} FROM entry_deeds WHERE is_done = 0 OR at_ms >= ? ORDER BY number LIMIT ?`),
    entriesOf: database.prepare(`SELECT ${entry} FROM entries e WHERE deed = ? ORDER BY row`),
    list: database.prepare(`${listed} WHERE e.number < ? ORDER BY e.number DESC LIMIT ?`),
    lastOf: database.prepare(
      `${listed} WHERE e.indicator = ? AND e.place = ? AND e.as_of_ms = ? ORDER BY e.number DESC LIMIT 1`,
    ),
    drafts: database.prepare("SELECT key, document FROM entry_drafts WHERE owner = ? ORDER BY key"),
    draftKeys: database.prepare("SELECT key FROM entry_drafts WHERE owner = ?").pluck(),
    putDraft: database.prepare(
      `INSERT OR REPLACE INTO entry_drafts (owner, key, document, changed_at_ms) VALUES (@owner, @key, @document, @nowMs)`,
    ),
    dropDraft: database.prepare("DELETE FROM entry_drafts WHERE owner = ? AND key = ?"),
    dropOldDrafts: database.prepare("DELETE FROM entry_drafts WHERE changed_at_ms < ?"),
    dropOldDeeds: database.prepare(
      `DELETE FROM entry_deeds WHERE number < (SELECT deed FROM entries ORDER BY number DESC LIMIT 1 OFFSET ?)`,
    ),
  };
}

import type Database from "better-sqlite3";
import type { Warning } from "#contract/warnings/warning.ts";
import type { NewWarning, WarningsRepository } from "../warnings/repository.ts";
import { writesTo } from "./failures.ts";

type Row = { number: number; kind: string; document: string };

const warningOf = ({ number, kind, document }: Row): Warning => ({
  ...(JSON.parse(document) as NewWarning["warning"]),
  number,
  kind: kind === "update" ? "update" : "alert",
});

/**
 * @param database written with `synchronous=FULL`: a cancellation that was taken in stays
 * @param folder named in failures
 */
export function createWarningsRepository(database: Database.Database, folder: string): WarningsRepository {
  const sql = statements(database);
  const write = writesTo(folder);
  const putOne = ({ warning, kind, references }: NewWarning): "stored" | "repeated" => {
    const { source, sender, identifier, sentAtMs, receivedAtMs, untilMs } = warning;
    const name = { source, sender, identifier };
    const known = sql.known.get(name) as { number: number; sentAtMs: number } | undefined;
    if (known !== undefined && known.sentAtMs >= sentAtMs) return "repeated";
    // The same message sent anew takes its own place; what it said of others goes with it.
    if (known !== undefined) sql.remove.run(known.number);
    const isReplaced = sql.isReplaced.get(name) === undefined ? 0 : 1;
    const { lastInsertRowid: number } = sql.add.run({
      ...{ ...name, kind, sentAtMs, receivedAtMs, untilMs, isReplaced },
      document: JSON.stringify(warning),
    });
    for (const one of references) {
      // A message that names itself would never be told.
      if (one.sender === sender && one.identifier === identifier) continue;
      sql.addReference.run({ source, ...one, number });
      sql.replace.run({ source, ...one });
    }
    return "stored";
  };
  const put = database.transaction((warnings: readonly NewWarning[]) => warnings.map(putOne));
  const removeSome = database.transaction((beforeMs: number, most: number, limit: number) => {
    const old = sql.old.all({ beforeMs, limit }) as number[];
    const over = (sql.count.get() as number) - old.length - most;
    const beyond = over > 0 ? (sql.first.all({ beforeMs, limit: Math.min(over, limit) }) as number[]) : [];
    for (const number of [...old, ...beyond]) sql.remove.run(number);
    return old.length + beyond.length;
  });
  return {
    put: (warnings) => write(() => put.immediate(warnings)),
    current: async (nowMs, limit) => (sql.current.all({ nowMs, limit }) as Row[]).map(warningOf),
    ended: async (nowMs, limit) => (sql.ended.all({ nowMs, limit }) as Row[]).map(warningOf),
    async lastAtMs() {
      const rows = sql.lastAtMs.all() as { source: string; atMs: number }[];
      return new Map(rows.map(({ source, atMs }) => [source, atMs]));
    },
    remove: (beforeMs, most, limit) => write(() => removeSome.immediate(beforeMs, most, limit)),
  };
}

/** Prepared once and kept. */
const statements = (database: Database.Database) => ({
  known: database.prepare(
    `SELECT number, sent_at_ms AS sentAtMs FROM warnings
     WHERE source = @source AND sender = @sender AND identifier = @identifier`,
  ),
  isReplaced: database.prepare(
    `SELECT 1 FROM warning_references
     WHERE source = @source AND sender = @sender AND identifier = @identifier LIMIT 1`,
  ),
  add: database.prepare(
    `INSERT INTO warnings (source, sender, identifier, kind, sent_at_ms, received_at_ms, until_ms, is_replaced, document)
     VALUES (@source, @sender, @identifier, @kind, @sentAtMs, @receivedAtMs, @untilMs, @isReplaced, @document)`,
  ),
  addReference: database.prepare(
    `INSERT OR IGNORE INTO warning_references (source, sender, identifier, number)
     VALUES (@source, @sender, @identifier, @number)`,
  ),
  replace: database.prepare(
    `UPDATE warnings SET is_replaced = 1 WHERE source = @source AND sender = @sender AND identifier = @identifier`,
  ),
  current: database.prepare(
    `SELECT number, kind, document FROM warnings
     WHERE until_ms > @nowMs AND is_replaced = 0 AND kind <> 'cancel' ORDER BY number DESC LIMIT @limit`,
  ),
  ended: database.prepare(
    `SELECT number, kind, document FROM warnings
     WHERE (until_ms <= @nowMs OR is_replaced = 1) AND kind <> 'cancel' ORDER BY sent_at_ms DESC, number DESC LIMIT @limit`,
  ),
  lastAtMs: database.prepare("SELECT source, max(received_at_ms) AS atMs FROM warnings GROUP BY source"),
  count: database.prepare("SELECT count(*) FROM warnings").pluck(),
  old: database
    .prepare("SELECT number FROM warnings WHERE until_ms < @beforeMs ORDER BY until_ms, number LIMIT @limit")
    .pluck(),
  first: database
    .prepare("SELECT number FROM warnings WHERE until_ms >= @beforeMs ORDER BY until_ms, number LIMIT @limit")
    .pluck(),
  remove: database.prepare("DELETE FROM warnings WHERE number = ?"),
});

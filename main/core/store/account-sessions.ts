import type Database from "better-sqlite3";
import type { AccountSessionsRepository, StoredSession } from "../accounts/repository.ts";
import { writesTo } from "./failures.ts";

/**
 * Its table is made with those of the accounts.
 * @param database the connection for what people enter
 * @param folder named in failures
 */
export function createAccountSessionsRepository(
  database: Database.Database,
  folder: string,
): AccountSessionsRepository {
  const columns = `id, account, hash, kind, opened_at_ms AS openedAtMs, used_at_ms AS usedAtMs, address, program, failures`;
  const insert = database.prepare(
    `INSERT INTO account_sessions (id, account, hash, kind, opened_at_ms, used_at_ms, address, program, failures)
     VALUES (@id, @account, @hash, @kind, @openedAtMs, @usedAtMs, @address, @program, @failures)`,
  );
  const surplus = database
    .prepare("SELECT id FROM account_sessions WHERE account = ? ORDER BY opened_at_ms DESC, id LIMIT -1 OFFSET ?")
    .pluck();
  const byHash = database.prepare(`SELECT ${columns} FROM account_sessions WHERE hash = ?`);
  const ofAccount = database.prepare(
    `SELECT ${columns} FROM account_sessions WHERE account = ? ORDER BY opened_at_ms DESC, id`,
  );
  const within = "(kind = 'phone' AND opened_at_ms > @phone) OR (kind = 'computer' AND opened_at_ms > @computer)";
  const counts = database.prepare(
    `SELECT account, count(*) AS open FROM account_sessions WHERE ${within} GROUP BY account`,
  );
  const used = database.prepare(
    "UPDATE account_sessions SET used_at_ms = @usedAtMs, address = @address, program = @program, failures = @failures WHERE id = @id",
  );
  const end = database.prepare("DELETE FROM account_sessions WHERE id = ?");
  const endAll = database.prepare("DELETE FROM account_sessions WHERE account = ? AND id <> ?");
  const drop = database.prepare(`DELETE FROM account_sessions WHERE NOT (${within})`);
  const signedIn = database.prepare(
    "UPDATE accounts SET signed_in_at_ms = @openedAtMs, used_at_ms = max(used_at_ms, @openedAtMs) WHERE id = @account",
  );
  // One write: each waits for the disk.
  const open = database.transaction((session: StoredSession, most: number) => {
    insert.run(session);
    signedIn.run(session);
    const gone = surplus.all(session.account, most) as string[];
    for (const id of gone) end.run(id);
    return gone;
  });
  const write = writesTo(folder);
  /**
   * Handed to the kernel and not waited for: a power cut makes somebody sign in again, or takes back a minute of use. What is written after
   * it, such as the audit trail's entry, brings it to the disk besides. Ending one is waited for.
   */
  const swiftly = <T>(work: () => T): Promise<T> =>
    write(() => {
      database.pragma("synchronous = NORMAL");
      try {
        return work();
      } finally {
        database.pragma("synchronous = FULL");
      }
    });
  return {
    open: (session, most) => swiftly(() => open.immediate(session, most)),
    byHash: async (hash) => byHash.get(hash) as StoredSession | undefined,
    ofAccount: async (account) => ofAccount.all(account) as StoredSession[],
    counts: async (after) =>
      new Map((counts.all(after) as { account: string; open: number }[]).map((row) => [row.account, row.open])),
    used: (id, use) => swiftly(() => void used.run({ id, ...use })),
    end: (id) => write(() => end.run(id).changes > 0),
    endAll: (account, but = "") => write(() => void endAll.run(account, but)),
    drop: (before) => write(() => void drop.run(before)),
  };
}

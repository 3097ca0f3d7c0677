import Database from "better-sqlite3";

/** While the core writes, a lock is a matter of moments. */
const busyMs = 10_000;

/**
 * Copies a database as it is at one moment, while the core goes on writing. SQLite's own way, and not over HTTP: it is also for a
 * wall that does not run.
 */
export function copyDatabase(file: string, to: string): void {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: busyMs });
  try {
    database.prepare("VACUUM INTO ?").run(to);
  } finally {
    database.close();
  }
}

/** @returns what is wrong with it; null when nothing is */
export function findDamage(file: string): string | null {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    const result = String(database.pragma("quick_check(1)", { simple: true }));
    return result === "ok" ? null : result;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    database?.close();
  }
}

/** Cores that mirror this one must not go on from what they had of it; and who was signed out since is not to be in again. */
export function beginNewEpoch(file: string): void {
  const database = new Database(file, { fileMustExist: true });
  try {
    database.exec("UPDATE feed SET epoch = lower(hex(randomblob(8)))");
    const has = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").pluck();
    for (const table of ["account_sessions", "account_invitations"])
      if (has.get(table) !== undefined) database.exec(`DELETE FROM ${table}`);
  } finally {
    database.close();
  }
}

const questions = {
  readings: "SELECT readings FROM totals",
  scenes: "SELECT count(DISTINCT id) FROM scenes",
  rules: "SELECT count(DISTINCT kind || id) FROM automations",
  entries: "SELECT count(*) FROM wall_entries",
  tokens: "SELECT count(*) FROM tokens WHERE revoked_at_ms IS NULL",
  accounts: "SELECT count(*) FROM accounts WHERE left_at_ms IS NULL",
  // Those with a colon are the program's own.
  secrets: "SELECT count(*) FROM secrets WHERE name NOT LIKE '%:%'",
  cameraEvents: "SELECT count(*) FROM camera_events",
  citizenReports: "SELECT count(*) FROM citizen_reports",
  outages: "SELECT count(*) FROM outages",
  aliveAtMs: "SELECT at_ms FROM alive",
} as const;
export type Contents = Record<keyof typeof questions, number | null>;

/** How much of each a database holds, and when it was last in use (epoch ms); null for what cannot be asked of it. */
export function contentsOf(file: string): Contents {
  let database: Database.Database | undefined;
  const ask = (sql: string): number | null => {
    try {
      database ??= new Database(file, { readonly: true, fileMustExist: true });
      return (database.prepare(sql).pluck().get() as number | undefined) ?? null;
    } catch {
      return null;
    }
  };
  try {
    return Object.fromEntries(Object.entries(questions).map(([name, sql]) => [name, ask(sql)])) as Contents;
  } finally {
    database?.close();
  }
}

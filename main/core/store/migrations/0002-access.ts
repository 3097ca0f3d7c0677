import type { Migration } from "./migration.ts";

/** Tokens by the hash of what is handed out, and secrets as the encrypted bytes that main/core/secrets makes. */
export const access: Migration = {
  number: 2,
  name: "access",
  sql: `
    CREATE TABLE tokens (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      role TEXT NOT NULL CHECK (role IN ('admin', 'operator', 'viewer', 'ingest')),
      label TEXT NOT NULL,
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
      created_at_ms INTEGER NOT NULL,
      revoked_at_ms INTEGER
    ) STRICT;
    CREATE TABLE secrets (
      name TEXT PRIMARY KEY,
      value BLOB NOT NULL,
      changed_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};

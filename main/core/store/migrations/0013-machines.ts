import type { Migration } from "./migration.ts";

/**
 * Other machines whose monitors are part of this wall: from `first_number` on, `monitors` of them as far as is known. Tokens get
 * a role more, so their table is made anew; its numbers go on.
 */
export const machines: Migration = {
  number: 13,
  name: "machines of the wall",
  sql: `
    CREATE TABLE machines (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      first_number INTEGER NOT NULL,
      monitors INTEGER NOT NULL,
      seen_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE tokens_anew (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      role TEXT NOT NULL CHECK (role IN ('admin', 'operator', 'viewer', 'ingest', 'mirror', 'machine')),
      label TEXT NOT NULL,
      hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
      created_at_ms INTEGER NOT NULL,
      revoked_at_ms INTEGER
    ) STRICT;
    INSERT INTO tokens_anew SELECT id, role, label, hash, created_at_ms, revoked_at_ms FROM tokens;
    DROP TABLE tokens;
    ALTER TABLE tokens_anew RENAME TO tokens;
  `,
};

import type { Migration } from "./migration.ts";

/**
 * What other cores take over from this one, and what this one takes over from another.
 *
 * `origin_received_at_ms` is set where a reading came through another core: when that one had received it. Its source is then
 * named "centre/source", which no id can be. `arrivals` notes what was stored in which order, while somebody asks for it: a
 * row a transaction, 16 bytes a reading. `feed.epoch` changes with every database that numbers anew.
 * Tokens get a role more, so their table is made anew; its numbers go on.
 */
export const mirrors: Migration = {
  number: 7,
  name: "mirrors",
  sql: `
    ALTER TABLE readings ADD COLUMN origin_received_at_ms INTEGER;
    ALTER TABLE superseded ADD COLUMN origin_received_at_ms INTEGER;
    CREATE TABLE arrivals (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      at_ms INTEGER NOT NULL,
      count INTEGER NOT NULL,
      readings BLOB NOT NULL CHECK (length(readings) = 16 * count)
    ) STRICT;
    CREATE TABLE feed (only INTEGER PRIMARY KEY CHECK (only = 1), epoch TEXT NOT NULL, wanted_at_ms INTEGER) STRICT;
    INSERT INTO feed VALUES (1, lower(hex(randomblob(8))), NULL);
    CREATE TABLE tokens_anew (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      role TEXT NOT NULL CHECK (role IN ('admin', 'operator', 'viewer', 'ingest', 'mirror')),
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

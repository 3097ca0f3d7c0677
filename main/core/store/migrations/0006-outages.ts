import type { Migration } from "./migration.ts";

/**
 * What was missed. `to_ms` is NULL while an outage lasts; `machine` NULL where it happened here. `name` and `reason` are JSON.
 * `alive` tells when this program last ran, so that the next run knows how long it did not.
 */
export const outages: Migration = {
  number: 6,
  name: "outages",
  sql: `
    CREATE TABLE outages (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
      machine TEXT,
      kind TEXT NOT NULL CHECK (kind IN ('source', 'store')),
      source TEXT CHECK ((source IS NULL) = (kind = 'store')),
      name TEXT CHECK ((name IS NULL) = (kind = 'store')),
      cause TEXT CHECK (cause IN ('source', 'core')),
      from_ms INTEGER,
      to_ms INTEGER,
      caught_up INTEGER NOT NULL DEFAULT 0,
      reason TEXT CHECK ((reason IS NULL) = (kind = 'source')),
      acknowledged_at_ms INTEGER,
      acknowledged_role TEXT,
      acknowledged_name TEXT,
      note TEXT
    ) STRICT;
    CREATE INDEX outages_by_end ON outages (to_ms, number);
    CREATE TABLE outage_periods (
      outage INTEGER NOT NULL REFERENCES outages (number) ON DELETE CASCADE,
      indicator TEXT NOT NULL,
      expected INTEGER NOT NULL,
      late INTEGER NOT NULL,
      PRIMARY KEY (outage, indicator)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE alive (only INTEGER PRIMARY KEY CHECK (only = 1), at_ms INTEGER NOT NULL) STRICT;
  `,
};

import type { Migration } from "./migration.ts";

/**
 * Figures that people entered: each deed with its answer, so that one that is sent twice is taken once, and its figures with what they
 * took the place of. The readings themselves stand where all readings do. See main/core/entry.
 */
export const entries: Migration = {
  number: 30,
  name: "entries",
  sql: `
    CREATE TABLE entry_deeds (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      owner TEXT NOT NULL,
      key TEXT NOT NULL,
      hash TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      role TEXT NOT NULL,
      name TEXT NOT NULL,
      report TEXT NOT NULL CHECK (json_valid(report)),
      is_done INTEGER NOT NULL CHECK (is_done IN (0, 1)),
      UNIQUE (owner, key)
    ) STRICT;
    CREATE INDEX entry_deeds_open ON entry_deeds (is_done, at_ms);
    CREATE TABLE entries (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      deed INTEGER NOT NULL REFERENCES entry_deeds (number) ON DELETE CASCADE,
      row INTEGER NOT NULL,
      source TEXT NOT NULL,
      indicator TEXT NOT NULL,
      place TEXT NOT NULL,
      period TEXT NOT NULL,
      as_of_ms INTEGER NOT NULL,
      value REAL NOT NULL,
      status TEXT NOT NULL,
      reason TEXT NOT NULL,
      has_before INTEGER NOT NULL CHECK (has_before IN (0, 1)),
      before_value REAL,
      before_status TEXT
    ) STRICT;
    CREATE INDEX entries_by_deed ON entries (deed, row);
    CREATE INDEX entries_by_moment ON entries (indicator, place, as_of_ms, number);
  `,
};

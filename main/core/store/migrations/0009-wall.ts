import type { Migration } from "./migration.ts";

/**
 * Scenes with all their versions (`document` is JSON as it was given, so that nothing a newer program wrote is lost), what
 * people did to the wall, and how the wall is. `before` and `after` of an entry tell what taking it back or doing it again
 * brings (JSON); NULL for what cannot be taken back. `undone`: 0 stands, 1 taken back, 2 taken back for good.
 */
export const wall: Migration = {
  number: 9,
  name: "wall",
  sql: `
    CREATE TABLE scenes (
      id TEXT NOT NULL,
      version INTEGER NOT NULL,
      document TEXT NOT NULL,
      is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
      at_ms INTEGER NOT NULL,
      role TEXT,
      said_by TEXT,
      PRIMARY KEY (id, version)
    ) STRICT;
    CREATE TABLE wall_entries (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at_ms INTEGER NOT NULL,
      role TEXT,
      said_by TEXT,
      kind TEXT NOT NULL,
      params TEXT NOT NULL,
      before TEXT,
      after TEXT,
      undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1, 2))
    ) STRICT;
    CREATE TABLE wall_state (only INTEGER PRIMARY KEY CHECK (only = 1), document TEXT NOT NULL) STRICT;
  `,
};

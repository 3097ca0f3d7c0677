import type { Migration } from "./migration.ts";

/** What a source remembers over restarts; `id` grows with every change, so the oldest entries are the ones to drop. */
export const sourceMemory: Migration = {
  number: 3,
  name: "source-memory",
  sql: `
    CREATE TABLE source_memory (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      source TEXT NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      UNIQUE (source, key)
    ) STRICT;
    CREATE INDEX source_memory_by_age ON source_memory (source, id);
  `,
};

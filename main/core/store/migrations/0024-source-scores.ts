import type { Migration } from "./migration.ts";

/** What was counted of each source on each day of the site: `counters` and `name` are JSON. Scores are made of it when they are asked for. */
export const sourceScores: Migration = {
  number: 24,
  name: "source scores",
  sql: `
    CREATE TABLE source_days (
      day TEXT NOT NULL,
      source TEXT NOT NULL,
      name TEXT NOT NULL,
      type TEXT NOT NULL,
      unit TEXT,
      is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1)),
      counters TEXT NOT NULL,
      PRIMARY KEY (day, source)
    ) STRICT, WITHOUT ROWID;
  `,
};

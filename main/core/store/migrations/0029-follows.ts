import type { Migration } from "./migration.ts";

/** The figures that people follow, a list an account; see main/core/follows. */
export const follows: Migration = {
  number: 29,
  name: "follows",
  sql: `
    CREATE TABLE follows (
      account TEXT PRIMARY KEY CHECK (length(account) BETWEEN 1 AND 100),
      series TEXT NOT NULL CHECK (json_valid(series)),
      changed_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};

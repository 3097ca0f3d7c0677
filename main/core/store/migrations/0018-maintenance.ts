import type { Migration } from "./migration.ts";

/**
 * Planned downtimes of sources, who said and who ended them; see main/core/maintenance. An outage that began in one keeps until
 * when that was planned.
 */
export const maintenance: Migration = {
  number: 18,
  name: "maintenance",
  sql: `
    CREATE TABLE maintenance (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
      source TEXT NOT NULL,
      from_ms INTEGER NOT NULL,
      until_ms INTEGER NOT NULL CHECK (until_ms > from_ms),
      reason TEXT NOT NULL,
      said_at_ms INTEGER NOT NULL,
      said_role TEXT NOT NULL,
      said_name TEXT NOT NULL,
      ended_at_ms INTEGER,
      ended_role TEXT,
      ended_name TEXT
    ) STRICT;
    CREATE INDEX maintenance_by_source ON maintenance (source, number);
    ALTER TABLE outages ADD COLUMN planned_until_ms INTEGER;
  `,
};

import type { Migration } from "./migration.ts";

/**
 * What platforms tell of citizens' reports: the last known state of each. There is no room for anybody's name or words, on
 * purpose. The same id of a source is one report.
 */
export const citizenReports: Migration = {
  number: 15,
  name: "citizen reports",
  sql: `
    CREATE TABLE citizen_reports (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      source TEXT NOT NULL,
      id TEXT NOT NULL,
      service TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
      lat REAL,
      lon REAL CHECK ((lon IS NULL) = (lat IS NULL)),
      requested_at_ms INTEGER NOT NULL,
      updated_at_ms INTEGER NOT NULL,
      due_at_ms INTEGER,
      agency TEXT,
      received_at_ms INTEGER NOT NULL,
      is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1)),
      UNIQUE (source, id)
    ) STRICT;
    CREATE INDEX citizen_reports_by_state ON citizen_reports (state, requested_at_ms, number);
    CREATE INDEX citizen_reports_by_change ON citizen_reports (updated_at_ms, number);
  `,
};

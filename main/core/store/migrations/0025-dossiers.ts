import type { Migration } from "./migration.ts";

/**
 * The register of dossiers: the last known state of each, and what its due date was computed of. There is no room for anybody's name,
 * number or words, on purpose. The same code is one dossier, whichever source tells of it.
 */
export const dossiers: Migration = {
  number: 25,
  name: "dossiers",
  sql: `
    CREATE TABLE dossiers (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      source TEXT NOT NULL,
      code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 60),
      procedure TEXT NOT NULL,
      procedure_name TEXT,
      field TEXT,
      unit TEXT NOT NULL,
      channel TEXT,
      state TEXT NOT NULL,
      accepted_ms INTEGER NOT NULL,
      due_ms INTEGER,
      due_told_ms INTEGER,
      due_from TEXT,
      working_days INTEGER CHECK ((working_days IS NULL) = (due_from IS NULL)),
      due_day TEXT CHECK ((due_day IS NULL) = (due_from IS NULL)),
      calendar TEXT CHECK ((calendar IS NULL) = (due_from IS NULL)),
      moved_from_ms INTEGER,
      moved_at_ms INTEGER CHECK ((moved_at_ms IS NULL) = (moved_from_ms IS NULL)),
      handled_ms INTEGER,
      returned_ms INTEGER,
      ended_otherwise_ms INTEGER,
      ended_ms INTEGER,
      supplements TEXT NOT NULL CHECK (json_valid(supplements)),
      facts TEXT NOT NULL CHECK (json_valid(facts)),
      updated_at_ms INTEGER NOT NULL,
      heard_at_ms INTEGER NOT NULL,
      is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1))
    ) STRICT;
    CREATE INDEX dossiers_by_unit ON dossiers (unit, ended_ms);
    CREATE INDEX dossiers_open ON dossiers (number) WHERE ended_ms IS NULL;
    CREATE INDEX dossiers_moved ON dossiers (moved_at_ms) WHERE moved_at_ms IS NOT NULL;
    CREATE INDEX dossiers_by_change ON dossiers (updated_at_ms, number) WHERE ended_ms IS NOT NULL;
  `,
};

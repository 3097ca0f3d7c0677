import type { Migration } from "./migration.ts";

/** What was forecast of a series, when and by what, so that it can be held against what came; see main/core/forecast. */
export const forecasts: Migration = {
  number: 22,
  name: "forecasts",
  sql: `
    CREATE TABLE forecasts (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      indicator TEXT NOT NULL,
      place TEXT NOT NULL,
      base_ms INTEGER NOT NULL,
      issued_at_ms INTEGER NOT NULL,
      basis_as_of_ms INTEGER,
      basis_value REAL,
      method TEXT,
      edition TEXT,
      is_simulated INTEGER NOT NULL CHECK (is_simulated IN (0, 1)),
      refusal TEXT,
      UNIQUE (indicator, place, base_ms)
    ) STRICT;
    CREATE INDEX forecasts_by_issue ON forecasts (issued_at_ms);
    CREATE TABLE forecast_points (
      forecast INTEGER NOT NULL REFERENCES forecasts (number) ON DELETE CASCADE,
      for_ms INTEGER NOT NULL,
      value REAL NOT NULL,
      low REAL NOT NULL,
      high REAL NOT NULL,
      PRIMARY KEY (forecast, for_ms)
    ) STRICT, WITHOUT ROWID;
  `,
};

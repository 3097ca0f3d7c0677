import type { Migration } from "./migration.ts";

const condensed = (table: string) => `
    CREATE TABLE ${table} (
      series_id INTEGER NOT NULL REFERENCES series (id),
      start_ms INTEGER NOT NULL,
      last_at_ms INTEGER NOT NULL,
      last ANY,
      least REAL,
      greatest REAL,
      sum REAL NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (series_id, start_ms)
    ) STRICT, WITHOUT ROWID;`;

/**
 * Hours and days of a series. `last` is a number, or NULL where the source said it had none; the others are of numbers only.
 * `condensing` tells how far each series is: `until_ms` its hours are there up to this moment, `raw_from_ms` and
 * `hourly_from_ms` what is older was dropped. `stale_hours` are those into which a reading came after they were made.
 */
export const condensedReadings: Migration = {
  number: 5,
  name: "condensed-readings",
  sql: `
    ${condensed("hourly")}
    ${condensed("daily")}
    CREATE TABLE condensing (
      series_id INTEGER PRIMARY KEY REFERENCES series (id),
      until_ms INTEGER NOT NULL DEFAULT 0,
      raw_from_ms INTEGER NOT NULL DEFAULT 0,
      hourly_from_ms INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE stale_hours (
      series_id INTEGER NOT NULL REFERENCES series (id),
      start_ms INTEGER NOT NULL,
      PRIMARY KEY (series_id, start_ms)
    ) STRICT, WITHOUT ROWID;
  `,
};

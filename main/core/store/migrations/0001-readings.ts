import type { Migration } from "./migration.ts";

/**
 * Series and sources are spelled out once; a reading refers to them by number. WITHOUT ROWID keeps a series' readings
 * beside one another in the order of time, which is how both the newest one and a stretch of history are read.
 * `value` is ANY: a number, a text or NULL for "the source has no value", each kept as it came.
 * `status` is 0 estimated, 1 preliminary, 2 official, 3 simulated; `quality` 0 good, 1 uncertain, 2 bad: as words they would
 * be a third of a row and a sixth of the time to write it.
 * `totals` counts rows as they are written, since count(*) would walk the whole table.
 */
export const readings: Migration = {
  number: 1,
  name: "readings",
  sql: `
    CREATE TABLE series (
      id INTEGER PRIMARY KEY,
      indicator TEXT NOT NULL,
      place TEXT NOT NULL,
      UNIQUE (indicator, place)
    ) STRICT;
    CREATE TABLE sources (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE readings (
      series_id INTEGER NOT NULL REFERENCES series (id),
      as_of_ms INTEGER NOT NULL,
      revision INTEGER NOT NULL CHECK (revision >= 0),
      value ANY,
      received_at_ms INTEGER NOT NULL,
      source_id INTEGER NOT NULL REFERENCES sources (id),
      status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
      quality INTEGER NOT NULL CHECK (quality BETWEEN 0 AND 2),
      PRIMARY KEY (series_id, as_of_ms, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE totals (only INTEGER PRIMARY KEY CHECK (only = 1), readings INTEGER NOT NULL) STRICT;
    INSERT INTO totals VALUES (1, 0);
  `,
};

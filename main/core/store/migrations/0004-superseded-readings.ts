import type { Migration } from "./migration.ts";

const columns = (key: string) => `(
      series_id INTEGER NOT NULL REFERENCES series (id),
      as_of_ms INTEGER NOT NULL,
      revision INTEGER NOT NULL CHECK (revision >= 0),
      value ANY,
      received_at_ms INTEGER NOT NULL,
      issued_at_ms INTEGER,
      source_id INTEGER NOT NULL REFERENCES sources (id),
      status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
      quality INTEGER NOT NULL CHECK (quality BETWEEN 0 AND 2),
      PRIMARY KEY (${key})
    ) STRICT, WITHOUT ROWID`;

const copied = "series_id, as_of_ms, revision, value, received_at_ms, source_id, status, quality";

/**
 * `readings` holds the one revision of each instant that counts, so that what is asked all day meets one row an instant;
 * `superseded` all others, for questions about what was known when. `issued_at_ms` is NULL where it equals
 * `received_at_ms`, which costs no byte.
 */
export const supersededReadings: Migration = {
  number: 4,
  name: "superseded-readings",
  sql: `
    CREATE TABLE superseded ${columns("series_id, as_of_ms, revision")};
    CREATE TABLE counting ${columns("series_id, as_of_ms")};
    INSERT INTO superseded (${copied}) SELECT ${copied} FROM readings r
      WHERE EXISTS (SELECT 1 FROM readings l
        WHERE l.series_id = r.series_id AND l.as_of_ms = r.as_of_ms AND l.revision > r.revision);
    INSERT INTO counting (${copied}) SELECT ${copied} FROM readings r
      WHERE NOT EXISTS (SELECT 1 FROM readings l
        WHERE l.series_id = r.series_id AND l.as_of_ms = r.as_of_ms AND l.revision > r.revision);
    DROP TABLE readings;
    ALTER TABLE counting RENAME TO readings;
  `,
};

import type { Migration } from "./migration.ts";

/**
 * Who did, saw or was refused what; see main/core/audit. What is searched by is read out of the text itself: a column of its own could say
 * another thing than what was sealed.
 */
export const audit: Migration = {
  number: 20,
  name: "audit",
  sql: `
    CREATE TABLE audit (
      number INTEGER PRIMARY KEY,
      body TEXT NOT NULL CHECK (json_valid(body)),
      seal TEXT NOT NULL,
      at_ms INTEGER GENERATED ALWAYS AS (CAST(body ->> '$.atMs' AS INTEGER)) VIRTUAL
    ) STRICT;
    CREATE INDEX audit_by_time ON audit (at_ms);
    CREATE TABLE audit_anchor (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      number INTEGER NOT NULL,
      seal TEXT NOT NULL,
      proof TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER audit_is_written_once BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'an entry of the audit trail is never changed'); END;
  `,
};

import type { Migration } from "./migration.ts";

/**
 * outbox: what people did here and a centre does not have yet; a row goes when that one has it on its disk. `subject` is what
 * it is about, so that this can be told where it stands. inbox: which of them came here, so that none counts twice.
 */
export const outbox: Migration = {
  number: 8,
  name: "outbox",
  sql: `
    CREATE TABLE outbox (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      centre TEXT NOT NULL,
      key TEXT NOT NULL CHECK (length(key) = 36),
      subject TEXT NOT NULL,
      made_at_ms INTEGER NOT NULL,
      deed TEXT NOT NULL,
      refused_at_ms INTEGER,
      reason TEXT CHECK ((reason IS NULL) = (refused_at_ms IS NULL)),
      UNIQUE (centre, key)
    ) STRICT;
    CREATE INDEX outbox_by_centre ON outbox (centre, number);
    CREATE INDEX outbox_by_subject ON outbox (subject);
    CREATE TABLE inbox (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE CHECK (length(key) = 36),
      machine TEXT NOT NULL,
      subject TEXT NOT NULL,
      received_at_ms INTEGER NOT NULL
    ) STRICT;
    ALTER TABLE outages ADD COLUMN delivered_at_ms INTEGER;
  `,
};

import type { Migration } from "./migration.ts";

/**
 * Warnings of dangers as they were told (CAP 1.2), and which messages an other one has replaced or cancelled: kept by name, since
 * the later one may come first. See main/core/warnings.
 */
export const warnings: Migration = {
  number: 21,
  name: "warnings",
  sql: `
    CREATE TABLE warnings (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      source TEXT NOT NULL,
      sender TEXT NOT NULL,
      identifier TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('alert', 'update', 'cancel')),
      sent_at_ms INTEGER NOT NULL,
      received_at_ms INTEGER NOT NULL,
      until_ms INTEGER NOT NULL,
      is_replaced INTEGER NOT NULL CHECK (is_replaced IN (0, 1)),
      document TEXT NOT NULL,
      UNIQUE (source, sender, identifier)
    ) STRICT;
    CREATE INDEX warnings_by_end ON warnings (until_ms, number);
    CREATE TABLE warning_references (
      source TEXT NOT NULL,
      sender TEXT NOT NULL,
      identifier TEXT NOT NULL,
      number INTEGER NOT NULL REFERENCES warnings (number) ON DELETE CASCADE,
      PRIMARY KEY (source, sender, identifier, number)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX warning_references_by_number ON warning_references (number);
  `,
};

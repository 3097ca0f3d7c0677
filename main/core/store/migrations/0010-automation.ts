import type { Migration } from "./migration.ts";

/**
 * Programmes, rules and holidays with all their versions, like scenes (`kind`: programme, rule, holidays; `document` is JSON
 * as it was given), and what runs at present.
 */
export const automation: Migration = {
  number: 10,
  name: "automation",
  sql: `
    CREATE TABLE automations (
      kind TEXT NOT NULL,
      id TEXT NOT NULL,
      version INTEGER NOT NULL,
      document TEXT NOT NULL,
      is_removed INTEGER NOT NULL DEFAULT 0 CHECK (is_removed IN (0, 1)),
      at_ms INTEGER NOT NULL,
      role TEXT,
      said_by TEXT,
      PRIMARY KEY (kind, id, version)
    ) STRICT;
    CREATE TABLE automation_state (only INTEGER PRIMARY KEY CHECK (only = 1), document TEXT NOT NULL) STRICT;
  `,
};

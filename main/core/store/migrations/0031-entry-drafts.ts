import type { Migration } from "./migration.ts";

/** What people have typed and not sent yet; see main/core/entry. */
export const entryDrafts: Migration = {
  number: 31,
  name: "entry-drafts",
  sql: `
    CREATE TABLE entry_drafts (
      owner TEXT NOT NULL,
      key TEXT NOT NULL,
      document TEXT NOT NULL CHECK (json_valid(document)),
      changed_at_ms INTEGER NOT NULL,
      PRIMARY KEY (owner, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_drafts_by_age ON entry_drafts (changed_at_ms);
  `,
};

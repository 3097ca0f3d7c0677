import type { Migration } from "./migration.ts";

/** The sources that a token may hand readings in for, as a JSON list; NULL: not bound, as tokens were before. */
export const tokenSources: Migration = {
  number: 16,
  name: "token sources",
  sql: "ALTER TABLE tokens ADD COLUMN sources TEXT;",
};

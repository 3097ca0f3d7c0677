import type { Migration } from "./migration.ts";

/**
 * How much each thing was shown and wanted, by day and later by month; see main/core/usage. Persons are in no table: a group is a unit and a
 * role of at least five, or all others together.
 */
export const usage: Migration = {
  number: 28,
  name: "usage",
  sql: `
    CREATE TABLE usage_things (
      number INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      name TEXT NOT NULL,
      UNIQUE (kind, name)
    ) STRICT;
    CREATE TABLE usage_groups (
      number INTEGER PRIMARY KEY,
      unit TEXT NOT NULL,
      role TEXT NOT NULL,
      UNIQUE (unit, role)
    ) STRICT;
    CREATE TABLE usage_counts (
      period INTEGER NOT NULL,
      what INTEGER NOT NULL,
      thing INTEGER NOT NULL,
      party INTEGER NOT NULL,
      count INTEGER NOT NULL,
      ms INTEGER NOT NULL,
      PRIMARY KEY (period, what, thing, party)
    ) STRICT, WITHOUT ROWID;
  `,
};

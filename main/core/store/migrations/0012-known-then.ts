import type { Migration } from "./migration.ts";

/**
 * What was known when, besides readings. `runs`: from when to when this program is sure to have run, with the number of the
 * imported catalogue it worked with (NULL: the profile's own). `source_states`: a row a change, `view` is JSON. `source_refusals`:
 * by run and whole minute; `reason` (JSON) is the last of them. `known_since`: what was before is not kept.
 */
export const knownThen: Migration = {
  number: 12,
  name: "known then",
  sql: `
    CREATE TABLE runs (
      started_at_ms INTEGER PRIMARY KEY,
      known_until_ms INTEGER NOT NULL,
      catalogue INTEGER
    ) STRICT;
    CREATE TABLE source_states (
      source TEXT NOT NULL,
      at_ms INTEGER NOT NULL,
      view TEXT NOT NULL,
      PRIMARY KEY (source, at_ms)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE source_refusals (
      source TEXT NOT NULL,
      run INTEGER NOT NULL,
      minute_ms INTEGER NOT NULL,
      code TEXT NOT NULL,
      count INTEGER NOT NULL,
      last_at_ms INTEGER NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (source, run, minute_ms, code)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE known_since (only INTEGER PRIMARY KEY CHECK (only = 1), at_ms INTEGER NOT NULL) STRICT;
  `,
};

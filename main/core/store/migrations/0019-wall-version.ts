import type { Migration } from "./migration.ts";

/** How often the wall was written, scenes and what runs by itself with it: who writes says upon which number, and is refused upon another. */
export const wallVersion: Migration = {
  number: 19,
  name: "wall version",
  sql: `
    CREATE TABLE wall_version (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL) STRICT;
    INSERT INTO wall_version VALUES (1, 0);
  `,
};

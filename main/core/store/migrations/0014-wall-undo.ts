import type { Migration } from "./migration.ts";

/**
 * `touches`: what of the wall an entry was about (JSON, a list of names); NULL, of an older entry: all of it. `since`: the
 * entry that took it back or did it again last; NULL: it stands since it was made.
 */
export const wallUndo: Migration = {
  number: 14,
  name: "wall-undo",
  sql: `
    ALTER TABLE wall_entries ADD COLUMN touches TEXT;
    ALTER TABLE wall_entries ADD COLUMN since INTEGER;
  `,
};

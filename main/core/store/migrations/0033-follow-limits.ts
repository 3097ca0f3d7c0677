import type { Migration } from "./migration.ts";

/** From what on people want to be told of what they follow, by series; see contract/follows/limit. */
export const followLimits: Migration = {
  number: 33,
  name: "follow limits",
  sql: `
    ALTER TABLE follows ADD COLUMN limits TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(limits));
  `,
};

import type { Migration } from "./migration.ts";

/** Which source, camera or map may send a secret, and to which hosts; see main/core/secrets/bindings.ts. */
export const secretBindings: Migration = {
  number: 17,
  name: "secret bindings",
  sql: `
    CREATE TABLE secret_bindings (
      name TEXT NOT NULL,
      user TEXT NOT NULL,
      hosts TEXT NOT NULL,
      bound_at_ms INTEGER NOT NULL,
      PRIMARY KEY (name, user)
    ) STRICT, WITHOUT ROWID;
  `,
};

import type Database from "better-sqlite3";
import { writeFailure } from "./failures.ts";
import type { SecretBindingsRepository } from "./repositories.ts";

/** @param folder named in failures */
export function createSecretBindingsRepository(database: Database.Database, folder: string): SecretBindingsRepository {
  const select = database.prepare("SELECT user, hosts FROM secret_bindings WHERE name = ? ORDER BY user");
  const clear = database.prepare("DELETE FROM secret_bindings WHERE name = ?");
  const upsert = database.prepare(
    `INSERT INTO secret_bindings (name, user, hosts, bound_at_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (name, user) DO UPDATE SET hosts = excluded.hosts, bound_at_ms = excluded.bound_at_ms`,
  );
  const replace = database.transaction(
    (name: string, users: readonly { user: string; hosts: string }[], atMs: number) => {
      clear.run(name);
      for (const { user, hosts } of users) upsert.run(name, user, hosts, atMs);
    },
  );
  const writing = (write: () => unknown): void => {
    try {
      write();
    } catch (error) {
      throw writeFailure(error, folder);
    }
  };
  return {
    async of(name) {
      return select.all(name) as { user: string; hosts: string }[];
    },
    async replace(name, users, atMs) {
      writing(() => replace(name, users, atMs));
    },
    async add(name, { user, hosts }, atMs) {
      writing(() => upsert.run(name, user, hosts, atMs));
    },
  };
}

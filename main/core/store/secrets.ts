import type Database from "better-sqlite3";
import { writeFailure } from "./failures.ts";
import type { SecretsRepository } from "./repositories.ts";

/** @param folder named in failures */
export function createSecretsRepository(database: Database.Database, folder: string): SecretsRepository {
  const select = database.prepare("SELECT value FROM secrets WHERE name = ?").pluck();
  const names = database.prepare("SELECT name FROM secrets ORDER BY name").pluck();
  const upsert = database.prepare(
    `INSERT INTO secrets (name, value, changed_at_ms) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at_ms = excluded.changed_at_ms`,
  );
  const remove = database.prepare("DELETE FROM secrets WHERE name = ?");
  return {
    async get(name) {
      return select.get(name) as Buffer | undefined;
    },
    async set(name, value, atMs) {
      try {
        upsert.run(name, value, atMs);
      } catch (error) {
        throw writeFailure(error, folder);
      }
    },
    async names() {
      return names.all() as string[];
    },
    async remove(name) {
      try {
        return remove.run(name).changes > 0;
      } catch (error) {
        throw writeFailure(error, folder);
      }
    },
  };
}

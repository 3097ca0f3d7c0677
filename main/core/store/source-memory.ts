import type Database from "better-sqlite3";
import { writeFailure } from "./failures.ts";
import type { SourceMemoryRepository } from "./repositories.ts";

/**
 * @param folder named in failures
 * @param maxKeys of one source. A folder with more files forgets the oldest: they would be read again, and their readings
 *   dropped as repeated.
 */
export function createSourceMemory(
  database: Database.Database,
  folder: string,
  maxKeys = 10_000,
): SourceMemoryRepository {
  const select = database.prepare("SELECT value FROM source_memory WHERE source = ? AND key = ?").pluck();
  const replace = database.prepare("INSERT OR REPLACE INTO source_memory (source, key, value) VALUES (?, ?, ?)");
  const drop = database.prepare(
    `DELETE FROM source_memory WHERE source = @source AND id <= (
       SELECT id FROM source_memory WHERE source = @source ORDER BY id DESC LIMIT 1 OFFSET @maxKeys)`,
  );
  const write = database.transaction((source: string, key: string, value: string) => {
    replace.run(source, key, value);
    drop.run({ source, maxKeys });
  });
  return {
    async get(source, key) {
      return select.get(source, key) as string | undefined;
    },
    async set(source, key, value) {
      try {
        write.immediate(source, key, value);
      } catch (error) {
        throw writeFailure(error, folder);
      }
    },
  };
}

import type Database from "better-sqlite3";
import { writeFailure } from "./failures.ts";
import type { KeptMachine, MachinesRepository } from "./repositories.ts";

/** @param folder named in failures */
export function createMachinesRepository(database: Database.Database, folder: string): MachinesRepository {
  const all = database.prepare(
    `SELECT id, name, first_number AS firstNumber, monitors, seen_at_ms AS seenAtMs FROM machines ORDER BY first_number`,
  );
  const put = database.prepare(
    `INSERT OR REPLACE INTO machines (id, name, first_number, monitors, seen_at_ms)
     VALUES (@id, @name, @firstNumber, @monitors, @seenAtMs)`,
  );
  const remove = database.prepare("DELETE FROM machines WHERE id = ?");
  const written = (write: () => unknown): void => {
    try {
      write();
    } catch (error) {
      throw writeFailure(error, folder);
    }
  };
  return {
    list: async () => all.all() as KeptMachine[],
    put: async (machine) => written(() => put.run(machine)),
    remove: async (id) => written(() => remove.run(id)),
  };
}

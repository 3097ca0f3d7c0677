import Database from "better-sqlite3";
import { z } from "zod";
import { askApart } from "../apart/asking.ts";
import { ownProgram } from "../run/programs.ts";

/** @returns what is wrong with a database file, null when nothing is. Reads every page, so it may take seconds. */
export function findDamage(file: string): string | null {
  let database: Database.Database | undefined;
  try {
    database = new Database(file, { readonly: true, fileMustExist: true });
    const result = database.pragma("quick_check(1)", { simple: true });
    return result === "ok" ? null : String(result);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    database?.close();
  }
}

const program = ownProgram("verification-worker");
/** A few hundred megabytes a second are read: a database at its limit is done long before. */
const limits = { memoryMb: 128, withinMs: 30 * 60_000 };

/** The same beside everything else, in a process of its own. */
export async function findDamageAside(file: string): Promise<string | null> {
  return z
    .string()
    .nullable()
    .parse(await askApart(program, file, limits));
}

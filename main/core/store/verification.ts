import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import Database from "better-sqlite3";

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

/** The body of a worker, which is given where the library lies: what is bundled into one file has no second one to start. */
const inWorker = `
  const { parentPort, workerData } = require("node:worker_threads");
  const Database = require(workerData.library);
  let result;
  try {
    const database = new Database(workerData.file, { readonly: true, fileMustExist: true });
    result = String(database.pragma("quick_check(1)", { simple: true }));
    database.close();
  } catch (error) {
    result = String(error.message);
  }
  parentPort.postMessage(result);`;

/** The same beside everything else, in a thread of its own. */
export function findDamageAside(file: string): Promise<string | null> {
  const library = createRequire(import.meta.url).resolve("better-sqlite3");
  return new Promise((resolve, reject) => {
    const worker = new Worker(inWorker, { eval: true, workerData: { file, library } });
    worker.once("message", (result) => resolve(result === "ok" ? null : String(result)));
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the check ended without a result")));
  });
}

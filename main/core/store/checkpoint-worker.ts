/** The thread that copies the database's log into the database; see checkpoints.ts. A program of its own. */
import { parentPort, workerData } from "node:worker_threads";
import Database from "better-sqlite3";
import type { Checkpoint } from "./checkpoints.ts";

const database = new Database(String(workerData), { fileMustExist: true, timeout: 0 });

parentPort?.on("message", (word: "copy" | "end") => {
  if (word === "end") {
    database.close();
    parentPort?.close();
    return;
  }
  // Passive: it never makes a writer wait, and copies what there is while others write on. −1: somebody else is at it.
  const [state] = database.pragma("wal_checkpoint(PASSIVE)") as { log: number; checkpointed: number }[];
  const { log = 0, checkpointed = 0 } = state ?? {};
  const told: Checkpoint = { pages: Math.max(0, log), left: Math.max(0, log - checkpointed) };
  parentPort?.postMessage(told);
});

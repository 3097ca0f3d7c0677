// The process that copies the database's log into the database; see checkpoints.ts.
import Database from "better-sqlite3";
import { z } from "zod";
import { answerEach } from "../apart/answering.ts";
import type { Checkpoint } from "./checkpoints.ts";

let database: Database.Database | undefined;

answerEach((file): Checkpoint => {
  database ??= new Database(z.string().parse(file), { fileMustExist: true, timeout: 0 });
  // Passive: it never makes a writer wait, and copies what there is while others write on. −1: somebody else is at it.
  const [state] = database.pragma("wal_checkpoint(PASSIVE)") as { log: number; checkpointed: number }[];
  const { log = 0, checkpointed = 0 } = state ?? {};
  return { pages: Math.max(0, log), left: Math.max(0, log - checkpointed) };
});

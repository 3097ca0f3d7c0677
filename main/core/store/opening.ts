import { closeSync, existsSync, mkdirSync, openSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { CodedError } from "#contract/errors.ts";
import { openFailure } from "./failures.ts";
import { migrations } from "./migrations/list.ts";
import type { Migration } from "./migrations/migration.ts";

/** "IOCW": tells our databases from others', SQLite's own way. */
export const applicationId = 0x494f4357;

export const storeFile = (folder: string): string => join(folder, "wall.db");

/** Lies there when a backup was found damaged: the next start then checks the database whatever its size. */
export const suspectMark = (folder: string): string => join(folder, "wall.db.suspect");

/** While opening we wait this long for another program's lock; it may be a backup that ends soon. */
const openBusyMs = 1_500;
/** Later a wait would stop the whole core, so it is short: ingest tries again by itself. */
const runningBusyMs = 200;
/** quick_check reads every page; up to this size that takes well under half a second. */
const checkedBytes = 32 * 1024 * 1024;

/**
 * Opens the database of a data folder for reading and writing, making or migrating it where needed.
 * @param isAlone no other connection is to open it as long as this one does. It then needs no index of the log beside the
 *   database (`-shm`), for which a full disk has no room
 * @returns the connection, in WAL mode, synchronous=NORMAL
 * @throws CodedError store.locked · store.foreign · store.newer · store.damaged · data.not-writable · store.full; the file
 *   is left as it is in all of these
 */
export function openDatabase(
  folder: string,
  steps: readonly Migration[] = migrations,
  isAlone = false,
): Database.Database {
  const file = storeFile(folder);
  let database: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    refuseForeign(file);
    // Made here so that only its owner can read it; SQLite gives its log files the same rights.
    if (!existsSync(file)) closeSync(openSync(file, "wx", 0o600));
    database = new Database(file, { timeout: openBusyMs });
    if (isAlone) database.pragma("locking_mode = EXCLUSIVE");
    prepare(database, file, steps, existsSync(suspectMark(folder)));
    rmSync(suspectMark(folder), { force: true });
    database.pragma(`busy_timeout = ${runningBusyMs}`);
    return database;
  } catch (error) {
    database?.close();
    throw openFailure(error, file, folder);
  }
}

/** A second connection to a database that `openDatabase` has opened in this process. */
export function openAgain(folder: string): Database.Database {
  const database = new Database(storeFile(folder), { timeout: runningBusyMs, fileMustExist: true });
  database.pragma("foreign_keys = ON");
  return database;
}

/** Looks at the header's bytes only, so that a file that is not ours is not even opened by SQLite. */
function refuseForeign(file: string): void {
  if (!existsSync(file)) return;
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, "r");
  const length = readSync(descriptor, header, 0, header.length, 0);
  closeSync(descriptor);
  // An empty file is a database that was never written to. With a journal, the bytes are those of an unfinished write.
  if (length === 0 || existsSync(`${file}-journal`)) return;
  const isSqlite = length === header.length && header.toString("latin1", 0, 16) === "SQLite format 3\0";
  if (!isSqlite || header.readUInt32BE(68) !== applicationId) throw new CodedError("store.foreign", { file });
}

function prepare(database: Database.Database, file: string, steps: readonly Migration[], isSuspect: boolean): void {
  const known = steps.at(-1)?.number ?? 0;
  // The identity is written before WAL is switched on, hence into the main file itself, where refuseForeign looks.
  if (database.pragma("page_count", { simple: true }) === 0) {
    database.pragma(`application_id = ${applicationId}`);
  } else if (database.pragma("application_id", { simple: true }) !== applicationId) {
    throw new CodedError("store.foreign", { file });
  }
  const found = Number(database.pragma("user_version", { simple: true }));
  if (found > known) throw new CodedError("store.newer", { file, found, known });
  check(database, file, isSuspect ? Number.POSITIVE_INFINITY : checkedBytes);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = NORMAL");
  database.pragma("foreign_keys = ON");
  // After a burst the log is cut back to this, so that it does not keep the disk it once needed.
  database.pragma(`journal_size_limit = ${64 * 1024 * 1024}`);
  // IMMEDIATE even when there is nothing to do: a lock held by another program is found now, not at the first reading.
  database
    .transaction(() => {
      for (const step of steps.filter(({ number }) => number > found)) {
        database.exec(step.sql);
        database.pragma(`user_version = ${step.number}`);
      }
    })
    .immediate();
}

function check(database: Database.Database, file: string, upToBytes: number): void {
  const pages = Number(database.pragma("page_count", { simple: true }));
  const pageBytes = Number(database.pragma("page_size", { simple: true }));
  if (pages * pageBytes > upToBytes) return;
  const result = database.pragma("quick_check(1)", { simple: true });
  if (result !== "ok") throw new CodedError("store.damaged", { file, detail: String(result) });
}

import {
  constants,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import type Database from "better-sqlite3";
import { z } from "zod";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { listBackups } from "./backups.ts";
import { openDatabase, storeFile, suspectMark } from "./opening.ts";
import type { SetAside } from "./repositories.ts";
import { findDamage } from "./verification.ts";

/** What was done about a damaged database; lies beside the one that was set aside. */
const Note = z.strictObject({ atMs: z.int(), backupAtMs: z.int().nullable(), detail: z.string() });

const isoText = (atMs: number): string => new Date(atMs).toISOString();

/**
 * Opens the database of a data folder. One that is damaged is set aside under another name, never deleted, and the newest
 * good backup takes its place; without one it begins empty.
 * @throws CodedError like `openDatabase`, but store.damaged
 */
export function openOrRecover(folder: string, nowMs: number): Database.Database {
  try {
    return openDatabase(folder);
  } catch (error) {
    if (!(error instanceof CodedError && error.code === "store.damaged")) throw error;
    const file = storeFile(folder);
    const aside = `${file}.damaged-${nowMs}`;
    for (const suffix of ["", "-wal", "-shm"]) if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
    rmSync(suspectMark(folder), { force: true });
    const backup = listBackups(folder).find((one) => findDamage(one.file) === null);
    if (backup !== undefined) copyFileSync(backup.file, file, constants.COPYFILE_EXCL);
    const note = { atMs: nowMs, backupAtMs: backup?.atMs ?? null, detail: String(error.params.detail ?? "") };
    writeFileSync(`${aside}.json`, JSON.stringify(note), { mode: 0o600 });
    const database = openDatabase(folder);
    // It numbers from where the backup was; whoever took over what came after it must not go on from there.
    database.exec("UPDATE feed SET epoch = lower(hex(randomblob(8)))");
    return database;
  }
}

/** The last recovery, for as long as the file that was set aside lies there; null without one. */
export function setAsideIn(folder: string): SetAside | null {
  const prefix = `${basename(storeFile(folder))}.damaged-`;
  const newest = readdirSync(folder)
    .flatMap((name) => (name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)) ? [name] : []))
    .sort((a, b) => Number(b.slice(prefix.length)) - Number(a.slice(prefix.length)))[0];
  if (newest === undefined) return null;
  const file = join(folder, newest);
  let note: z.infer<typeof Note>;
  try {
    note = Note.parse(JSON.parse(readFileSync(`${file}.json`, "utf8")));
  } catch {
    // The core was killed between the two: what is certain is that it was set aside.
    note = { atMs: Number(newest.slice(prefix.length)), backupAtMs: null, detail: "" };
  }
  const { atMs, backupAtMs } = note;
  const reason: CodedMessage =
    backupAtMs === null
      ? { code: "store.begun-anew", params: { file, time: isoText(atMs) } }
      : { code: "store.recovered", params: { file, time: isoText(atMs), backup: isoText(backupAtMs) } };
  return { atMs, backupAtMs, reason };
}

import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import type Database from "better-sqlite3";
import { z } from "zod";
import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { listBackups } from "./backups.ts";
import { writeFailure } from "./failures.ts";
import { migrations } from "./migrations/list.ts";
import { openDatabase, storeFile, suspectMark } from "./opening.ts";
import type { SetAside } from "./repositories.ts";
import { salvage } from "./salvage.ts";
import { findDamage } from "./verification.ts";

/** What was done about a damaged database; lies beside the one that was set aside. */
const Note = z.strictObject({
  atMs: z.int(),
  backupAtMs: z.int().nullable(),
  detail: z.string(),
  /** Rows that were read from the damaged one; null where that was not tried. */
  salvaged: z.int().nullable().default(null),
});

const isoText = (atMs: number): string => new Date(atMs).toISOString();

export type Opened = {
  database: Database.Database /** Opened on a full disk: see `openDatabase`. */;
  isAlone: boolean;
};

/**
 * Opens the database of a data folder. One that is damaged is set aside under another name, never deleted, and the newest
 * good backup takes its place, with what can still be read of the damaged one; without a backup it begins empty.
 * @param program `sqlite3`, which reads damaged ones; null: none
 * @throws CodedError like `openDatabase`, but store.damaged
 */
export function openOrRecover(folder: string, nowMs: number, program: string | null): Opened {
  const file = storeFile(folder);
  // Set aside, and killed before the backup was in its place.
  if (!existsSync(file) && existsSync(restoring(file))) renameSync(restoring(file), file);
  const damage = findLost(file, folder);
  if (damage !== null) return { database: recover(folder, damage, nowMs, program), isAlone: false };
  try {
    return { database: openDatabase(folder), isAlone: false };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    if (error.code === "store.full") return { database: openDatabase(folder, migrations, true), isAlone: true };
    // Beside our keys and backups nothing else is called like this: it is ours, and its beginning is damaged.
    const isDamaged = error.code === "store.damaged" || (error.code === "store.foreign" && isOurs(folder));
    if (!isDamaged) throw error;
    const detail = String(error.params.detail ?? "not SQLite");
    return { database: recover(folder, detail, nowMs, program), isAlone: false };
  }
}

const restoring = (file: string): string => `${file}.restoring`;

/** Made by the first start that got as far as to use its database. */
const isOurs = (folder: string): boolean =>
  listBackups(folder).length > 0 || ["secrets.key", "session.key"].some((name) => existsSync(join(folder, name)));

/** A database cut to nothing would count as one that is to be made. */
const findLost = (file: string, folder: string): string | null =>
  existsSync(file) && statSync(file).size === 0 && isOurs(folder) ? "0 bytes" : null;

function recover(folder: string, detail: string, nowMs: number, program: string | null): Database.Database {
  const file = storeFile(folder);
  const aside = `${file}.damaged-${nowMs}`;
  const backup = listBackups(folder).find((one) => findDamage(one.file) === null);
  if (backup !== undefined) {
    try {
      copyFileSync(backup.file, restoring(file));
    } catch (error) {
      rmSync(restoring(file), { force: true });
      throw writeFailure(error, folder);
    }
  }
  for (const suffix of ["", "-wal", "-shm"]) if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  if (backup !== undefined) renameSync(restoring(file), file);
  rmSync(suspectMark(folder), { force: true });
  const note = { atMs: nowMs, backupAtMs: backup?.atMs ?? null, detail };
  const write = (salvaged: number | null) =>
    writeFileSync(`${aside}.json`, JSON.stringify({ ...note, salvaged }), { mode: 0o600 });
  write(null);
  const database = openDatabase(folder);
  // It numbers from where the backup was; whoever took over what came after it must not go on from there.
  database.exec("UPDATE feed SET epoch = lower(hex(randomblob(8)))");
  const salvaged = program === null ? null : salvage(aside, database, program);
  if (salvaged !== null) write(salvaged);
  return database;
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
    note = { atMs: Number(newest.slice(prefix.length)), backupAtMs: null, detail: "", salvaged: null };
  }
  const { atMs, backupAtMs, salvaged } = note;
  const told = { file, time: isoText(atMs) };
  const rows = salvaged ?? 0;
  const reason: CodedMessage =
    backupAtMs === null
      ? rows === 0
        ? { code: "store.begun-anew", params: told }
        : { code: "store.salvaged", params: { ...told, rows } }
      : rows === 0
        ? { code: "store.recovered", params: { ...told, backup: isoText(backupAtMs) } }
        : { code: "store.recovered-and-salvaged", params: { ...told, backup: isoText(backupAtMs), rows } };
  return { atMs, backupAtMs, reason };
}

import { chmodSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import type Database from "better-sqlite3";
import { CodedError } from "#contract/errors.ts";
import { storeFile } from "./opening.ts";
import { findDamageAside } from "./verification.ts";

const kept = 7;
/** Pages copied in one tick of the event loop: 400 kB, well under 10 ms. */
const pagesAtOnce = 100;

/** Backups never take the room that readings need. */
const leftFreeBytes = 256 * 1024 * 1024;

export type Backup = { file: string; atMs: number };

export const backupsFolder = (folder: string): string => join(folder, "backups");

const nameOf = (atMs: number): string => `wall-${atMs}.db`;

/** The finished backups of a data folder, newest first. */
export function listBackups(folder: string): Backup[] {
  let names: string[];
  try {
    names = readdirSync(backupsFolder(folder));
  } catch {
    return [];
  }
  return names
    .flatMap((name): Backup[] => {
      const atMs = /^wall-(\d+)\.db$/.exec(name)?.[1];
      return atMs === undefined ? [] : [{ file: join(backupsFolder(folder), name), atMs: Number(atMs) }];
    })
    .sort((a, b) => b.atMs - a.atMs);
}

/** Old backups give way to a new one as long as one remains. @throws CodedError store.full when there is no room even then */
function makeRoom(folder: string, bytes: number): void {
  const isEnough = (): boolean => {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > bytes * 1.1 + leftFreeBytes;
  };
  for (const old of listBackups(folder).slice(1).reverse()) {
    if (isEnough()) return;
    rmSync(old.file, { force: true });
  }
  if (!isEnough()) throw new CodedError("store.full", { folder: backupsFolder(folder) });
}

/**
 * Copies a database while it is in use, checks the copy, and keeps the newest few.
 * @returns what is wrong with the copy, null when it is good. A copy that is not good replaces none that is.
 */
export async function takeBackup(database: Database.Database, folder: string, nowMs: number): Promise<string | null> {
  mkdirSync(backupsFolder(folder), { recursive: true, mode: 0o700 });
  const unfinished = join(backupsFolder(folder), "unfinished.db");
  const remove = () => {
    for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(unfinished + suffix, { force: true });
  };
  remove();
  makeRoom(folder, statSync(storeFile(folder)).size);
  try {
    await database.backup(unfinished, { progress: () => pagesAtOnce });
    chmodSync(unfinished, 0o600);
    const damage = await findDamageAside(unfinished);
    if (damage !== null) return damage;
    for (const suffix of ["-wal", "-shm"]) rmSync(unfinished + suffix, { force: true });
    renameSync(unfinished, join(backupsFolder(folder), nameOf(nowMs)));
    for (const old of listBackups(folder).slice(kept)) rmSync(old.file, { force: true });
    return null;
  } finally {
    remove();
  }
}

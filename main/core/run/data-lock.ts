import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { CodedError } from "#contract/errors.ts";

/** `startedAt` tells a process from a later one that was given the same number; null where the system does not say. */
const Owner = z.strictObject({ pid: z.int().min(1), startedAt: z.string().nullable() });
type Owner = z.infer<typeof Owner>;

/** Gives the folder back. Twice does no harm. */
export type DataLock = { release(): void };

/**
 * Makes the folder this process's own. A lock whose owner is dead is taken over, so a crash needs no clearing up.
 *
 * @param folder made when absent
 * @throws CodedError data.in-use, data.not-writable, store.full
 */
export function lockData(folder: string): DataLock {
  const file = path.join(folder, "core.lock");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (let tries = 0; tries < 3; tries += 1) {
      if (take(file)) return { release: () => release(file) };
      const owner = ownerOf(file);
      if (owner !== undefined && isAlive(owner)) throw new CodedError("data.in-use", { folder, pid: owner.pid });
      clear(file, owner);
    }
  } catch (error) {
    if (error instanceof CodedError) throw error;
    if (isErrno(error, "ENOSPC")) throw new CodedError("store.full", { folder }, { cause: error });
    throw new CodedError("data.not-writable", { folder }, { cause: error });
  }
  // Others take and leave it at the same moment; whoever is asked to start again will see who won.
  throw new CodedError("data.in-use", { folder, pid: ownerOf(file)?.pid ?? 0 });
}

/** The lock appears with its content or not at all: a link to a file that is complete. */
function take(file: string): boolean {
  const content = JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, content, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    // A disk that knows no links (FAT, some network drives): created anew, which is nearly as good.
    return create(file, content);
  } finally {
    rmSync(draft, { force: true });
  }
}

function create(file: string, content: string): boolean {
  try {
    writeFileSync(file, content, { mode: 0o600, flag: "wx" });
    return true;
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    throw error;
  }
}

/** Another starter may have cleared the dead lock and taken it since it was read: then it is put back. */
function clear(file: string, dead: Owner | undefined): void {
  const aside = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return;
    throw error;
  }
  const found = ownerOf(aside);
  if (found !== undefined && JSON.stringify(found) !== JSON.stringify(dead)) create(file, JSON.stringify(found));
  rmSync(aside, { force: true });
}

function release(file: string): void {
  if (ownerOf(file)?.pid === process.pid) rmSync(file, { force: true });
}

function ownerOf(file: string): Owner | undefined {
  try {
    const parsed = Owner.safeParse(JSON.parse(readFileSync(file, "utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to someone else.
    if (!isErrno(error, "EPERM")) return false;
  }
  return owner.startedAt === null || owner.startedAt === startedAt(owner.pid);
}

/** Clock ticks since the machine started, 22nd field of /proc/PID/stat (proc(5)); the second may hold spaces. */
function startedAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

const isErrno = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

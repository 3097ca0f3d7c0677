import { randomBytes } from "node:crypto";
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { z } from "zod";
import { CodedError } from "#contract/errors.ts";

/** `startedAt` tells a process from a later one that was given the same number; null where the system does not say. */
const Owner = z.strictObject({ pid: z.int().min(1), startedAt: z.string().nullable() });
type Owner = z.infer<typeof Owner>;

/** A lock is taken within a moment; what is older was left behind. */
const draftLastsMs = 60_000;

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
      if (take(file)) {
        clearDrafts(folder);
        return { release: () => release(file) };
      }
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

/**
 * The lock appears with its content or not at all: a link to a file that is complete. On a full disk it is a symbolic link whose
 * target is the content: that lies in the folder's own entry and takes no room.
 */
function take(file: string): boolean {
  const content = JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, content, { mode: 0o600 });
  } catch (error) {
    rmSync(draft, { force: true });
    if (!isErrno(error, "ENOSPC")) throw error;
    return linkTo(content, file);
  }
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

function linkTo(content: string, file: string): boolean {
  try {
    symlinkSync(content, file);
    return true;
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    throw error;
  }
}

/** What starts left behind that were killed, or for which there was no room, at this very point. */
function clearDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!/^core\.(?:lock\.[0-9a-f]{12}|json\.\d+)$/.test(name)) continue;
    const file = path.join(folder, name);
    try {
      if (Date.now() - lstatSync(file).mtimeMs > draftLastsMs) rmSync(file, { force: true });
    } catch {
      // Its owner was faster.
    }
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
    const parsed = Owner.safeParse(JSON.parse(contentOf(file)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const contentOf = (file: string): string =>
  lstatSync(file).isSymbolicLink() ? readlinkSync(file) : readFileSync(file, "utf8");

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

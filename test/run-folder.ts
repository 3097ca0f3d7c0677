import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = "ioc-vitest-";
/** A run keeps some tens of megabytes at a time; where memory is as scarce as in a small container, the disk is taken. */
const roomBytes = 2 * 1_024 ** 3;

/**
 * Gives a run of the tests a temporary folder of its own, in memory where there is room: databases wait for a disk at every
 * step, and what is killed here is a process, never the machine. It goes with the run; that of a run that was killed goes
 * with the next one.
 */
export function setup(): (() => void) | undefined {
  // Each project of a run is set up; they share one.
  if (process.env.TMPDIR?.includes(prefix)) return;
  const parent = hasRoom("/dev/shm") ? "/dev/shm" : tmpdir();
  for (const name of readdirSync(parent)) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (pid > 0 && !isRunning(pid)) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  // PostgreSQL runs as another user, who has to pass.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize > roomBytes;
  } catch {
    return false;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

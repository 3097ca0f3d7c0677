import { readdir, readFile, readlink, realpath, rm } from "node:fs/promises";
import { join } from "node:path";

/** `NAME.pid`, one for each stream of a camera. */
export const pidFileOf = (folder: string, stream: string): string => join(folder, `${stream}.pid`);

/**
 * Ends the ffmpeg processes that an earlier run of the core left behind: those whose id it wrote down and that still run in
 * the same folder, so that a number given to another program since is never touched. Looked for on Linux only; elsewhere
 * the broken pipe alone ends them.
 * @param folder the gateway's folder, one sub-folder a camera
 * @returns the ids that were ended
 */
export async function endLeftOvers(folder: string): Promise<number[]> {
  const ended: number[] = [];
  const root = await realpath(folder).catch(() => folder);
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (!entry.isDirectory()) continue;
    const own = join(root, entry.name);
    for (const name of (await readdir(own).catch(() => [])).filter((one) => one.endsWith(".pid"))) {
      const file = join(own, name);
      const pid = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
      if (Number.isInteger(pid) && pid > 1 && (await workingFolder(pid)) === own) {
        try {
          process.kill(pid, "SIGKILL");
          ended.push(pid);
        } catch {
          // It ended by itself in between.
        }
      }
      await rm(file, { force: true });
    }
  }
  return ended;
}

/** Of a running process; null when there is none, or where it cannot be asked. */
const workingFolder = (pid: number): Promise<string | null> =>
  process.platform === "linux" ? readlink(`/proc/${pid}/cwd`).catch(() => null) : Promise.resolve(null);

import { execFile } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

export const pidFile = "ffmpeg.pid";

/**
 * Ends the ffmpeg processes that an earlier run of the core left behind: those whose id it wrote down and that still
 * write into the same folder, so that a number given to another program since is never touched. On Windows nothing
 * is looked for: there the broken pipe alone ends them.
 * @param folder the gateway's folder, one sub-folder a camera
 * @returns the ids that were ended
 */
export async function endLeftOvers(folder: string): Promise<number[]> {
  const ended: number[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (!entry.isDirectory()) continue;
    const file = join(folder, entry.name, pidFile);
    const pid = Number.parseInt(await readFile(file, "utf8").catch(() => ""), 10);
    if (Number.isInteger(pid) && pid > 1 && (await commandLine(pid)).includes(join(folder, entry.name, "live"))) {
      try {
        process.kill(pid, "SIGKILL");
        ended.push(pid);
      } catch {
        // It ended by itself in between.
      }
    }
    await rm(file, { force: true });
  }
  return ended;
}

/** The arguments of a running process, or "" when there is none. */
async function commandLine(pid: number): Promise<string> {
  if (process.platform === "linux") return readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  if (process.platform === "win32") return "";
  return promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]).then(
    (answer) => answer.stdout,
    () => "",
  );
}

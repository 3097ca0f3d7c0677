import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Logger } from "pino";
import type { RunFile } from "#contract/supervision.ts";

/** Takes the files away again. Twice does no harm. */
export type RunFiles = { remove(): void };

const againAfterMs = 2_000;

/**
 * Tells `ioc` where this core is: `core.json` in the data folder, with the administrator's token of this run, and by
 * port in the folder for temporary files, which names the data folder only. Both are readable by the user alone.
 */
export function writeRunFiles(options: { dataFolder: string; port: number; run: RunFile; log: Logger }): RunFiles {
  const own = path.join(options.dataFolder, "core.json");
  const byPort = path.join(runFolder(), `${options.port}.json`);
  const pointer = JSON.stringify({ data: options.dataFolder });
  let again: NodeJS.Timeout | undefined;
  const tell = (): void => {
    try {
      write(own, JSON.stringify(options.run));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
      if (again === undefined) options.log.warn({ err: error }, "`ioc` cannot find this core until there is room");
      again = setTimeout(tell, againAfterMs).unref();
    }
  };
  tell();
  try {
    makePrivateFolder(runFolder());
    write(byPort, pointer);
  } catch (error) {
    // Only `ioc --port` is lost by it.
    options.log.warn({ err: error, folder: runFolder() }, "cannot be found by port");
  }
  return {
    remove() {
      clearTimeout(again);
      rmSync(own, { force: true });
      // Another core may have been given the same port since.
      if (readIfThere(byPort) === pointer) rmSync(byPort, { force: true });
    },
  };
}

const runFolder = (): string => path.join(os.tmpdir(), `ioc-wall-${process.getuid?.() ?? os.userInfo().username}`);

/** The folder for temporary files belongs to everyone: one that another user made in our name is not used. */
function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { mode: 0o700, recursive: true });
  const found = lstatSync(folder);
  const isOwn = process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o077) === 0);
  if (!found.isDirectory() || !isOwn) throw new Error("the folder belongs to someone else");
}

/** Made and found to be this user's own. @throws where it is somebody else's */
export function privateRunFolder(): string {
  makePrivateFolder(runFolder());
  return runFolder();
}

/** Complete or not there, never half. */
function write(file: string, content: string): void {
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: "wx" });
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  renameSync(draft, file);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

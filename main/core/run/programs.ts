import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import programs from "./programs.json" with { type: "json" };

/**
 * The programs of our own that the core starts: what looks at imported map files and at copies of the database, copies its
 * log, reads reports and workbooks, and watches folders that may hang, as processes; what runs mappings on trial, makes
 * workbooks and speaks ONVIF, as threads; and the simulator. The table is JSON because `build/compile.mjs` reads it too, on a
 * Node that may not know types.
 */
export type OwnProgram = keyof typeof programs;

/**
 * @returns the absolute path of its file: as it is written when this runs from source, else as it was compiled, which in a
 *   package lies beside the core, out of the archive
 */
export function ownProgram(name: OwnProgram): string {
  const { source, compiled } = programs[name];
  const here = path.dirname(fileURLToPath(import.meta.url));
  return import.meta.url.endsWith(".ts") ? path.join(here, "..", "..", "..", source) : path.join(here, "..", compiled);
}

/**
 * @param given a path, or a name to look for in PATH
 * @returns its path; null when it is not there or may not be run
 */
export function findProgram(given: string): string | null {
  if (path.basename(given) !== given) return isProgram(given) ? path.resolve(given) : null;
  const names = process.platform === "win32" ? [`${given}.exe`, given] : [given];
  for (const folder of (process.env.PATH ?? "").split(path.delimiter)) {
    // An empty entry means the current folder, from which nothing is run by accident.
    if (folder === "") continue;
    for (const name of names) {
      const file = path.join(folder, name);
      if (isProgram(file)) return file;
    }
  }
  return null;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

import { accessSync, constants, statSync } from "node:fs";
import path from "node:path";

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

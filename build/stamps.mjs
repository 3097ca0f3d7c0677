import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** The text of a file, or null when it is not there or cannot be read. */
export function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** What a stamp file remembers; {} when there is none or it is damaged: then the work is simply done again. */
export function readStamp(file) {
  try {
    const value = JSON.parse(readFileSync(file, "utf8"));
    return value !== null && typeof value === "object" && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}

/** Writes a stamp whole or not at all, so that an interrupted set-up is not taken for a finished one. */
export function writeStamp(file, value) {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}`;
  writeFileSync(next, `${JSON.stringify(value, null, 2)}\n`);
  renameSync(next, file);
}

export function hashOfFile(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

/**
 * A hash over the names, sizes and change times of all files below the given files and folders: far cheaper than their
 * content, and it differs whenever an editor or git touched one. What does not exist counts as empty.
 */
export function fingerprint(base, paths, isLeftOut = () => false) {
  const hash = createHash("sha256");
  const visit = (path) => {
    const name = relative(base, path).replaceAll("\\", "/");
    if (isLeftOut(name)) return;
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) for (const entry of readdirSync(path).sort()) visit(join(path, entry));
    else hash.update(`${name}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const path of paths) visit(join(base, path));
  return hash.digest("hex");
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { lastLine, run } from "./child-process.mjs";
import { nodeModules, root } from "./paths.mjs";
import { hashOfFile, readStamp, readText, writeStamp } from "./stamps.mjs";
import { sentence } from "./words.mjs";

const lockFile = join(root, "package-lock.json");
const stampFile = join(nodeModules, ".ioc-setup.json");
const machine = `${process.platform}-${process.arch}`;

/** Whether node_modules holds what package-lock.json says; only a hash is compared. */
export function areLibrariesInstalled() {
  const stamp = readStamp(stampFile);
  return stamp.machine === machine && stamp.lockSha256 === hashOfFile(lockFile);
}

/**
 * Whether what npm noted in node_modules/.package-lock.json is all that the lock file asks for, given both texts.
 * Optional packages may be missing: those are for other machines.
 */
export function isSameAsLock(lockText, installedText) {
  if (!lockText || !installedText) return false;
  const asked = JSON.parse(lockText).packages ?? {};
  const installed = JSON.parse(installedText).packages ?? {};
  return (
    Object.keys(installed).every((name) => Object.hasOwn(asked, name)) &&
    Object.entries(asked).every(([name, { version, integrity, optional }]) => {
      if (name === "") return true;
      const there = installed[name];
      return there ? there.version === version && there.integrity === integrity : optional === true;
    })
  );
}

/** Runs npm ci, or only remembers it when someone ran it already. Gives the sentences about what went wrong. */
export async function installLibraries({ logFile }) {
  if (!isSameAsLock(readText(lockFile), readText(join(nodeModules, ".package-lock.json")))) {
    // No library here needs an install script; with them npm would compile better-sqlite3, although the package brings it
    // compiled, and fail on a machine without a compiler.
    const args = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"];
    const result = await run("npm", args, { cwd: root, logFile, timeoutMs: 900_000 });
    if (result.code !== 0 || !existsSync(nodeModules)) {
      return [sentence("libraries.failed", { exit: result.code ?? result.signal, detail: reasonOf(result.output) })];
    }
  }
  writeStamp(stampFile, { machine, lockSha256: hashOfFile(lockFile) });
  return [];
}

/** npm names the error's code and path first and its log file last; the sentence is between them. */
function reasonOf(output) {
  return output.match(/^npm error (?!code |path |errno |syscall |A complete log)(.+)$/m)?.[1] ?? lastLine(output);
}

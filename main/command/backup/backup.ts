import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { CodedError } from "#contract/errors.ts";
import type { Which } from "../running.ts";
import type { Screen } from "../screen.ts";
import {
  databaseName,
  dataFolderOf,
  filesOf,
  keptNames,
  type Manifest,
  manifestName,
  sha256Of,
} from "./data-folder.ts";

/**
 * Copies all that a wall keeps into a folder of its own, while it runs or not: complete with its list of files, or not there.
 * @throws CodedError backup.exists, backup.no-data, backup.failed, and what `findRunning` and `checkProfile` say
 */
export async function backUp(which: Which, folder: string, screen: Screen): Promise<number> {
  const data = await dataFolderOf(which);
  const to = path.resolve(folder);
  if (!existsSync(path.join(data, databaseName))) throw new CodedError("backup.no-data", { folder: data });
  if (existsSync(to) && readdirSync(to).length > 0) throw new CodedError("backup.exists", { folder: to });
  const unfinished = `${to}.${process.pid}.part`;
  const manifest: Manifest = { format: "ioc-wall-backup", schema: 1, atMs: Date.now(), files: [] };
  try {
    mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    const { copyDatabase } = await import("./database.ts");
    copyDatabase(path.join(data, databaseName), path.join(unfinished, databaseName));
    chmodSync(path.join(unfinished, databaseName), 0o600);
    for (const file of filesOf(data, keptNames(data))) {
      const copy = path.join(unfinished, file);
      mkdirSync(path.dirname(copy), { recursive: true, mode: 0o700 });
      try {
        copyFileSync(path.join(data, file), copy);
      } catch (error) {
        // A picture that went out of date meanwhile.
        if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      }
    }
    for (const file of filesOf(unfinished, readdirSync(unfinished))) {
      const copy = path.join(unfinished, file);
      manifest.files.push({ path: file, bytes: statSync(copy).size, sha256: await sha256Of(copy) });
    }
    writeFileSync(path.join(unfinished, manifestName), JSON.stringify(manifest, null, 1), { mode: 0o600 });
    if (existsSync(to)) rmSync(to, { recursive: true });
    renameSync(unfinished, to);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    const detail = error instanceof Error ? error.message : String(error);
    throw new CodedError("backup.failed", { folder: to, detail }, { cause: error });
  }
  const bytes = manifest.files.reduce((sum, one) => sum + one.bytes, 0);
  const told = { folder: to, data, atMs: manifest.atMs, files: manifest.files.length, bytes };
  screen.show(told, [
    screen.say("backup.made", {
      folder: to,
      files: screen.number(told.files),
      mb: screen.number(Math.ceil(bytes / 1e6)),
    }),
    screen.say(existsSync(path.join(to, "secrets.key")) ? "backup.has-keys" : "backup.has-no-keys"),
  ]);
  return 0;
}

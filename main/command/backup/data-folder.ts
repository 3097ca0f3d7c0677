import { createHash } from "node:crypto";
import { createReadStream, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { CodedError } from "#contract/errors.ts";
import { checkProfile, defaultProfile, findRunning, inFolder, isAlive, type Which } from "../running.ts";

export const databaseName = "wall.db";
export const manifestName = "backup.json";

/** What says which files a backup has; written last, so that one that was cut off is none. */
export const Manifest = z.strictObject({
  format: z.literal("ioc-wall-backup"),
  schema: z.literal(1),
  atMs: z.int(),
  files: z.array(z.strictObject({ path: z.string().min(1), bytes: z.int().min(0), sha256: z.string().length(64) })),
});
export type Manifest = z.infer<typeof Manifest>;

/**
 * What is of one run, can be made again, or is a copy itself. Everything else belongs to the backup: so nothing that a later
 * version keeps is forgotten.
 */
const leftOut = [
  /^wall\.db/,
  /^backups$/,
  /^before-restore-/,
  /^restoring-/,
  /^core\./,
  /^shell(\.|$)/,
  /^simulator$/,
  /^cameras$/,
  /\.part$/,
];

/** The first levels' names of what is kept beside the database. */
export const keptNames = (data: string): string[] =>
  readdirSync(data).filter((name) => !leftOut.some((one) => one.test(name)));

/** Paths of the files below, from the folder, with "/"; links and whatever is no file are left out. */
export function filesOf(data: string, names: readonly string[]): string[] {
  const below = (relative: string): string[] => {
    const found = lstatSync(path.join(data, relative));
    if (found.isFile()) return [relative];
    return found.isDirectory()
      ? readdirSync(path.join(data, relative)).flatMap((one) => below(`${relative}/${one}`))
      : [];
  };
  return names.flatMap(below);
}

/** Of the wall that is named, or runs, or of the usual profile. */
export async function dataFolderOf(which: Which): Promise<string> {
  if (which.data !== undefined) return path.resolve(which.data);
  if (which.profile === undefined || which.port !== undefined) {
    try {
      return (await findRunning(which)).data;
    } catch (error) {
      if (!(error instanceof CodedError && error.code === "wall.not-running") || which.port !== undefined) throw error;
    }
  }
  return (await checkProfile(which.profile ?? defaultProfile)).data;
}

const Owner = z.object({ pid: z.int() });

/** @throws CodedError restore.running where a core holds the folder */
export function refuseRunning(data: string): void {
  const pid = inFolder(data)?.pid ?? lockOwner(data);
  if (pid !== undefined) throw new CodedError("restore.running", { folder: data, pid });
}

/** Who holds the lock, also one that is only starting; undefined where nobody alive does. */
function lockOwner(data: string): number | undefined {
  try {
    const file = path.join(data, "core.lock");
    const text = lstatSync(file).isSymbolicLink() ? readlinkSync(file) : readFileSync(file, "utf8");
    const { pid } = Owner.parse(JSON.parse(text));
    return isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}

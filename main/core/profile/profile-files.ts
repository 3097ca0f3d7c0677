import { cp, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { CodedError } from "#contract/errors.ts";

/** The YAML files of a profile by name. */
export async function readTexts(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)),
  );
}

/**
 * Writes files of a profile, each whole or not at all. All are on the disk under other names before the first takes its place.
 * @throws CodedError profile.not-writable; then no file has changed, unless the disk failed in the middle of renaming
 */
export async function writeTexts(folder: string, texts: ReadonlyMap<string, string>): Promise<void> {
  const halfOf = (name: string) => join(folder, `${name}.half`);
  try {
    for (const [name, text] of texts) {
      const file = await open(halfOf(name), "w", 0o644);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    for (const name of texts.keys()) await rename(halfOf(name), join(folder, name));
    await syncFolder(folder);
  } catch (error) {
    await Promise.all([...texts.keys()].map((name) => rm(halfOf(name), { force: true }).catch(() => {})));
    throw notWritable(folder, error);
  }
}

/** Copies a profile whole or not at all. @throws CodedError profile.not-writable */
export async function copyProfile(from: string, to: string): Promise<void> {
  const half = join(dirname(to), `.${basename(to)}.half`);
  try {
    await rm(half, { recursive: true, force: true });
    await cp(from, half, { recursive: true });
    await rename(half, to);
    await syncFolder(dirname(to));
  } catch (error) {
    await rm(half, { recursive: true, force: true }).catch(() => {});
    throw notWritable(to, error);
  }
}

const notWritable = (folder: string, error: unknown): CodedError =>
  new CodedError(
    "profile.not-writable",
    { folder, detail: (error as NodeJS.ErrnoException).code ?? String(error).slice(0, 200) },
    { cause: error },
  );

/** So that a name that was changed is on the disk; not every system can. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

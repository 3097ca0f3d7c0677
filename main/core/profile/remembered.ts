import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** As many profiles as a machine is likely to switch between; the ones unused for longest go. */
const maxKept = 20;

/**
 * Profiles that were found right, as JSON by the hash of their files. Reading YAML with the place of every mistake is
 * half of what a core does before it is up; a profile that has not changed has none. A file that cannot be read or
 * written costs only the time that it would have saved.
 */
export type RememberedProfiles = {
  /** The data of a profile whose files hash to this; undefined when it was never found right, or with another version. */
  recall(hash: string): Promise<unknown>;
  remember(hash: string, data: unknown): Promise<void>;
};

export function rememberProfiles(folder: string): RememberedProfiles {
  const fileOf = (hash: string) => join(folder, `${hash}.json`);
  return {
    async recall(hash) {
      try {
        return JSON.parse(await readFile(fileOf(hash), "utf8"));
      } catch {
        return undefined;
      }
    },
    async remember(hash, data) {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const half = join(folder, `${hash}.${process.pid}.half`);
        await writeFile(half, JSON.stringify(data), { mode: 0o600 });
        await rename(half, fileOf(hash));
        await forgetOldest(folder);
      } catch {
        // No room or no right: it is read as YAML again next time.
      }
    },
  };
}

async function forgetOldest(folder: string): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({ name, atMs: (await stat(join(folder, name))).mtimeMs })),
  );
  const surplus = files.sort((a, b) => b.atMs - a.atMs).slice(maxKept);
  await Promise.all(surplus.map(({ name }) => rm(join(folder, name), { force: true })));
}

/**
 * Under which a profile's data is kept. @param hash of its files
 * @param version changes with whatever decides what is right
 */
export const keyOfRemembered = (folder: string, hash: string, version: string): string =>
  createHash("sha256").update(`${version}\0${folder}\0${hash}`).digest("hex");

/** The YAML files of a profile, and of packs that lie in it, by their paths within it; sorted. */
export async function filesOfProfile(folder: string): Promise<string[]> {
  const own = (await readdir(folder)).filter(isYaml);
  return [...own, ...(await filesOfPacks(join(folder, "packs"))).map((name) => join("packs", name))].sort();
}

async function filesOfPacks(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const within = names.map(async (name) =>
    (await readdir(join(folder, name)).catch((): string[] => [])).filter(isYaml).map((file) => join(name, file)),
  );
  return (await Promise.all(within)).flat().sort();
}

const isYaml = (name: string): boolean => /\.ya?ml$/.test(name);

/**
 * The hash of a profile's files as they are now, with the packs in its folder.
 * @returns undefined when a file cannot be read: the full reading says which
 */
export const hashOfProfile = (folder: string): Promise<string | undefined> =>
  hashOfFiles(folder, () => filesOfProfile(folder));

/** The same of the packs in a folder, none where there is no such folder. */
export const hashOfPacks = (folder: string): Promise<string | undefined> =>
  hashOfFiles(folder, () => filesOfPacks(folder));

async function hashOfFiles(folder: string, list: () => Promise<string[]>): Promise<string | undefined> {
  try {
    const names = await list();
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name))));
    const hash = createHash("sha256");
    for (const [at, name] of names.entries())
      hash
        .update(`${name}\0`)
        .update(texts[at] ?? "")
        .update("\0");
    return hash.digest("hex");
  } catch {
    return undefined;
  }
}

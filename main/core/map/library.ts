import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Logger } from "pino";
import { z } from "zod";
import { MapFileKind, MapRole, TileFacts } from "#contract/entities/map.ts";
import { EpochMs } from "#contract/entities/time.ts";
import { CodedError } from "#contract/errors.ts";

/** A file that was taken in. */
const Item = z.strictObject({
  role: MapRole,
  kind: MapFileKind,
  /** As the administrator knows it. */
  name: z.string(),
  /** In `files/`, named by its content. */
  file: z.string().regex(/^[0-9a-f]{24}\.(?:pmtiles|mbtiles|geojson)$/),
  features: z.int(),
  /** Of tiles only. */
  tiles: TileFacts.nullable(),
  importedAtMs: EpochMs,
});
export type Item = z.infer<typeof Item>;

/** All files that make the map at a time: an import makes a new set from the former one, which stays. */
const MapSet = z.strictObject({
  number: z.int(),
  /** The one it was made from; null for the first, which came after no file at all. */
  from: z.int().nullable(),
  /** The name of the file whose import made it. */
  cause: z.string(),
  items: z.array(Item).max(16),
});
type MapSet = z.infer<typeof MapSet>;
const Current = z.strictObject({ number: z.int().nullable() });

/** Imports that can be taken back one after the other. What only older ones used is deleted, and the log says so. */
const keptSets = 10;

export type MapLibrary = {
  /** One a role, as they stand now. */
  items(): readonly Item[];
  pathOf(item: Item): string;
  /** Where a file may be put on its way in; what lies there is deleted at every start. */
  readonly incoming: string;
  /**
   * Takes over a checked file, which is moved. Until the last step, a rename, the former map is in use and untouched.
   * Rejects with CodedError map.not-stored.
   */
  adopt(given: Omit<Item, "file" | "importedAtMs"> & { path: string; extension: string }): Promise<Item>;
  /** Back to what was before the last import. @returns that import's file name @throws CodedError map.nothing-former */
  back(): Promise<string>;
};

/** Opens the map's part of the data folder and makes it where there is none. */
export async function openLibrary(folder: string, log: Logger, now: () => number): Promise<MapLibrary> {
  const files = path.join(folder, "files");
  const sets = path.join(folder, "sets");
  const incoming = path.join(folder, "incoming");
  const pointer = path.join(folder, "current.json");
  await rm(incoming, { recursive: true, force: true });
  await Promise.all([files, sets, incoming].map((one) => mkdir(one, { recursive: true })));

  const setFile = (number: number) => path.join(sets, `${number}.json`);
  const readSet = async (number: number): Promise<MapSet | undefined> => {
    const parsed = MapSet.safeParse(await readJson(setFile(number)));
    if (!parsed.success) log.error({ number }, "a set of map files cannot be read");
    return parsed.data;
  };
  const setNumbers = async () =>
    (await readdir(sets)).flatMap((name) => (/^\d+\.json$/.test(name) ? [Number.parseInt(name, 10)] : []));

  const number = Current.safeParse(await readJson(pointer)).data?.number ?? null;
  let current = number === null ? undefined : await readSet(number);

  const point = async (to: MapSet | undefined) => {
    await writeDurably(pointer, JSON.stringify({ number: to?.number ?? null }));
    current = to;
  };

  /** Sets are followed from the present one back; what no kept set names goes. */
  const prune = async () => {
    const kept: MapSet[] = [];
    for (let at = current; at !== undefined && kept.length < keptSets; ) {
      kept.push(at);
      at = at.from === null ? undefined : await readSet(at.from);
    }
    const numbers = new Set(kept.map((set) => set.number));
    const named = new Set(kept.flatMap((set) => set.items.map((item) => item.file)));
    for (const old of await setNumbers()) {
      if (numbers.has(old)) continue;
      log.info({ number: old }, "an old set of map files is given up");
      await rm(setFile(old), { force: true });
    }
    for (const file of await readdir(files)) if (!named.has(file)) await rm(path.join(files, file), { force: true });
  };

  return {
    incoming,
    items: () => current?.items ?? [],
    pathOf: (item) => path.join(files, item.file),
    async adopt({ path: given, extension, ...facts }) {
      try {
        const file = `${await contentHash(given)}${extension}`;
        await syncFile(given);
        await rename(given, path.join(files, file));
        const item: Item = { ...facts, file, importedAtMs: now() };
        const set: MapSet = {
          number: Math.max(0, ...(await setNumbers())) + 1,
          from: current?.number ?? null,
          cause: facts.name,
          items: [...(current?.items ?? []).filter((one) => one.role !== facts.role), item],
        };
        await writeDurably(setFile(set.number), JSON.stringify(set));
        await point(set);
        await prune().catch((error: unknown) => log.warn({ err: error }, "old map files could not be tidied up"));
        return item;
      } catch (error) {
        const detail = error instanceof Error && "code" in error ? String(error.code) : String(error);
        throw new CodedError("map.not-stored", { detail }, { cause: error });
      }
    },
    async back() {
      if (current === undefined) throw new CodedError("map.nothing-former");
      const { cause, from } = current;
      const former = from === null ? undefined : await readSet(from);
      if (from !== null && former === undefined) throw new CodedError("map.nothing-former");
      await point(former);
      return cause;
    },
  };
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return undefined;
  }
}

/** Whole or not at all, also when the power goes in the middle. */
async function writeDurably(file: string, text: string): Promise<void> {
  const next = `${file}.next`;
  const handle = await open(next, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function contentHash(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex").slice(0, 24);
}

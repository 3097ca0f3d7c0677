import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { CodedError, type ErrorCode } from "#contract/errors.ts";
import type { ImportedFile } from "./imported-file.ts";

/** An item of a profile as its files write it, before it is parsed. */
export type Raw = Record<string, unknown>;

/**
 * An import as its file has it. `rows`: what it wrote into the profile; of an older program what it laid over it. `before`: what the
 * profile said of these when it was written there; undefined where an older program imported it.
 */
export type Import = { number: number; importedAtMs: number; file: string; rows: Raw[]; before: Raw[] | undefined };

/** What an import has made of a list, and what it was before. */
export type Step = { given: Raw[]; before: Raw[] };

/**
 * What was imported, for going back and for asking how it was: the profile's files say what counts. Only what an older program
 * imported, and what could not be written into the profile yet, lies over the profile (`waiting`).
 */
export type ImportHistory = {
  /** The last one that was not gone back from. */
  newest(): Promise<Import | null>;
  /** The step that an import was; undefined where nobody knows what was before. */
  stepOf(one: Import): Promise<Step | undefined>;
  numbered(number: number): Promise<Import | null>;
  /** The one that counted at a moment, epoch ms; null where none did. @throws CodedError `import.time-unknown` */
  countedAt(atMs: number): Promise<Import | null>;
  /** Since when an import counts at once, epoch ms; null where none has yet. */
  atOnceSinceMs(): Promise<number | null>;
  /**
   * Keeps one, once `write` has put it into the profile; where that fails, nothing is kept.
   * @returns its number. @throws CodedError `notWritable`; what `write` throws
   */
  add(kept: Omit<Import, "number">, write: () => Promise<void>): Promise<number>;
  /** Takes one out of the count. @param atMs epoch ms. @throws CodedError `notWritable` */
  undo(number: number, atMs: number): Promise<void>;
  /** What lies over the profile; null where nothing does. */
  waiting(): Promise<Import | null>;
  /** The same as a file for the loader of profiles. */
  waitingFile(): Promise<ImportedFile | undefined>;
  /**
   * Notes what the profile's own files say under what lies over them.
   * @param isWritten they say already what lies over them: then what was noted before is kept. @throws CodedError `notWritable`
   */
  keepOwn(rows: readonly unknown[], isWritten: boolean): Promise<void>;
  /** Nothing lies over the profile any more. @param atMs epoch ms. @throws CodedError `notWritable` */
  markWritten(atMs: number): Promise<void>;
};

const Rows = z.array(z.record(z.string(), z.unknown()));

/** `0001.json` lies over the profile; `.written.MS`: the profile has had it since; renamed by hand (`.undone`) it does not tell when. */
const named = /^(\d{4,})\.json(?:\.written\.(\d{1,15}))?(\.undone(?:\.(\d{1,15}))?)?$/;
const ownName = "own.json";

type Named = { name: string; number: number; writtenAtMs: number | null; undoneAtMs: number | "unknown" | null };

/**
 * Imported tables of one kind, each a numbered file of a folder of its own. Nothing in it is ever changed or deleted.
 * @param options.key the profile's, that the rows belong to
 * @param options.laid what an older program's rows made of the profile's own
 */
export function createImportHistory(options: {
  folder: string;
  key: string;
  notWritable: ErrorCode;
  laid(own: readonly Raw[], over: readonly Raw[]): Raw[];
}): ImportHistory {
  const { folder, key, notWritable, laid } = options;
  const Content = z.object({
    importedAtMs: z.number().default(0),
    file: z.string().default(""),
    [key]: Rows,
    before: Rows.optional(),
  });
  const parse = (text: string, number: number): Import => {
    const content = Content.parse(JSON.parse(text)) as Pick<Import, "importedAtMs" | "file" | "before">;
    const { importedAtMs, file, before } = content;
    return { number, importedAtMs, file, rows: (content as unknown as Record<string, Raw[]>)[key] ?? [], before };
  };
  /** All there ever were, the newest first. */
  const all = async (): Promise<Named[]> =>
    (await readdir(folder).catch((): string[] => []))
      .flatMap((name): Named[] => {
        const [, number, written, undone, undoneAt] = named.exec(name) ?? [];
        if (number === undefined || Number(number) === 0) return [];
        const undoneAtMs = undone === undefined ? null : undoneAt === undefined ? "unknown" : Number(undoneAt);
        return [
          { name, number: Number(number), writtenAtMs: written === undefined ? null : Number(written), undoneAtMs },
        ];
      })
      .sort((a, b) => b.number - a.number);
  const counting = async (): Promise<Named[]> => (await all()).filter(({ undoneAtMs }) => undoneAtMs === null);
  const read = async ({ name, number }: Named): Promise<Import> =>
    parse(await readFile(join(folder, name), "utf8"), number);
  const readOr = async (one: Named | undefined): Promise<Import | null> => (one === undefined ? null : read(one));
  const over = async (): Promise<Named | undefined> =>
    (await counting()).find(({ writtenAtMs }) => writtenAtMs === null);
  const writing = async <T>(write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new CodedError(notWritable, { folder, detail }, { cause: error });
    }
  };
  const writeHalf = (name: string, content: unknown): Promise<string> =>
    writing(async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const half = join(folder, `${name}.half`);
      const file = await open(half, "w", 0o600);
      try {
        await file.writeFile(`${JSON.stringify(content, undefined, 1)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
      return half;
    });

  return {
    newest: async () => readOr((await counting())[0]),

    async stepOf({ number, rows, before }) {
      if (before !== undefined) return { given: rows, before };
      const former = await readOr((await counting()).find((one) => one.number < number));
      const text = await readFile(join(folder, ownName), "utf8").catch(() => undefined);
      const own = text === undefined ? undefined : parse(text, 0).rows;
      if (former === null && own === undefined) return undefined;
      const base = own ?? [];
      return { given: laid(base, rows), before: former === null ? base : laid(base, former.rows) };
    },

    numbered: async (number) => readOr((await all()).find((one) => one.number === number)),

    async countedAt(atMs) {
      for (const one of await all()) {
        const found = await read(one);
        const { undoneAtMs } = one;
        if (found.importedAtMs > atMs || (typeof undoneAtMs === "number" && undoneAtMs <= atMs)) continue;
        if (found.importedAtMs === 0 || undoneAtMs === "unknown")
          throw new CodedError("import.time-unknown", { number: found.number });
        return found;
      }
      return null;
    },

    async atOnceSinceMs() {
      const moments = (await all()).flatMap(({ writtenAtMs }) => writtenAtMs ?? []);
      return moments.length === 0 ? null : Math.min(...moments);
    },

    async add({ importedAtMs, file, rows, before }, write) {
      const number = 1 + Math.max(0, ...(await all()).map((one) => one.number));
      const name = `${nameOf(number)}.written.${Math.round(importedAtMs)}`;
      // Ready before the profile changes: where there is no room for it, nothing changes.
      const half = await writeHalf(name, { importedAtMs, file, [key]: rows, before });
      try {
        await write();
      } catch (error) {
        await rm(half, { force: true }).catch(() => {});
        throw error;
      }
      await writing(() => rename(half, join(folder, name)));
      return number;
    },

    async undo(number, atMs) {
      const one = (await counting()).find((other) => other.number === number);
      if (one === undefined) return;
      await writing(() => rename(join(folder, one.name), join(folder, `${one.name}.undone.${Math.round(atMs)}`)));
    },

    waiting: async () => readOr(await over()),

    async waitingFile() {
      const found = await over();
      if (found === undefined) return undefined;
      const file = join(folder, found.name);
      const text = await readFile(file, "utf8");
      return { file, text, hash: createHash("sha256").update(text).digest("hex") };
    },

    async keepOwn(rows, isWritten) {
      if (isWritten && (await readdir(folder)).includes(ownName)) return;
      const half = await writeHalf(ownName, { [key]: rows });
      await writing(() => rename(half, join(folder, ownName)));
    },

    async markWritten(atMs) {
      // The oldest first: a kill in the middle leaves the newest, which the profile has, over it.
      for (const { name, writtenAtMs } of (await counting()).reverse())
        if (writtenAtMs === null)
          await writing(() => rename(join(folder, name), join(folder, `${name}.written.${Math.round(atMs)}`)));
    },
  };
}

const nameOf = (number: number): string => `${String(number).padStart(4, "0")}.json`;

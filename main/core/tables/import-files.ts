import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { CodedError, type ErrorCode } from "#contract/errors.ts";
import type { ImportedFile } from "./imported-file.ts";

/** An import as its file has it: rows as a profile would have them, under the profile's key for them. */
type Kept = { importedAtMs: number; file: string; rows: Record<string, unknown>[] };
export type Import = Kept & { number: number };

export type ImportFiles = {
  /** The one that counts, as a file for the loader of profiles; undefined where none was imported. */
  current(): Promise<ImportedFile | undefined>;
  /** The one that counts, or a given one as it was read; null where there is none. */
  about(given?: ImportedFile): Promise<Import | null>;
  /** @returns its number. @throws CodedError `notWritable`; what counted before counts on */
  add(kept: Kept): Promise<number>;
  /** The one that would count without the one that does; null where none would. */
  former(): Promise<Import | null>;
  /** Takes the one that counts out of the count. @param atMs epoch ms. @throws CodedError `nothingToUndo`, `notWritable` */
  undo(atMs: number): Promise<void>;
};

const Content = z.record(z.string(), z.unknown());
const About = z.object({ importedAtMs: z.number().default(0), file: z.string().default("") });
const Rows = z.array(Content);

const numbered = /^(\d{4,})\.json$/;
const anyNumber = /^(\d{4,})\.json(?:\.undone(?:\.\d{1,15})?)?$/;

/**
 * Imported tables of one kind, each a numbered file of a folder of its own; the greatest number counts. None is ever changed
 * or deleted: to go back is to take the greatest out of the count by renaming it. An administrator may do the same by hand.
 *
 * @param key the profile's, that the rows belong to
 */
export function createImportFiles(
  folder: string,
  key: string,
  codes: { notWritable: ErrorCode; nothingToUndo: ErrorCode },
): ImportFiles {
  const names = (): Promise<string[]> => readdir(folder).catch(() => []);
  const numbers = async (pattern: RegExp): Promise<number[]> =>
    (await names()).flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number);
  const read = (number: number, text: string): Import => {
    const content = Content.parse(JSON.parse(text));
    const { importedAtMs, file } = About.parse(content);
    return { number, importedAtMs, file, rows: Rows.parse(content[key]) };
  };
  const nameOf = (number: number): string => join(folder, `${String(number).padStart(4, "0")}.json`);
  const newest = async (): Promise<number> => Math.max(0, ...(await numbers(numbered)));
  const writing = async <T>(write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new CodedError(codes.notWritable, { folder, detail }, { cause: error });
    }
  };

  const current = async (): Promise<ImportedFile | undefined> => {
    const number = await newest();
    if (number === 0) return undefined;
    const text = await readFile(nameOf(number), "utf8");
    return { file: nameOf(number), text, hash: createHash("sha256").update(text).digest("hex") };
  };

  return {
    current,

    async about(given) {
      const found = given ?? (await current());
      if (found === undefined) return null;
      return read(numberOf(found), found.text);
    },

    async former() {
      const [, number] = (await numbers(numbered)).sort((a, b) => b - a);
      return number === undefined ? null : read(number, await readFile(nameOf(number), "utf8"));
    },

    add: ({ importedAtMs, file: name, rows }) =>
      writing(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const number = 1 + Math.max(0, ...(await numbers(anyNumber)));
        const half = `${nameOf(number)}.half`;
        const file = await open(half, "w", 0o600);
        try {
          await file.writeFile(`${JSON.stringify({ importedAtMs, file: name, [key]: rows }, undefined, 1)}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(half, nameOf(number));
        return number;
      }),

    async undo(atMs) {
      const number = await newest();
      if (number === 0) throw new CodedError(codes.nothingToUndo);
      await writing(() => rename(nameOf(number), `${nameOf(number)}.undone.${atMs}`));
    },
  };
}

/** The number in the name of an import's file. */
const numberOf = ({ file }: ImportedFile): number => Number(/(\d+)\.json$/.exec(file)?.[1] ?? 0);

import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { ImportedCatalogue } from "#contract/catalogue.ts";
import { CodedError } from "#contract/errors.ts";
import type { ImportedFile } from "../profile/loading.ts";

/** An imported catalogue as its file has it; the indicators as a profile would. */
const Kept = z.object({
  importedAtMs: z.number().default(0),
  file: z.string().default(""),
  indicators: z.array(z.record(z.string(), z.unknown())),
});
type Kept = z.output<typeof Kept>;

const numbered = /^(\d{4,})\.json$/;
const anyNumber = /^(\d{4,})\.json(?:\.undone)?$/;

/**
 * Imported catalogues, each a numbered file of the folder `catalogue` of the data folder; the greatest number counts. None is
 * ever changed or deleted: to go back is to take the greatest out of the count by renaming it. An administrator may do the
 * same by hand.
 */
export function createCatalogueFiles(dataFolder: string) {
  const folder = join(dataFolder, "catalogue");
  const numbers = async (pattern: RegExp): Promise<number[]> => {
    const names = await readdir(folder).catch(() => []);
    return names.flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number);
  };
  const nameOf = (number: number): string => join(folder, `${String(number).padStart(4, "0")}.json`);
  const newest = async (): Promise<number> => Math.max(0, ...(await numbers(numbered)));
  const writing = async <T>(write: () => Promise<T>): Promise<T> => {
    try {
      return await write();
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw new CodedError("catalogue.not-writable", { folder, detail }, { cause: error });
    }
  };

  return {
    /** The one that counts, as a file for the loader of profiles; undefined where none was imported. */
    async current(): Promise<ImportedFile | undefined> {
      const number = await newest();
      if (number === 0) return undefined;
      const text = await readFile(nameOf(number), "utf8");
      return { file: nameOf(number), text, hash: createHash("sha256").update(text).digest("hex") };
    },

    /** The one that counts, or a given one as it was read; null where there is none. */
    async about(
      given?: ImportedFile,
    ): Promise<(Omit<ImportedCatalogue, "indicators"> & Pick<Kept, "indicators">) | null> {
      const found = given ?? (await this.current());
      if (found === undefined) return null;
      const [, number] = /(\d+)\.json$/.exec(found.file) ?? [];
      const { importedAtMs, file, indicators } = Kept.parse(JSON.parse(found.text));
      return { number: Number(number), importedAtMs, file, indicators };
    },

    /** @returns its number. @throws CodedError `catalogue.not-writable`; what counted before counts on */
    add: (catalogue: Kept): Promise<number> =>
      writing(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const number = 1 + Math.max(0, ...(await numbers(anyNumber)));
        const half = `${nameOf(number)}.half`;
        const file = await open(half, "w", 0o600);
        try {
          await file.writeFile(`${JSON.stringify(catalogue, undefined, 1)}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(half, nameOf(number));
        return number;
      }),

    /** Takes the one that counts out of the count. @throws CodedError `catalogue.nothing-to-undo`, `catalogue.not-writable` */
    async undo(): Promise<void> {
      const number = await newest();
      if (number === 0) throw new CodedError("catalogue.nothing-to-undo");
      await writing(() => rename(nameOf(number), `${nameOf(number)}.undone`));
    },
  };
}

export type CatalogueFiles = ReturnType<typeof createCatalogueFiles>;

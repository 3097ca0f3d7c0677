import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { EventPicture } from "./picture.ts";

/** The file of an event's picture, named by the event, so that it is found without being written down. */
export const pictureName = (source: string, id: string): string =>
  createHash("sha256").update(`${source}\n${id}`).digest("hex");

/** Pictures on the disk, in 256 folders so that none becomes large. */
export function createEventPictures(folder: string) {
  const fileOf = (name: string): string => join(folder, name.slice(0, 2), name);
  return {
    /** Whole and on the disk when it resolves; one of that name is replaced. */
    async keep(name: string, { bytes }: EventPicture): Promise<void> {
      const half = `${fileOf(name)}.half`;
      await mkdir(dirname(half), { recursive: true, mode: 0o700 });
      const file = await open(half, "w", 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(half, fileOf(name));
    },

    /** null when it is not there. */
    read: (name: string): Promise<Buffer | null> => readFile(fileOf(name)).catch(() => null),

    remove: (name: string): Promise<void> => rm(fileOf(name), { force: true }),

    /** Removes what no event knows: a core that was killed leaves a picture whose event was not written any more. */
    async sweep(isKnown: (name: string) => boolean): Promise<number> {
      let count = 0;
      for (const part of await readdir(folder).catch(() => [])) {
        for (const name of await readdir(join(folder, part)).catch(() => [])) {
          if (isKnown(name)) continue;
          await rm(join(folder, part, name), { force: true });
          count += 1;
        }
      }
      return count;
    },
  };
}

export type EventPictures = ReturnType<typeof createEventPictures>;

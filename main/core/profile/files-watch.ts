import { stat } from "node:fs/promises";
import { join } from "node:path";
import { filesOfProfile } from "./remembered.ts";

const lookEveryMs = 1_000;
/** An editor writes several times in a row, and several files are saved one after the other. */
const restMs = 500;

/** Names, sizes and times of a profile's YAML files, its own packs' too. A file that goes while it is looked at is none. */
async function listingOf(folder: string): Promise<string> {
  const names = await filesOfProfile(folder);
  const lines = await Promise.all(
    names.map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => undefined);
      return found === undefined ? "" : `${name}\0${found.size}\0${found.mtimeMs}\0${found.ino}`;
    }),
  );
  return lines.join("\0\0");
}

/**
 * Tells of changed files once they have rested for half a second, and once at the beginning. They are looked at every second and not waited
 * for: word of a change does not come from a share, and a dozen files cost a fifth of a millisecond.
 * @param options.onRest awaited before files are looked at again
 */
export function watchFiles(options: { folder: string; onRest(): Promise<void>; onError(error: unknown): void }): {
  stop(): Promise<void>;
} {
  const { folder, onRest, onError } = options;
  let told: string | undefined;
  let before: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  let isStopped = false;

  const look = async (): Promise<void> => {
    let nextMs = lookEveryMs;
    try {
      const listing = await listingOf(folder).catch((error: NodeJS.ErrnoException) => `${error.code}`);
      if (listing !== told) {
        if (listing === before) {
          told = listing;
          await onRest();
        } else nextMs = restMs;
      }
      before = listing;
    } catch (error) {
      onError(error);
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      looking = look();
    }, nextMs).unref();
  };
  looking = look();

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

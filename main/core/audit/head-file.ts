import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import type { Head } from "./chain.ts";

const HeadText = z.object({ number: z.int().min(0), seal: z.string().max(100), proof: z.string().max(100) });

/**
 * What is noted of the newest entry beside the database. Written after each and not waited for: a kill leaves the one before, and
 * a chain may be longer than what is noted.
 */
export function keepHead(file: string): {
  /** undefined where there is none; of a damaged one, a head that nothing fits. */
  read(): Promise<Head | undefined>;
  note(head: Head): void;
  /** Resolves when what was noted is written. */
  settled(): Promise<void>;
} {
  let next: Head | undefined;
  let writing: Promise<void> | undefined;
  const write = async (): Promise<void> => {
    while (next !== undefined) {
      const text = JSON.stringify(next);
      next = undefined;
      // A disk that is full keeps the one before.
      await writeFile(`${file}.half`, text, { mode: 0o600 })
        .then(() => rename(`${file}.half`, file))
        .catch(() => {});
    }
    writing = undefined;
  };
  return {
    async read() {
      const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      });
      if (text === undefined) return undefined;
      try {
        return HeadText.parse(JSON.parse(text));
      } catch {
        return { number: 0, seal: "", proof: "" };
      }
    },
    note(head) {
      next = head;
      writing ??= write();
    },
    settled: async () => writing,
  };
}

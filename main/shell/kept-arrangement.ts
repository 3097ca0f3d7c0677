import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Surfaces } from "#contract/entities/surface.ts";

/** How this machine's monitors were arranged last: the wall's plan, and which of them are one surface. */
export type Arrangement = { columns: number; rows: number; surfaces: Surfaces };

/**
 * On the disk, so that at the next start the windows are right before there is a core to say so. As with kept views the
 * hash says that it is still what was checked when the core told it: no schemas are loaded while windows wait.
 */
export type KeptArrangement = {
  /** undefined where nothing was kept for this run. */
  read(): Arrangement | undefined;
  /** A disk that takes no file is no matter: the next start waits for the core. */
  keep(arrangement: Arrangement): void;
};

/** Raised when the file itself is laid out in another way. */
const format = 1;

/** @param of the run it is for, such as its profile and data; another one's is not used */
export function createKeptArrangement(file: string, of: readonly string[]): KeptArrangement {
  const head = JSON.stringify({ format, of });
  return {
    read() {
      try {
        const [found, hash, text = ""] = readFileSync(file, "utf8").split("\n");
        return found === head && hashOf(text) === hash ? (JSON.parse(text) as Arrangement) : undefined;
      } catch {
        return undefined;
      }
    },
    keep(arrangement) {
      const text = JSON.stringify(arrangement);
      const draft = `${file}.${process.pid}`;
      try {
        mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
        writeFileSync(draft, `${head}\n${hashOf(text)}\n${text}\n`, { mode: 0o600 });
        renameSync(draft, file);
      } catch {
        // As at the first start.
      }
    },
  };
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * The last view of each monitor, on the disk. A file's first line says what it was made for, the second is the hash of the
 * third, the view. It is used only where the first line is, to the letter, what this run would write: same build, profile,
 * data folder and monitors. Its content was checked by its schema before it was written, by this very build; the hash says
 * that it is still that. So nothing has to be parsed, nor the schemas to be loaded, while windows wait.
 */
export type KeptViews = {
  /** Whether there is any file at all, of whichever run. */
  hasAny(): boolean;
  /** The view for a monitor as JSON, one line; undefined where there is none for this run. */
  read(display: number): string | undefined;
  /** Writes it whole or not at all. A disk that is full or read-only is no matter: the next start waits for the core. */
  keep(display: number, view: string): void;
  /** Nothing of this monitor is shown at the next start. */
  forget(display: number): void;
};

/** Raised when the file itself is laid out in another way. */
const format = 1;
/** One view and its two lines of head; a longer file is not ours. */
const limitBytes = 2_100_000;

/**
 * @param folder made when absent; readable by the user alone
 * @param made what a view must have been made for: asked each time, since monitors come and go; any JSON
 */
export function createKeptViews(folder: string, made: () => Record<string, unknown>): KeptViews {
  const fileOf = (display: number) => path.join(folder, `${display}.view`);
  const headOf = (display: number) => JSON.stringify({ format, display, ...made() });
  return {
    hasAny() {
      try {
        return readdirSync(folder).some((name) => name.endsWith(".view"));
      } catch {
        return false;
      }
    },
    read(display) {
      try {
        const file = fileOf(display);
        if (statSync(file).size > limitBytes) return undefined;
        const [head, hash, view, ...rest] = readFileSync(file, "utf8").split("\n");
        if (head !== headOf(display) || view === undefined || rest.join("") !== "") return undefined;
        return hashOf(view) === hash ? view : undefined;
      } catch {
        return undefined;
      }
    },
    forget: (display) => remove(fileOf(display)),
    keep(display, view) {
      const file = fileOf(display);
      const draft = `${file}.${process.pid}`;
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeFileSync(draft, `${headOf(display)}\n${hashOf(view)}\n${view}\n`, { mode: 0o600 });
        renameSync(draft, file);
      } catch {
        remove(draft);
      }
    },
  };
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

function remove(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // Where it could not be written it cannot be taken away either.
  }
}

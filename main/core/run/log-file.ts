import { closeSync, fstatSync, openSync, renameSync, writeSync } from "node:fs";
import path from "node:path";
import pino, { type Logger } from "pino";

const limitBytes = 5 * 1024 * 1024;

/** A file that is put aside as `NAME.1` at its limit: two of them at most. */
class BoundedFile {
  readonly #file: string;
  readonly #limitBytes: number;
  #descriptor: number;
  #size: number;

  constructor(file: string, limit: number) {
    this.#file = file;
    this.#limitBytes = limit;
    this.#descriptor = openSync(file, "a", 0o600);
    this.#size = fstatSync(this.#descriptor).size;
  }

  /** Never fails: a full disk must not end what the log is about. The line is lost then. */
  write(line: string): void {
    try {
      if (this.#size + line.length > this.#limitBytes && this.#size > 0) this.#rotate();
      this.#size += writeSync(this.#descriptor, line);
    } catch {
      // Nowhere left to tell it.
    }
  }

  #rotate(): void {
    closeSync(this.#descriptor);
    try {
      renameSync(this.#file, `${this.#file}.1`);
    } finally {
      this.#descriptor = openSync(this.#file, "a", 0o600);
      this.#size = fstatSync(this.#descriptor).size;
    }
  }
}

/**
 * The log of the core, `core.log` in the data folder. Written in the same tick of the event loop, so that the reason of a crash is there
 * afterwards; requests are not logged, so there is little of it.
 */
export function openLog(folder: string, limit = limitBytes): Logger {
  return pino(
    { base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    new BoundedFile(path.join(folder, "core.log"), limit),
  );
}

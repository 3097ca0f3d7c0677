import { appendFileSync, mkdirSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

/** At this size the log becomes shell.log.1, replacing the one before: never more than twice as much on the disk. */
const defaultLimitBytes = 5_000_000;
/** A line without an end is cut here. */
const lineLimit = 64_000;
const peoplePrefix = "ioc: ";

/**
 * Sorts what Electron writes to stderr. Lines that begin with "ioc: " are sentences for people and go, without that, to
 * `tellPeople`; the rest (Chromium's remarks about D-Bus and the GPU, stack traces) goes to shell.log in the folder.
 * Gives {file, write(text), close()}; a log that cannot be written is done without, the wall goes on.
 */
export function createShellLog(folder, tellPeople, limitBytes = defaultLimitBytes) {
  const file = join(folder, "shell.log");
  let rest = "";
  let sizeBytes = sizeOf(file);

  const keep = (line) => {
    const text = `${line}\n`;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      if (sizeBytes + Buffer.byteLength(text) > limitBytes && sizeBytes > 0) {
        renameSync(file, `${file}.1`);
        sizeBytes = 0;
      }
      appendFileSync(file, text, { mode: 0o600 });
      sizeBytes += Buffer.byteLength(text);
    } catch {
      // A full or read-only disk: the core tells about it, this log is the least of the worries.
    }
  };
  const take = (line) => {
    if (line.startsWith(peoplePrefix)) tellPeople(line.slice(peoplePrefix.length));
    else if (line.trim()) keep(line);
  };

  return {
    file,
    write(text) {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(line);
      if (rest.length > lineLimit) {
        take(rest);
        rest = "";
      }
    },
    close() {
      if (rest) take(rest);
      rest = "";
    },
  };
}

function sizeOf(file) {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

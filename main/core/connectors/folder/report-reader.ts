import { basename } from "node:path";
import { CodedError, type CodedMessage, isErrorCode } from "#contract/errors.ts";
import { type Conversation, converseApart, Overrun } from "../../apart/asking.ts";
import { ownProgram } from "../../run/programs.ts";
import type { Delimiter } from "../../tables/table.ts";

/** A file as it is asked for. */
export type OpenRequest = {
  path: string;
  /** Counted into the hash: what else decides what comes of the file. */
  salt: string;
  /** Hash of what was read of it last. */
  known: string | undefined;
  /** So much of its beginning is told. */
  headBytes: number;
};
/** gone: its owner has taken it away · known: nothing new in it. `head` is its beginning, `bytes` how many there are. */
export type Opened = "gone" | "known" | { hash: string; bytes: number; head: Uint8Array } | { failure: CodedMessage };

/** A report as it goes to the process that reads it. */
export type Report = {
  file: string;
  /** "opened": of the file that was opened last. */
  bytes: Uint8Array | "opened";
  delimiter: Delimiter | undefined;
  /** Absent: what is in the report is wanted as it is. */
  mapping: string | undefined;
  /** ISO, bound in the mapping. */
  receivedAt: string;
};

/** What came of it, as JSON, or why nothing did. */
export type Outcome = { content: string } | { failure: CodedMessage };

/** The largest file comes over a slow line in that time; what takes longer hangs. */
const opensWithinMs = 30_000;
/** Of one report. */
const longestMs = 60_000;
/** The largest sheet that is read at all needs half of it; one that needs more ends the process and not the core. */
const maxHeapMb = 1_024;
/** Reports come in bunches, then none for hours. */
const idleMs = 20_000;

const program = ownProgram("report-worker");

let reader: Conversation | undefined;
let readerMb = maxHeapMb;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Waits until no other report is being read, in whatever folder: so one is in memory at a time, however many lie there.
 * @param read one report, from its file to its candidates
 */
export function oneByOne<T>(read: () => Promise<T>): Promise<T> {
  const done = last.then(read, read);
  last = done.catch(() => {});
  return done;
}

/**
 * Opens a file in the process that reads: a drive that does not answer, or a pipe, keeps that one waiting and not the core.
 * @throws CodedError source.file-hangs, source.file-unreadable, source.file-too-large, source.file-no-file
 */
export async function openApart(
  request: OpenRequest,
  withinMs = opensWithinMs,
): Promise<Exclude<Opened, { failure: CodedMessage }>> {
  const file = basename(request.path);
  const opened = await ask<Opened>(request, withinMs, file, () => {
    return new CodedError("source.file-hangs", { file, seconds: withinMs / 1_000 });
  });
  if (typeof opened === "object" && "failure" in opened) throw codedError(opened.failure);
  return opened;
}

/**
 * Reads and maps a report in a process of its own: a large sheet takes seconds, and screens call the core lost after six.
 * @returns what the mapping gave, an array; without one rows, or what is in a JSON file
 * @throws CodedError source.file-unreadable, source.file-too-many-rows, source.file-unpacks-to-too-much,
 *   source.file-too-heavy, source.not-json, source.mapping-failed
 */
export async function readApart(report: Report, timeoutMs = longestMs, memoryMb = maxHeapMb): Promise<unknown> {
  const { file } = report;
  // With another limit than the last one, by another process.
  if (reader !== undefined && memoryMb !== readerMb) leave(reader);
  readerMb = memoryMb;
  const outcome = await ask<Outcome>(report, timeoutMs, file, (error) =>
    error.of === "memory"
      ? new CodedError("source.file-too-heavy", { file, limitMb: memoryMb }, { cause: error })
      : unreadable(file, error),
  );
  if ("failure" in outcome) throw codedError(outcome.failure);
  return JSON.parse(outcome.content);
}

async function ask<Answer>(
  request: OpenRequest | Report,
  withinMs: number,
  file: string,
  onOverrun: (error: Overrun) => CodedError,
): Promise<Answer> {
  clearTimeout(idle);
  reader ??= converseApart(program, { memoryMb: readerMb });
  const asked = reader;
  try {
    return (await asked.ask(request, withinMs)) as Answer;
  } catch (error) {
    // Whatever state it is in, the next report is read by a fresh one.
    leave(asked);
    throw error instanceof Overrun ? onOverrun(error) : unreadable(file, error);
  } finally {
    idle = setTimeout(() => leave(asked), idleMs).unref();
  }
}

function leave(left: Conversation): void {
  if (reader === left) reader = undefined;
  left.kill();
}

const unreadable = (file: string, error: unknown): CodedError =>
  new CodedError("source.file-unreadable", { file, detail: String(error).slice(0, 160) }, { cause: error });

function codedError({ code, params }: CodedMessage): CodedError {
  return isErrorCode(code) ? new CodedError(code, params) : new CodedError("internal", { reference: "report" });
}

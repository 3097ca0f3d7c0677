import { Worker } from "node:worker_threads";
import { CodedError, type CodedMessage, isErrorCode } from "#contract/errors.ts";
import type { Delimiter } from "./table.ts";

/** A report as it goes to the thread that reads it. */
export type Report = {
  file: string;
  bytes: Uint8Array;
  delimiter: Delimiter | undefined;
  /** Absent: what is in the report is wanted as it is. */
  mapping: string | undefined;
  /** ISO, bound in the mapping. */
  receivedAt: string;
};

/** What came of it, as JSON, or why nothing did. */
export type Outcome = { content: string } | { failure: CodedMessage };

/** Of one report. */
const longestMs = 60_000;
/** The largest sheet that is read at all needs half of it; one that needs more ends the thread and not the core. */
const maxHeapMb = 1_024;
/** Reports come in bunches, then none for hours. */
const idleMs = 20_000;

/** Beside this file as it is written, and beside the core as it is compiled. */
const program = new URL(`./report-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".mjs"}`, import.meta.url);

let worker: Worker | undefined;
let idle: NodeJS.Timeout | undefined;
let last: Promise<unknown> = Promise.resolve();

/**
 * Waits until no other report is being read, in whatever folder: so one is in memory at a time, however many lie there.
 * @param read one report, from its file to its candidates
 */
export function inTurn<T>(read: () => Promise<T>): Promise<T> {
  const turn = last.then(read, read);
  last = turn.catch(() => {});
  return turn;
}

/**
 * Reads and maps a report in a thread of its own: a large sheet takes seconds, and screens call the core lost after six.
 * @returns what the mapping gave, an array; without one rows, or what is in a JSON file
 * @throws CodedError source.file-unreadable, source.not-json, source.mapping-failed
 */
export async function readApart(report: Report, timeoutMs = longestMs): Promise<unknown> {
  clearTimeout(idle);
  worker ??= startWorker();
  const thread = worker;
  try {
    const outcome = await answerOf(thread, report, timeoutMs);
    if ("failure" in outcome) throw codedError(outcome.failure);
    return JSON.parse(outcome.content);
  } catch (error) {
    if (error instanceof CodedError && error.code !== "source.file-unreadable") throw error;
    // Whatever state it is in, the next report is read by a fresh one.
    leave(thread);
    if (error instanceof CodedError) throw error;
    const detail = ((error as NodeJS.ErrnoException).code ?? String(error)).slice(0, 160);
    throw new CodedError("source.file-unreadable", { file: report.file, detail }, { cause: error });
  } finally {
    idle = setTimeout(() => leave(thread), idleMs).unref();
  }
}

function startWorker(): Worker {
  const started = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb }, env: {} });
  // An error between two reports: the thread is gone, the next report starts another.
  started.on("error", () => leave(started));
  started.unref();
  return started;
}

function leave(thread: Worker): void {
  if (worker === thread) worker = undefined;
  void thread.terminate();
}

function answerOf(thread: Worker, report: Report, timeoutMs: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => {
      clearTimeout(timer);
      thread.off("message", onMessage).off("error", onError).off("exit", onExit);
      settle();
    };
    const onMessage = (outcome: Outcome) => end(() => resolve(outcome));
    const onError = (error: unknown) => end(() => reject(error));
    const onExit = (code: number) => end(() => reject(new Error(`EXIT ${code}`)));
    const timer = setTimeout(() => end(() => reject(new Error(`> ${timeoutMs / 1_000} s`))), timeoutMs);
    thread.on("message", onMessage).on("error", onError).on("exit", onExit);
    thread.postMessage(report);
  });
}

function codedError({ code, params }: CodedMessage): CodedError {
  return isErrorCode(code) ? new CodedError(code, params) : new CodedError("internal", { reference: "report" });
}

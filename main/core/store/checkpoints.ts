import type Database from "better-sqlite3";
import { z } from "zod";
import { type Conversation, converseApart } from "../apart/asking.ts";
import { ownProgram } from "../run/programs.ts";

/** What is told of one copying: pages in the log, and how many of them are not yet in the database. */
export const Checkpoint = z.strictObject({ pages: z.int().min(0), left: z.int().min(0) });
export type Checkpoint = z.infer<typeof Checkpoint>;

export type Checkpoints = {
  /** To be told of each transaction: how many rows it wrote. */
  wrote(rows: number): void;
  /** What whoever writes readings has to wait for, some 20 ms: the log is being closed. undefined, nearly always, for nothing. */
  closing(): Promise<void> | undefined;
  /** Ends the process, after what it is doing. */
  stop(): Promise<void>;
};

export type CheckpointRule = {
  /** So many rows within `everyMs` are a load that the process is started for; it then copies after so many … */
  everyRows: number;
  /** … and at least this often. */
  everyMs: number;
  /** It ends after so many times of `everyMs` without that load. */
  calmTimes: number;
  /** From so many pages on the log is begun anew. */
  closedFromPages: number;
};

/** Rows of different series stand on different pages, so a row is about a page (4 kB) of log. */
const usualRule: CheckpointRule = { everyRows: 2_000, everyMs: 10_000, calmTimes: 6, closedFromPages: 10_000 };
/** As SQLite does it by itself. */
const ownPages = 1_000;
/** So many pages are hardly ever reached; if they are, the process does not keep up, and SQLite does it after all. */
const lastPages = 16_000;

/** It reads pages into buffers of SQLite's own; its heap holds next to nothing. */
const memoryMb = 32;

const program = ownProgram("checkpoint-worker");

/**
 * Has the write-ahead log copied into the database by a process of its own while there is load. SQLite does it within whatever commit finds the log
 * long enough: at 2,000 readings a second the core stood still for it twice a second, 20 to 70 ms each time, mostly waiting for
 * the disk.
 *
 * While others write on, the copying never quite catches up, and a log can only be begun anew when it has. So once it is long,
 * writing waits for the last copying: what has been copied before leaves little of that.
 *
 * With few readings, where a commit that waits for the disk now and then is no matter, and with none there is no such process
 * (some 45 MB): SQLite goes on by itself, as it does for good should the process fail.
 * @param connections all that write; they leave the log alone while the process is there
 */
export function createCheckpoints(
  connections: readonly Database.Database[],
  file: string,
  rule = usualRule,
): Checkpoints {
  let copier: Conversation | undefined;
  /** Since the last copying began, and in the present time. */
  let rows = 0;
  let rowsInTime = 0;
  let calm = 0;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  let hasFailed = false;
  let isStopped = false;

  const leaveToSqlite = (pages: number): void => {
    for (const one of connections) one.pragma(`wal_autocheckpoint = ${pages}`);
  };
  leaveToSqlite(ownPages);

  /** @returns null when the process has failed */
  const copy = async (): Promise<Checkpoint | null> => {
    try {
      if (copier === undefined) {
        copier = converseApart(program, { memoryMb });
        leaveToSqlite(lastPages);
      }
      return Checkpoint.parse(await copier.ask(file));
    } catch {
      if (!isStopped) leaveToSqlite(ownPages);
      hasFailed = true;
      return null;
    }
  };

  const run = async (): Promise<void> => {
    const told = await copy();
    if (told === null || told.left === 0 || told.pages < rule.closedFromPages || isStopped) return;
    closing = copy().then(() => {
      closing = undefined;
    });
    await closing;
  };

  const begin = (): void => {
    if (running !== undefined || isStopped || hasFailed) return;
    rows = 0;
    running = run().finally(() => {
      running = undefined;
    });
  };

  /** At the end of each time in which there were rows, or the process. */
  const lookBack = (): void => {
    timer = undefined;
    calm = rowsInTime < rule.everyRows ? calm + 1 : 0;
    rowsInTime = 0;
    if (copier === undefined || hasFailed) {
      rows = 0;
      return;
    }
    timer = setTimeout(lookBack, rule.everyMs).unref();
    if (calm < rule.calmTimes || running !== undefined) {
      begin();
      return;
    }
    const ended = copier;
    copier = undefined;
    leaveToSqlite(ownPages);
    void ended.end();
  };

  return {
    wrote(count) {
      if (count === 0 || hasFailed) return;
      rows += count;
      rowsInTime += count;
      timer ??= setTimeout(lookBack, rule.everyMs).unref();
      if (rows >= rule.everyRows) begin();
    },
    closing: () => closing,
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
      await copier?.end();
    },
  };
}

import { CodedError, type CodedMessage } from "#contract/errors.ts";
import type { Appended, NewReading } from "../store/reading-repositories.ts";

/** While the store fails readings wait here; past this many, new ones are refused and the source says so. */
const maxQueued = 50_000;
/** A transaction is kept short enough (some 10 ms) for screens and sources to be served in between. */
const maxBatch = 2_000;
const retryFirstMs = 250;
const retryLastMs = 5_000;

export type WriteQueueOptions = {
  append(batch: readonly NewReading[]): Promise<Appended[]>;
  /** In the order of the queue, each with the source that sent it. */
  onAppended(appended: (Appended & { source: string })[]): void;
  /** The store fails, or fails in another way than before; `sources` have readings waiting. */
  onFailure(reason: CodedMessage, sources: string[]): void;
};

type Ticket = {
  source: string;
  waiting: number;
  /** In the order of its readings. */
  outcomes: Appended["outcome"][];
  settle(isStored: boolean): void;
};
type Queued = { reading: NewReading; ticket: Ticket };

const nothingToStore = Promise.resolve(true);

/**
 * Gathers what arrives in one tick of the event loop into one transaction, keeps its order, and tries again with
 * growing pauses while the store fails.
 */
export function createWriteQueue(options: WriteQueueOptions) {
  const queue: Queued[] = [];
  let failure: CodedMessage | null = null;
  let retryMs = retryFirstMs;
  let immediate: NodeJS.Immediate | undefined;
  let retry: NodeJS.Timeout | undefined;
  let writing: Promise<void> | undefined;
  let isStopped = false;

  const schedule = (): void => {
    if (queue.length === 0 || immediate !== undefined || retry !== undefined || writing !== undefined) return;
    immediate = setImmediate(() => {
      immediate = undefined;
      void write();
    });
  };

  const write = (): Promise<void> => {
    writing ??= writeBatch().finally(() => {
      writing = undefined;
      if (!isStopped) schedule();
    });
    return writing;
  };

  const writeBatch = async (): Promise<void> => {
    const batch = queue.slice(0, maxBatch);
    let appended: Appended[];
    try {
      appended = await options.append(batch.map((queued) => queued.reading));
    } catch (error) {
      fail(error);
      return;
    }
    queue.splice(0, batch.length);
    failure = null;
    retryMs = retryFirstMs;
    const told = appended.map((one, at) => ({ ...one, source: batch[at]?.ticket.source ?? one.reading.source }));
    options.onAppended(told);
    for (const [at, { ticket }] of batch.entries()) {
      ticket.outcomes.push(appended[at]?.outcome ?? "stored");
      if (--ticket.waiting === 0) ticket.settle(true);
    }
  };

  const fail = (error: unknown): void => {
    const reason =
      error instanceof CodedError
        ? error.toMessage()
        : {
            code: "store.failed",
            params: { folder: "", detail: error instanceof Error ? error.message : String(error) },
          };
    failure = reason;
    options.onFailure(reason, [...new Set(queue.map((queued) => queued.ticket.source))]);
    if (isStopped) return;
    retry = setTimeout(() => {
      retry = undefined;
      void write();
    }, retryMs);
    retryMs = Math.min(retryMs * 2, retryLastMs);
  };

  return {
    push(
      source: string,
      readings: readonly NewReading[],
    ):
      | { isTaken: true; stored: Promise<boolean>; outcomes: readonly Appended["outcome"][] }
      | { isTaken: false; reason: CodedMessage } {
      if (readings.length === 0) return { isTaken: true, stored: nothingToStore, outcomes: [] };
      if (isStopped || queue.length + readings.length > maxQueued)
        return { isTaken: false, reason: failure ?? { code: "source.too-many", params: { limit: maxQueued } } };
      let settle: (isStored: boolean) => void = () => {};
      const stored = new Promise<boolean>((resolve) => {
        settle = resolve;
      });
      const ticket: Ticket = { source, waiting: readings.length, outcomes: [], settle };
      for (const reading of readings) queue.push({ reading, ticket });
      // A source that joins while the store fails learns of it now, not at the next try.
      if (failure !== null) options.onFailure(failure, [source]);
      schedule();
      return { isTaken: true, stored, outcomes: ticket.outcomes };
    },
    failure: () => failure,
    async stop(): Promise<void> {
      isStopped = true;
      clearImmediate(immediate);
      clearTimeout(retry);
      await writing;
      // As long as it works everything goes in; the first failure ends it.
      for (let left = queue.length; left > 0; ) {
        await write();
        if (queue.length >= left) break;
        left = queue.length;
      }
      for (const { ticket } of queue) ticket.settle(false);
      queue.length = 0;
    },
  };
}

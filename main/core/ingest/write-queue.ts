import { CodedError, type CodedMessage } from "#contract/errors.ts";
import { givenUp, type Outcome } from "../connectors/connector.ts";
import type { Appended, NewReading } from "../store/reading-repositories.ts";

/** While the store fails readings wait here; past this many, new ones are refused and the source says so. */
const maxQueued = 50_000;
/** A transaction is kept short enough (some 3 ms) for screens and sources to be served in between. */
const maxBatch = 500;
const retryFirstMs = 250;
const retryLastMs = 5_000;

export type WriteQueueOptions = {
  append(batch: readonly NewReading[]): Promise<Appended[]>;
  /** The store fails, or fails in another way than before; `sources` have readings waiting. */
  onFailure(reason: CodedMessage, sources: string[]): void;
};

type Ticket = {
  source: string;
  waiting: number;
  /** Of those that are stored, in their order. */
  each: Appended["outcome"][];
  storedAtMs: number | null;
  settle(outcome: Outcome): void;
};
type Queued = { reading: NewReading; ticket: Ticket };

const nothingToStore: Promise<Outcome> = Promise.resolve({ ...givenUp, isStored: true });

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
    for (const [at, { ticket, reading }] of batch.entries()) {
      const outcome = appended[at]?.outcome ?? "stored";
      ticket.each.push(outcome);
      if (outcome === "stored") ticket.storedAtMs = reading.receivedAtMs;
      ticket.waiting -= 1;
      const { each, storedAtMs } = ticket;
      if (ticket.waiting === 0) ticket.settle({ isStored: true, each, storedAtMs, failure: null });
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
    ): { isTaken: true; outcome: Promise<Outcome> } | { isTaken: false; reason: CodedMessage } {
      if (readings.length === 0) return { isTaken: true, outcome: nothingToStore };
      if (isStopped || queue.length + readings.length > maxQueued)
        return { isTaken: false, reason: failure ?? { code: "source.too-many", params: { limit: maxQueued } } };
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const ticket: Ticket = { source, waiting: readings.length, each: [], storedAtMs: null, settle: resolve };
      for (const reading of readings) queue.push({ reading, ticket });
      // A source that joins while the store fails learns of it now, not at the next try.
      if (failure !== null) options.onFailure(failure, [source]);
      schedule();
      return { isTaken: true, outcome: promise };
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
      for (const { ticket } of queue) ticket.settle(givenUp);
      queue.length = 0;
    },
  };
}

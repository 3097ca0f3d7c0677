import { once } from "node:events";
import type { Writable } from "node:stream";

export type FeedRun = {
  /** The standard input of ffmpeg. */
  into: Writable;
  /** Aborted when ffmpeg has ended. */
  signal: AbortSignal;
  /** Epoch ms on the core's clock. */
  now(): number;
  /** Tells when the first picture was taken, epoch ms; again when that is known better. */
  began(atMs: number): void;
};

/**
 * Brings what ffmpeg is to read, for streams that the core itself fetches: so the account stays in the core, and what a peer
 * names beside the pictures is looked at before it is followed. Resolves where the stream ends, rejects with a CodedError
 * that says why there is none.
 */
export type Feed = (run: FeedRun) => Promise<void>;

/** Waits while ffmpeg still reads what it was given before. */
export async function pass({ into, signal }: FeedRun, bytes: Buffer): Promise<void> {
  if (!into.write(bytes)) await once(into, "drain", { signal });
}

export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    signal.addEventListener("abort", finish);
  });
}

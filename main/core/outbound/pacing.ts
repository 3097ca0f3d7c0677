import { CodedError } from "#contract/errors.ts";
import { createBackoff } from "./backoff.ts";

/** After this many failures in a row the breaker opens: the platform is tried at the pace of `restMs`, one attempt at a time. */
const opensAfter = 10;
/** A platform may ask for patience, but not for so much that it would be forgotten. */
const longestAskedMs = 3_600_000;

export type Pause = { pauseMs: number; isResting: boolean };

export type Pacing = {
  /** @returns how long to wait before the next attempt */
  failed(error: unknown): Pause;
  worked(): void;
};

/**
 * When a platform that fails is tried again: pauses double from `firstMs` to `lastMs` with jitter; after ten failures in
 * a row a circuit breaker opens and only one attempt every `restMs` is made, until one succeeds. What the platform itself
 * asks for (Retry-After, in a `source.busy`) is kept to, up to an hour.
 */
export function createPacing(options: { firstMs: number; lastMs: number; restMs: number }): Pacing {
  const backoff = createBackoff(options.firstMs, options.lastMs);
  let failures = 0;
  return {
    failed(error) {
      failures++;
      const isResting = failures >= opensAfter;
      // The backoff's own jitter is kept, so that many clients do not come out of the rest together.
      const pacedMs = backoff.next() * (isResting ? Math.max(1, options.restMs / options.lastMs) : 1);
      return { pauseMs: Math.round(Math.max(pacedMs, askedMs(error))), isResting };
    },
    worked() {
      failures = 0;
      backoff.reset();
    },
  };
}

function askedMs(error: unknown): number {
  if (!(error instanceof CodedError) || error.code !== "source.busy") return 0;
  return Math.min(longestAskedMs, Number(error.params.seconds) * 1_000);
}

import { performance } from "node:perf_hooks";
import type { CameraState } from "#contract/entities/camera.ts";

const firstPauseMs = 300;
/**
 * A camera that is back is to show within 5 s, of which it and ffmpeg need some: it is tried at least this often while it is
 * watched. Where it cannot even be reached, a try is no more than one attempt to connect.
 */
const longestPauseMs = 1_500;
const unreachablePauseMs = 1_000;
/** Cameras lock an account after a few wrong passwords, so the same one is tried less and less often; a changed one at once. */
const refusedPausesMs = [10_000, 30_000, 120_000, 300_000];
const unsupportedPauseMs = 30_000;
const missingPauseMs = 5_000;

/** When a stream that failed is tried again. */
export class Retries {
  #failures = 0;
  #at = Number.NEGATIVE_INFINITY;
  readonly #onDue: () => void;
  #timer: NodeJS.Timeout | undefined;

  /** @param onDue called when a pause is over */
  constructor(onDue: () => void) {
    this.#onDue = onDue;
  }

  get isDue(): boolean {
    return performance.now() >= this.#at;
  }

  /** It went well for long enough, or everything is different now: the next failure counts as the first. */
  forget(): void {
    this.#failures = 0;
  }

  /** The next try may be at once. */
  hurry(): void {
    clearTimeout(this.#timer);
    this.#at = Number.NEGATIVE_INFINITY;
  }

  /** Not before so many ms have passed; that is no failure. */
  pause(ms: number): void {
    this.#at = performance.now() + ms;
    clearTimeout(this.#timer);
    // A timer may be early by less than a millisecond.
    this.#timer = setTimeout(this.#onDue, ms + 1).unref();
  }

  /** @param state what the failure led to @param isUnreachable nothing was there to connect to */
  fail(state: CameraState, isUnreachable = false): void {
    this.pause(this.#pauseAfter(state, isUnreachable ? unreachablePauseMs : longestPauseMs));
    this.#failures += 1;
  }

  #pauseAfter(state: CameraState, longestMs: number): number {
    if (state === "wrong-password") return refusedPausesMs[Math.min(this.#failures, refusedPausesMs.length - 1)] ?? 0;
    if (state === "unsupported") return unsupportedPauseMs;
    if (state === "gateway-missing") return missingPauseMs;
    // Jitter keeps a hundred cameras behind one switch from coming back in the same instant.
    return Math.min(longestMs, firstPauseMs * 2 ** this.#failures) * (0.7 + 0.3 * Math.random());
  }
}

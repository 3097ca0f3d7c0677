import { performance } from "node:perf_hooks";
import type { CameraState } from "#contract/entities/camera.ts";

const firstPauseMs = 300;
/** A camera that is back is to show within 5 s: it is tried at least this often while it is watched. */
const longestPauseMs = 1_500;
/** Cameras lock an account after a few wrong passwords, so the same one is tried less and less often; a changed one at once. */
const refusedPausesMs = [10_000, 30_000, 120_000, 300_000];
const unsupportedPauseMs = 30_000;
const missingPauseMs = 5_000;

/** When a stream that failed is tried again. */
export class Retries {
  #failures = 0;
  #at = Number.NEGATIVE_INFINITY;

  get isDue(): boolean {
    return performance.now() >= this.#at;
  }

  /** It went well for long enough, or everything is different now: the next failure counts as the first. */
  forget(): void {
    this.#failures = 0;
  }

  /** The next try may be at once. */
  hurry(): void {
    this.#at = Number.NEGATIVE_INFINITY;
  }

  /** Not before so many ms have passed; that is no failure. */
  pause(ms: number): void {
    this.#at = performance.now() + ms;
  }

  /** @param state what the failure led to */
  fail(state: CameraState): void {
    this.pause(this.#pauseAfter(state));
    this.#failures += 1;
  }

  #pauseAfter(state: CameraState): number {
    if (state === "wrong-password") return refusedPausesMs[Math.min(this.#failures, refusedPausesMs.length - 1)] ?? 0;
    if (state === "unsupported") return unsupportedPauseMs;
    if (state === "gateway-missing") return missingPauseMs;
    // Jitter keeps a hundred cameras behind one switch from coming back in the same instant.
    return Math.min(longestPauseMs, firstPauseMs * 2 ** this.#failures) * (0.7 + 0.3 * Math.random());
  }
}

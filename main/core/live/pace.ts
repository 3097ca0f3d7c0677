/** In the long run one delta in this time: 250 a second, more than any screen draws. */
const everyMs = 4;
/** So many may follow one another at once, since values that come irregularly must not wait for one another. */
const burst = 8;
/** Sending takes at most one part in five of the core's time, however many screens there are … */
const restForWork = 4;
/** … but the newest values are never held back longer than this. */
const longestPauseMs = 250;

/** When the next delta may go out. All times in ms of one clock that never goes back. */
export class Pace {
  #credit = burst;
  #atMs = 0;

  /**
   * To be told of every delta. @param endedMs when it was sent @param workedMs of the processor's time it took
   * @returns the time before which the next has to wait
   */
  sent(endedMs: number, workedMs: number): number {
    this.#credit = Math.min(burst, this.#credit + (endedMs - this.#atMs) / everyMs) - 1;
    this.#atMs = endedMs;
    const forRateMs = this.#credit >= 1 ? 0 : (1 - this.#credit) * everyMs;
    const forWorkMs = workedMs * restForWork;
    return endedMs + Math.min(longestPauseMs, Math.max(forRateMs, forWorkMs));
  }
}

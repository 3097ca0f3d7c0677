/** In the long run one delta in this time: 250 a second, more than any screen draws. */
const everyMs = 4;
/** So many may follow one another at once, since values that come irregularly must not wait for one another. */
const burst = 8;
/** Sending takes at most one part in five of the core's time, however many screens there are … */
const restForWork = 4;
/** … but the newest values are never held back longer than this. */
const longestPauseMs = 250;
/**
 * What sending takes is told by the middle one of so many: on a machine with too much to do a single one may take long only
 * because it waited for a processor, and a rest for that would hold back the newest values when they are late already.
 */
const recalled = 5;

/** When the next delta may go out. All times in ms of one clock that never goes back. */
export class Pace {
  #credit = burst;
  #atMs = 0;
  #tookMs: number[] = [];

  /** To be told of every delta: when sending it began and ended. @returns the time before which the next has to wait */
  sent(startedMs: number, endedMs: number): number {
    this.#credit = Math.min(burst, this.#credit + (endedMs - this.#atMs) / everyMs) - 1;
    this.#atMs = endedMs;
    this.#tookMs = [...this.#tookMs, endedMs - startedMs].slice(-recalled);
    const middle = [...this.#tookMs].sort((a, b) => a - b)[Math.floor(this.#tookMs.length / 2)] ?? 0;
    const forRateMs = this.#credit >= 1 ? 0 : (1 - this.#credit) * everyMs;
    return endedMs + Math.min(longestPauseMs, Math.max(forRateMs, middle * restForWork));
  }
}

/** 0: nothing is left out · 1: small streams only · 2: and of those a picture a second. The focused tile is spared. */
export type LoadLevel = 0 | 1 | 2;

/** Of the pictures that were decoded, this many came too late to be shown: the machine bears no more, or has room again. */
const tooMany = 0.1;
const few = 0.02;
/** Looks in a row (2 s each) before anything is left out. */
const looksUntilWorse = 2;
const firstCalmMs = 20_000;
const longestCalmMs = 300_000;
/** Overloaded again so soon after something was given back: giving back is then tried less and less often. */
const soonMs = 60_000;
/** Fewer pictures than this in a look say nothing. */
const fewestPictures = 10;

/**
 * Decides what a page leaves out, by the pictures that its videos drop: quickly worse, slowly better, and ever more slowly
 * where giving back was a mistake.
 */
export class LoadGauge {
  #level: LoadLevel = 0;
  #bad = 0;
  #calmSince: number | null = null;
  #calmMs = firstCalmMs;
  #givenBackAt = Number.NEGATIVE_INFINITY;

  get level(): LoadLevel {
    return this.#level;
  }

  /** @param count since the last look @param now ms of a monotonic clock */
  put({ presented, dropped }: { presented: number; dropped: number }, now: number): void {
    const total = presented + dropped;
    const share = total < fewestPictures ? 0 : dropped / total;
    this.#bad = share > tooMany ? this.#bad + 1 : 0;
    if (share > few) this.#calmSince = null;
    else this.#calmSince ??= now;
    if (this.#bad >= looksUntilWorse && this.#level < 2) {
      if (now - this.#givenBackAt < soonMs) this.#calmMs = Math.min(longestCalmMs, this.#calmMs * 2);
      this.#move(1);
    } else if (this.#level > 0 && this.#calmSince !== null && now - this.#calmSince >= this.#calmMs) {
      this.#givenBackAt = now;
      this.#move(-1);
      this.#calmSince = now;
    } else if (this.#level === 0 && now - this.#givenBackAt > longestCalmMs) this.#calmMs = firstCalmMs;
  }

  #move(by: 1 | -1): void {
    this.#level = Math.min(2, Math.max(0, this.#level + by)) as LoadLevel;
    this.#bad = 0;
    this.#calmSince = null;
  }
}

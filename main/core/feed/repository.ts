import type { Reading } from "#contract/entities/reading.ts";

/** Where a walk over all readings stands. */
export type FeedPlace = { series: number; asOfMs: number; revision: number };

/** Everything that is stored, for cores that mirror this one: each revision once, in the order it was stored. */
export type FeedRepository = {
  /** From now on what arrives is noted. @returns the mark of this moment: a walk begun after it and what comes after it miss nothing */
  begin(nowMs: number): Promise<string>;
  /**
   * What was stored after a mark, about `limit` readings (whole transactions, so some more), and the mark of its end.
   * undefined when that is not known any more: two days later, or from another database.
   */
  after(
    mark: string,
    limit: number,
    nowMs: number,
  ): Promise<{ readings: Reading[]; mark: string; isEnd: boolean } | undefined>;
  /**
   * All there is, series by series, oldest first; of those that are condensed only as-of times from a moment on.
   * @returns where the next page begins, null after the last
   */
  page(options: {
    after?: FeedPlace | undefined;
    fromMs: number;
    isCondensed(indicator: string): boolean;
    limit: number;
  }): Promise<{ readings: Reading[]; next: FeedPlace | null }>;
};

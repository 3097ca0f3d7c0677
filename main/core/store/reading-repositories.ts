import type { Reading } from "#contract/entities/reading.ts";

/** A reading as it comes from ingest; the store gives it its revision. */
export type NewReading = Omit<Reading, "revision">;

/**
 * stored: `reading` is now on disk; `isNewest` tells whether it is the one that counts for the newest instant of its series
 * (late arrivals and revisions issued before it are not).
 * repeated: it is known already, so nothing was written: value, status, quality and source equal those that count for the
 * instant, or, where the platform tells when it issued them, those of any revision of that issue.
 */
export type Appended = { outcome: "stored" | "repeated"; reading: Reading; isNewest: boolean };

export type HistoryRange = {
  indicator: string;
  place: string;
  fromMs: number;
  toMs: number;
  points: number;
  /** As it was known at this moment; absent: as it is known now. */
  knownAtMs?: number;
};

export type ReadingsRepository = {
  /** All or nothing, in one transaction. The answer has the order and length of the batch. */
  append(batch: readonly NewReading[]): Promise<Appended[]>;
  /**
   * The newest reading (greatest as-of, then issued last) of each series.
   * @param knownAtMs of those received up to this moment; a series that was not known then is left out
   */
  latest(knownAtMs?: number): Promise<Reading[]>;
  /** [asOfMs, value], oldest first, both ends included; at most `points`, each the last of its interval. Text values are left out. */
  history(range: HistoryRange): Promise<[number, number | null][]>;
  /**
   * Every revision of a stretch that is still kept one by one, both ends included: the newest first, and of one instant the one
   * that counts first. At most `limit`.
   */
  revisions(
    range: Pick<HistoryRange, "indicator" | "place" | "fromMs" | "toMs"> & { limit: number },
  ): Promise<Reading[]>;
  counts(): Promise<{ readings: number; series: number }>;
};

/** What a derived indicator takes of a reading. */
export type PastValue = Pick<Reading, "value" | "asOfMs" | "status" | "quality" | "source">;

/** A stretch of a series, both ends included; epoch ms. */
export type SeriesStretch = { indicator: string; place: string; fromMs: number; toMs: number };

/** What counts now, without its revisions. Both ends of a stretch are included; epoch ms. */
export type PastRepository = {
  newestIn(indicator: string, place: string, fromMs: number, toMs: number): Promise<PastValue | undefined>;
  /** Of many stretches the same by one query, in their order. */
  newestInMany(stretches: readonly SeriesStretch[]): Promise<(PastValue | undefined)[]>;
  /** The same, where what a source sent comes before what was converted to the place (see `Succession`). For short stretches. */
  newestWithin(indicator: string, place: string, fromMs: number, toMs: number): Promise<PastValue | undefined>;
  /**
   * Of the numbers of a stretch: their sum and how many they are, the least official status, the worst quality, and whether
   * any was converted.
   * @param dayOffsetMs when given, only the last of each day counts; of the site's standard time from UTC
   */
  sumIn(
    indicator: string,
    place: string,
    fromMs: number,
    toMs: number,
    dayOffsetMs?: number,
  ): Promise<(Pick<Reading, "status" | "quality"> & { sum: number; count: number; isConverted: boolean }) | undefined>;
  /** How many stretches of a length hold a value: those that begin with `fromMs`, up to `toMs`, which is not included. */
  filledIn(indicator: string, place: string, fromMs: number, toMs: number, lengthMs: number): Promise<number>;
  /** As-of times after `fromMs` up to `toMs`, oldest first, at most `limit`. */
  instantsIn(indicator: string, place: string, fromMs: number, toMs: number, limit: number): Promise<number[]>;
};

/** What a source wants to know again after a restart, such as files it has read. Bounded to 10,000 keys a source; the oldest go first. */
export type SourceMemoryRepository = {
  get(source: string, key: string): Promise<string | undefined>;
  set(source: string, key: string, value: string): Promise<void>;
};

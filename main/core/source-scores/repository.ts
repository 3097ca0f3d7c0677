import type { SourceConfig } from "#contract/entities/source-config.ts";
import type { Words } from "#contract/entities/text.ts";
import type { DayCounters } from "#contract/source-scores/counters.ts";

/** What is kept of a source's day; name and unit as they were then. */
export type ScoreDay = {
  source: string;
  day: string;
  name: Words;
  type: SourceConfig["type"];
  unit: string | null;
  isSimulated: boolean;
  counters: DayCounters;
};

export type SourceScoresRepository = {
  /** All of them or none; a day that is known is written over. Drops what is older than 400 days, and the oldest of more than 100,000. */
  put(days: readonly ScoreDay[]): Promise<void>;
  /** Days from one to another, both included, by day and source. */
  between(from: string, to: string): Promise<ScoreDay[]>;
};

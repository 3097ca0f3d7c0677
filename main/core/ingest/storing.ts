import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import type { Appended, NewReading, ReadingsRepository } from "../store/reading-repositories.ts";

/** What has just been stored. */
export type Stored = {
  /** Each with what became of it, in the order it came. */
  appended: readonly Appended[];
  /** Those that are the newest of their series, at most one a series: safe to show. */
  newest: readonly Reading[];
};

/** The one way of a reading, whoever brings it: it is stored, and then all who are to know are told. */
export type Storing = {
  /** All or nothing. Everybody has been told when it resolves. Rejects as `ReadingsRepository.append` does: then nobody was. */
  store(batch: readonly NewReading[]): Promise<Appended[]>;
  /** From now on told of all that is stored, in the order of those who asked for it. */
  onStored(listener: (stored: Stored) => void): void;
};

export function createStoring(readings: Pick<ReadingsRepository, "append">): Storing {
  const listeners: ((stored: Stored) => void)[] = [];
  return {
    async store(batch) {
      const appended = await readings.append(batch);
      const newest = new Map<string, Reading>();
      for (const { outcome, reading, isNewest } of appended)
        if (outcome === "stored" && isNewest) newest.set(seriesKey(reading.indicator, reading.place), reading);
      const stored = { appended, newest: [...newest.values()] };
      for (const listener of listeners) {
        try {
          listener(stored);
        } catch (error) {
          // It is on the disk: whoever brought it must not take this for a failure of the store and bring it again.
          queueMicrotask(() => {
            throw error;
          });
        }
      }
      return appended;
    },
    onStored: (listener) => void listeners.push(listener),
  };
}

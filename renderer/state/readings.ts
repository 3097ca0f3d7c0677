import type { StoreApi } from "zustand/vanilla";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import { makeStore, useStoreValue } from "./store.ts";

/**
 * A store a series, so that a changed value wakes only the tiles that show it. As many as the profile has series and
 * the scenes name; a series that the core no longer tells is emptied, not kept.
 */
const series = new Map<string, StoreApi<Reading | undefined>>();
/** Counts the readings that came, for who wants to look at all of them now and then. */
export const readingsChanged = makeStore(0);

export function seriesStore(key: string): StoreApi<Reading | undefined> {
  let store = series.get(key);
  if (store === undefined) {
    store = makeStore<Reading | undefined>(undefined);
    series.set(key, store);
  }
  return store;
}

/** The newest readings of some series. */
export function putReadings(readings: readonly Reading[]): void {
  for (const reading of readings) seriesStore(seriesKey(reading.indicator, reading.place)).setState(reading, true);
  if (readings.length > 0) readingsChanged.setState((count) => count + 1, true);
}

/** All series there are, after a snapshot. */
export function replaceReadings(readings: readonly Reading[]): void {
  const told = new Set(readings.map((reading) => seriesKey(reading.indicator, reading.place)));
  for (const [key, store] of series) if (!told.has(key)) store.setState(undefined, true);
  putReadings(readings);
}

/** Every reading there is now, in no order. */
export const allReadings = (): Reading[] =>
  [...series.values()].map((store) => store.getState()).filter((reading) => reading !== undefined);

/** The newest reading of a series, undefined while there is none. Renders again only when this series changes. */
export const useReading = (indicator: string, place: string): Reading | undefined =>
  useStoreValue(seriesStore(seriesKey(indicator, place)));

import { useCallback, useSyncExternalStore } from "react";
import type { StoreApi } from "zustand/vanilla";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { nowStore } from "./clock.ts";
import { makeStore, useStorePart, useStoreValue } from "./store.ts";

/**
 * A store a series, so that a changed value wakes only the tiles that show it. As many as the profile has series and
 * the scenes name; a series that the core no longer tells is emptied, not kept.
 */
const series = new Map<string, StoreApi<Reading | undefined>>();

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
}

/** All series there are, after a snapshot. */
export function replaceReadings(readings: readonly Reading[]): void {
  const told = new Set(readings.map((reading) => seriesKey(reading.indicator, reading.place)));
  for (const [key, store] of series) if (!told.has(key)) store.setState(undefined, true);
  putReadings(readings);
}

/** The newest reading of a series; unlike its store it makes none for a series that nobody has told of. */
export const knownReading = (key: string): Reading | undefined => series.get(key)?.getState();

/** Every reading there is now, in no order. */
export const allReadings = (): Reading[] =>
  [...series.values()].map((store) => store.getState()).filter((reading) => reading !== undefined);

/** The newest reading of a series, undefined while there is none. Renders again only when this series changes. */
export const useReading = (indicator: string, place: string): Reading | undefined =>
  useStoreValue(seriesStore(seriesKey(indicator, place)));

/** A part of a series' newest reading, a primitive; renders again only when that has changed. */
export const useReadingPart = <Part extends string | number | boolean | undefined>(
  indicator: string,
  place: string,
  pick: (reading: Reading | undefined) => Part,
): Part => useStorePart(seriesStore(seriesKey(indicator, place)), pick);

/**
 * Something that follows from a series' newest reading and the time, such as its age in words; renders again only when
 * it has changed, however often readings come.
 * @param derive must give a primitive
 */
export function useReadingNow<Part extends string | number | boolean | undefined>(
  indicator: string,
  place: string,
  derive: (reading: Reading | undefined, nowMs: number) => Part,
): Part {
  const store = seriesStore(seriesKey(indicator, place));
  const subscribe = useCallback(
    (listener: () => void) => {
      const undoReading = store.subscribe(listener);
      const undoNow = nowStore.subscribe(listener);
      return () => {
        undoReading();
        undoNow();
      };
    },
    [store],
  );
  const get = () => derive(store.getState(), nowStore.getState());
  return useSyncExternalStore(subscribe, get, get);
}

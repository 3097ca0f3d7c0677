import { useMemo, useSyncExternalStore } from "react";
import { seriesStore } from "../../state/readings.ts";

/**
 * Counts the changes of some series, so that a list made of them is made anew.
 * @param keys of the series; what counts is what they say, not the list
 */
export function useReadings(keys: readonly string[]): number {
  const text = keys.join();
  const source = useMemo(() => {
    let count = 0;
    return {
      get: () => count,
      subscribe(listener: () => void) {
        const heard = () => {
          count += 1;
          listener();
        };
        const undo = (text === "" ? [] : text.split(",")).map((key) => seriesStore(key).subscribe(heard));
        return () => {
          for (const one of undo) one();
        };
      },
    };
  }, [text]);
  return useSyncExternalStore(source.subscribe, source.get, source.get);
}

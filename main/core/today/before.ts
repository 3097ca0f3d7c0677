import type { Indicator } from "#contract/entities/indicator.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import { baseOf } from "#contract/follows/passing.ts";
import type { Store } from "../store/repositories.ts";
import { earlierOf } from "./earlier.ts";

/** What was found holds for so long; of a figure by the minute what stood yesterday is the same for a minute. */
const keptForMs = 60_000;
/** So many series it is kept of; the oldest go first. */
const mostKept = 2_000;

/** What a change of a figure is measured from, by the limits of people's own (contract/follows/limit). Many follow the same figures. */
export function createBefore(past: Pick<Store["past"], "newestInMany">, now: () => number) {
  const kept = new Map<string, { atMs: number; asOfMs: number; value: Promise<number | undefined> }>();
  return (indicator: Indicator, reading: Reading): Promise<number | undefined> => {
    const key = seriesKey(reading.indicator, reading.place);
    const known = kept.get(key);
    const nowMs = now();
    if (known !== undefined && nowMs - known.atMs < keptForMs && reading.asOfMs - known.asOfMs < keptForMs)
      return known.value;
    const value = earlierOf(past, indicator, reading).then(
      (all) => all.find(({ than }) => than === baseOf(indicator.period))?.value,
    );
    kept.delete(key);
    kept.set(key, { atMs: nowMs, asOfMs: reading.asOfMs, value });
    value.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}

import { useEffect, useState } from "react";
import { fetchHistory } from "../live/api.ts";
import { useNow } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";
import { useStoreValue } from "./store.ts";

/** From the first to the last moment, epoch ms. */
type Stretch = { fromMs: number; toMs: number };
/** value: null where the stretch has none. */
export type PeriodValue = { state: "loading" | "ready" | "failed"; value: number | null };

const loading: PeriodValue = { state: "loading", value: null };
const retryAfterMs = 5_000;
/** Figures of the past are revised, though seldom. */
const askAgainMs = 10 * 60_000;

/**
 * The last value of a series within a stretch of the past, such as of the same month a year ago; asked of the core once, and
 * again now and then and after the line was lost. What was known stays while it is asked.
 * @param stretch null: nothing is asked
 */
export function usePeriodValue(indicator: string, place: string, stretch: Stretch | null): PeriodValue {
  const [known, setKnown] = useState<{ of: string; told: PeriodValue } | null>(null);
  const [failures, setFailures] = useState(0);
  const line = useStoreValue(lineCount);
  const look = useNow((nowMs) => Math.floor(nowMs / askAgainMs));
  const of = stretch === null ? "" : `${indicator}@${place}/${stretch.fromMs}/${stretch.toMs}`;
  const { fromMs, toMs } = stretch ?? { fromMs: 0, toMs: 0 };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new line, a new look and a failure each ask anew
  useEffect(() => {
    const address = addressStore.getState();
    // Without a line there is nobody to ask; the next one asks.
    if (of === "" || address === null || connectionStore.getState().phase !== "up") return;
    const gone = new AbortController();
    let retry: ReturnType<typeof setTimeout> | undefined;
    fetchHistory(address, { indicator, place, fromMs, toMs, points: 2 }, gone.signal).then(
      ({ points }) => {
        const last = points.findLast(([atMs]) => atMs >= fromMs && atMs <= toMs);
        setKnown({ of, told: { state: "ready", value: last?.[1] ?? null } });
      },
      () => {
        if (gone.signal.aborted) return;
        setKnown((before) => (before?.of === of ? before : { of, told: { state: "failed", value: null } }));
        retry = setTimeout(() => setFailures((count) => count + 1), retryAfterMs);
      },
    );
    return () => {
      gone.abort();
      clearTimeout(retry);
    };
  }, [of, indicator, place, fromMs, toMs, line, look, failures]);
  return known?.of === of ? known.told : loading;
}

import { useEffect, useState } from "react";
import type { Reading } from "#contract/entities/reading.ts";
import { Readings, routes } from "#contract/http.ts";
import type { CoreAddress } from "../host/host.ts";
import { fetchDocument } from "../live/api.ts";
import { nowStore } from "./clock.ts";
import { addressStore, lineCount } from "./connection.ts";

export type Past = { atMs: number; readings: readonly Reading[]; hasFailed: boolean };

async function fetchPast(
  address: CoreAddress,
  indicator: string,
  atMs: number,
  signal: AbortSignal,
): Promise<Reading[]> {
  const search = new URLSearchParams({ indicator, asOfMs: String(atMs) });
  const answer = await fetchDocument(address, `${routes.readings}?${search}`, signal);
  if (!answer.ok) throw new Error(`readings answered ${answer.status}`);
  return Readings.parse(await answer.json()).readings;
}

/**
 * An indicator at all places as it was known at a moment; null for now. Until another moment is there the former one stays, so
 * `atMs` of the answer says what it is of; before the first it is null too.
 * @param atMs null: now, nothing is fetched
 */
export function usePastReadings(indicator: string | undefined, atMs: number | null): Past | null {
  const [past, setPast] = useState<Past | null>(null);
  useEffect(() => {
    const address = addressStore.getState();
    if (indicator === undefined || atMs === null || address === null) return setPast(null);
    const gone = new AbortController();
    fetchPast(address, indicator, atMs, gone.signal)
      .then((readings) => setPast({ atMs, readings, hasFailed: false }))
      .catch(() => {
        if (!gone.signal.aborted) setPast({ atMs, readings: [], hasFailed: true });
      });
    return () => gone.abort();
  }, [indicator, atMs]);
  return atMs === null ? null : past;
}

/** By indicator and place. */
export type Former = ReadonlyMap<string, ReadonlyMap<string, Reading>>;
const nothingYet: Former = new Map();
/** As often as the shortest span, within these. */
const askAgainMs = { most: 15_000, least: 5 * 60_000 };
const retryAfterMs = 20_000;

/**
 * What was known of some indicators a while ago, asked for anew every five minutes at least; of those that cannot be had, what
 * was had last.
 * @param spans how long ago by indicator, ms; must be the same object while it says the same
 */
export function useFormerReadings(spans: ReadonlyMap<string, number>): Former {
  const [former, setFormer] = useState(nothingYet);
  useEffect(() => {
    if (spans.size === 0) return setFormer(nothingYet);
    const laterMs = Math.min(askAgainMs.least, Math.max(askAgainMs.most, Math.min(...spans.values())));
    const gone = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      clearTimeout(timer);
      const address = addressStore.getState();
      let hasFailed = address === null;
      for (const [indicator, spanMs] of spans)
        try {
          if (address === null) break;
          const readings = await fetchPast(address, indicator, nowStore.getState() - spanMs, gone.signal);
          const byPlace = new Map(readings.map((reading) => [reading.place, reading]));
          setFormer((known) => new Map([...known, [indicator, byPlace]]));
        } catch {
          hasFailed = true;
        }
      if (gone.signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(() => void load(), hasFailed ? retryAfterMs : laterMs);
    };
    const undo = lineCount.subscribe(() => void load());
    void load();
    return () => {
      gone.abort();
      clearTimeout(timer);
      undo();
    };
  }, [spans]);
  return former;
}

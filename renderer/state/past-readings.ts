import { useEffect, useState } from "react";
import type { Reading } from "#contract/entities/reading.ts";
import { Readings, routes } from "#contract/http.ts";
import { fetchFromCore } from "../live/api.ts";
import { addressStore } from "./connection.ts";

export type Past = { atMs: number; readings: readonly Reading[]; hasFailed: boolean };

/**
 * An indicator at all places as it was known at a moment; null for now, and until it is there.
 * @param atMs null: now, nothing is fetched
 */
export function usePastReadings(indicator: string | undefined, atMs: number | null): Past | null {
  const [past, setPast] = useState<Past | null>(null);
  useEffect(() => {
    const address = addressStore.getState();
    if (indicator === undefined || atMs === null || address === null) return setPast(null);
    const gone = new AbortController();
    const search = new URLSearchParams({ indicator, asOfMs: String(atMs) });
    fetchFromCore(address, `${routes.readings}?${search}`, gone.signal)
      .then(async (answer) => {
        if (!answer.ok) throw new Error(`readings answered ${answer.status}`);
        setPast({ atMs, readings: Readings.parse(await answer.json()).readings, hasFailed: false });
      })
      .catch(() => {
        if (!gone.signal.aborted) setPast({ atMs, readings: [], hasFailed: true });
      });
    return () => gone.abort();
  }, [indicator, atMs]);
  return past?.atMs === atMs ? past : null;
}

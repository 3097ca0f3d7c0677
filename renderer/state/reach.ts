import type { OwnReach } from "#contract/access/own-reach.ts";
import { makeStore, useStorePart, useStoreValue } from "./store.ts";

/** How far whoever looks may see, as the core has told; null: all, or nothing was told yet. */
export const reachStore = makeStore<OwnReach | null>(null);

/** That figures of an indicator at a place are another's, and will never be told here. */
export const isFigureBeyond = (indicator: string, place: string, reach = reachStore.getState()): boolean =>
  reach !== null && !reach.indicators.includes(indicator) && !reach.places.includes(place);

export const useIsFigureBeyond = (indicator: string, place: string): boolean =>
  useStorePart(reachStore, (reach) => isFigureBeyond(indicator, place, reach));

export const useReach = (): OwnReach | null => useStoreValue(reachStore);

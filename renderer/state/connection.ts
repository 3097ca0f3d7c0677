import type { Topics } from "#contract/told.ts";
import type { CoreAddress } from "../host/host.ts";
import type { LiveState } from "../live/client.ts";
import { makeStore, useStoreValue } from "./store.ts";

export type { LiveState } from "../live/client.ts";

/** Whether the core is heard, and since when not. */
export const connectionStore = makeStore<LiveState>({ phase: "connecting" });
/** Where the core is, for requests over HTTP; null before it is known. */
export const addressStore = makeStore<CoreAddress | null>(null);
/** As of when what stands on the screen was kept in an earlier run, epoch ms on the core's clock; null once the core has told. */
export const keptAtStore = makeStore<number | null>(null);
/** What the last snapshot was asked to be of: what is not there of it is not there at all. null: none has come. */
export const toldTopicsStore = makeStore<Topics | null>(null);
/** Counts the lines that came up: whoever keeps something fetched over HTTP fetches it again after one was lost. */
export const lineCount = makeStore(0);

export const useConnection = (): LiveState => useStoreValue(connectionStore);
export const useKeptAt = (): number | null => useStoreValue(keptAtStore);
export const useAddress = (): CoreAddress | null => useStoreValue(addressStore);

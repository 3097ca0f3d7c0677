import { useEffect } from "react";
import type { Status } from "#contract/http.ts";
import { fetchStatus } from "../live/api.ts";
import { nowStore } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";
import { makeStore, useStoreValue } from "./store.ts";
import { whileUsed } from "./while-used.ts";

/** What the core last said of its store and its machines: nobody tells of these. */
const statusStore = makeStore<Status | undefined>(undefined);

const lookEveryMs = 5_000;

/** One question for everything on the page that shows it. @returns undefined until the core has answered */
export function useCoreStatus(): Status | undefined {
  useEffect(wantStatus, []);
  return useStoreValue(statusStore);
}

export const wantStatus = whileUsed(start);

function start(): () => void {
  let asking: AbortController | undefined;
  let nextMs = 0;
  const load = () => {
    const address = addressStore.getState();
    if (address === null || connectionStore.getState().phase !== "up") return;
    nextMs = nowStore.getState() + lookEveryMs;
    asking?.abort();
    const own = new AbortController();
    asking = own;
    fetchStatus(address, own.signal).then(
      (status) => !own.signal.aborted && statusStore.setState(status, true),
      // What was told stays; the next look is soon.
      () => undefined,
    );
  };
  const undo = [lineCount.subscribe(load), nowStore.subscribe((nowMs) => nowMs >= nextMs && load())];
  load();
  return () => {
    asking?.abort();
    for (const one of undo) one();
    // Whoever looks next must not take it for how things are.
    statusStore.setState(undefined, true);
  };
}

import { useEffect } from "react";
import type { Status } from "#contract/http.ts";
import { fetchStatus } from "../live/api.ts";
import { askNowAndThen } from "./now-and-then.ts";
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
  const end = askNowAndThen({
    everyMs: lookEveryMs,
    ask: fetchStatus,
    take: (status) => statusStore.setState(status, true),
  });
  return () => {
    end();
    // Whoever looks next must not take it for how things are.
    statusStore.setState(undefined, true);
  };
}

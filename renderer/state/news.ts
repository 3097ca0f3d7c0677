import { useEffect } from "react";
import type { NewsView } from "#contract/entities/news.ts";
import { NewsList } from "#contract/http.ts";
import { routes } from "#contract/routes.ts";
import { fetchFromCore } from "../live/api.ts";
import { nowStore } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";
import { makeStore, useStoreValue } from "./store.ts";
import { whileUsed } from "./while-used.ts";

/** null until the core has told. One a page, however many tiles show headlines. */
const newsStore = makeStore<readonly NewsView[] | null>(null);

/** The core itself asks feeds every few minutes. */
const lookEveryMs = 60_000;
const lookAgainMs = 5_000;

/** The headlines of all feeds of the site, by feed; null until they are known. */
export function useNews(): readonly NewsView[] | null {
  useEffect(wantNews, []);
  return useStoreValue(newsStore);
}

const wantNews = whileUsed(start);

function start(): () => void {
  let asking: AbortController | undefined;
  let nextMs = 0;
  const load = () => {
    const address = addressStore.getState();
    // Without a line there is nobody to ask; the next one asks.
    if (address === null || connectionStore.getState().phase !== "up") return;
    nextMs = Number.POSITIVE_INFINITY;
    asking?.abort();
    const own = new AbortController();
    asking = own;
    fetchFromCore(address, routes.news, own.signal)
      .then(async (answer) => {
        if (!answer.ok) throw new Error(`news answered ${answer.status}`);
        newsStore.setState(NewsList.parse(await answer.json()).feeds, true);
        nextMs = nowStore.getState() + lookEveryMs;
      })
      // What was told stays: its own times say how old it is.
      .catch(() => {
        if (!own.signal.aborted) nextMs = nowStore.getState() + lookAgainMs;
      });
  };
  const undo = [lineCount.subscribe(load), nowStore.subscribe((nowMs) => nowMs >= nextMs && load())];
  load();
  return () => {
    asking?.abort();
    for (const one of undo) one();
  };
}

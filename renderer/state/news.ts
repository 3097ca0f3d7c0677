import { useEffect } from "react";
import type { NewsView } from "#contract/entities/news.ts";
import { NewsList } from "#contract/http.ts";
import { routes } from "#contract/routes.ts";
import { fetchDocument } from "../live/api.ts";
import { askNowAndThen } from "./now-and-then.ts";
import { makeStore, useStoreValue } from "./store.ts";
import { whileUsed } from "./while-used.ts";

/** null until the core has told. One a page, however many tiles show headlines. */
const newsStore = makeStore<readonly NewsView[] | null>(null);

/** The core itself asks feeds every few minutes. */
const lookEveryMs = 60_000;

/** The headlines of all feeds of the site, by feed; null until they are known. */
export function useNews(): readonly NewsView[] | null {
  useEffect(wantNews, []);
  return useStoreValue(newsStore);
}

/** What was told stays: its own times say how old it is. */
const wantNews = whileUsed(() =>
  askNowAndThen({
    everyMs: lookEveryMs,
    async ask(address, signal) {
      const answer = await fetchDocument(address, routes.news, signal);
      if (!answer.ok) throw new Error(`news answered ${answer.status}`);
      return NewsList.parse(await answer.json()).feeds;
    },
    take: (feeds) => newsStore.setState(feeds, true),
    // Right after the core's own start: a feed that has not answered yet, and has not failed.
    isEarly: (feeds) => feeds.some(({ checkedAtMs, reason }) => checkedAtMs === null && reason === null),
  }),
);

import { useEffect } from "react";
import { routes } from "#contract/routes.ts";
import { SourceScores } from "#contract/source-scores/http.ts";
import { fetchDocument } from "../live/api.ts";
import { askNowAndThen } from "./now-and-then.ts";
import { makeStore, useStoreValue } from "./store.ts";
import { whileUsed } from "./while-used.ts";

/** null until the core has told. One a page, however many tiles show it. */
const scoresStore = makeStore<SourceScores | null>(null);

/** The core counts by the minute, and what is missing by the quarter of an hour. */
const lookEveryMs = 60_000;

/** How good the data of each source and unit is; null until it is known. */
export function useSourceScores(): SourceScores | null {
  useEffect(wantScores, []);
  return useStoreValue(scoresStore);
}

/** What was told stays: it says itself of when it is. */
const wantScores = whileUsed(() =>
  askNowAndThen({
    everyMs: lookEveryMs,
    async ask(address, signal) {
      const answer = await fetchDocument(address, routes.sourceScores, signal);
      if (!answer.ok) throw new Error(`source scores answered ${answer.status}`);
      return SourceScores.parse(await answer.json());
    },
    take: (scores) => scoresStore.setState(scores, true),
  }),
);

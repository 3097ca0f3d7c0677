import { useEffect, useMemo } from "react";
import type { StoreApi } from "zustand/vanilla";
import { DossiersOverview } from "#contract/dossiers/http.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { routes } from "#contract/routes.ts";
import { fetchDocument } from "../live/api.ts";
import { nowStore } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";
import { sources } from "./sources.ts";
import { makeStore, useStoreValue } from "./store.ts";
import { whileUsed } from "./while-used.ts";

/** What the register was last asked for. `isFailing`: the last question was not answered; what was told before stays. */
export type OverviewTold = { overview: DossiersOverview | null; isFailing: boolean };

/** A register that is told of without a pause is asked for anew so often at most. */
const leastGapMs = 15_000;
const lookEveryMs = 120_000;
const lookAgainMs = 10_000;
/** By unit; the first one is forgotten where an editor tries many. Whoever still has it goes on with it. */
const mostQuestions = 16;

const newsOf = (known: ReadonlyMap<string, SourceView>): string =>
  [...known.values()]
    .filter(({ gives }) => gives === "dossiers")
    .map(({ id, counts }) => `${id} ${counts.accepted}`)
    .join();

const untold: OverviewTold = { overview: null, isFailing: false };
const questions = new Map<string, { store: StoreApi<OverviewTold>; want: () => () => void }>();

function start(path: string, store: StoreApi<OverviewTold>): () => void {
  const gone = new AbortController();
  let isAsking = false;
  let askedMs = Number.NEGATIVE_INFINITY;
  let nextMs = Number.NEGATIVE_INFINITY;
  const load = async () => {
    const address = addressStore.getState();
    // Without a line there is nobody to ask; the next one asks.
    if (isAsking || address === null || connectionStore.getState().phase !== "up") return;
    isAsking = true;
    askedMs = nowStore.getState();
    nextMs = askedMs + lookEveryMs;
    try {
      const answer = await fetchDocument(address, path, gone.signal);
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      const overview = DossiersOverview.parse(await answer.json());
      store.setState({ overview, isFailing: false });
      // It has not counted anything yet, as right after a start.
      if (overview.heardAtMs === null) nextMs = askedMs + lookAgainMs;
    } catch {
      if (gone.signal.aborted) return;
      store.setState({ isFailing: true });
      nextMs = nowStore.getState() + lookAgainMs;
    } finally {
      isAsking = false;
    }
  };
  let heard = newsOf(sources.store.getState());
  const undo = [
    lineCount.subscribe(() => void load()),
    nowStore.subscribe((nowMs) => nowMs >= nextMs && void load()),
    sources.store.subscribe((known) => {
      const news = newsOf(known);
      if (news === heard) return;
      heard = news;
      nextMs = Math.min(nextMs, askedMs + leastGapMs);
    }),
  ];
  void load();
  return () => {
    gone.abort();
    for (const one of undo) one();
  };
}

function asked(path: string) {
  const known = questions.get(path);
  if (known !== undefined) return known;
  const store = makeStore(untold);
  for (const first of questions.size < mostQuestions ? [] : [...questions.keys()].slice(0, 1)) questions.delete(first);
  const made = { store, want: whileUsed(() => start(path, store)) };
  questions.set(path, made);
  return made;
}

/** What raises the score this week and which due dates were moved. @param unit of one unit alone; undefined: of all */
export function useDossiersOverview(unit: string | undefined): OverviewTold {
  const path =
    unit === undefined ? routes.dossiersOverview : `${routes.dossiersOverview}?${new URLSearchParams({ unit })}`;
  const question = useMemo(() => asked(path), [path]);
  useEffect(() => question.want(), [question]);
  return useStoreValue(question.store);
}

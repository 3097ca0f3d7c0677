import { useEffect, useMemo } from "react";
import type { z } from "zod";
import type { StoreApi } from "zustand/vanilla";
import { fetchDocument } from "../live/api.ts";
import { nowStore } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";
import { makeStore, useStoreValue } from "./store.ts";
import { whileUsed } from "./while-used.ts";

export type ToldList<Item> = {
  /** The latest first; the same object while nothing has changed. */
  mapEvents: readonly Item[];
  isCut: boolean;
  /** When the core last told; null before it has. */
  asOfMs: number | null;
  /** Why the last question was not answered; what was told stays. */
  trouble: "forbidden" | "failed" | null;
};

export type Question<Item> = { store: StoreApi<ToldList<Item>>; want: () => () => void };

export type ToldLists<Item> = {
  /** The answer of a path, and what keeps it asked for. */
  asked(path: string): Question<Item>;
  nothing: StoreApi<ToldList<Item>>;
};

/** Whoever tells of news does so several times a second; a map is drawn anew at most so often. */
const leastGapMs = 3_000;
/** Without a new one: what has grown too old leaves the map. */
const lookEveryMs = 60_000;
const lookAgainMs = 10_000;
/** By address; the first one is forgotten where an editor makes many. Whoever still has it goes on with it. */
const mostQuestions = 16;

/**
 * A list that the core is asked for anew whenever there is news of it; the same question is asked once a page, however many maps
 * show it.
 * @param listen calls back with every news; returns its undo
 */
export function makeToldList<Item>(
  schema: z.ZodType<{ mapEvents: Item[]; isCut: boolean; asOfMs: number }>,
  listen: (onNews: () => void) => () => void,
): ToldLists<Item> {
  const untold: ToldList<Item> = { mapEvents: [], isCut: false, asOfMs: null, trouble: null };
  const nothing = makeStore(untold);
  const questions = new Map<string, Question<Item>>();

  const start = (path: string, store: StoreApi<ToldList<Item>>): (() => void) => {
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
        if (answer.status === 403) return store.setState({ ...untold, trouble: "forbidden" }, true);
        if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
        const { mapEvents, isCut, asOfMs } = schema.parse(await answer.json());
        const former = store.getState();
        const isSame = JSON.stringify(former.mapEvents) === JSON.stringify(mapEvents);
        store.setState({ mapEvents: isSame ? former.mapEvents : mapEvents, isCut, asOfMs, trouble: null }, true);
      } catch {
        if (gone.signal.aborted) return;
        store.setState({ trouble: "failed" });
        nextMs = nowStore.getState() + lookAgainMs;
      } finally {
        isAsking = false;
      }
    };
    const undo = [
      lineCount.subscribe(() => void load()),
      nowStore.subscribe((nowMs) => nowMs >= nextMs && void load()),
      listen(() => {
        nextMs = Math.min(nextMs, askedMs + leastGapMs);
        if (nowStore.getState() >= nextMs) void load();
      }),
    ];
    void load();
    return () => {
      gone.abort();
      for (const one of undo) one();
    };
  };

  const asked = (path: string): Question<Item> => {
    const known = questions.get(path);
    if (known !== undefined) return known;
    const store = makeStore(untold);
    for (const first of questions.size < mostQuestions ? [] : [...questions.keys()].slice(0, 1))
      questions.delete(first);
    const made = { store, want: whileUsed(() => start(path, store)) };
    questions.set(path, made);
    return made;
  };

  return { asked, nothing };
}

/** @param path undefined: nothing */
export function useToldList<Item>({ asked, nothing }: ToldLists<Item>, path: string | undefined): ToldList<Item> {
  const question = useMemo(() => (path === undefined ? undefined : asked(path)), [asked, path]);
  useEffect(() => question?.want(), [question]);
  return useStoreValue(question?.store ?? nothing);
}

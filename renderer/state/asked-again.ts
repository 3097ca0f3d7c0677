import type { StoreApi } from "zustand/vanilla";
import { fetchDocument } from "../live/api.ts";
import { nowStore } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";
import { makeStore } from "./store.ts";
import { whileUsed } from "./while-used.ts";

/** What a path answered last, and what keeps it asked for. */
export type Question<State> = { store: StoreApi<State>; want: () => () => void };

export type AskedAgain<State> = {
  untold: State;
  /** Without any news it is asked so often. */
  lookEveryMs: number;
  /** News come several times a second; it is asked so often at most. */
  leastGapMs: number;
  /** Calls back with every news; returns its undo. */
  listen(onNews: () => void): () => void;
  /** Takes what was answered; what it throws is a failure. @returns whether it is to be asked again soon, as after a failure */
  take(answer: Response, store: StoreApi<State>, path: string): Promise<boolean>;
  /** The last question was not answered; what was told stays. */
  fail(store: StoreApi<State>): void;
};

const lookAgainMs = 10_000;
/** By path; the first one is forgotten where an editor makes many. Whoever still has it goes on with it. */
const mostQuestions = 16;

/**
 * What the core is asked for anew whenever there is news of it, as long as somebody shows it; the same question is asked once a page.
 * @returns the question of a path
 */
export function askedAgain<State extends object>(asking: AskedAgain<State>): (path: string) => Question<State> {
  const questions = new Map<string, Question<State>>();

  const start = (path: string, store: StoreApi<State>): (() => void) => {
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
      nextMs = askedMs + asking.lookEveryMs;
      try {
        if (await asking.take(await fetchDocument(address, path, gone.signal), store, path))
          nextMs = askedMs + lookAgainMs;
      } catch {
        if (gone.signal.aborted) return;
        asking.fail(store);
        nextMs = nowStore.getState() + lookAgainMs;
      } finally {
        isAsking = false;
      }
    };
    const undo = [
      lineCount.subscribe(() => void load()),
      nowStore.subscribe((nowMs) => nowMs >= nextMs && void load()),
      asking.listen(() => {
        nextMs = Math.min(nextMs, askedMs + asking.leastGapMs);
        if (nowStore.getState() >= nextMs) void load();
      }),
    ];
    void load();
    return () => {
      gone.abort();
      for (const one of undo) one();
    };
  };

  return (path) => {
    const known = questions.get(path);
    if (known !== undefined) return known;
    const store = makeStore(asking.untold);
    for (const first of questions.size < mostQuestions ? [] : [...questions.keys()].slice(0, 1))
      questions.delete(first);
    const made = { store, want: whileUsed(() => start(path, store)) };
    questions.set(path, made);
    return made;
  };
}

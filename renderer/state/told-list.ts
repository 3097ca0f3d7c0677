import { useEffect, useMemo } from "react";
import type { z } from "zod";
import type { StoreApi } from "zustand/vanilla";
import { askedAgain, type Question } from "./asked-again.ts";
import { makeStore, useStoreValue } from "./store.ts";

export type ToldList<Item> = {
  /** The latest first; the same object while nothing has changed. */
  mapEvents: readonly Item[];
  isCut: boolean;
  /** When the core last told; null before it has. */
  asOfMs: number | null;
  /** Why the last question was not answered; what was told stays. */
  trouble: "forbidden" | "failed" | null;
};

export type ToldLists<Item> = {
  /** The answer of a path, and what keeps it asked for. */
  asked(path: string): Question<ToldList<Item>>;
  nothing: StoreApi<ToldList<Item>>;
};

/** Whoever tells of news does so several times a second; a map is drawn anew at most so often. */
const leastGapMs = 3_000;
/** Without a new one: what has grown too old leaves the map. */
const lookEveryMs = 60_000;

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
  const asked = askedAgain<ToldList<Item>>({
    ...{ untold, lookEveryMs, leastGapMs, listen },
    async take(answer, store, path) {
      if (answer.status === 403) {
        store.setState({ ...untold, trouble: "forbidden" }, true);
        return false;
      }
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
      const { mapEvents, isCut, asOfMs } = schema.parse(await answer.json());
      const former = store.getState();
      const isSame = JSON.stringify(former.mapEvents) === JSON.stringify(mapEvents);
      store.setState({ mapEvents: isSame ? former.mapEvents : mapEvents, isCut, asOfMs, trouble: null }, true);
      return false;
    },
    fail: (store) => store.setState({ trouble: "failed" } as Partial<ToldList<Item>>),
  });
  return { asked, nothing: makeStore(untold) };
}

/** @param path undefined: nothing */
export function useToldList<Item>({ asked, nothing }: ToldLists<Item>, path: string | undefined): ToldList<Item> {
  const question = useMemo(() => (path === undefined ? undefined : asked(path)), [asked, path]);
  useEffect(() => question?.want(), [question]);
  return useStoreValue(question?.store ?? nothing);
}

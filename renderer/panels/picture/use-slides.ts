import { useCallback, useEffect, useRef, useState } from "react";
import type { SlideState } from "./Slide.tsx";
import { beginSlides, proceed, type SlideList } from "./slides.ts";

const lookEveryMs = 200;
const loading: SlideState = { readiness: "loading", changedAtMs: null, wrong: null };

export type Slides = {
  list: SlideList;
  /** What is known of each position, as of when it last was to show; what never was is not in it. */
  states: ReadonlyMap<number, SlideState>;
  /** @param state null: it is not being shown or made ready any more */
  put(at: number, state: SlideState | null): void;
};

/** Takes the pictures of a list one after another. */
export function useSlides(count: number, dwellMs: number): Slides {
  const [list, setList] = useState(() => beginSlides(performance.now()));
  const [states, setStates] = useState<ReadonlyMap<number, SlideState>>(new Map());
  /** Of those that are there now: what was wrong the last time is tried again. */
  const present = useRef(new Map<number, SlideState>());
  const look = useCallback(() => {
    const readinessOf = (at: number) => (present.current.get(at) ?? loading).readiness;
    setList((before) => proceed(before, performance.now(), { count, dwellMs, readinessOf }));
  }, [count, dwellMs]);
  const put = useCallback(
    (at: number, state: SlideState | null) => {
      if (state === null) {
        present.current.delete(at);
        return;
      }
      present.current.set(at, state);
      if (state.readiness !== "loading") setStates((before) => new Map(before).set(at, state));
      look();
    },
    [look],
  );
  useEffect(() => {
    if (count === 1) return;
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [count, look]);
  return { list, states, put };
}

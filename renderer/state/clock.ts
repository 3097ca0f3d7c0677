import { useSyncExternalStore } from "react";
import type { ClockOffset } from "../live/clock-offset.ts";
import { makeStore } from "./store.ts";

/** Epoch ms on the core's clock at the last whole second: one tick for every age on the page. */
export const nowStore = makeStore(Date.now());

/**
 * Ticks on the core's seconds. Until the core was heard it goes by this machine's own clock.
 * @returns its undo
 */
export function startClock(offset: ClockOffset, localNow: () => number = () => performance.now()): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const tick = () => {
    const nowMs = Math.round(offset.at(localNow()) ?? Date.now());
    nowStore.setState(nowMs - (nowMs % 1_000), true);
    timer = setTimeout(tick, 1_000 - (nowMs % 1_000) + 2);
  };
  tick();
  return () => clearTimeout(timer);
}

/**
 * Something that follows from the time, such as an age in words; renders again only when it has changed.
 * @param derive must give a primitive
 */
export function useNow<Part extends string | number | boolean>(derive: (nowMs: number) => Part): Part {
  const get = () => derive(nowStore.getState());
  return useSyncExternalStore(nowStore.subscribe, get, get);
}

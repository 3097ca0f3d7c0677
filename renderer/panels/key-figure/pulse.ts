import { type RefObject, useEffect, useRef } from "react";

/** A tile pulses at most this often, and the page starts at most so many pulses a second: when all changes, nothing is news. */
const tileEveryMs = 1_000;
const pagePerSecond = 4;
const pulseMs = 300;

let pageSecond = 0;
let pagePulses = 0;

/** Whether one more pulse may start now, on the page's monotonic clock. */
export function mayPulse(nowMs: number): boolean {
  const second = Math.floor(nowMs / 1_000);
  if (second !== pageSecond) {
    pageSecond = second;
    pagePulses = 0;
  }
  if (pagePulses >= pagePerSecond) return false;
  pagePulses += 1;
  return true;
}

/** Lets an element pulse once when its text has changed; by the browser's own animation, so that nothing is laid out. */
export function usePulse(element: RefObject<HTMLElement | null>, text: string): void {
  const shown = useRef(text);
  const pulsedAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (shown.current === text) return;
    shown.current = text;
    const nowMs = performance.now();
    if (nowMs - pulsedAt.current < tileEveryMs || !mayPulse(nowMs)) return;
    pulsedAt.current = nowMs;
    element.current?.animate([{ opacity: 0.55 }, { opacity: 1 }], { duration: pulseMs, easing: "ease-out" });
  }, [element, text]);
}

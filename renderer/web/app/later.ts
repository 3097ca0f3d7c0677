import { useEffect, useState } from "react";

const againAfterMs = 5_000;

/** Of each loader what it gave, so that a part that comes again stands there at once. */
const loaded = new Map<() => Promise<unknown>, unknown>();

/**
 * A part of a page that is loaded after the page: a component, or a function. React's own way (Suspense) holds back what it waited for by 300 ms.
 * @param load the same function each time
 * @returns undefined until it is there; where it cannot be loaded the rest of the page stands without it, and it is tried again
 */
export function useLater<Part>(load: () => Promise<Part>): Part | undefined {
  const [part, setPart] = useState(() => loaded.get(load) as Part | undefined);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt loads it anew
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    load().then(
      (value) => {
        loaded.set(load, value);
        if (!isGone) setPart(() => value);
      },
      (error: unknown) => {
        console.warn("a part of the page could not be loaded:", error);
        if (!isGone) timer = setTimeout(() => setAttempt((count) => count + 1), againAfterMs);
      },
    );
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [load, attempt]);
  return part;
}

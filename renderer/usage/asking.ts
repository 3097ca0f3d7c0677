import { useMemo } from "react";

/** What stands around something somebody may ask about: that he pressed it, or moved along it. Drawing itself asks for nothing. */
export type Asking = { onClick(): void; onInput(): void };

/**
 * Tells once, while the page shows it, that somebody asked about something.
 * @param key of what is asked about; of another one it is told anew, "": there is nothing
 */
export function useAskedOnce(key: string, tell: (key: string) => void): Asking {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is told is the same for the same key
  return useMemo(() => {
    let isTold = key === "";
    const once = () => {
      if (!isTold) tell(key);
      isTold = true;
    };
    return { onClick: once, onInput: once };
  }, [key]);
}

import { useKeyListener } from "../use-key-listener.ts";

type Actions = {
  /** Down the list, or up; far beyond its ends for the first and the last. */
  onStep(step: number): void;
  /** 0: every kind; else the number of one, from 1. */
  onKind(at: number): void;
  onCamera(): void;
};

const steps: Record<string, number> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -1_000,
  End: 1_000,
};

/** The keys of the list of events, wherever on its page the focus is. */
export function useEventKeys(actions: Actions): void {
  useKeyListener((event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]") !== null) return;
    const step = steps[event.key];
    if (step !== undefined) actions.onStep(step);
    else if (/^[0-6]$/.test(event.key)) actions.onKind(Number(event.key));
    else if (event.key.toLowerCase() === "c") actions.onCamera();
    else return;
    event.preventDefault();
  });
}

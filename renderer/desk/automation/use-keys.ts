import { useKeyListener } from "../use-key-listener.ts";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, dialog") !== null;

/**
 * Keys of the page, while nobody types. A button that has the focus keeps Space and Enter to itself.
 * @param keys by `event.key` in lower case, with "ctrl+" before it
 */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  useKeyListener((event) => {
    if (event.defaultPrevented || event.altKey || isTyping(event.target)) return;
    const key = event.key.toLowerCase();
    const isOnButton = (event.target as HTMLElement | null)?.closest?.("button, summary") != null;
    if (isOnButton && (key === "enter" || key === " ")) return;
    const run = keys[event.ctrlKey || event.metaKey ? `ctrl+${key}` : key];
    if (run === undefined) return;
    event.preventDefault();
    run();
  });
}

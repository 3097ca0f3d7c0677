import { useEffectEvent, useLayoutEffect } from "react";

/**
 * Hears every key of the page as the screen then is: whoever hits a key as soon as they see something means that. An
 * effect that runs after painting would leave the key to the state from before.
 * @param isFirst before anything on the page hears it
 */
export function useKeyListener(onKey: (event: KeyboardEvent) => void, isFirst = false): void {
  const heard = useEffectEvent(onKey);
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => heard(event);
    window.addEventListener("keydown", listener, { capture: isFirst });
    return () => window.removeEventListener("keydown", listener, { capture: isFirst });
  }, [isFirst]);
}

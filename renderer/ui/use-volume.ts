import { type RefObject, useEffect } from "react";

/** Plays what an element plays this loud. @param volume 0 to 1; at 0 it is muted */
export function useVolume(element: RefObject<HTMLAudioElement | null>, volume: number): void {
  useEffect(() => {
    if (element.current === null) return;
    element.current.volume = volume;
    element.current.muted = volume === 0;
  }, [element, volume]);
}

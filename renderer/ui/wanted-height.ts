import { createContext, useContext, useEffect } from "react";

/** Takes the height that what is in a tile wants, px without the tile's padding; null: tiles are as high as they are. */
export const WantedHeightContext = createContext<((px: number) => void) | null>(null);

/** Asks for the height in which nothing is left out, where height is free: on a phone, whose page is scrolled. */
export function useWantedHeight(px: number): void {
  const want = useContext(WantedHeightContext);
  const whole = Math.ceil(px);
  useEffect(() => want?.(whole), [want, whole]);
}

/** Whether a tile is as high as what is in it wants. */
export const useIsHeightFree = (): boolean => useContext(WantedHeightContext) !== null;

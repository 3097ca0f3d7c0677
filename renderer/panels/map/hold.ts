import { createContext, useContext, useEffect } from "react";
import type { MapEngine } from "../../map/engine.ts";
import type { Switchable } from "./settings.ts";

/** What a page is told that lays more over a map than the wall shows: measuring, searching, drawing. Both must be stable. */
export type MapHold = {
  /** null while there is no map, and when it goes. */
  onEngine(engine: MapEngine | null): void;
  /** The layers that are switched off. */
  onHidden(hidden: ReadonlySet<Switchable>): void;
};

export const MapHoldContext = createContext<MapHold | null>(null);

export function useHeldMap(engine: MapEngine | null, hidden: ReadonlySet<Switchable>): void {
  const hold = useContext(MapHoldContext);
  useEffect(() => {
    hold?.onEngine(engine);
    return () => hold?.onEngine(null);
  }, [hold, engine]);
  useEffect(() => hold?.onHidden(hidden), [hold, hidden]);
}

/** Whether a page lays more over this map: then it runs also where it is not seen. */
export const useIsHeld = (): boolean => useContext(MapHoldContext) !== null;

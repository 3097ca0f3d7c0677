import { useMemo } from "react";
import { type GateFigure, gateFigures } from "./gates.ts";
import type { MapSettings } from "./settings.ts";
import { usePlaceFigureLists } from "./use-place-figures.ts";

/** The border gates with what waits there, told anew when something of it changes. */
export function useGates(settings: MapSettings["gates"]): readonly GateFigure[] {
  const { directions } = settings ?? {};
  const lists = usePlaceFigureLists(
    "gate",
    settings === undefined ? [] : [settings.indicator, ...(directions ? [directions.out, directions.in] : [])],
  );
  return useMemo(() => gateFigures(lists), [lists]);
}

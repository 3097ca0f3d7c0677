import { useMemo } from "react";
import type { Bounds } from "../../map/engine.ts";
import { useSite } from "../../state/site.ts";
import type { MapSettings } from "./settings.ts";

const kmPerDegree = 110.574;

/** What the map is to show about a place; undefined: the whole site, also where the place has no position. */
export function useSurroundings(about: MapSettings["about"]): Bounds | undefined {
  const site = useSite();
  return useMemo(() => {
    const position = about && site?.placeOf.get(about.place)?.position;
    if (!about || !position) return undefined;
    const { lon, lat } = position;
    const y = about.km / 2 / kmPerDegree;
    const x = y / Math.cos((lat * Math.PI) / 180);
    return [lon - x, lat - y, lon + x, lat + y];
  }, [about, site]);
}

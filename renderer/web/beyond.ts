import { useCallback } from "react";
import type { Tile } from "#contract/entities/wall.ts";
import { isBeyond } from "../panels/needs.ts";
import { needsOf } from "../panels/rules.ts";
import { useReach } from "../state/reach.ts";
import { useHomePlace } from "../state/site.ts";

/** Tells of a tile whether all that it shows is others' than whoever looks may see, by what the core has told of that. */
export function useBeyond(): (tile: Pick<Tile, "panel" | "settings">) => boolean {
  const reach = useReach();
  const home = useHomePlace();
  return useCallback((tile) => reach !== null && isBeyond(needsOf(tile), reach, home), [reach, home]);
}

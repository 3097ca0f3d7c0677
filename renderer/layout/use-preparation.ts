import { useCallback, useEffect, useMemo } from "react";
import { areaOf } from "#contract/entities/area.ts";
import type { ShownTile, Tile } from "#contract/entities/wall.ts";
import type { LiveClient } from "../live/client.ts";
import type { TileState } from "../panels/panel.ts";
import { useSite } from "../state/site.ts";
import type { Beside } from "../state/stage.ts";
import { tilesIn } from "./grid.ts";
import { withBeside } from "./tile-identity.ts";

/**
 * Tells the core once everything that a change brings to this window is there, unseen: every new tile has said what it
 * shows, a camera more than that it connects, and two frames have been drawn since.
 * @param shown the tiles that are seen; those of them that stay need no preparation
 * @returns takes what the unseen tiles say
 */
export function usePreparation(
  client: Promise<Pick<LiveClient, "send">>,
  beside: Beside | null,
  shown: readonly ShownTile[] | undefined,
  displays: readonly number[],
): (tile: Tile, state: TileState) => void {
  const plan = useSite()?.wall;
  // By the tile itself: two scenes may call different tiles by one name.
  const states = useMemo(() => new WeakMap<Tile, TileState>(), []);
  const report = useCallback((tile: Tile, state: TileState) => void states.set(tile, state), [states]);
  useEffect(() => {
    if (beside?.isNext !== true || plan === undefined) return;
    const area = areaOf(plan, displays);
    const coming = area === undefined ? [] : tilesIn(beside.tiles, area);
    const fresh = withBeside(shown ?? [], coming).filter(({ isSeen }) => !isSeen);
    const isReady = () =>
      fresh.every(({ tile }) => {
        const state = states.get(tile);
        return state !== undefined && state !== "connecting";
      });
    let frames = 0;
    let frame = requestAnimationFrame(function look() {
      frames = isReady() ? frames + 1 : 0;
      if (frames > 2) void client.then((line) => line.send({ type: "prepared", change: beside.change }));
      else frame = requestAnimationFrame(look);
    });
    return () => cancelAnimationFrame(frame);
  }, [beside, plan, shown, displays, states, client]);
  return report;
}

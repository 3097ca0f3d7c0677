import { useCallback, useEffect, useMemo } from "react";
import type { ShownTile, Tile } from "#contract/entities/wall.ts";
import type { LiveClient } from "../live/client.ts";
import type { TileState } from "../panels/panel.ts";
import { useSite } from "../state/site.ts";
import type { Beside } from "../state/stage.ts";
import { cellOf, tilesOn } from "./grid.ts";
import { withBeside } from "./tile-identity.ts";

/**
 * Tells the core once everything that a change brings to this monitor is there, unseen: every new tile has said what it
 * shows, a camera more than that it connects, and two frames have been drawn since.
 * @param shown the tiles that are seen; those of them that stay need no preparation
 * @returns takes what the unseen tiles say
 */
export function usePreparation(
  client: Promise<Pick<LiveClient, "send">>,
  beside: Beside | null,
  shown: readonly ShownTile[] | undefined,
  display: number,
): (tile: Tile, state: TileState) => void {
  const plan = useSite()?.wall;
  // By the tile itself: two scenes may call different tiles by one name.
  const states = useMemo(() => new WeakMap<Tile, TileState>(), []);
  const report = useCallback((tile: Tile, state: TileState) => void states.set(tile, state), [states]);
  useEffect(() => {
    if (beside?.isNext !== true || plan === undefined) return;
    const cell = cellOf(plan, display);
    const coming = cell === undefined ? [] : tilesOn(beside.tiles, cell);
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
  }, [beside, plan, shown, display, states, client]);
  return report;
}

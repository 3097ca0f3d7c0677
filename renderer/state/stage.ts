import type { ShownTile } from "#contract/entities/wall.ts";
import { makeStore, useStoreValue } from "./store.ts";
import type { OpenedTiles } from "./tiles.ts";

/**
 * Tiles that stand on the page unseen, beside those of the scene that is shown: of the next one while it is being prepared,
 * of the former one for a moment after the change, so that the frame of the change does nothing but show.
 */
export type Beside = {
  change: number;
  isNext: boolean;
  tiles: readonly ShownTile[];
  /** Those that the page shows, with their settings parsed. */
  opened: OpenedTiles;
};

export const besideStore = makeStore<Beside | null>(null);
export const useBeside = (): Beside | null => useStoreValue(besideStore);

import type { WallState } from "#contract/entities/wall-state.ts";
import { makeStore, useStoreValue } from "./store.ts";

/** What the core told last of the wall: what is on air, who decides, what is covered. null before the first snapshot. */
export const wallStore = makeStore<WallState | null>(null);

export const useWall = (): WallState | null => useStoreValue(wallStore);

import { useMemo } from "react";
import type { WallState } from "#contract/entities/wall-state.ts";
import { makeStore, useStorePart, useStoreValue } from "./store.ts";

/** What the core told last of the wall: what is on air, who decides, what is covered. null before the first snapshot. */
export const wallStore = makeStore<WallState | null>(null);

export const useWall = (): WallState | null => useStoreValue(wallStore);

/**
 * A part of it, the same object as long as it says the same. The wall is told whole with every change of scene, in whose frame
 * nothing is to be drawn but that.
 * @param pick gives plain data, or undefined
 */
export function useWallPart<Part>(pick: (wall: WallState | null) => Part): Part {
  const text = useStorePart(wallStore, (wall) => JSON.stringify(pick(wall)));
  return useMemo(() => (text === undefined ? undefined : JSON.parse(text)) as Part, [text]);
}

import type { StoredScene } from "#contract/entities/wall-state.ts";
import { makeStore, useStoreValue } from "../../state/store.ts";
import type { Preparation } from "./preparation.ts";

/** What an operator has at hand on the wall's page. */
export type AtHand = {
  preparation: Preparation | undefined;
  /** The chosen monitor. */
  selected: number;
  /** How long a single panel is to stay there; null: until somebody says so. */
  forMs: number | null;
};

/** Kept by the desk, not by the page of the wall: whoever looks elsewhere, or starts a programme there, finds it as he left it. */
export const handStore = makeStore<AtHand>({ preparation: undefined, selected: 1, forMs: null });

export const putAtHand = (change: Partial<AtHand>): void => handStore.setState(change);

export const useHand = (): AtHand => useStoreValue(handStore);

/**
 * What becomes of a scene in preparation when somebody changes the scenes: the newest of it is what would be taken; where it was
 * removed there is nothing to take.
 * @param scenes all there are now; undefined: not known
 * @returns "gone", or what is in preparation from now on, the same object as long as nothing has changed
 */
export function followed(
  preparation: Preparation | undefined,
  scenes: readonly StoredScene[] | undefined,
): Preparation | undefined | "gone" {
  if (preparation?.kind !== "scene" || scenes === undefined) return preparation;
  const newest = scenes.find(({ id }) => id === preparation.scene.id);
  if (newest === undefined) return "gone";
  return newest.version === preparation.scene.version ? preparation : { kind: "scene", scene: newest };
}

import { z } from "zod";
import { Id } from "#contract/entities/text.ts";
import { sceneNumberCount } from "#contract/entities/wall-state.ts";

/**
 * The scene of each key, from 1; null: none has it. A key whose scene is removed is free, and the scene still stands here: comes
 * it back before another has taken the key, it has its own again.
 */
export const SceneNumbers = z.array(Id.nullable()).length(sceneNumberCount);
export type SceneNumbers = z.infer<typeof SceneNumbers>;

const none: SceneNumbers = Array.from({ length: sceneNumberCount }, () => null);

/** Whether a scene is there now. */
type IsThere = (scene: string) => boolean;

/** As people see them: removed scenes have none. */
export const numbersSeen = (numbers: SceneNumbers | null, isThere: IsThere): SceneNumbers =>
  (numbers ?? none).map((scene) => (scene !== null && isThere(scene) ? scene : null));

/** The numbers that have another scene than before, from 1. */
export const numbersChanged = (former: SceneNumbers | null, present: SceneNumbers | null): number[] =>
  none.flatMap((_, at) => ((former ?? none)[at] === (present ?? none)[at] ? [] : [at + 1]));

/**
 * Gives scenes that have come the free numbers, lowest first, those that never had a scene before those of removed ones. Nobody
 * else's moves; where none is free they have none.
 */
export function numbersWith(numbers: SceneNumbers | null, scenes: readonly string[], isThere: IsThere): SceneNumbers {
  const after = [...(numbers ?? none)];
  for (const scene of scenes) {
    if (after.includes(scene)) continue;
    const unused = after.indexOf(null);
    const at = unused >= 0 ? unused : after.findIndex((one) => one !== null && !isThere(one));
    if (at >= 0) after[at] = scene;
  }
  return after;
}

/**
 * Gives a scene a number by hand. Who had it takes the one that comes free, or has none.
 * @param number from 1; null: the scene is to have none
 * @returns `other`: who had it, and its number now
 */
export function numbersMoved(
  numbers: SceneNumbers | null,
  scene: string,
  number: number | null,
  isThere: IsThere,
): { numbers: SceneNumbers; other: { scene: string; number: number | null } | undefined } {
  const after = [...(numbers ?? none)];
  const from = after.indexOf(scene);
  const holder = number === null ? null : (after[number - 1] ?? null);
  if (from >= 0) after[from] = null;
  if (number === null) return { numbers: after, other: undefined };
  after[number - 1] = scene;
  if (holder === null || holder === scene || !isThere(holder)) return { numbers: after, other: undefined };
  if (from >= 0) after[from] = holder;
  return { numbers: after, other: { scene: holder, number: from >= 0 ? from + 1 : null } };
}

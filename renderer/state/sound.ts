import { type RefObject, useEffect, useState } from "react";
import type { Heard } from "#contract/entities/sound.ts";
import type { WallState } from "#contract/entities/wall-state.ts";
import { connectionStore } from "./connection.ts";
import { makeStore, useStorePart, useStoreValue } from "./store.ts";
import { wallStore } from "./wall.ts";

const lookEveryMs = 250;

/** The monitors that this page's window covers; null elsewhere: the desk and browsers make no sound. */
export const roomDisplays = makeStore<readonly number[] | null>(null);

/** How this page comes to hear a frame of a page of the net (`Host.frameSound`). */
export const frameSound = makeStore<{ of(frame: number): Promise<string | null> }>({ of: () => Promise.resolve(null) });

export type Hearing = {
  /** From 0 to 1; 0 as well where the wall is muted. */
  volume: number;
  isMuted: boolean;
};

/**
 * How loud something is in a window; null where it is not what is heard there. A monitor that is covered, or whose picture
 * stands still, is not heard either; nor is one that has lost the core, as nobody could silence it.
 */
export function hearingOf(
  wall: Pick<WallState, "sound" | "blanked" | "frozen"> | null,
  displays: readonly number[] | null,
  isCoreUp: boolean,
  { kind, id }: Pick<Heard, "kind" | "id">,
): Hearing | null {
  const heard = wall?.sound.heard ?? null;
  if (wall === null || heard === null || displays === null || !isCoreUp) return null;
  if (heard.kind !== kind || heard.id !== id || !displays.includes(heard.display)) return null;
  const { display } = heard;
  if (wall.blanked.includes(display) || wall.frozen.some((one) => one.display === display)) return null;
  const { level, isMuted } = wall.sound;
  return { volume: isMuted ? 0 : level / 100, isMuted };
}

/** How loud it is here; null where it is not heard here. */
export function useHearing(kind: Heard["kind"], id: string): Hearing | null {
  const displays = useStoreValue(roomDisplays);
  const isCoreUp = useStorePart(connectionStore, ({ phase }) => phase === "up");
  const text = useStorePart(wallStore, (wall) => JSON.stringify(hearingOf(wall, displays, isCoreUp, { kind, id })));
  return JSON.parse(text) as Hearing | null;
}

/** Whether the tile that an element stands in is shown now: one that only gets ready makes no sound yet. */
export function useIsShown(element: RefObject<Element | null>, isWanted: boolean): boolean {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    if (!isWanted) return;
    const look = () => setShown(element.current !== null && element.current.closest("[data-unseen]") === null);
    look();
    const timer = setInterval(look, lookEveryMs);
    return () => {
      clearInterval(timer);
      setShown(false);
    };
  }, [element, isWanted]);
  return isShown;
}

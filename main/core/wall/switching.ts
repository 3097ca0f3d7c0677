import type { ShownScene } from "#contract/entities/wall.ts";
import type { WallState } from "#contract/entities/wall-state.ts";

/** A window of the wall, by its line. */
export type SwitchedWindow = { displays: readonly number[]; isHere: boolean };

export type Switching = {
  /**
   * A wall window's line has come; it is waited for from the next change on.
   * @param displays the monitors it covers
   * @param isHere whether the window is on the core's own machine
   */
  join(line: object, displays: readonly number[], isHere: boolean): void;
  leave(line: object): void;
  /** A window has prepared a change. */
  ready(line: object, change: number): void;
  /**
   * Has every window prepare a scene that will most likely be shown next; showing that very scene then needs no more than
   * the moment. Kept for a minute at most, since what is prepared costs as much as what is seen; null drops it. Leaves a
   * change that is on its way alone.
   * @param by what an operator has prepared stays until he wants it no longer: the machine's guess waits, and a change that
   *   comes between has it prepared again
   */
  prepare(scene: ShownScene | null, by: "operator" | "machine"): void;
  /**
   * Has every window prepare a scene, unless they have, and shows it on all of them at one moment. A newer change takes the
   * place of one that is still being prepared.
   * @returns the monitors that were not ready; null when a newer change came between
   */
  show(scene: ShownScene): Promise<number[] | null>;
  /** What stands on the wall once the change that is on its way has come about; what is only prepared does not count. */
  heading(): ShownScene;
  /** How the picture is: what is on air, what is being prepared. */
  picture(): Pick<WallState, "change" | "scene" | "showAtMs" | "next">;
  stop(): void;
};

/** So long a window may take to prepare; who needs longer shows its tiles as they come. */
const readyWithinMs = 2_000;
/**
 * From the word to show until it is shown. On this machine the word reaches all windows within a few milliseconds, a fraction
 * of a frame: waiting for a moment to come would cost more than it could even out. To other machines it takes the way there
 * and two frames.
 */
const leadToOthersMs = 60;
/** What the change took away goes first, so that a window never bears three scenes. */
const againAfterMs = 1_000;
/** What nobody takes within this time is prepared anew when it is taken. */
const aheadForMs = 60_000;

/**
 * Changes of the wall in two steps, so that no window shows half of one: all prepare unseen, then one moment is named.
 * @param onChange to tell the screens; called twice a change
 */
export function createSwitching(options: {
  scene: ShownScene;
  now(): number;
  onChange(): void;
  readyWithinMs?: number;
}): Switching {
  const { now, onChange } = options;
  const windows = new Map<object, SwitchedWindow>();
  let picture: ReturnType<Switching["picture"]> = { change: 0, scene: options.scene, showAtMs: 0, next: null };
  let change = 0;
  let waiting: Set<object> | undefined;
  let goOn: ((late: number[] | null) => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** What an operator has in preparation, on the windows or not. */
  let wanted: { scene: ShownScene; untilMs: number } | undefined;
  const isWanted = () => wanted !== undefined && wanted.untilMs > now();

  const lateOnes = (): number[] =>
    [...(waiting ?? [])].flatMap((line) => windows.get(line)?.displays ?? []).sort((a, b) => a - b);
  /** Ends the change that is on its way, if there is one. */
  const settle = (late: number[] | null): void => {
    clearTimeout(timer);
    waiting = undefined;
    const tell = goOn;
    goOn = undefined;
    tell?.(late);
  };
  const look = (): void => {
    if (goOn !== undefined && waiting?.size === 0) settle([]);
  };
  const begin = (scene: ShownScene): void => {
    change += 1;
    picture = { ...picture, next: { change, scene } };
    waiting = new Set(windows.keys());
  };
  const drop = (): void => {
    if (goOn !== undefined || picture.next === null) return;
    settle(null);
    picture = { ...picture, next: null };
    onChange();
  };

  const prepare: Switching["prepare"] = (scene, by) => {
    if (by === "operator") wanted = scene === null ? undefined : { scene, untilMs: now() + aheadForMs };
    else if (isWanted()) return;
    ahead(scene);
  };
  const ahead = (scene: ShownScene | null): void => {
    if (goOn !== undefined) return;
    if (scene === null) {
      drop();
      return;
    }
    const isThere = picture.next !== null && isSame(picture.next.scene, scene);
    clearTimeout(timer);
    timer = setTimeout(drop, aheadForMs);
    if (isThere) return;
    begin(scene);
    onChange();
  };
  const prepareAgain = (shown: ShownScene): void => {
    if (wanted === undefined) return;
    if (isSame(wanted.scene, shown)) wanted = undefined;
    else
      timer = setTimeout(() => {
        if (wanted !== undefined && isWanted()) ahead(wanted.scene);
      }, againAfterMs);
  };

  return {
    join: (line, displays, isHere) => void windows.set(line, { displays, isHere }),
    leave(line) {
      windows.delete(line);
      // Nobody waits for a window that is gone.
      if (waiting?.delete(line)) look();
    },
    ready(line, number) {
      if (number !== change || waiting === undefined) return;
      waiting.delete(line);
      look();
    },
    prepare,
    show(scene) {
      const isAhead = goOn === undefined && picture.next !== null && isSame(picture.next.scene, scene);
      if (isAhead) clearTimeout(timer);
      else {
        settle(null);
        begin(scene);
      }
      const own = change;
      const { promise, resolve } = Promise.withResolvers<number[] | null>();
      // At once, not when the promise is looked at: a preparation in between would take its place.
      goOn = (late) => {
        if (late !== null) {
          picture = { change: own, scene, showAtMs: Math.round(now()) + leadOf(windows.values()), next: null };
          prepareAgain(scene);
          onChange();
        }
        resolve(late);
      };
      timer = setTimeout(() => settle(lateOnes()), options.readyWithinMs ?? readyWithinMs);
      if (!isAhead) onChange();
      look();
      return promise;
    },
    heading: () => (goOn === undefined || picture.next === null ? picture.scene : picture.next.scene),
    picture: () => picture,
    stop() {
      wanted = undefined;
      settle(null);
      windows.clear();
    },
  };
}

/** Scenes are plain data that came by one way, so their fields stand in one order. */
const isSame = (one: ShownScene, other: ShownScene): boolean => JSON.stringify(one) === JSON.stringify(other);

const leadOf = (windows: Iterable<SwitchedWindow>): number =>
  [...windows].every(({ isHere }) => isHere) ? 0 : leadToOthersMs;

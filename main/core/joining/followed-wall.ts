import type { Following } from "#contract/entities/following.ts";
import type { StoredScene, WallState } from "#contract/entities/wall-state.ts";
import { CodedError } from "#contract/errors.ts";
import type { Wall } from "../wall/wall.ts";
import type { WallCopy } from "./copy.ts";

/** The wall of another machine, as this one shows it. */
export type FollowedWall = {
  /** For this core's own windows and callers: it tells and shows, and changes nothing. */
  readonly wall: Wall;
  /** The displays whose windows are on the line. */
  windows(): ReadonlySet<number>;
  /** A line to the first machine stands. @param session another one after each start of it: its numbers begin anew then */
  begin(session: string): void;
  /** @param aheadMs so far the first machine's clock is ahead of this one's */
  tell(wall: WallState, aheadMs: number): void;
  tellScenes(scenes: readonly StoredScene[]): void;
  stand(following: Following): void;
  /** What is to be kept. */
  copy(): Omit<WallCopy, "cameras">;
};

/**
 * Windows speak to their own core alone, so what the first machine says is said again here: its changes by this core's own
 * numbers, its moments by this machine's clock.
 * @param options.own the wall this core would have if it had joined none: it is never shown
 * @param options.kept what was last told, before a restart
 * @param options.onPrepared a window has prepared a change, by the first machine's number
 * @param options.onWindows a window has come or gone
 */
export function followWall(options: {
  own: Wall;
  kept: Omit<WallCopy, "cameras"> | undefined;
  host: string;
  following: Following;
  onChange(state: WallState): void;
  onPrepared(display: number, change: number): void;
  onWindows(): void;
}): FollowedWall {
  const { own, kept, host, onChange } = options;
  const lines = new Map<object, readonly number[]>();
  const listeners: ((state: WallState) => void)[] = [];
  let following = options.following;
  let scenes: readonly StoredScene[] = kept?.scenes ?? [];
  let told: WallState = resting(kept?.wall ?? own.state());
  let session: string | undefined;
  /** This core's number of the first machine's change 0. */
  let base = 0;

  const state = (): WallState => ({ ...told, following });
  const changed = (): void => {
    const now = state();
    onChange(now);
    for (const listener of listeners) listener(now);
  };
  const refuse = (): never => {
    throw new CodedError("join.follows", { host });
  };
  const refused = async (): Promise<never> => refuse();

  return {
    wall: {
      ...own,
      scenes: {
        all: () => [...scenes],
        get: (id) => scenes.find((scene) => scene.id === id),
        version: async (id, version) => scenes.find((scene) => scene.id === id && scene.version === version),
      },
      windows: {
        join(line, displays) {
          lines.set(line, displays);
          options.onWindows();
        },
        leave(line) {
          if (lines.delete(line)) options.onWindows();
        },
        ready(line, change) {
          for (const display of change > base ? (lines.get(line) ?? []) : [])
            options.onPrepared(display, change - base);
        },
      },
      state,
      watch: (listener) => void listeners.push(listener),
      execute: refused,
      change: refused,
      prepareAhead: () => {},
      show: async () => [],
      save: refused,
      remove: refused,
      saveAutomation: refused,
      removeAutomation: refused,
      takeIn: refused,
    },
    windows: () => new Set([...lines.values()].flat()),
    begin(theirs) {
      if (theirs === session) return;
      session = theirs;
      // Above all numbers that windows have heard: the same one would be taken for what they show already.
      base = Math.max(told.change, told.next?.change ?? 0) + 1;
    },
    tell(wall, aheadMs) {
      const here = (atMs: number): number => Math.max(0, Math.round(atMs - aheadMs));
      const { following: _, ...theirs } = wall;
      told = {
        ...theirs,
        change: base + wall.change,
        showAtMs: here(wall.showAtMs),
        next: wall.next === null ? null : { ...wall.next, change: base + wall.next.change },
        identifyUntilMs: wall.identifyUntilMs === null ? null : here(wall.identifyUntilMs),
      };
      changed();
    },
    tellScenes(list) {
      scenes = list;
    },
    stand(now) {
      following = now;
      // Nobody is left to say when what is being prepared is to show.
      if (now.state === "cut" && told.next !== null) told = { ...told, next: null };
      changed();
    },
    copy: () => ({ wall: told, scenes: [...scenes] }),
  };
}

/** What was on its way when it was kept will not come. */
const resting = ({ following: _, ...wall }: WallState): WallState => ({ ...wall, next: null, identifyUntilMs: null });

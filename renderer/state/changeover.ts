import type { ShownScene, ShownTile } from "#contract/entities/wall.ts";
import type { WallState } from "#contract/entities/wall-state.ts";
import { besideStore } from "./stage.ts";
import type { OpenedTiles } from "./tiles.ts";
import { wallStore } from "./wall.ts";

/** What was shown before goes this long after the change: taking a map or a video away costs more than a frame has. */
const clearAfterMs = 500;

export type Changeover = {
  /** The core's word to show what is prepared for a change, ahead of what it tells of it; nothing where that is another one. */
  turn(change: number): void;
  /** What the core tells of the wall. */
  tell(wall: WallState): void;
  /** The same with a snapshot, which tells everything anew. @returns the scene to show with it */
  begin(wall: WallState): ShownScene;
  /** Once the snapshot's site stands: without it nobody knows how to open the tiles of what is to be prepared. */
  resume(wall: WallState): void;
  stop(): void;
};

/** What was turned to has then been drawn, by a machine that has all its windows to draw at that moment. */
const followAfterMs = 100;

export type ChangeoverOptions = {
  /** A wall window prepares what comes; other pages show it when the time has come. */
  prepares: boolean;
  /** Epoch ms on the core's clock. */
  coreNow(): number;
  /** @param opened its tiles with their settings parsed, where they were prepared */
  show(scene: ShownScene, opened?: OpenedTiles): void;
  open(tiles: readonly ShownTile[]): OpenedTiles;
  /** The tiles whose figures the page must be told from now on. */
  want(tiles: readonly ShownTile[]): void;
  /**
   * Shows what was prepared for a change at once, by next to nothing; `show` follows when that is drawn.
   * @returns false where that cannot be done
   */
  turn?(change: number): boolean;
};

/** Brings a page from one scene to the next at the moment the core names, with what is to come prepared unseen. */
export function createChangeover({ prepares, coreNow, show, open, want, turn }: ChangeoverOptions): Changeover {
  let shown: { change: number; scene: ShownScene } | undefined;
  let due: { change: number; timer: ReturnType<typeof setTimeout> } | undefined;
  let clearing: ReturnType<typeof setTimeout> | undefined;

  /** What was turned to and is still to be drawn as the scene that is shown. */
  let toFollow: (() => void) | undefined;
  const follow = () => {
    const run = toFollow;
    toFollow = undefined;
    run?.();
  };

  const change = (wall: WallState) => {
    const former = shown?.scene.tiles ?? [];
    due = undefined;
    const next = besideStore.getState();
    // The very tiles that were prepared: told again they are other objects, and would be drawn again for that.
    const isPrepared = next?.isNext === true && next.change === wall.change;
    const scene = isPrepared ? { ...wall.scene, tiles: [...next.tiles] } : wall.scene;
    shown = { change: wall.change, scene };
    toFollow = () => {
      if (prepares)
        besideStore.setState({ change: wall.change, isNext: false, tiles: former, opened: open(former) }, true);
      show(scene, isPrepared ? next.opened : undefined);
      clearTimeout(clearing);
      clearing = setTimeout(() => {
        if (besideStore.getState()?.isNext === false) besideStore.setState(null, true);
        // Another change may be on its way, with tiles of its own.
        if (wallStore.getState()?.next === null) want(wall.scene.tiles);
      }, clearAfterMs);
      if (!prepares) want(wall.scene.tiles);
    };
    if (isPrepared && turn?.(wall.change) === true) setTimeout(follow, followAfterMs);
    else follow();
  };

  const prepare = ({ next }: WallState) => {
    if (next !== null) follow();
    const beside = besideStore.getState();
    if (next === null) {
      if (beside?.isNext === true && due === undefined && toFollow === undefined) {
        besideStore.setState(null, true);
        want(shown?.scene.tiles ?? []);
      }
      return;
    }
    if (!prepares || (beside?.isNext === true && beside.change === next.change)) return;
    besideStore.setState(
      { change: next.change, isNext: true, tiles: next.scene.tiles, opened: open(next.scene.tiles) },
      true,
    );
    want([...(shown?.scene.tiles ?? []), ...next.scene.tiles]);
  };

  /** Shows it when its time has come; what was due before is overtaken. */
  const arrange = (wall: WallState) => {
    if (wall.change === shown?.change || wall.change === due?.change) return;
    clearTimeout(due?.timer);
    const waitMs = wall.showAtMs - coreNow();
    // A clock that is far off must not keep a scene from the wall.
    if (waitMs <= 0 || waitMs > 5_000) return change(wall);
    due = { change: wall.change, timer: setTimeout(() => change(wall), waitMs) };
  };

  return {
    turn(change) {
      const next = besideStore.getState();
      if (next?.isNext === true && next.change === change) turn?.(change);
    },
    tell(wall) {
      follow();
      wallStore.setState(wall, true);
      if (shown === undefined) return;
      arrange(wall);
      prepare(wall);
    },
    begin(wall) {
      follow();
      wallStore.setState(wall, true);
      // A core that was started anew counts from the beginning, maybe with another scene under the same number.
      if (shown === undefined || wall.change <= shown.change) {
        clearTimeout(due?.timer);
        due = undefined;
        shown = { change: wall.change, scene: wall.scene };
      }
      arrange(wall);
      return shown.scene;
    },
    resume: prepare,
    stop() {
      toFollow = undefined;
      clearTimeout(due?.timer);
      clearTimeout(clearing);
    },
  };
}

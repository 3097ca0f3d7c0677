import type { CameraView } from "#contract/entities/camera.ts";
import { type Reading, seriesKey } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Delta, DisplayStatus } from "#contract/live.ts";

export type Changes = Pick<Delta, "readings" | "sources" | "cameras" | "displays">;

/** A page that hears of changes this long after they were sent does not draw as fast as they come. */
const behindMs = 50;
/** A hidden page has no frames. */
const latestMs = 250;

type Waiting = {
  readings: Map<string, Reading>;
  sources: Map<string, SourceView>;
  cameras: Map<string, CameraView>;
  displays: DisplayStatus[] | undefined;
};

export type Gathering = {
  /** @param lateMs how long ago the changes were sent */
  put(changes: Changes, lateMs: number): void;
  /** Forgets what waits: a snapshot has told it. */
  clear(): void;
};

/**
 * Shows changes in the very task that brought them, as long as the page keeps up. When it falls behind, what has come is
 * gathered, the newest of each, and shown with the next frame: the page then draws less often and never further back.
 */
export function createGathering(show: (changes: Changes) => void, atNextFrame = nextFrame): Gathering {
  let waiting: Waiting | null = null;

  const flush = () => {
    if (waiting === null) return;
    const { readings, sources, cameras, displays } = waiting;
    waiting = null;
    show({
      readings: [...readings.values()],
      sources: [...sources.values()],
      cameras: [...cameras.values()],
      ...(displays === undefined ? {} : { displays }),
    });
  };

  return {
    put(changes, lateMs) {
      if (waiting === null && lateMs < behindMs) return show(changes);
      if (waiting === null) {
        waiting = { readings: new Map(), sources: new Map(), cameras: new Map(), displays: undefined };
        atNextFrame(flush);
      }
      for (const one of changes.readings ?? []) waiting.readings.set(seriesKey(one.indicator, one.place), one);
      for (const one of changes.sources ?? []) waiting.sources.set(one.id, one);
      for (const one of changes.cameras ?? []) waiting.cameras.set(one.id, one);
      waiting.displays = changes.displays ?? waiting.displays;
    },
    clear() {
      waiting = null;
    },
  };
}

function nextFrame(run: () => void): void {
  const timer = setTimeout(run, latestMs);
  if (typeof requestAnimationFrame !== "function") return;
  requestAnimationFrame(() => {
    clearTimeout(timer);
    run();
  });
}

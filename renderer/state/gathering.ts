import type { CameraView } from "#contract/entities/camera.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Delta, DisplayStatus } from "#contract/live.ts";

export type Changes = Pick<Delta, "readings" | "sources" | "cameras" | "displays">;

/**
 * Showing takes at most half of the page's time, the rest is for drawing it. A longer rest spares little, since a frame
 * costs by what has changed in it; and what it holds back waits, after the core has held it back already …
 */
const restForWork = 1;
/** … so it is never longer than this, what a person takes for at once. */
const longestRestMs = 100;

type Waiting = {
  readings: Map<string, Reading>;
  sources: Map<string, SourceView>;
  cameras: Map<string, CameraView>;
  displays: DisplayStatus[] | undefined;
};

export type Gathering = {
  put(changes: Changes): void;
  /** Forgets what waits: a snapshot has told it. */
  clear(): void;
};

type Timing = {
  /** A clock that never goes back, ms. */
  now(): number;
  after(waitMs: number, run: () => void): void;
};

const pageTiming: Timing = {
  now: () => performance.now(),
  after: (waitMs, run) => void setTimeout(run, waitMs),
};

/**
 * Shows changes in the very task that brought them; then the page rests in proportion to what that took, for it to be drawn,
 * and what comes meanwhile is gathered, the newest of each, and shown at the end of the rest. So a page that is quick shows
 * everything at once, and one that is not shows less often and never falls further back.
 */
export function createGathering(show: (changes: Changes) => void, timing = pageTiming): Gathering {
  let waiting: Waiting | null = null;
  let notBeforeMs = Number.NEGATIVE_INFINITY;

  const showNow = (changes: Changes) => {
    const beganMs = timing.now();
    show(changes);
    const endedMs = timing.now();
    notBeforeMs = endedMs + Math.min(longestRestMs, (endedMs - beganMs) * restForWork);
  };

  const flush = () => {
    if (waiting === null) return;
    const { readings, sources, cameras, displays } = waiting;
    waiting = null;
    showNow({
      readings: [...readings.values()],
      sources: [...sources.values()],
      cameras: [...cameras.values()],
      ...(displays === undefined ? {} : { displays }),
    });
  };

  return {
    put(changes) {
      if (waiting === null) {
        const restMs = notBeforeMs - timing.now();
        if (restMs <= 0) return showNow(changes);
        waiting = { readings: new Map(), sources: new Map(), cameras: new Map(), displays: undefined };
        timing.after(restMs, flush);
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

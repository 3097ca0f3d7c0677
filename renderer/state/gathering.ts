import type { CameraView } from "#contract/entities/camera.ts";
import type { Reading } from "#contract/entities/reading.ts";
import { seriesKey } from "#contract/entities/series-key.ts";
import type { SourceView } from "#contract/entities/source.ts";
import type { Delta, DisplayStatus } from "#contract/live.ts";

export type Changes = Pick<Delta, "readings" | "sources" | "cameras" | "goneCameras" | "displays">;

/**
 * Between two drawings showing takes at most half of the page's time. A longer rest spares little, since a frame costs by what
 * has changed in it; and what it holds back waits, on a page that is not drawn, after the core has held it back already …
 */
const restForWork = 1;
/** … so it is never longer than this, what a person takes for at once. */
const longestRestMs = 100;

type Waiting = {
  readings: Map<string, Reading>;
  sources: Map<string, SourceView>;
  /** null: it is gone. */
  cameras: Map<string, CameraView | null>;
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
  /** Runs it before the next drawing of the page; never on a page that is not drawn. */
  beforeDrawing(run: () => void): void;
};

const pageTiming: Timing = {
  now: () => performance.now(),
  after: (waitMs, run) => void setTimeout(run, waitMs),
  beforeDrawing: (run) => void requestAnimationFrame(run),
};

/**
 * Shows changes in the very task that brought them; then the page rests in proportion to what that took, and what comes
 * meanwhile is gathered, the newest of each. It is shown with the next drawing, which is asked for as soon as there is
 * something to draw: a page that is quick shows everything at once, and one that is not as often as it can be drawn, and never
 * falls further back. The end of the rest shows it where that is sooner, or where the page is not drawn at all.
 */
export function createGathering(show: (changes: Changes) => void, timing = pageTiming): Gathering {
  let waiting: Waiting | null = null;
  let notBeforeMs = Number.NEGATIVE_INFINITY;
  let isDrawingDue = false;

  const showNow = (changes: Changes) => {
    const beganMs = timing.now();
    show(changes);
    const endedMs = timing.now();
    notBeforeMs = endedMs + Math.min(longestRestMs, (endedMs - beganMs) * restForWork);
  };

  const drawSoon = () => {
    if (isDrawingDue) return;
    isDrawingDue = true;
    timing.beforeDrawing(() => {
      isDrawingDue = false;
      const gathered = take();
      if (gathered !== null) showNow(gathered);
    });
  };

  const take = (): Changes | null => {
    if (waiting === null) return null;
    const { readings, sources, cameras, displays } = waiting;
    waiting = null;
    return {
      readings: [...readings.values()],
      sources: [...sources.values()],
      cameras: [...cameras.values()].filter((camera) => camera !== null),
      goneCameras: [...cameras].filter(([, camera]) => camera === null).map(([id]) => id),
      ...(displays === undefined ? {} : { displays }),
    };
  };

  const flush = (awaited: Waiting) => {
    // What this waited for may have been drawn by now, and another gathering have begun a rest of its own.
    const gathered = waiting === awaited ? take() : null;
    if (gathered !== null) showNow(gathered);
  };

  return {
    put(changes) {
      if (waiting === null) {
        drawSoon();
        const restMs = notBeforeMs - timing.now();
        if (restMs <= 0) return showNow(changes);
        const begun: Waiting = { readings: new Map(), sources: new Map(), cameras: new Map(), displays: undefined };
        waiting = begun;
        timing.after(restMs, () => flush(begun));
      }
      for (const one of changes.readings ?? []) waiting.readings.set(seriesKey(one.indicator, one.place), one);
      for (const one of changes.sources ?? []) waiting.sources.set(one.id, one);
      for (const one of changes.cameras ?? []) waiting.cameras.set(one.id, one);
      for (const id of changes.goneCameras ?? []) waiting.cameras.set(id, null);
      waiting.displays = changes.displays ?? waiting.displays;
    },
    clear() {
      waiting = null;
    },
  };
}

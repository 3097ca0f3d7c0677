import { canGo, goneMember, type Kind } from "#contract/kind.ts";
import { kinds } from "#contract/kinds.ts";
import type { Delta } from "#contract/live.ts";

/** What a delta tells of the kinds: see `Delta`. */
export type Changes = Partial<Omit<Delta, "type" | "after" | "seq" | "nowMs">>;

const table: readonly Kind[] = kinds;

/**
 * Between two drawings showing takes at most half of the page's time. A longer rest spares little, since a frame costs by what
 * has changed in it; and what it holds back waits, on a page that is not drawn, after the core has held it back already …
 */
const restForWork = 1;
/** … so it is never longer than this, what a person takes for at once. */
const longestRestMs = 100;

/** The newest of each. */
type Waiting = {
  /** By the kind's name and the key; null: it is gone. */
  each: Map<string, Map<string, unknown>>;
  /** What is told whole, by the kind's name. */
  whole: Map<string, unknown>;
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
    const changes: Record<string, unknown> = Object.fromEntries(waiting.whole);
    for (const [name, items] of waiting.each) {
      const there = [...items.values()].filter((item) => item !== null);
      const gone = [...items].filter(([, item]) => item === null).map(([key]) => key);
      if (there.length > 0) changes[name] = there;
      if (gone.length > 0) changes[goneMember(name)] = gone;
    }
    waiting = null;
    return changes;
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
        const begun: Waiting = { each: new Map(), whole: new Map() };
        waiting = begun;
        timing.after(restMs, () => flush(begun));
      }
      for (const kind of table) gather(waiting, kind, changes);
    },
    clear() {
      waiting = null;
    },
  };
}

function gather({ each, whole }: Waiting, kind: Kind, changes: Changes): void {
  const { [kind.name]: told, [goneMember(kind.name)]: gone } = changes as Record<string, unknown>;
  if (told === undefined && gone === undefined) return;
  if (kind.form === "single" || kind.isToldWhole === true) return void whole.set(kind.name, told);
  const items = each.get(kind.name) ?? new Map<string, unknown>();
  each.set(kind.name, items);
  const keyOf = kind.keyOf as (item: unknown) => string;
  for (const item of (told ?? []) as readonly unknown[]) items.set(keyOf(item), item);
  if (canGo(kind)) for (const key of (gone ?? []) as readonly string[]) items.set(key, null);
}

/** What is known of a slide that is being made ready. */
export type Readiness = "loading" | "ready" | "wrong";

/** Made ready this long before it shows, or for as long as the one before it stands. */
const readyBeforeMs = 5_000;

/** Where a list stands; times are of a monotonic clock, ms. */
export type SlideList = {
  /** The position that shows; null: none does. */
  shown: number | null;
  /** The one that is being made ready behind it; null: none yet. */
  next: number | null;
  /** Since when `shown` shows, or, where nothing does, since when the list has been tried from its beginning. */
  beganAt: number;
  /** How many in a row could not be shown. */
  skipped: number;
};

export const beginSlides = (now: number): SlideList => ({ shown: null, next: 0, beganAt: now, skipped: 0 });

/**
 * The list as it stands now: one shows for its time, the next one takes its place when it is drawn and not before, and what
 * cannot be shown is passed over. A list of which nothing can be shown is tried anew once every dwell.
 * @returns the same object where nothing has changed
 */
export function proceed(
  list: SlideList,
  now: number,
  { count, dwellMs, readinessOf }: { count: number; dwellMs: number; readinessOf(at: number): Readiness },
): SlideList {
  const after = (at: number) => (at + 1) % count;
  const sinceMs = now - list.beganAt;
  const { shown, next, skipped } = list;
  if (count === 1 && shown !== null) return list;
  // Its file is gone: it stands only until the next one is drawn.
  const isGone = shown !== null && readinessOf(shown) === "wrong";
  if (next === null) {
    if (shown === null || !(isGone || sinceMs >= dwellMs - Math.min(readyBeforeMs, dwellMs))) return list;
    return { ...list, next: after(shown) };
  }
  const readiness = readinessOf(next);
  if (readiness === "ready" && (shown === null || isGone || sinceMs >= dwellMs))
    return { shown: next, next: null, beganAt: now, skipped: 0 };
  if (readiness !== "wrong" || count === 1) return list;
  if (shown !== null) {
    const then = after(next);
    if (then !== shown) return { ...list, next: then };
    // All others were tried: the one that shows stays for another dwell, unless it is gone as well.
    return { shown: isGone ? null : shown, next: isGone ? then : null, beganAt: now, skipped: 0 };
  }
  if (skipped + 1 < count) return { ...list, next: after(next), skipped: skipped + 1 };
  return sinceMs < dwellMs ? list : { shown: null, next: after(next), beganAt: now, skipped: 0 };
}

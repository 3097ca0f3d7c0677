/** Opened this long before it shows; a camera needs a second or two until it shows. */
export const preparedForMs = 4_000;
/** One that does not show by then is waited for this long; then it shows what it has, which says what is the matter. */
const waitedForMs = 4_000;

/** Where a tour stands: positions in its list, and when the present one began to show (ms of a monotonic clock). */
export type Tour = { shown: number; next: number | null; beganAt: number };

export const beginTour = (now: number): Tour => ({ shown: 0, next: null, beganAt: now });

/**
 * The tour as it stands now.
 * @param isNextReady whether the prepared camera shows pictures
 * @returns the same object where nothing has changed
 */
export function proceed(tour: Tour, now: number, count: number, everyMs: number, isNextReady: boolean): Tour {
  if (count < 2) return tour;
  const sinceMs = now - tour.beganAt;
  if (tour.next === null) {
    const due = sinceMs >= Math.max(0, everyMs - preparedForMs);
    return due ? { ...tour, next: (tour.shown + 1) % count } : tour;
  }
  if (sinceMs < everyMs || !(isNextReady || sinceMs >= everyMs + waitedForMs)) return tour;
  return { shown: tour.next, next: null, beganAt: now };
}

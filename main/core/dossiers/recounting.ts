import { type Recounted, recount } from "#contract/calendar/recounting.ts";
import type { WorkingCalendar } from "#contract/calendar/working-days.ts";
import type { Dossier } from "#contract/dossiers/dossier.ts";
import { dayStartMs } from "#contract/entities/time.ts";
import type { MovedDue } from "./repository.ts";

/**
 * Due dates of open dossiers by a calendar that is another than the one they were computed with. One that stands as the platform
 * told it has no computation, and stays.
 * @returns `recounted` to be kept, those whose version alone is another among them; `moved`: how many are due on another day
 */
export function recountDues(
  calendar: WorkingCalendar,
  open: readonly Dossier[],
  atMs: number,
  offsetMs: number,
): { recounted: MovedDue[]; moved: number } {
  const computed = open.flatMap((dossier) =>
    dossier.deadline === null ? [] : [{ ...dossier, deadline: dossier.deadline }],
  );
  const { recounted, moved } = recount(calendar, computed, ({ deadline }) => deadline);
  const dueOf = ({ item, before, after }: Recounted<(typeof computed)[number]>): MovedDue => {
    const { number, dueMs } = item;
    if (before.due === after.due || dueMs === null) return { number, dueMs, deadline: after, moved: item.moved };
    // The hour of the promise stays.
    const movedMs = dueMs + dayStartMs(after.due, offsetMs) - dayStartMs(before.due, offsetMs);
    // Moved twice it is told from where it was promised; moved back it is where it was.
    const fromMs = item.moved?.fromMs ?? dueMs;
    return { number, dueMs: movedMs, deadline: after, moved: fromMs === movedMs ? null : { fromMs, atMs } };
  };
  return { recounted: recounted.map(dueOf), moved: moved.length };
}

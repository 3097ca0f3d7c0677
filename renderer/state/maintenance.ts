import type { Reading } from "#contract/entities/reading.ts";
import type { SourceView } from "#contract/entities/source.ts";
import { plannedUntil } from "#contract/maintenance/planned.ts";
import { sources } from "./sources.ts";

type Given = Pick<Reading, "source" | "origin">;

/**
 * Until when the source of a reading is planned to be down: its own, or at a centre the one it had there. Asked only of what is
 * not fresh, so that nothing of it is on the way of a value.
 * @param nowMs on the core's clock; at the planned time it ends by itself
 */
export const readingPlannedUntil = ({ source, origin }: Given, nowMs: number): number | undefined =>
  plannedUntilOf({ source, origin: origin?.source }, nowMs, sources.store.getState());

/** The same of whatever came from a source, and through a centre from the source that it names `origin` there. */
export function plannedUntilOf(
  { source: id, origin }: { source: string; origin: string | undefined },
  nowMs: number,
  known: ReadonlyMap<string, SourceView>,
): number | undefined {
  const source = known.get(id);
  const own = plannedUntil(source, nowMs);
  if (own !== undefined || origin === undefined) return own;
  return plannedUntil(
    source?.origins?.sources.find((one) => one.id === origin),
    nowMs,
  );
}

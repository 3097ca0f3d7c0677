import type { Dossier, DossierState } from "#contract/dossiers/dossier.ts";
import { type DossierOutcome, dossierOutcome } from "../calculations/dossier-outcome.ts";

/** What counting looks at of a dossier. */
export type Course = Pick<
  Dossier,
  | "procedure"
  | "field"
  | "channel"
  | "state"
  | "acceptedMs"
  | "dueMs"
  | "handledMs"
  | "returnedMs"
  | "endedOtherwiseMs"
  | "supplements"
  | "facts"
>;

/** Handed in and not accepted: it has not begun, and is counted nowhere. */
export const hasBegun = (state: DossierState): boolean => state !== "registered" && state !== "turned-away";

/** When it ended, as the 766 score has it; null: it is open. */
export const endOf = ({ handledMs, returnedMs, endedOtherwiseMs }: Course): number | null =>
  handledMs ?? returnedMs ?? endedOtherwiseMs;

/** Whether it waits for its applicant at a moment: its time stands still. */
export const isWaiting = ({ supplements }: Course, atMs: number): boolean =>
  supplements.some(({ askedMs, cameMs }) => askedMs <= atMs && (cameMs === null || cameMs > atMs));

/** The due date with the time of supplements that have come put behind it; null: there is none. */
export function effectiveDueMs({ dueMs, supplements }: Course, atMs: number): number | null {
  if (dueMs === null) return null;
  const waited = supplements.map(({ askedMs, cameMs }) => Math.max(0, Math.min(cameMs ?? atMs, atMs) - askedMs));
  return dueMs + waited.reduce((sum, one) => sum + one, 0);
}

/** @param untilMs the end of the period @returns null where it has no due date: nobody can say whether it is on time */
export function outcomeOf(course: Course, untilMs: number): DossierOutcome | null {
  const { dueMs, handledMs, returnedMs, endedOtherwiseMs, supplements } = course;
  if (dueMs === null) return null;
  return dossierOutcome({ dueMs, handledMs, returnedMs, endedOtherwiseMs, supplements }, untilMs);
}

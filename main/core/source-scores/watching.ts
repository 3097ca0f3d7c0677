import type { SourceState } from "#contract/entities/source.ts";
import type { DayCounters } from "#contract/source-scores/counters.ts";
import { withSpan } from "./counters.ts";

/** A source as it was last looked at. */
export type Look = { atMs: number; state: SourceState; isPlanned: boolean };

/** Between two looks lies a minute at most; a longer gap is a machine that slept, or a clock that was set. */
const longestMs = 5 * 60_000;

/** Adds the time from one look to the next, in which the source was as the first one saw it. */
export function addTime(to: DayCounters, since: Look, untilMs: number): void {
  const ms = Math.round(untilMs - since.atMs);
  if (ms <= 0 || ms > longestMs) return;
  if (since.isPlanned) {
    to.plannedMs += ms;
    return;
  }
  to.inState[since.state] = (to.inState[since.state] ?? 0) + ms;
  to.spans = withSpan(to.spans as [number, number][], Math.round(since.atMs), Math.round(untilMs));
}

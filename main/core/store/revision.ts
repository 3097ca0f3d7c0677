import { type Known, platformOf } from "./reading-row.ts";
import type { NewReading } from "./repositories.ts";

// The rule of revisions: what is a repeat, what counts, and which number it gets. Whatever keeps readings asks these.

/** When a reading was issued, as it orders revisions: told by the platform, else when it was received. */
export const issuedAtOf = (known: Pick<Known, "issuedAtMs" | "receivedAtMs">): number =>
  known.issuedAtMs ?? known.receivedAtMs;

/** Whether a reading says what a kept one says. */
const isSame = (before: Known, reading: NewReading): boolean =>
  before.value === reading.value &&
  before.status === reading.status &&
  before.quality === reading.quality &&
  platformOf(before) === platformOf(reading);

/** @param before the revision that counts so far for the reading's instant */
export function isRepeated(before: Known, reading: NewReading): boolean {
  const { issuedAtMs } = reading;
  // What comes from a platform itself and through a centre as well is one reading: the centre's time of it says nothing new.
  const isOtherWay = before.source !== reading.source;
  return isSame(before, reading) && (issuedAtMs === undefined || issuedAtMs === issuedAtOf(before) || isOtherWay);
}

/**
 * Where the platform tells when it issued a reading, it may be one that came before and counts no more.
 * @param ofThatIssue revisions of its instant, issued when it was, that count no more
 */
export const repeatedEarlier = (ofThatIssue: readonly Known[], reading: NewReading): Known | undefined =>
  ofThatIssue.find((known) => isSame(known, reading));

/**
 * A reading that is no repeat of any.
 * @param before the revision that counts so far for its instant; undefined: none is kept
 * @param lastSuperseded the greatest revision of those that count no more; null: there is none
 * @returns its number, whether it counts from now on, and the time of issue to keep with it, null where that is its receipt
 */
export function revisionOf(
  before: Known | undefined,
  lastSuperseded: number | null,
  reading: NewReading,
): { revision: number; isCounting: boolean; issuedAtMs: number | null } {
  if (before === undefined) return { revision: 0, isCounting: true, issuedAtMs: issueToKeep(reading, 0) };
  const revision = 1 + Math.max(before.revision, lastSuperseded ?? 0);
  if (reading.issuedAtMs !== undefined && reading.issuedAtMs < issuedAtOf(before))
    return { revision, isCounting: false, issuedAtMs: issueToKeep(reading, 0) };
  return { revision, isCounting: true, issuedAtMs: issueToKeep(reading, issuedAtOf(before) + 1) };
}

/**
 * What arrives without a time of issue counts over all that is there, even when this machine's clock was set back or both came
 * within a millisecond: another core orders them by it.
 * @param atLeastMs after the time of issue of what it takes the place of
 */
function issueToKeep(reading: NewReading, atLeastMs: number): number | null {
  const issuedAtMs = reading.issuedAtMs ?? Math.max(reading.receivedAtMs, atLeastMs);
  return issuedAtMs === reading.receivedAtMs ? null : issuedAtMs;
}

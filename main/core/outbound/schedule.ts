import { Cron } from "croner";
import { type CodedMessage, catalogue, inBoth } from "#contract/errors.ts";

export type Schedule = {
  /** The first moment after this one, epoch ms; null when it never comes again. */
  after(ms: number): number | null;
  /** The last moment up to this one, epoch ms; null when there was none. */
  upTo(ms: number): number | null;
};

/**
 * @param pattern minute hour day month weekday, as of cron; both day and weekday given: either
 * @param timeZone IANA name
 * @throws Error in croner's words when the pattern is wrong
 */
export function createSchedule(pattern: string, timeZone: string): Schedule {
  const cron = new Cron(pattern, { timezone: timeZone, mode: "5-part", paused: true });
  return {
    after: (ms) => cron.nextRun(new Date(ms))?.getTime() ?? null,
    // The library looks for what lies before; a moment that is itself in the schedule counts.
    upTo: (ms) => cron.previousRuns(1, new Date(ms + 1_000))[0]?.getTime() ?? null,
  };
}

const partNames = ["minute", "hour", "month-day", "month", "weekday"] as const;

/** @returns what is wrong, without `found`: that it never comes (30 February), or which part; null for a good one */
export function scheduleMistake(pattern: string): CodedMessage | null {
  if (isReadable(pattern)) {
    const isComing = createSchedule(pattern, anyZone).after(Date.now()) !== null;
    return isComing ? null : { code: "mistake.schedule-never", params: {} };
  }
  const parts = pattern.trim().split(/\s+/);
  const wrong = partNames.find(
    (_name, at) => !isReadable(partNames.map((_, i) => (i === at ? parts[at] : "*")).join(" ")),
  );
  // Whatever is wrong with none of five parts by itself has another number of them.
  return parts.length !== partNames.length || wrong === undefined
    ? { code: "mistake.schedule-parts", params: { count: parts.length } }
    : { code: "mistake.schedule", params: inBoth("part", catalogue[`mistake.word.${wrong}`]) };
}

const anyZone = "Asia/Ho_Chi_Minh";

function isReadable(pattern: string): boolean {
  try {
    return createSchedule(pattern, anyZone) !== undefined;
  } catch {
    return false;
  }
}

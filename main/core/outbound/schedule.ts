import { Cron } from "croner";

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

/** @returns croner's words about what is wrong, "" when the moment never comes (30 February); null for a good one */
export function scheduleMistake(pattern: string): string | null {
  try {
    return createSchedule(pattern, "Asia/Ho_Chi_Minh").after(Date.now()) === null ? "" : null;
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^CronPattern: /, "").slice(0, 160) : "?";
  }
}

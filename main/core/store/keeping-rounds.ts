import type { Logger } from "pino";

const roundEveryMs = 60_000;
const pauseMs = 20;
const soonMs = 2_000;

export type KeepingRounds = {
  /** Something was added: there may be too much, which is looked at within seconds. */
  soon(): void;
  /** Resolves when the step that is being done has ended. */
  stop(): Promise<void>;
};

/**
 * Removes what is too old or too much: a look every minute, and while there is something to remove one step after another, between
 * which everything else has its turn.
 * @param step removes a little; false when nothing was left to remove. What it throws is logged, and tried again a minute later
 */
export function startKeepingRounds(step: () => Promise<boolean>, log: Logger, complaint: string): KeepingRounds {
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let isStopped = false;
  let isSoon = false;

  const round = async (): Promise<void> => {
    let waitMs = roundEveryMs;
    isSoon = false;
    try {
      if (await step()) waitMs = pauseMs;
    } catch (error) {
      log.warn({ err: error }, complaint);
    }
    schedule(waitMs);
  };
  const schedule = (waitMs: number): void => {
    if (isStopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(round);
    }, waitMs);
    timer.unref();
  };
  schedule(pauseMs);

  return {
    soon() {
      if (isSoon) return;
      isSoon = true;
      schedule(soonMs);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}

import type { Logger } from "pino";
import type { CitizenReportsRepository } from "../store/repositories.ts";

const roundEveryMs = 60_000;
/** Removed in one step; between two of them everything else has its turn. */
const stepSize = 500;
const pauseMs = 20;
const soonMs = 2_000;

/**
 * Removes reports whose last change is too long ago, and where there are more than may be kept those that changed the longest ago.
 * @param options onGone: told when the last of the latter had changed, so that they are not taken in again
 */
export function startReportsUpkeep(options: {
  repository: CitizenReportsRepository;
  oldestMs: number;
  most: number;
  onGone(upToMs: number): void;
  now(): number;
  log: Logger;
}) {
  const { repository, oldestMs, most, onGone, now, log } = options;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let isStopped = false;
  let isSoon = false;

  const step = async (): Promise<boolean> => {
    const old = await repository.removeBefore(Math.max(0, Math.round(now() - oldestMs)), stepSize);
    const upToMs = await repository.removeBeyond(most, stepSize);
    if (upToMs !== null) onGone(upToMs);
    return old > 0 || upToMs !== null;
  };
  const round = async (): Promise<void> => {
    let waitMs = roundEveryMs;
    isSoon = false;
    try {
      if (await step()) waitMs = pauseMs;
    } catch (error) {
      log.warn({ err: error }, "old reports of citizens could not be removed");
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
    /** Something was added: there may be too many. */
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

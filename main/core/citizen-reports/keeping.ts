import type { Logger } from "pino";
import { type KeepingRounds, startKeepingRounds } from "../store/keeping-rounds.ts";
import type { CitizenReportsRepository } from "./repository.ts";

/** Removed in one step. */
const stepSize = 500;

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
}): KeepingRounds {
  const { repository, oldestMs, most, onGone, now, log } = options;
  const step = async (): Promise<boolean> => {
    const old = await repository.removeBefore(Math.max(0, Math.round(now() - oldestMs)), stepSize);
    const upToMs = await repository.removeBeyond(most, stepSize);
    if (upToMs !== null) onGone(upToMs);
    return old > 0 || upToMs !== null;
  };
  return startKeepingRounds(step, log, "old reports of citizens could not be removed");
}

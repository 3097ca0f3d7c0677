import type { Logger } from "pino";
import { type KeepingRounds, startKeepingRounds } from "../store/keeping-rounds.ts";
import type { DocumentsRepository } from "./repository.ts";

/** Removed in one step. */
const stepSize = 500;
/** What was closed is kept so long: three times what figures look back. */
const closedKeptMs = 90 * 86_400_000;

/** Removes what was closed long ago, and beyond the limit what was closed first. What is open never goes by itself. */
export function startDocumentsUpkeep(options: {
  repository: DocumentsRepository;
  most: number;
  now(): number;
  log: Logger;
}): KeepingRounds {
  const { repository, most, now, log } = options;
  const step = async (): Promise<boolean> => {
    const old = await repository.removeClosedBefore(Math.max(0, Math.round(now() - closedKeptMs)), stepSize);
    const over = await repository.removeBeyond(most, stepSize);
    return old + over > 0;
  };
  return startKeepingRounds(step, log, "old documents could not be removed");
}

import type { Logger } from "pino";
import type { CondensingRule, Store, StoreUpkeep } from "./repositories.ts";

const roundEveryMs = 60_000;
/** A step takes some 5 ms; between two of them everything else has its turn. */
const pauseMs = 25;

const hourMs = 3_600_000;
const backUpEveryMs = 6 * hourMs;

/** Takes a backup every few hours, the first one soon after the start where the last is that old. */
export function startBackups(options: {
  upkeep: Pick<StoreUpkeep, "backUp" | "lastBackupAtMs">;
  now(): number;
  log: Logger;
}): { stop(): Promise<void> } {
  const { upkeep, now, log } = options;
  let working = Promise.resolve();
  let triedAtMs = 0;
  const timer = setInterval(() => {
    const atMs = now();
    if (atMs - Math.max(upkeep.lastBackupAtMs() ?? 0, triedAtMs) < backUpEveryMs) return;
    triedAtMs = atMs;
    working = upkeep.backUp(atMs).catch((error: unknown) => log.error({ err: error }, "backup failed"));
  }, roundEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      // A copy that is under way ends with the connection and is begun anew at the next start.
      await Promise.race([working, new Promise((resolve) => setTimeout(resolve, 500))]);
    },
  };
}

/** Condenses old readings in rounds for as long as the core runs. A store that fails is tried again with the next round. */
export function startUpkeep(options: {
  store: Pick<Store, "condense">;
  rule: CondensingRule;
  now(): number;
  log: Logger;
}): { stop(): Promise<void> } {
  const { store, rule, now, log } = options;
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  let isStopped = false;
  let hasFailed = false;

  const step = async (): Promise<void> => {
    let waitMs = roundEveryMs;
    try {
      const { isRoundDone } = await store.condense(rule, now());
      if (!isRoundDone) waitMs = pauseMs;
      hasFailed = false;
    } catch (error) {
      // Told once: a disk that is full for a night would fill the log as well.
      if (!hasFailed) log.warn({ err: error }, "old readings could not be condensed");
      hasFailed = true;
    }
    if (!isStopped) schedule(waitMs);
  };
  const schedule = (waitMs: number): void => {
    timer = setTimeout(() => {
      working = step();
    }, waitMs);
  };
  schedule(pauseMs);

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}

import type { Logger } from "pino";
import type { CondensingRule, Store } from "./repositories.ts";

const roundEveryMs = 60_000;
/** A step takes some 5 ms; between two of them everything else has its turn. */
const pauseMs = 25;

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

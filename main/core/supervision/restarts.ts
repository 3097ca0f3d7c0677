import type { Logger } from "pino";
import type { DisplayView, Restart } from "#contract/entities/wall.ts";

/** What of the program was ended and started anew by itself, as the shell tells it: written to the log once, and kept for people. */
export type Restarts = {
  note(machine: string, told: { displays: readonly DisplayView[]; coreRestart?: Restart | undefined }): void;
  /** Of the core that ran before this one, while the same shell ran. */
  core(): Restart | undefined;
};

/** A core that was started anew logs why the former one ended; what is older stands in the log already. */
const newsForMs = 60_000;

/** @param now epoch ms */
export function createRestarts(log: Logger, now: () => number): Restarts {
  const startedAtMs = now();
  const logged = new Map<string, number>();
  let core: Restart | undefined;
  const once = (what: string, restart: Restart | undefined): void => {
    if (restart === undefined || restart.atMs <= (logged.get(what) ?? startedAtMs - newsForMs)) return;
    logged.set(what, restart.atMs);
    log.warn({ what, atMs: restart.atMs, reason: restart.reason }, "ended and started anew");
  };
  return {
    note(machine, { displays, coreRestart }) {
      // A surface has one page: the first of its monitors speaks for it.
      const told = new Set<number>();
      for (const { number, window } of displays) {
        const restart = window?.lastReload;
        if (restart === undefined || told.has(restart.atMs)) continue;
        told.add(restart.atMs);
        once(`page of monitor ${number} at ${machine}`, restart);
      }
      once("core", coreRestart);
      core = coreRestart ?? core;
    },
    core: () => core,
  };
}

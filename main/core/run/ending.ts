import { randomBytes } from "node:crypto";
import type { Logger } from "pino";
import { CodedError, type CodedMessage, sentence } from "#contract/errors.ts";
import type { Closing } from "./closing.ts";
import type { Starter } from "./starter.ts";

/** Longest time an orderly end may take; whoever started the core stops waiting after 5 s. */
const endWithinMs = 4_000;

/** How this process ends: once, in order, with a sentence when it had to. */
export type Ending = {
  /** Where unknown errors are written once there is a log. */
  logTo(log: Logger): void;
  end(exitCode: number): Promise<void>;
  /** As nothing went wrong, and it is to be started anew: says why, as `fail` does. */
  endFor(reason: CodedMessage): Promise<void>;
  /** Says why, to the people at the terminal and to whoever started this, and ends. */
  fail(error: unknown): Promise<void>;
};

/** @param closing what there is to be ended by then */
export function prepareEnding(starter: () => Starter, closing: Closing): Ending {
  let log: Logger | undefined;
  let isEnding = false;
  // The terminal may be gone before this process; what nobody can read is no reason to fail.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});

  const end = async (exitCode: number): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => {
      log?.error("the end took too long");
      process.exit(exitCode);
    }, endWithinMs).unref();
    await closing.close((error) => log?.error({ err: error }, "a step of the end failed"));
    process.exit(exitCode);
  };

  const say = async (reason: CodedMessage): Promise<void> => {
    process.stderr.write(`${sentence(reason, process.env.IOC_LANG === "en" ? "en" : "vi")}\n`);
    await starter().tell({ type: "failed", reason });
  };

  return {
    logTo(opened) {
      log = opened;
    },
    end,
    async endFor(reason) {
      if (isEnding) return;
      await say(reason);
      await end(0);
    },
    async fail(error) {
      if (isEnding) return;
      let known: CodedError;
      if (error instanceof CodedError) {
        known = error;
        log?.fatal({ err: error, code: error.code }, "the core cannot go on");
      } else {
        const reference = randomBytes(4).toString("hex");
        known = new CodedError("internal", { reference });
        log?.fatal({ err: error, reference }, "the core cannot go on");
        // Before there is a log, the reference has to lead somewhere.
        if (log === undefined) process.stderr.write(`${reference} ${error instanceof Error ? error.stack : error}\n`);
      }
      await say(known.toMessage());
      await end(known.exitCode);
    },
  };
}

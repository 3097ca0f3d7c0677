import type { CodedMessage } from "#contract/coded-message.ts";

/**
 * Writes down what was ended, or ended, and is started anew, and why: `shell.log` in the data folder. The sentences are read then only,
 * since windows are to be there before them.
 *
 * @param what a monitor or the core
 */
export function logRestart(what: string, reason: CodedMessage): void {
  const time = new Date().toISOString();
  void import("#contract/errors.ts").then(({ sentence }) =>
    process.stderr.write(`${time} ${what}: ${sentence(reason, "en")}\n`),
  );
}

/** How a drill goes: one step after the other, each told with its seconds and what it saw. The first that fails ends the drill. */

export interface Drill {
  /** Does a part of the drill. `work` gives what it saw, in some words; what it throws is what is wrong. */
  step<T>(name: string, work: (saw: (what: string) => void) => Promise<T>): Promise<T>;
  /** What is to be ended or deleted when the drill ends, in whatever way; the last that was begun goes first. */
  readonly leavings: AsyncDisposableStack;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * Runs a drill and ends this process: with 0 when every step went well, 1 when one did not, 128 and the signal's number when
 * somebody ended it. What it began is ended first in each of these cases.
 */
export async function runDrill(name: string, play: (drill: Drill) => Promise<void>): Promise<never> {
  const startedMs = performance.now();
  const seconds = (sinceMs: number) => ((performance.now() - sinceMs) / 1_000).toFixed(1);
  const leavings = new AsyncDisposableStack();
  let isEnding = false;
  const end = async (code: number): Promise<never> => {
    if (isEnding) return new Promise<never>(() => {});
    isEnding = true;
    try {
      await leavings.disposeAsync();
    } catch (error) {
      say(`✗ cleaning up: ${error instanceof Error ? error.message : error}`);
      process.exit(code || 1);
    }
    process.exit(code);
  };
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)
    process.on(signal, () => {
      say(`drill ${name}: ended by ${signal}, cleaning up`);
      void end(code);
    });
  let steps = 0;
  const step: Drill["step"] = async (what, work) => {
    const beganMs = performance.now();
    const pulse = setInterval(() => say(`  … ${what}: still at it (${seconds(beganMs)} s)`), 15_000);
    const seen: string[] = [];
    try {
      const result = await work((text) => seen.push(text));
      steps += 1;
      say(`✓ ${seconds(beganMs).padStart(5)} s  ${what}`);
      for (const line of seen) say(`             ${line}`);
      return result;
    } catch (error) {
      // Whatever is ended by a signal fails on the way; that is no finding.
      if (isEnding) return new Promise<never>(() => {});
      say(`✗ ${seconds(beganMs).padStart(5)} s  ${what}`);
      for (const line of seen) say(`             ${line}`);
      throw error;
    } finally {
      clearInterval(pulse);
    }
  };
  try {
    await play({ step, leavings });
    say(`drill ${name}: ${steps} steps went well, ${seconds(startedMs)} s`);
    return await end(0);
  } catch (error) {
    if (!isEnding)
      say(`drill ${name}: FAILED after ${seconds(startedMs)} s\n${error instanceof Error ? error.message : error}`);
    return await end(1);
  }
}

/** Ends a step with what is wrong, unless it holds. */
export function see(holds: unknown, wrong: string): asserts holds {
  if (!holds) throw new Error(wrong);
}

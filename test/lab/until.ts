import { setTimeout as pause } from "node:timers/promises";

export interface Patience {
  /** How long to go on asking. Generous: it is only ever waited for in full when the test fails. Default 15 s. */
  withinMs?: number;
  /** Pause between two questions, default 25 ms. */
  everyMs?: number;
  /** What is waited for, in the error's words. */
  what?: string;
}

/**
 * Asks again and again until `condition` gives something truthy, and gives that. A condition that throws counts as "not
 * yet"; its last error is the cause of the error that is thrown at the deadline.
 */
export async function until<T>(condition: () => T | Promise<T>, patience: Patience = {}): Promise<NonNullable<T>> {
  const { withinMs = 15_000, everyMs = 25, what = "the condition" } = patience;
  const deadline = performance.now() + withinMs;
  let lastError: unknown;
  for (;;) {
    try {
      const answer = await condition();
      if (answer) return answer;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    if (performance.now() >= deadline) {
      const reason = lastError instanceof Error ? `: ${lastError.message}` : "";
      throw new Error(`${what} did not come true within ${withinMs} ms${reason}`, { cause: lastError });
    }
    await pause(everyMs);
  }
}

import { setTimeout as pause } from "node:timers/promises";

/**
 * Whoever asks forty times a second whether a wall is up takes the processor from those who put it up. What comes soon is
 * seen soon; what takes long is seen later by a twentieth of that.
 */
const restMs = (askedForMs: number) => Math.min(100, Math.max(25, askedForMs / 20));

export interface Patience {
  /** How long to go on asking. Generous: it is only ever waited for in full when the test fails. Default 15 s. */
  withinMs?: number;
  /** Pause between two questions. Default: a twentieth of the time that it has taken so far, from 25 to 100 ms. */
  everyMs?: number;
  /** What is waited for, in the error's words. */
  what?: string;
}

/**
 * Asks again and again until `condition` gives something truthy, and gives that. A condition that throws counts as "not
 * yet"; its last error is the cause of the error that is thrown at the deadline.
 */
export async function until<T>(condition: () => T | Promise<T>, patience: Patience = {}): Promise<NonNullable<T>> {
  const { withinMs = 15_000, everyMs, what = "the condition" } = patience;
  const begunMs = performance.now();
  const deadline = begunMs + withinMs;
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
    await pause(everyMs ?? restMs(performance.now() - begunMs));
  }
}

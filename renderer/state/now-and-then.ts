import { nowStore } from "./clock.ts";
import { addressStore, connectionStore, lineCount } from "./connection.ts";

type Address = NonNullable<ReturnType<typeof addressStore.getState>>;

/** After a question that came to nothing, or to what the core itself does not know yet. */
const againMs = 5_000;

/**
 * Asks the core something that it does not tell by itself: at once, with each new line, and now and then. One question at a time: a
 * newer one ends the one before. What was answered stays where a question comes to nothing, and the next one is soon.
 * @param options.isEarly whether the core is only about to know: it is asked again soon
 * @param options.when asks whenever it calls `ask`; gives its undo
 * @returns the end of it
 */
export function askNowAndThen<Answer>(options: {
  everyMs: number;
  ask(address: Address, signal: AbortSignal): Promise<Answer>;
  take(answer: Answer): void;
  isEarly?(answer: Answer): boolean;
  when?(ask: () => void): () => void;
}): () => void {
  const { everyMs, take } = options;
  let asking: AbortController | undefined;
  let nextMs = 0;
  const ask = () => {
    const address = addressStore.getState();
    // Without a line there is nobody to ask; the next one asks.
    if (address === null || connectionStore.getState().phase !== "up") return;
    const nowMs = nowStore.getState();
    nextMs = nowMs + everyMs;
    asking?.abort();
    const own = new AbortController();
    asking = own;
    const askSoon = () => {
      nextMs = Math.min(nextMs, nowMs + againMs);
    };
    options.ask(address, own.signal).then(
      (answer) => {
        if (own.signal.aborted) return;
        take(answer);
        if (options.isEarly?.(answer) === true) askSoon();
      },
      () => !own.signal.aborted && askSoon(),
    );
  };
  const undo = [lineCount.subscribe(ask), nowStore.subscribe((nowMs) => nowMs >= nextMs && ask())];
  if (options.when !== undefined) undo.push(options.when(ask));
  ask();
  return () => {
    asking?.abort();
    for (const one of undo) one();
  };
}

import type { CodedMessage } from "#contract/errors.ts";

/** A page that is there, as far as the order of things is concerned. */
export type Opened = {
  died: Promise<CodedMessage>;
  onLoaded(listener: () => void): void;
  remove(): void;
};

export type Showing<Page> = {
  /** null: nothing is to be seen. */
  page: Page | null;
  /** Why the last attempt failed, or what was there is gone; null while all is well. */
  wrong: CodedMessage | null;
};

const firstAgainMs = 5_000;
const lastAgainMs = 5 * 60_000;

/** How long is waited after so many failures in a row, ms. */
export const againAfterMs = (failures: number): number => Math.min(lastAgainMs, firstAgainMs * 2 ** (failures - 1));

type Asked<Page> = {
  open(signal: AbortSignal): Promise<Page>;
  reloadEveryMs: number;
  show(told: Showing<Page>): void;
  /** Called when the page has been loaded, by whom ever. */
  loaded(): void;
  signal: AbortSignal;
};

/**
 * Keeps a page shown until the signal ends it: loads it, loads it anew every so often beside what is shown, and again after growing
 * waits where that fails. What is shown stays until the new one is there; only what is dead goes at once.
 */
export async function keepShowing<Page extends Opened>(asked: Asked<Page>): Promise<void> {
  const { open, reloadEveryMs, show, loaded, signal } = asked;
  let page: Page | null = null;
  let failures = 0;
  let wake: () => void = () => undefined;
  const bury = (dead: Page, wrong: CodedMessage) => {
    if (page !== dead) return;
    dead.remove();
    page = null;
    failures += 1;
    show({ page, wrong });
    wake();
  };
  try {
    while (!signal.aborted) {
      try {
        const next: Page = await open(signal);
        (page as Page | null)?.remove();
        page = next;
        failures = 0;
        show({ page, wrong: null });
        loaded();
        next.onLoaded(loaded);
        void next.died.then((wrong) => bury(next, wrong));
      } catch (error) {
        if (signal.aborted) return;
        failures += 1;
        show({ page, wrong: asMessage(error) });
      }
      const failuresBefore = failures;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([waited(failures === 0 ? reloadEveryMs : againAfterMs(failures), signal), woken]);
      // What died meanwhile comes again, but not at once.
      if (failures > failuresBefore) await waited(againAfterMs(failures), signal);
    }
  } finally {
    (page as Page | null)?.remove();
  }
}

function asMessage(error: unknown): CodedMessage {
  if (typeof error === "object" && error !== null && "code" in error && "params" in error) return error as CodedMessage;
  return { code: "web-page.unreachable", params: { host: "?", detail: String(error) } };
}

/** Resolves when the time is over or the signal has ended it. */
const waited = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done, { once: true });
  });

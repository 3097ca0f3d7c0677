import type { Page } from "@playwright/test";

/**
 * Notes, for every value that comes to stand on the page, the animation frame that draws it; the same code in all pages. That
 * is the next one, or the present one for what is written in a frame's own callback, before the frame is drawn.
 */
export function watchPage(): void {
  const seen: [value: number, atMs: number][] = [];
  let fresh: number[] = [];
  let isInFrame = false;
  const ask = requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (run) =>
    ask((atMs) => {
      isInFrame = true;
      run(atMs);
      // Observers are told, and frameworks write, in tasks of their own right after it: those are still before the drawing.
      queueMicrotask(() =>
        queueMicrotask(() => {
          isInFrame = false;
        }),
      );
    });
  const read = (node: Node | null) => {
    const digits = node?.textContent?.replace(/\D/g, "") ?? "";
    // Values of a bench have seven digits and stand alone in their text.
    if (digits.length === 7) fresh.push(Number(digits));
  };
  new MutationObserver((changes) => {
    for (const change of changes) {
      read(change.target);
      for (const node of change.addedNodes) read(node);
    }
    if (fresh.length === 0) return;
    const values = fresh;
    fresh = [];
    const note = () => {
      const atMs = performance.timeOrigin + performance.now();
      for (const value of values) seen.push([value, atMs]);
    };
    if (isInFrame) note();
    else ask(note);
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  Object.assign(globalThis, { benchSeen: () => seen.splice(0) });
}

/** What came to stand on the page since the last call. */
export const takeSeen = (page: Page): Promise<[value: number, atMs: number][]> =>
  page.evaluate(() => (globalThis as unknown as { benchSeen(): [number, number][] }).benchSeen());

import type { Page } from "@playwright/test";

/** Notes, for every value that comes to stand on the page, the animation frame after it; the same code in all pages. */
export function watchPage(): void {
  const seen: [value: number, atMs: number][] = [];
  let fresh: number[] = [];
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
    requestAnimationFrame(() => {
      const atMs = performance.timeOrigin + performance.now();
      for (const value of values) seen.push([value, atMs]);
    });
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  Object.assign(globalThis, { benchSeen: () => seen.splice(0) });
}

/** What came to stand on the page since the last call. */
export const takeSeen = (page: Page): Promise<[value: number, atMs: number][]> =>
  page.evaluate(() => (globalThis as unknown as { benchSeen(): [number, number][] }).benchSeen());

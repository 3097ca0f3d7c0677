import type { Page } from "@playwright/test";
import { until } from "../until.ts";

/** What a window did from one look at it to the next. */
export type Guarded = {
  /** The page is the one that was there at first: it was never loaded anew. */
  isSame: boolean;
  /** Fewest tiles with figures in them that were seen at any moment. */
  fewestTiles: number;
  /** When values changed, epoch ms, in order. */
  changedAtMs: number[];
};

/** Looks at the page after every change of it and, whatever happens, many times a second. Runs inside the page. */
function watch(): void {
  let fewestTiles = Number.POSITIVE_INFINITY;
  let changedAtMs: number[] = [];
  const look = () => {
    const filled = [...document.querySelectorAll("[data-tile]")].filter((tile) => /\d/.test(tile.textContent ?? ""));
    fewestTiles = Math.min(fewestTiles, filled.length);
  };
  const isValue = (node: Node) => {
    const element = node instanceof Element ? node : node.parentElement;
    return element !== null && element.closest(".figure-value") !== null;
  };
  new MutationObserver((changes) => {
    look();
    if (changes.some((change) => isValue(change.target))) changedAtMs.push(performance.timeOrigin + performance.now());
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  setInterval(look, 50);
  const takeGuarded = () => {
    look();
    const taken = { isSame: true, fewestTiles, changedAtMs };
    fewestTiles = Number.POSITIVE_INFINITY;
    changedAtMs = [];
    return taken;
  };
  Object.assign(globalThis, { takeGuarded });
}

export const guardPage = (page: Page): Promise<void> => page.evaluate(watch);

/** What was seen since the last call. */
export const takeGuarded = (page: Page): Promise<Guarded> =>
  page.evaluate(() => {
    const taken = (globalThis as unknown as { takeGuarded?: () => Guarded }).takeGuarded;
    return taken?.() ?? { isSame: false, fewestTiles: 0, changedAtMs: [] };
  });

/** What was seen up to the first change of a value after a moment, epoch ms; the changes are those after it. */
export async function guardedUntilChange(page: Page, afterMs: number): Promise<Guarded> {
  const sum: Guarded = { isSame: true, fewestTiles: Number.POSITIVE_INFINITY, changedAtMs: [] };
  await until(
    async () => {
      const seen = await takeGuarded(page);
      sum.isSame &&= seen.isSame;
      sum.fewestTiles = Math.min(sum.fewestTiles, seen.fewestTiles);
      sum.changedAtMs.push(...seen.changedAtMs.filter((atMs) => atMs > afterMs));
      return !sum.isSame || sum.changedAtMs.length > 0;
    },
    { withinMs: 60_000, what: "a new value on a window" },
  );
  return sum;
}

/** The numbers of the table on a window, by the names of their rows. */
export const tableNumbers = (page: Page): Promise<[name: string, value: number][]> =>
  page.evaluate(() =>
    [...document.querySelectorAll(".gates tbody tr")].map((row) => [
      row.querySelector("th")?.textContent ?? "",
      Number(row.querySelector("strong")?.textContent?.replace(/\D/g, "") ?? Number.NaN),
    ]),
  );

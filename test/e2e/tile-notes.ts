import type { Page } from "@playwright/test";

type Note = { atMs: number; tiles: string };

/** From now on notes when the monitor's seen tiles change, and every moment at which there is no tile to be seen. */
export const watchTiles = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const noted: { atMs: number; tiles: string }[] = [];
    Object.assign(globalThis, { noted });
    const look = () => {
      // By what the eye meets: a change turns to what stands prepared before the page says that this is its scene now.
      const tiles = [...document.querySelectorAll("[data-tile], [data-unseen]")]
        .filter((tile) => {
          const isAboveGround = Number(getComputedStyle(tile).zIndex) >= 0 || tile.closest("[data-turned]") !== null;
          return isAboveGround && tile.getBoundingClientRect().right > 0;
        })
        .map((tile) => tile.getAttribute("data-tile") ?? tile.getAttribute("data-unseen"))
        .join(" ");
      if (tiles !== noted.at(-1)?.tiles) noted.push({ atMs: performance.timeOrigin + performance.now(), tiles });
      requestAnimationFrame(look);
    };
    look();
  });

/** What was noted since, the first of it what stood there at the beginning; epoch ms and the ids of the tiles. */
export const notedTiles = (page: Page): Promise<Note[]> =>
  page.evaluate(() => (globalThis as unknown as { noted: { atMs: number; tiles: string }[] }).noted);

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

/** What a page holds, for the record of a test that failed: whether it is seen, each tile, and each map with its trouble. */
export const pageHolds = (page: Page): Promise<string> => {
  const told = page.evaluate(() => {
    const tiles = [...document.querySelectorAll<HTMLElement>("[data-tile], [data-unseen]")].map((tile) => {
      const { width, height } = tile.getBoundingClientRect();
      const map = tile.querySelector<HTMLElement>(".map");
      return {
        ...tile.dataset,
        size: `${width}×${height}`,
        text: tile.textContent.slice(0, 200),
        ...(map && { map: { ...map.dataset, canvases: map.querySelectorAll("canvas").length } }),
      };
    });
    return JSON.stringify({ seen: document.visibilityState, fonts: document.fonts.status, tiles });
  });
  const silence = new Promise<string>((resolve) => setTimeout(resolve, 5_000, "does not answer"));
  return Promise.race([told, silence]).then(
    (what) => `${page.url()}: ${what}`,
    (error: unknown) => `${page.url()}: ${String(error)}`,
  );
};

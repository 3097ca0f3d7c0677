import { type RefObject, useEffect, useState } from "react";

export type Legibility = {
  /** Of the smallest type on the tile, over what the room needs; 1 and more can be read from where people sit. */
  share: number;
  /** Text that has no room on the tile and is cut off. */
  isCut: boolean;
};

/** How much a tile's text may reach over its box, px of the monitor: half letters are not seen before that. */
const tolerancePx = 3;
/** Panels lay themselves out over a few frames, figures and lines come later. */
const lookEveryMs = 1_000;

/**
 * What of each tile can be read from the room, measured on the tiles themselves: the miniature is the wall's own page, only
 * scaled down, so its computed sizes are those of the wall (ui/type-scale.ts says what is needed, by ISO 9241-303). What a
 * canvas draws, a map or a chart, is not measured.
 * @param frame holds the monitors
 * @returns by the tile's id; tiles without text are not in it
 */
export function useLegibility(frame: RefObject<HTMLElement | null>): ReadonlyMap<string, Legibility> {
  const [found, setFound] = useState<ReadonlyMap<string, Legibility>>(new Map());
  useEffect(() => {
    let said = "";
    const look = () => {
      if (frame.current === null) return;
      const now = measure(frame.current);
      const text = JSON.stringify([...now]);
      if (text !== said) setFound(now);
      said = text;
    };
    const timer = setInterval(look, lookEveryMs);
    return () => clearInterval(timer);
  }, [frame]);
  return found;
}

function measure(frame: HTMLElement): Map<string, Legibility> {
  const found = new Map<string, Legibility>();
  for (const monitor of frame.querySelectorAll<HTMLElement>(".monitor")) {
    const neededPx = Number.parseFloat(getComputedStyle(monitor).getPropertyValue("--type-source"));
    for (const tile of monitor.querySelectorAll<HTMLElement>("[data-tile]")) {
      const own = measureTile(tile, neededPx);
      const id = tile.dataset.tile ?? "";
      const other = found.get(id);
      if (own !== undefined)
        found.set(id, {
          share: Math.min(own.share, other?.share ?? own.share),
          isCut: own.isCut || other?.isCut === true,
        });
    }
  }
  return found;
}

function measureTile(tile: HTMLElement, neededPx: number): Legibility | undefined {
  const box = tile.getBoundingClientRect();
  // The miniature is scaled; what is read off the screen is taken back to the wall's own pixels.
  const scale = tile.offsetWidth === 0 ? 1 : box.width / tile.offsetWidth;
  let leastPx = Number.POSITIVE_INFINITY;
  let isCut = false;
  const texts = document.createTreeWalker(tile, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const parent = node.parentElement;
    // A camera's last picture stands in for its video on the desk only; who made a map is not for the room.
    if (
      node.textContent?.trim() === "" ||
      parent === null ||
      parent.closest(".still, canvas, [data-fine-print]") !== null
    )
      continue;
    const around = parent.getBoundingClientRect();
    if (around.width === 0 || around.height === 0) continue;
    const look = getComputedStyle(parent);
    leastPx = Math.min(leastPx, Number.parseFloat(look.fontSize));
    const over = Math.max(around.right - box.right, around.bottom - box.bottom, box.left - around.left);
    isCut ||=
      over / scale > tolerancePx ||
      (look.overflowX !== "visible" && parent.scrollWidth > parent.clientWidth + tolerancePx);
  }
  if (leastPx === Number.POSITIVE_INFINITY) return undefined;
  return { share: leastPx / neededPx, isCut };
}

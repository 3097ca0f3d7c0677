import { type RefObject, useLayoutEffect } from "react";

/** Below this share of its type nobody reads it from where the rest is read; what is left over then stands under the title. */
const leastShare = 0.5;

/**
 * Makes the type of a legend smaller as a whole where it would not fit into its room: nothing of it is cut off.
 * @param roomPx its height, CSS pixels
 */
export function useFittingLegend(legend: RefObject<HTMLElement | null>, roomPx: number): void {
  // With every drawing: what a layer says of itself becomes longer and shorter.
  useLayoutEffect(() => {
    const element = legend.current;
    if (element === null) return;
    element.style.fontSize = "";
    const { scrollHeight } = element;
    if (scrollHeight <= roomPx) return;
    // Smaller type also breaks into fewer lines: this is enough, and at times more than that.
    element.style.fontSize = `${Math.max(leastShare, roomPx / scrollHeight)}em`;
  });
}

import { type RefObject, useLayoutEffect, useState } from "react";
import { onFacesCome } from "../../ui/face.ts";

/** All that can be said; with short titles; as one run of words with signs for kinds; without who tells where all is well. */
const densities = ["0", "1", "2", "3"];

/** Below this share of its type it is no longer read from where the rest is read; what is left over then stands under the title. */
const leastShare = 0.8;

/**
 * Says less in a legend that would not fit into its room. Its type becomes smaller, as a whole, only where the least that
 * must be said does not fit either: nothing of that is cut off.
 * @param roomPx its height, CSS pixels
 */
export function useFittingLegend(legend: RefObject<HTMLElement | null>, roomPx: number): void {
  // With every drawing: what a layer says of itself becomes longer and shorter.
  useLayoutEffect(() => fitInto(legend.current, roomPx));
  useLayoutEffect(() => onFacesCome(() => fitInto(legend.current, roomPx)), [legend, roomPx]);
}

function fitInto(element: HTMLElement | null, roomPx: number): void {
  if (element === null) return;
  element.style.fontSize = "";
  for (const density of densities) {
    element.dataset.density = density;
    if (element.scrollHeight <= roomPx) return;
  }
  // Smaller type also breaks into fewer lines: this is enough, and at times more than that.
  element.style.fontSize = `${Math.max(leastShare, roomPx / element.scrollHeight)}em`;
}

/**
 * The tallest that an element has been, so that what is laid out by it does not move to and fro as words come and go.
 * @param of another one begins anew
 * @returns CSS pixels; 0 before it is measured
 */
export function useTallest(element: RefObject<HTMLElement | null>, of: string): number {
  const [tallest, setTallest] = useState({ of, px: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    const observer = new ResizeObserver(() => {
      const px = current.offsetHeight;
      setTallest((before) => (before.of === of && before.px >= px ? before : { of, px }));
    });
    observer.observe(current);
    const endFaces = onFacesCome(() => setTallest({ of, px: current.offsetHeight }));
    return () => {
      observer.disconnect();
      endFaces();
    };
  }, [element, of]);
  return tallest.of === of ? tallest.px : 0;
}

import type { Rect, Size } from "./room.ts";

/** Of the source line's type: what the map keeps free at its edges, and how wide the switches of layers are. */
const edgeEm = 0.6;
const switchesEm = 9;

/** Px of the tile. `notes`: the last lines of what stands under the map, which go on under the column; the others end before it. */
type Around = {
  size: Size;
  headPx: number;
  footerPx: number;
  notesPx: number;
  columnPx: number;
  isInteractive: boolean;
};

/** Where an inset must not stand, whatever the map shows: head, legend, notes, edges, and the switches, open or not. */
export function takenBy(
  { size: { width, height }, headPx, footerPx, notesPx, columnPx, isInteractive }: Around,
  emPx: number,
): Rect[] {
  const edge = edgeEm * emPx;
  const below = (heightPx: number, widthPx: number): Rect => ({
    left: 0,
    top: height - heightPx - edge,
    width: widthPx,
    height: heightPx + edge,
  });
  return [
    { left: 0, top: 0, width, height: headPx },
    below(footerPx, width - columnPx + (columnPx > 0 ? edge : 0)),
    below(notesPx, width),
    { left: 0, top: 0, width: edge, height },
    { left: width - edge, top: 0, width: edge, height },
    ...(isInteractive ? [{ left: 0, top: 0, width: Math.min(width, switchesEm * emPx), height }] : []),
  ];
}

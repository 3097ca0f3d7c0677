import { textWidthPx } from "./text-width.ts";

const leading = 1.35;

/** How many lines a text takes when it is broken between words. */
export function linesOf(text: string, fontPx: number, widthPx: number): number {
  let lines = 0;
  for (const paragraph of text.split("\n")) {
    lines += 1;
    let used = 0;
    for (const word of paragraph.split(" ")) {
      const wordPx = textWidthPx(word, fontPx);
      const withSpace = used === 0 ? wordPx : used + textWidthPx(" ", fontPx) + wordPx;
      if (withSpace <= widthPx) used = withSpace;
      else {
        // A word that is longer than the line is broken inside.
        lines += used === 0 ? Math.ceil(wordPx / widthPx) - 1 : Math.max(1, Math.ceil(wordPx / widthPx));
        used = wordPx % widthPx;
      }
    }
  }
  return lines;
}

/**
 * The largest size in which a text fits a box, px, whole.
 * @param range px; where it does not fit even in the smallest, that is given
 */
export function fittedTextPx(
  text: string,
  box: { width: number; height: number },
  range: { least: number; most: number },
): number {
  for (let px = Math.floor(range.most); px > range.least; px -= Math.max(1, Math.floor(px * 0.04)))
    if (linesOf(text, px, box.width) * px * leading <= box.height) return px;
  return range.least;
}

import { textWidthPx } from "../../ui/text-width.ts";

/** One place with its number, or the gap between the first and the last. */
export type Rank<Figure> = { kind: "place"; number: number; figure: Figure } | { kind: "gap"; count: number };

/**
 * Numbers a sorted list; equal values share a number, and the next one counts those before it ("1, 2, 2, 4", as sport does).
 * Where not all fit, the first stand, then a line that says how many are left out, then the last.
 */
export function rankPlaces<Figure extends { value: number | null }>(
  sorted: readonly Figure[],
  rows: number,
  hasLast: boolean,
): Rank<Figure>[] {
  let number = 0;
  const all = sorted.map((figure, at): Rank<Figure> => {
    if (at === 0 || sorted[at - 1]?.value !== figure.value) number = at + 1;
    return { kind: "place", number, figure };
  });
  if (all.length <= rows) return all;
  // Three lines at least for a first, the gap and a last.
  if (!hasLast || rows < 3) return all.slice(0, rows);
  const last = Math.floor((rows - 1) / 2);
  const first = rows - 1 - last;
  return [...all.slice(0, first), { kind: "gap", count: all.length - first - last }, ...all.slice(-last)];
}

/** How wide a column must be that no name in it is cut, px; a list of nothing needs none. @param sourcePx font size */
export function rankWidthPx(
  rows: readonly { name: string; value: string; age: string | undefined; hasMark: boolean }[],
  sourcePx: number,
): number {
  const around = 1.6 + 2 * 0.5;
  return rows.reduce((widest, { name, value, age, hasMark }) => {
    const agePx = age === undefined ? 0 : textWidthPx(age, sourcePx) + 1.5 * sourcePx;
    const px = textWidthPx(name, sourcePx) + textWidthPx(value, sourcePx) + agePx + (hasMark ? sourcePx : 0);
    return Math.max(widest, px + around * sourcePx);
  }, 0);
}

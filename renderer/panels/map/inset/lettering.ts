import { textWidthPx } from "../../../ui/text-width.ts";
import { type NamedAt, overlaps, placeNames, rectOfName } from "./names.ts";
import type { Rect, Size } from "./room.ts";

/** A point of the inset with what is written beside it; px. */
export type Worded = { id: string; x: number; y: number; radius: number; words: string };

export type Lettering = {
  /** Of all words, px. */
  px: number;
  names: readonly NamedAt[];
  /** Where it says how much larger it is. */
  corner: Rect;
};

/** Of the source line's type: that itself, which is read from every chair, and else as names on the map are. */
const sizes = [1, 0.86];
const gapEm = 0.25;
const lineEm = 1.2;
const cornerEm = { aside: 0.6, height: 1.3 };
/** Marks that nobody can name are no better larger. */
const leastNamedShare = 0.6;

/**
 * Where names stand: first those of gates, in the largest type in which each has room, then those of towns.
 * @param scale how much larger it is, in words @returns undefined where too few gates can be named, as on a phone
 */
export function letter(
  gates: readonly Worded[],
  towns: readonly Worded[],
  scale: string,
  box: Rect,
  sourcePx: number,
): Lettering | undefined {
  const tries = sizes.map((size) => {
    const px = size * sourcePx;
    const named = (all: readonly Worded[]) =>
      all.map(({ words, ...mark }) => ({ ...mark, widthPx: textWidthPx(words, px) }));
    const around = (all: readonly Worded[]) => all.map(roundOf);
    const cornerSize = {
      width: textWidthPx(scale, px) + cornerEm.aside * sourcePx,
      height: cornerEm.height * sourcePx,
    };
    const corner = freeCorner(box, cornerSize, around([...gates, ...towns]));
    const lineHeight = px * lineEm;
    const place = (all: readonly Worded[], besides: readonly Rect[]) =>
      placeNames(named(all), box, lineHeight, gapEm * sourcePx, besides);
    const ofGates = place(gates, [corner, ...around(towns)]);
    const widthOf = new Map(named(gates).map(({ id, widthPx }) => [id, widthPx]));
    const besides = ofGates.map((name) => rectOfName(name, widthOf.get(name.id) ?? 0, lineHeight));
    const ofTowns = place(towns, [corner, ...around(gates), ...besides]);
    return { px, corner, names: [...ofTowns, ...ofGates], count: ofGates.length };
  });
  const best = tries.reduce((one, other) => (other.count > one.count ? other : one));
  return best.count < gates.length * leastNamedShare ? undefined : best;
}

const roundOf = ({ x, y, radius }: Worded): Rect => ({
  left: x - radius,
  top: y - radius,
  width: 2 * radius,
  height: 2 * radius,
});

/** The first corner with nothing in it, from the upper left; that where none is free. */
function freeCorner(box: Rect, { width, height }: Size, taken: readonly Rect[]): Rect {
  const [right, below] = [box.left + box.width - width, box.top + box.height - height];
  const corners = [
    { left: box.left, top: box.top, width, height },
    { left: box.left, top: below, width, height },
    { left: right, top: box.top, width, height },
    { left: right, top: below, width, height },
  ] as const;
  return corners.find((corner) => !taken.some((one) => overlaps(one, corner))) ?? corners[0];
}

import type { Rect } from "./room.ts";

/** A point with what is written beside it; px. */
export type Named = { id: string; x: number; y: number; radius: number; widthPx: number };
export type NamedAt = { id: string; x: number; y: number; anchor: "start" | "middle" | "end" };

/**
 * Puts names beside their points, so that none covers another name or another point, or leaves the box. The most crowded choose
 * first; one that finds no room is left out.
 * @param heightPx of a line @param besides what else must not be covered
 * @returns where the middle of each name's line begins, stands or ends
 */
export function placeNames(
  points: readonly Named[],
  box: Rect,
  heightPx: number,
  gapPx: number,
  besides: readonly Rect[] = [],
): NamedAt[] {
  const marks: Rect[] = points.map(({ x, y, radius }) => ({
    left: x - radius,
    top: y - radius,
    width: 2 * radius,
    height: 2 * radius,
  }));
  const taken = [...marks, ...besides];
  const placed: NamedAt[] = [];
  const order = [...points].sort((one, other) => nearest(one, points) - nearest(other, points));
  for (const point of order) {
    for (const { at, rect } of choices(point, heightPx, gapPx)) {
      if (!isInside(rect, box) || taken.some((one, own) => points[own] !== point && overlaps(one, rect))) continue;
      taken.push(rect);
      placed.push(at);
      break;
    }
  }
  return placed;
}

/** To the right, to the left, a little higher or lower there, above, below, from there on to either side. */
function choices({ id, x, y, radius, widthPx }: Named, heightPx: number, gapPx: number): { at: NamedAt; rect: Rect }[] {
  const beside = radius + gapPx;
  const found: { at: NamedAt; rect: Rect }[] = [];
  for (const shift of [0, -0.45, 0.45, -0.9, 0.9]) {
    const middle = y + shift * heightPx;
    const top = middle - heightPx / 2;
    found.push(
      {
        at: { id, x: x + beside, y: middle, anchor: "start" },
        rect: { left: x + beside, top, width: widthPx, height: heightPx },
      },
      {
        at: { id, x: x - beside, y: middle, anchor: "end" },
        rect: { left: x - beside - widthPx, top, width: widthPx, height: heightPx },
      },
    );
  }
  for (const side of [-1, 1]) {
    const middle = y + side * (radius + gapPx + heightPx / 2);
    const top = middle - heightPx / 2;
    for (const [anchor, from, left] of [
      ["middle", x, x - widthPx / 2],
      ["start", x - radius, x - radius],
      ["end", x + radius, x + radius - widthPx],
    ] as const)
      found.push({ at: { id, x: from, y: middle, anchor }, rect: { left, top, width: widthPx, height: heightPx } });
  }
  return found;
}

/** Where a name stands that was placed. */
export const rectOfName = ({ x, y, anchor }: NamedAt, widthPx: number, heightPx: number): Rect => ({
  left: anchor === "start" ? x : anchor === "end" ? x - widthPx : x - widthPx / 2,
  top: y - heightPx / 2,
  width: widthPx,
  height: heightPx,
});

const nearest = (one: Named, all: readonly Named[]): number =>
  Math.min(...all.filter((other) => other !== one).map((other) => Math.hypot(one.x - other.x, one.y - other.y)));

export const overlaps = (one: Rect, other: Rect): boolean =>
  one.left < other.left + other.width &&
  other.left < one.left + one.width &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height;

export const isInside = (one: Rect, box: Rect): boolean =>
  one.left >= box.left &&
  one.top >= box.top &&
  one.left + one.width <= box.left + box.width &&
  one.top + one.height <= box.top + box.height;

import { type Tile, unitsPerDisplay, type WallPlan } from "#contract/entities/wall.ts";

/** A rectangle in grid units of the wall. */
export type Place = Pick<Tile, "x" | "y" | "width" | "height">;
export type Plan = Pick<WallPlan, "columns" | "rows">;
/** What of a tile is taken hold of: edges by the points of the compass; "": the whole. */
export type Hold = "" | "n" | "ne" | "e" | "se" | "s" | "sw" | "w" | "nw";
export const holds: readonly Exclude<Hold, "">[] = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];

/** Smaller than this nothing can be taken hold of, nor read. */
export const leastUnits = 2;

export const sizeOf = ({ columns, rows }: Plan) => ({
  width: columns * unitsPerDisplay,
  height: rows * unitsPerDisplay,
});

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);

/** Inside the wall, as large as it was where that fits. */
export function inside(place: Place, plan: Plan): Place {
  const wall = sizeOf(plan);
  const width = between(place.width, Math.min(leastUnits, wall.width), wall.width);
  const height = between(place.height, Math.min(leastUnits, wall.height), wall.height);
  return { x: between(place.x, 0, wall.width - width), y: between(place.y, 0, wall.height - height), width, height };
}

export const isInside = ({ x, y, width, height }: Place, plan: Plan): boolean =>
  x + width <= plan.columns * unitsPerDisplay && y + height <= plan.rows * unitsPerDisplay;

/** Taken by a hold and moved so many units; it stays inside the wall and does not vanish. */
export function pulled(place: Place, hold: Hold, by: { x: number; y: number }, plan: Plan): Place {
  const from = inside(place, plan);
  if (hold === "") return inside({ ...from, x: from.x + by.x, y: from.y + by.y }, plan);
  const wall = sizeOf(plan);
  let [left, right, top, bottom] = [from.x, from.x + from.width, from.y, from.y + from.height];
  if (hold.includes("w")) left = between(left + by.x, 0, right - leastUnits);
  if (hold.includes("e")) right = between(right + by.x, left + leastUnits, wall.width);
  if (hold.includes("n")) top = between(top + by.y, 0, bottom - leastUnits);
  if (hold.includes("s")) bottom = between(bottom + by.y, top + leastUnits, wall.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export type Alignment = "left" | "right" | "top" | "bottom" | "same-width" | "same-height";

/** Brought into line with another one. */
export function aligned(place: Place, to: Place, how: Alignment, plan: Plan): Place {
  const wanted: Record<Alignment, Place> = {
    left: { ...place, x: to.x },
    right: { ...place, x: to.x + to.width - place.width },
    top: { ...place, y: to.y },
    bottom: { ...place, y: to.y + to.height - place.height },
    "same-width": { ...place, width: to.width },
    "same-height": { ...place, height: to.height },
  };
  // A tile that is wider than what it is to end with would begin outside.
  return inside(wanted[how], plan);
}

export const overlaps = (a: Place, b: Place): boolean =>
  a.x < b.x + b.width && a.x + a.width > b.x && a.y < b.y + b.height && a.y + a.height > b.y;

/** The monitor, from 1, on which the middle of a place is. */
export function displayOf(place: Place, plan: Plan): number {
  const { x, y, width, height } = inside(place, plan);
  const column = between(Math.floor((x + width / 2) / unitsPerDisplay), 0, plan.columns - 1);
  const row = between(Math.floor((y + height / 2) / unitsPerDisplay), 0, plan.rows - 1);
  return row * plan.columns + column + 1;
}

/** The whole of a monitor. */
export function wholeOf(display: number, plan: Plan): Place {
  const column = (display - 1) % plan.columns;
  const row = Math.floor((display - 1) / plan.columns);
  return { x: column * unitsPerDisplay, y: row * unitsPerDisplay, width: unitsPerDisplay, height: unitsPerDisplay };
}

/**
 * Where there is room for a new tile: on the wanted monitor first, then on the others, never across an edge. The middle of
 * the wanted monitor, over what is there, where the wall is full.
 */
export function roomFor(
  size: { width: number; height: number },
  taken: readonly Place[],
  display: number,
  plan: Plan,
): Place {
  const all = Array.from({ length: plan.columns * plan.rows }, (_, at) => at + 1);
  for (const one of [display, ...all.filter((other) => other !== display)]) {
    const whole = wholeOf(one, plan);
    for (let y = whole.y; y + size.height <= whole.y + whole.height; y += 1)
      for (let x = whole.x; x + size.width <= whole.x + whole.width; x += 1) {
        const place = { x, y, ...size };
        if (!taken.some((other) => overlaps(other, place))) return place;
      }
  }
  const whole = wholeOf(display, plan);
  const x = whole.x + Math.floor((whole.width - size.width) / 2);
  return inside({ x, y: whole.y + Math.floor((whole.height - size.height) / 2), ...size }, plan);
}

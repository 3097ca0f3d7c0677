import { unitsPerDisplay } from "#contract/entities/units.ts";
import type { Tile } from "#contract/entities/wall.ts";

type Placed = Pick<Tile, "id" | "panel" | "x" | "y" | "settings">;

/** The heading that speaks for a scene where none is told to: the first as people read a wall, monitor by monitor. */
export function speakingHeading<Given extends Placed>(tiles: readonly Given[]): Given | undefined {
  const order = ({ x, y }: Placed) => [
    Math.floor(y / unitsPerDisplay),
    Math.floor(x / unitsPerDisplay),
    y % unitsPerDisplay,
    x % unitsPerDisplay,
  ];
  return tiles
    .filter(({ panel, settings }) => panel === "heading" && settings.headline !== "never")
    .sort((one, other) => compare(order(one), order(other)))[0];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((value, index) => value !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

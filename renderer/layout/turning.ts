import type { Beside } from "../state/stage.ts";
import type { Box, Piece } from "./grid.ts";

/**
 * A change of scene by one attribute of the monitor's element, on which the stylesheet shows what stands there unseen and
 * hides what was seen. React, which would take most of a frame for the same, says it a little later.
 */

/** Where a tile stands, and in a window of several monitors what is seen of it on each. */
type Placed = { box: Box; pieces?: readonly Piece[] | undefined };

/** Attributes of a monitor's element: the change it can turn to, which is one whose staying tiles stay where they are. */
export function turnMarks(
  placed: readonly (Placed & { staysIn: Placed | undefined })[] | undefined,
  beside: Beside | null | undefined,
): { "data-turns-to"?: number } {
  if (beside?.isNext !== true || placed === undefined) return {};
  const isStill = placed.every((one) => one.staysIn === undefined || isSame(one, one.staysIn));
  return isStill ? { "data-turns-to": beside.change } : {};
}

/** Shows what the page has prepared for a change. @returns false where it has to be drawn for that */
export function turnTo(change: number): boolean {
  const monitor = document.querySelector<HTMLElement>(`.monitor[data-turns-to="${change}"]`);
  if (monitor === null) return false;
  monitor.dataset.turned = "";
  return true;
}

/** What was turned to is drawn as what is seen. */
export function endTurn(monitor: HTMLElement | null): void {
  if (monitor !== null) delete monitor.dataset.turned;
}

const isSame = ({ box: one, pieces }: Placed, { box: other, pieces: others }: Placed): boolean =>
  one.left === other.left &&
  one.top === other.top &&
  one.width === other.width &&
  one.height === other.height &&
  // What covers it on one of several monitors may be another.
  JSON.stringify(pieces) === JSON.stringify(others);

import type { Beside } from "../state/stage.ts";
import type { Box } from "./grid.ts";

/**
 * A change of scene by one attribute of the monitor's element, on which the stylesheet shows what stands there unseen and
 * hides what was seen. React, which would take most of a frame for the same, says it a little later.
 */

/** Attributes of a monitor's element: the change it can turn to, which is one whose staying tiles stay where they are. */
export function turnMarks(
  placed: readonly { box: Box; staysIn: Box | undefined }[] | undefined,
  beside: Beside | null | undefined,
): { "data-turns-to"?: number } {
  if (beside?.isNext !== true || placed === undefined) return {};
  const isStill = placed.every(({ box, staysIn }) => staysIn === undefined || isSame(box, staysIn));
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

const isSame = (one: Box, other: Box): boolean =>
  one.left === other.left && one.top === other.top && one.width === other.width && one.height === other.height;

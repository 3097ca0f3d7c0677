/** Where the bars begin and end along their line, as shares of it from 0 to 1. */
export type Axis = { zero: number; at: (value: number) => number };

/** A threshold beyond this many times the longest bar would shorten all of them; it is drawn once they come near. */
const farThreshold = 1.5;

/** The limits that are drawn: those the values have come near to. */
export function nearLimits<Limit extends { value: number }>(
  limits: readonly Limit[],
  values: readonly number[],
): Limit[] {
  const reach = Math.max(0, ...values.map(Math.abs));
  return limits.filter(({ value }) => Math.abs(value) <= reach * farThreshold);
}

/** An axis that holds all values and limits, and always zero: a bar's length is its value. */
export function axisFor(values: readonly number[], limits: readonly { value: number }[]): Axis {
  const all = [...values, ...limits.map(({ value }) => value), 0];
  const low = Math.min(...all);
  const range = Math.max(...all) - low || 1;
  const at = (value: number) => (value - low) / range;
  return { zero: at(0), at };
}

/** Where the name of a limit stands, px from the left of the bars; null where it would cover another. */
export type LimitName = { leftPx: number } | null;

/**
 * Names above their lines: to the right of it, else to the left, else wherever there is room over it, else none: the line
 * itself stays.
 * @param room where names may stand, px from the left of the bars; the bars begin at 0 and are `barsPx` wide
 */
export function placeNames(
  names: readonly { at: number; widthPx: number }[],
  barsPx: number,
  room: { fromPx: number; toPx: number },
): LimitName[] {
  let takenPx = room.fromPx;
  return names.map(({ at, widthPx }) => {
    const linePx = at * barsPx;
    const lastPx = room.toPx - widthPx;
    const leftPx = [linePx, linePx - widthPx, lastPx, takenPx].find(
      (left) => left >= takenPx && left <= lastPx && left <= linePx && left + widthPx >= linePx,
    );
    if (leftPx === undefined) return null;
    takenPx = leftPx + widthPx;
    return { leftPx };
  });
}

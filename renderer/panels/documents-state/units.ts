import type { PlaceFigure } from "../../figures/place-figures.ts";

/** A unit with documents in hand: how many of them are overdue. */
export type UnitRow = { overdue: PlaceFigure; inHand: number | null };

/**
 * The units that have overdue documents, the most first; of equal ones the one with the greater share.
 * @returns `onTime`: units of which it is known that nothing is overdue · `unknown`: of which nothing is known
 */
export function worstUnits(
  overdue: readonly PlaceFigure[],
  inHand: readonly PlaceFigure[],
): { rows: UnitRow[]; onTime: number; unknown: number } {
  const handOf = new Map(inHand.map(({ place, value }) => [place.id, value]));
  const known = overdue.filter(({ value }) => value !== null);
  const rows = known
    .filter(({ value }) => (value ?? 0) > 0)
    .map((figure): UnitRow => ({ overdue: figure, inHand: handOf.get(figure.place.id) ?? null }))
    .sort((one, other) => {
      const [a, b] = [one.overdue.value ?? 0, other.overdue.value ?? 0];
      return b - a || (one.inHand ?? 0) - (other.inHand ?? 0);
    });
  return { rows, onTime: known.length - rows.length, unknown: overdue.length - known.length };
}

/** How the room of a tile is used. */
export type Plan = {
  isWide: boolean;
  /** Of a line of the table of states. */
  statePx: number;
  /** Lines for units, 0: none stand; and how high each is. */
  units: number;
  unitPx: number;
  /** How high a tile is that leaves no unit out. */
  wantedPx: number;
};

/**
 * States beside units where there is room, above them where there is not.
 * @param rows units that there are
 */
export function planOf(
  size: { width: number; height: number },
  scale: { label: number; source: number },
  rows: number,
): Plan {
  const linePx = scale.source * 1.45;
  const isWide = size.width >= scale.source * 32;
  const room = size.height - scale.label * 1.4 - scale.source * 1.6;
  const headPx = scale.source * 1.4;
  const unitRoom = isWide ? room - headPx : room - scale.label * 1.5 - 5 * linePx - headPx;
  // Below the states there may be no room at all: the states alone stand then, and the units are on a larger tile.
  // A room that was asked for holds what it was asked for, whatever fractions make of it.
  const units = Math.max(isWide ? 1 : 0, Math.floor((unitRoom + 0.01) / linePx));
  // One line more says what of the others is known.
  const wantedPx = size.height - unitRoom + (rows + 1) * linePx;
  return {
    isWide,
    statePx: isWide ? Math.min(linePx * 1.7, (room - scale.label * 1.7) / 8) : linePx,
    units,
    wantedPx,
    // The line about the others is one of them where it stands.
    unitPx: Math.floor(Math.min(unitRoom / Math.max(1, Math.min(units, rows + 1)), linePx * 1.6)),
  };
}

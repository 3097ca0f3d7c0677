import type { Freshness } from "#contract/entities/freshness.ts";

/** The columns that fit beside the gate's name, from the most needed on. */
export type GateColumn = "waiting" | "trend" | "forecast" | "cleared" | "longest";
const order: readonly GateColumn[] = ["waiting", "trend", "forecast", "longest", "cleared"];
const shown: readonly GateColumn[] = ["waiting", "trend", "forecast", "cleared", "longest"];
/** Width of a column, in source sizes; the widest word or number expected in it. */
const widthEm: Record<Exclude<GateColumn, "waiting">, number> = {
  ...{ trend: 8.6, forecast: 7.4, cleared: 5, longest: 6.2 },
};
const nameEm = 7;

/**
 * Which columns there is room for, in the order they stand. Waiting always stands.
 * @param waitingPx what the widest number of the first column takes
 * @param hasForecast whether there is one among them
 */
export function columnsFor(widthPx: number, sourcePx: number, waitingPx: number, hasForecast = false): GateColumn[] {
  const fitting = new Set<GateColumn>();
  let used = nameEm * sourcePx;
  for (const column of order) {
    if (column === "forecast" && !hasForecast) continue;
    if (fitting.size > 0 && used + widthOf(column, sourcePx, waitingPx) > widthPx) break;
    used += widthOf(column, sourcePx, waitingPx);
    fitting.add(column);
  }
  return shown.filter((column) => fitting.has(column));
}

/** What the columns leave for the gate's name, px. */
export const nameRoomPx = (
  columns: readonly GateColumn[],
  widthPx: number,
  sourcePx: number,
  waitingPx: number,
): number => columns.reduce((room, column) => room - widthOf(column, sourcePx, waitingPx), widthPx);

const widthOf = (column: GateColumn, sourcePx: number, waitingPx: number): number =>
  column === "waiting" ? waitingPx : widthEm[column] * sourcePx;

/** How many tables may stand side by side: a gate's name, its number and which way it goes fit each. */
export const mostTables = (widthPx: number, sourcePx: number, waitingPx: number): number =>
  (widthPx + tableGapEm * sourcePx) / ((nameEm + widthEm.trend + tableGapEm) * sourcePx + waitingPx);

/** Between two tables, in source sizes. */
export const tableGapEm = 1.6;

/**
 * The smallest and the largest of some numbers; nothing of none. With digits of one width and as many decimals none of the others
 * is written wider than the wider of these.
 */
export const extentOf = (numbers: readonly number[]): number[] =>
  numbers.length === 0 ? [] : [Math.min(...numbers), Math.max(...numbers)];

const rank: Record<Freshness | "empty", number> = { fresh: 0, late: 0, stale: 1, lost: 2, empty: 3 };

/**
 * The gates that stand when not all fit: those over a threshold, then those with most waiting; what is not known comes
 * last. They keep the scene's order among themselves, so that a gate does not wander about the table.
 */
export function gatesToShow<
  Gate extends { state: Freshness | "empty"; waiting: number | undefined; isCrossed: boolean },
>(gates: readonly Gate[], rows: number): Gate[] {
  if (gates.length <= rows) return [...gates];
  const chosen = new Set(
    [...gates]
      .sort(
        (a, b) =>
          Number(b.isCrossed) - Number(a.isCrossed) ||
          rank[a.state] - rank[b.state] ||
          (b.waiting ?? -1) - (a.waiting ?? -1),
      )
      .slice(0, rows),
  );
  return gates.filter((gate) => chosen.has(gate));
}
